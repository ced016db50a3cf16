package dev.twinloop.zk.prove;

import dev.twinloop.task.Slice;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Where the sums of a proof's slices are put. As secret as they are. Thread-safe. */
final class SumsResult {
  private final Map<Slice, ProverSums> parts = new ConcurrentHashMap<>();

  /** Puts what a slice adds to the sums, in place of what it put before. */
  void put(Slice slice, ProverSums part) {
    parts.put(slice, part);
  }

  /**
   * The sums.
   *
   * @throws IllegalStateException if none were put
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
