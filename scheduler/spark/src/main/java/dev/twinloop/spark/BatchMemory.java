package dev.twinloop.spark;

import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/**
 * Off-heap memory of an executor's scheduler, used from batch to batch: a device page-locks it
 * once, and no batch pays for fresh pages. Blocks are powers of two from 4 KiB. Thread-safe.
 */
final class BatchMemory {
  private static final int SMALLEST_SHIFT = 12;

  private final LongFunction<MemorySegment> source;
  private final Map<Integer, Deque<MemorySegment>> free = new HashMap<>();

  /**
   * @param source allocates so many bytes that live as long as the scheduler
   */
  BatchMemory(LongFunction<MemorySegment> source) {
    this.source = source;
  }

  /** Blocks of one batch; closing gives them back, zeroed. */
  Lent lend() {
    return new Lent();
  }

  private synchronized MemorySegment block(int shift) {
    Deque<MemorySegment> blocks = free.get(shift);
    MemorySegment block = blocks == null ? null : blocks.pollFirst();
    return block == null ? source.apply(1L << shift) : block;
  }

  private synchronized void giveBack(int shift, MemorySegment block) {
    free.computeIfAbsent(shift, _ -> new ArrayDeque<>()).addFirst(block);
  }

  /** The blocks of one batch. Used by one thread at a time. */
  final class Lent implements AutoCloseable {
    private record Block(int shift, MemorySegment whole, long used) {}

    private final List<Block> blocks = new ArrayList<>();

    /** So many bytes, 64-byte aligned. */
    MemorySegment take(long bytes) {
      int shift = Math.max(SMALLEST_SHIFT, 64 - Long.numberOfLeadingZeros(Math.max(1, bytes) - 1));
      MemorySegment whole = block(shift);
      blocks.add(new Block(shift, whole, bytes));
      return whole.asSlice(0, bytes);
    }

    @Override
    public void close() {
      for (Block block : blocks) {
        block.whole().asSlice(0, block.used()).fill((byte) 0);
        giveBack(block.shift(), block.whole());
      }
      blocks.clear();
    }
  }
}
