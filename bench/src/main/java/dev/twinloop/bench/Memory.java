package dev.twinloop.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Where a task's input lies and its output goes. */
public interface Memory {
  /** This data, in such memory. */
  MemorySegment holding(MemorySegment data);

  /** Zeroed room for results. */
  MemorySegment room(long bytes);

  /** Off-heap memory like any other. */
  static Memory ordinary(Arena arena) {
    return new Memory() {
      @Override
      public MemorySegment holding(MemorySegment data) {
        return data;
      }

      @Override
      public MemorySegment room(long bytes) {
        return arena.allocate(bytes, 64).fill((byte) 0);
      }
    };
  }
}
