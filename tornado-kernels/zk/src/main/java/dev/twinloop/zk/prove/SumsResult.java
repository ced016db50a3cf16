package dev.twinloop.zk.prove;

import dev.twinloop.task.Slice;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where the sums of a proof's slices are put. Their last additions go on on other threads, and need
 * the device no more: it is free for the next slice or proof. As secret as the sums are.
 * Thread-safe.
 */
final class SumsResult {
  private final Map<Slice, ProverSums> parts = new ConcurrentHashMap<>();

  /** Takes what a slice adds to the sums, in place of what it put before. */
  void put(Slice slice, ProverSums sums) {
    parts.put(slice, sums);
  }

  /**
   * The sums, whose last additions may not have ended.
   *
   * @throws IllegalStateException if none were begun
   */
  ProverSums get() {
    return parts.values().stream()
        .reduce(ProverSums::plus)
        .orElseThrow(() -> new IllegalStateException("zk prove: sums: the task has not ended"));
  }

  @Override
  public String toString() {
    return "sums (secret)";
  }
}
