package dev.twinloop.kernel.data;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.twinloop.task.ResultMemory;
import java.lang.foreign.MemorySegment;
import java.util.HexFormat;
import java.util.Objects;

/**
 * The digests of a batch, in the order of its messages: 32 bytes each, as the standard of the hash
 * function prints them, without gaps. Immutable once its task has finished.
 */
public final class Digests {
  /** Length of one digest. */
  public static final int BYTES = 32;

  private final MemorySegment segment;
  private final long count;

  private Digests(MemorySegment segment, long count) {
    this.segment = segment;
    this.count = count;
  }

  /** Room for so many digests, off-heap, freed when nobody can reach it. */
  static Digests allocate(long count) {
    return new Digests(ResultMemory.allocate(count * BYTES), count);
  }

  /** Digests at the start of memory that the caller gave. */
  static Digests in(MemorySegment segment, long count) {
    return new Digests(segment.asSlice(0, count * BYTES), count);
  }

  /** How many there are. */
  public long count() {
    return count;
  }

  /**
   * A copy of one digest.
   *
   * @throws IndexOutOfBoundsException if there is no such message
   */
  public byte[] get(long index) {
    Objects.checkIndex(index, count);
    return segment.asSlice(index * BYTES, BYTES).toArray(JAVA_BYTE);
  }

  /** One digest as 64 lower-case hex digits. */
  public String hex(long index) {
    return HexFormat.of().formatHex(get(index));
  }

  /** The memory of digests {@code from} to {@code to}. */
  MemorySegment between(long from, long to) {
    return segment.asSlice(from * BYTES, (to - from) * BYTES);
  }

  /** All digests: {@code 32 * count()} bytes. */
  public MemorySegment segment() {
    return segment;
  }
}
