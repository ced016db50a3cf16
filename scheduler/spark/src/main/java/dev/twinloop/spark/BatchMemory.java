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
 * once, and no batch pays for fresh pages. A block is at most a quarter larger than what was asked
 * for. Thread-safe.
 */
final class BatchMemory {
  private static final long SMALLEST = 4096;

  private final LongFunction<MemorySegment> source;
  private final Map<Long, Deque<MemorySegment>> free = new HashMap<>();

  /**
   * @param source allocates the given number of bytes, which live as long as the scheduler
   */
  BatchMemory(LongFunction<MemorySegment> source) {
    this.source = source;
  }

  /** Blocks of one batch; closing gives them back, zeroed. */
  Lent lend() {
    return new Lent();
  }

  /**
   * The size of the block for this number of bytes: four sizes between one power of two and the
   * next.
   */
  static long blockBytes(long bytes) {
    long step = Math.max(SMALLEST, Long.highestOneBit(Math.max(1, bytes - 1)) / 4);
    return Math.ceilDiv(Math.max(1, bytes), step) * step;
  }

  private synchronized MemorySegment block(long bytes) {
    Deque<MemorySegment> blocks = free.get(bytes);
    MemorySegment block = blocks == null ? null : blocks.pollFirst();
    return block == null ? source.apply(bytes) : block;
  }

  private synchronized void giveBack(MemorySegment block) {
    free.computeIfAbsent(block.byteSize(), _ -> new ArrayDeque<>()).addFirst(block);
  }

  /** The blocks of one batch. Used by one thread at a time. */
  final class Lent implements AutoCloseable {
    private record Block(MemorySegment whole, long used) {}

    private final List<Block> blocks = new ArrayList<>();

    /** The given number of bytes, 64-byte aligned. */
    MemorySegment take(long bytes) {
      MemorySegment whole = block(blockBytes(bytes));
      blocks.add(new Block(whole, bytes));
      return whole.asSlice(0, bytes);
    }

    @Override
    public void close() {
      for (Block block : blocks) {
        block.whole().asSlice(0, block.used()).fill((byte) 0);
        giveBack(block.whole());
      }
      blocks.clear();
    }
  }
}
