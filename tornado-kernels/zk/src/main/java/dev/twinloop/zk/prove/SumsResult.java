package dev.twinloop.zk.prove;

import dev.twinloop.task.Slice;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.Supplier;

/**
 * Where the sums of a proof's slices are put. Their last additions begin then, on other threads,
 * and need the device no more: it is free for the next slice or proof. As secret as the sums are.
 * Thread-safe.
 */
final class SumsResult {
  private final Map<Slice, ForkJoinTask<ProverSums>> parts = new ConcurrentHashMap<>();

  /** Begins the last additions of what a slice adds to the sums, in place of what it put before. */
  void begin(Slice slice, Supplier<ProverSums> additions) {
    parts.put(slice, ForkJoinPool.commonPool().submit(additions::get));
  }

  /**
   * The sums; waits for the last additions.
   *
   * @throws IllegalStateException if none were begun
   * @throws IllegalArgumentException if what a device gave is no points
   */
  ProverSums get() {
    return parts.values().stream()
        .map(ForkJoinTask::join)
        .reduce(ProverSums::plus)
        .orElseThrow(() -> new IllegalStateException("zk prove: sums: the task has not ended"));
  }

  @Override
  public String toString() {
    return "sums (secret)";
  }
}
