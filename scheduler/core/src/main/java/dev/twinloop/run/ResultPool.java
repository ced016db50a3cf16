package dev.twinloop.run;

import dev.twinloop.task.ResultMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Memory for results, in blocks that are used again. A fresh block is zero without being touched:
 * its pages are made by the threads that write the result, several at a time, and not by one thread
 * that keeps the task waiting. A block comes back when nobody can reach its memory any more: as
 * long as a thread may still write into it, or read it, no other task gets it. The block is
 * overwritten with zeros in the background before it is given out again.
 *
 * <pre>
 *   fresh ──▶ given out ── not reachable any more ──▶ zeroed ──▶ idle ──▶ given out …
 *                                                          └──▶ freed, where too much is idle
 * </pre>
 *
 * What is beyond the bound, and what is small, the JVM allocates: that costs several times what a
 * used block does. A program that lives on large results makes so little garbage of its own that
 * the collector hardly runs; before the bound is reached the pool {@linkplain CollectorCall asks}
 * for it. Thread-safe.
 */
final class ResultPool implements ResultMemory.Source, AutoCloseable {
  /** Below this size a block costs more than it saves. */
  static final long LEAST_BYTES = 1 << 18;

  /** An idle block is given out for at least this part of its size. */
  private static final int LEAST_PART = 2;

  private final long mostBytes;
  private final long mostIdleBytes;
  private final CollectorCall young;
  private final CollectorCall collector;
  private final TreeMap<Long, Deque<Block>> idle = new TreeMap<>();
  private long idleBytes;
  private long outBytes;
  private boolean closed;

  /**
   * An empty pool.
   *
   * @param mostBytes all its blocks together, given out and idle
   * @param mostIdleBytes the idle ones
   * @param young called when half is given out: finds results that were dropped at once
   * @param collector called when three quarters are given out
   */
  ResultPool(long mostBytes, long mostIdleBytes, CollectorCall young, CollectorCall collector) {
    this.young = young;
    this.mostBytes = mostBytes;
    this.mostIdleBytes = mostIdleBytes;
    this.collector = collector;
  }

  /** For a machine: a sixteenth of its memory and 2 GiB at most, half of that idle. */
  static ResultPool ofMachine(long memoryBytes) {
    long most = Math.min(2L << 30, memoryBytes / 16);
    return new ResultPool(
        most, Math.min(1L << 30, most / 2), CollectorCall.young(), CollectorCall.ofJvm());
  }

  @Override
  public MemorySegment allocate(long bytes) {
    if (bytes < LEAST_BYTES) {
      return ResultMemory.ofJvm(bytes);
    }
    Block block = take(bytes);
    long out = outBytes();
    if (out > mostBytes / 2) {
      young.ask();
    }
    if (out > mostBytes / 4 * 3) {
      collector.ask();
    }
    return block == null ? ResultMemory.ofJvm(bytes) : lent(block, bytes);
  }

  @SuppressWarnings("restricted") // within the block, which lives at least as long
  private MemorySegment lent(Block block, long bytes) {
    return block
        .segment()
        .asSlice(0, bytes)
        .reinterpret(Arena.ofAuto(), _ -> comesBack(block, bytes));
  }

  private synchronized @Nullable Block take(long bytes) {
    Map.Entry<Long, Deque<Block>> fitting = idle.ceilingEntry(bytes);
    if (fitting != null && fitting.getKey() / LEAST_PART <= bytes) {
      return takeIdle(fitting.getKey());
    }
    while (outBytes + idleBytes + bytes > mostBytes && !idle.isEmpty()) {
      Block surplus = takeIdle(idle.firstKey());
      outBytes -= surplus.bytes();
      surplus.free();
    }
    if (closed || outBytes + bytes > mostBytes) {
      return null;
    }
    Block fresh = Block.zeroed(bytes);
    outBytes += fresh == null ? 0 : bytes;
    return fresh;
  }

  private Block takeIdle(long size) {
    Deque<Block> same = idle.getOrDefault(size, new ArrayDeque<>());
    Block block = same.removeFirst();
    if (same.isEmpty()) {
      idle.remove(size);
    }
    idleBytes -= block.bytes();
    outBytes += block.bytes();
    return block;
  }

  /** Called by the thread that cleans up after the collector, which must not be kept. */
  private void comesBack(Block block, long used) {
    Thread unused =
        Thread.ofVirtual()
            .name("twinloop-results")
            .start(
                () -> {
                  block.segment().asSlice(0, used).fill((byte) 0);
                  isBack(block);
                });
  }

  private synchronized void isBack(Block block) {
    outBytes -= block.bytes();
    if (closed || idleBytes + block.bytes() > mostIdleBytes) {
      block.free();
      return;
    }
    idleBytes += block.bytes();
    idle.computeIfAbsent(block.bytes(), _ -> new ArrayDeque<>()).addFirst(block);
  }

  /** Bytes in blocks that results have. */
  synchronized long outBytes() {
    return outBytes;
  }

  /** Bytes in blocks that wait for the next result. */
  synchronized long idleBytes() {
    return idleBytes;
  }

  /** Frees idle blocks now, and those of results when nobody can reach them any more. */
  @Override
  public synchronized void close() {
    closed = true;
    idle.values().forEach(same -> same.forEach(Block::free));
    idle.clear();
    idleBytes = 0;
  }
}
