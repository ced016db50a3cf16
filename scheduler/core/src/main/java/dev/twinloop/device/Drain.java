package dev.twinloop.device;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Lives of a device that have ended while slices still ran in them: those may end first, within a
 * limit. Guarded by the device's lock.
 */
final class Drain {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final String deviceId;
  private final Monitor monitor;
  private final DeviceThreads threads;
  private final List<DeviceLife> lives = new ArrayList<>();

  Drain(String deviceId, Monitor monitor, DeviceThreads threads) {
    this.deviceId = deviceId;
    this.monitor = monitor;
    this.threads = threads;
  }

  /** A life has ended: its engine is closed when its leases are back, unless it is gone already. */
  void add(DeviceLife ended) {
    lives.removeIf(life -> life.running().ended().isDone());
    lives.add(ended);
    if (ended.inUse() == 0 || ended.running().ended().isDone()) {
      close(ended);
    } else {
      monitor.later(() -> threads.runAfter(LIMIT, deviceId + "-close", ended.running()::kill));
    }
  }

  /**
   * The device is closed: a worker must not be lost because it was sick, so all are closed.
   *
   * @return completes when all engines have ended
   */
  CompletableFuture<Void> end(Optional<DeviceLife> last) {
    last.ifPresent(lives::add);
    lives.forEach(this::close);
    return CompletableFuture.allOf(
        lives.stream().map(life -> life.running().ended()).toArray(CompletableFuture[]::new));
  }

  private void close(DeviceLife life) {
    monitor.later(() -> threads.run(deviceId + "-close", life.running()::close));
  }
}
