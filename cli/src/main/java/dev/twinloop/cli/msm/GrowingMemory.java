package dev.twinloop.cli.msm;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Off-heap memory that grows by doubling. While it grows, old and new room are both there: it never
 * takes more than three times what it holds, or 1.5 MiB.
 */
final class GrowingMemory implements AutoCloseable {
  private static final long FIRST_BYTES = 1 << 20;

  private Arena arena = Arena.ofShared();
  private MemorySegment room = arena.allocate(FIRST_BYTES, 64);
  private long size;

  /** Adds bytes at the end. */
  void append(byte[] bytes) {
    if (size + bytes.length > room.byteSize()) {
      grow(size + bytes.length);
    }
    MemorySegment.copy(bytes, 0, room, JAVA_BYTE, size, bytes.length);
    size += bytes.length;
  }

  private void grow(long least) {
    Arena larger = Arena.ofShared();
    MemorySegment memory = larger.allocate(Math.max(least, 2 * room.byteSize()), 64);
    MemorySegment.copy(room, 0, memory, 0, size);
    arena.close();
    arena = larger;
    room = memory;
  }

  /** How many bytes were added. */
  long size() {
    return size;
  }

  /** All that was added; gone when this is closed or grows. */
  MemorySegment content() {
    return room.asSlice(0, size);
  }

  @Override
  public void close() {
    arena.close();
  }
}
