package dev.twinloop.bench;

import dev.twinloop.scheduler.HybridScheduler;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Where a task's input lies and its output goes. */
interface Memory {
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

  /** Memory that a scheduler shares with its workers. */
  static Memory shared(HybridScheduler scheduler) {
    return new Memory() {
      @Override
      public MemorySegment holding(MemorySegment data) {
        return scheduler.allocate(data.byteSize()).copyFrom(data);
      }

      @Override
      public MemorySegment room(long bytes) {
        return scheduler.allocate(bytes);
      }
    };
  }
}
