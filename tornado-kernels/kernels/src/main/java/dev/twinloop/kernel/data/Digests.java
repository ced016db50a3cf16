package dev.twinloop.kernel.data;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.twinloop.task.ResultMemory;
import java.lang.foreign.MemorySegment;
import java.util.HexFormat;
import java.util.Objects;

/**
 * The digests of a batch, in the order of its messages: of one length, as the standard of the hash
 * function prints them, without gaps. Immutable once its task has finished.
 */
public final class Digests {
  /** Length of one digest of 256 bits: SHA-256, Keccak-256. */
  public static final int BYTES = 32;

  /** Length of one digest of 512 bits: SHA-512. */
  public static final int BYTES_512 = 64;

  private final MemorySegment segment;
  private final int digestBytes;
  private final long count;

  private Digests(MemorySegment segment, int digestBytes, long count) {
    this.segment = segment;
    this.digestBytes = digestBytes;
    this.count = count;
  }

  /** Room for this number of digests, off-heap, freed when nobody can reach it. */
  static Digests allocate(int digestBytes, long count) {
    return new Digests(ResultMemory.allocate(count * digestBytes), digestBytes, count);
  }

  /** Digests at the start of memory that the caller gave. */
  static Digests in(MemorySegment segment, int digestBytes, long count) {
    return new Digests(segment.asSlice(0, count * digestBytes), digestBytes, count);
  }

  /** Such as {@code Digests[count=1000, digestBytes=32]}: never the digests themselves. */
  @Override
  public String toString() {
    return "Digests[count=" + count + ", digestBytes=" + digestBytes + "]";
  }

  /** Length of one digest in bytes. */
  public int digestBytes() {
    return digestBytes;
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
    return segment.asSlice(index * digestBytes, digestBytes).toArray(JAVA_BYTE);
  }

  /** One digest as lower-case hex digits, two a byte. */
  public String hex(long index) {
    return HexFormat.of().formatHex(get(index));
  }

  /** The memory of digests {@code from} to {@code to}. */
  MemorySegment between(long from, long to) {
    return segment.asSlice(from * digestBytes, (to - from) * digestBytes);
  }

  /** All digests: {@code digestBytes() * count()} bytes. */
  public MemorySegment segment() {
    return segment;
  }
}
