package dev.twinloop.zk.prove;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Where a device's sums are put. As secret as they are. Thread-safe. */
final class SumsResult {
  private final AtomicReference<@Nullable ProverSums> sums = new AtomicReference<>();

  void put(ProverSums value) {
    sums.set(value);
  }

  /**
   * The sums.
   *
   * @throws IllegalStateException if they were never put
   */
  ProverSums get() {
    ProverSums value = sums.get();
    if (value == null) {
      throw new IllegalStateException("zk prove: sums: the task has not ended");
    }
    return value;
  }

  @Override
  public String toString() {
    return "sums (secret)";
  }
}
