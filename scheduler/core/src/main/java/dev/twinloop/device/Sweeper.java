package dev.twinloop.device;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Overwrites with zeros what tasks left in free slots, moments after they came free: not at once,
 * since the next slice of the same task need not have it done. A slot that another task takes
 * earlier is cleaned on that task's thread.
 */
final class Sweeper {
  private static final Duration SOON = Duration.ofMillis(5);

  private final String id;
  private final Monitor monitor;
  private final DeviceThreads threads;
  private final Supplier<Optional<DeviceLife>> present;
  private boolean sweeping;

  Sweeper(
      String id, Monitor monitor, DeviceThreads threads, Supplier<Optional<DeviceLife>> present) {
    this.id = id;
    this.monitor = monitor;
    this.threads = threads;
    this.present = present;
  }

  /** A slot came free; called under the device's lock. */
  void soon() {
    if (!sweeping) {
      sweeping = true;
      monitor.later(() -> threads.runAfter(SOON, id + "-sweep", this::sweep));
    }
  }

  private void sweep() {
    for (Lease lease : monitor.locked(this::soiled)) {
      lease.clean();
      if (!monitor.locked(() -> cleaned(lease))) {
        lease.close();
      }
    }
  }

  private List<Lease> soiled() {
    sweeping = false;
    return present.get().map(DeviceLife::takeSoiled).orElse(List.of());
  }

  private boolean cleaned(Lease lease) {
    monitor.changed();
    return lease.life().cleaned(lease);
  }
}
