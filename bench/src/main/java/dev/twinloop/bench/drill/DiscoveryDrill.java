package dev.twinloop.bench.drill;

import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Kills the process that lists a provider's devices, and waits until they are found after all. */
final class DiscoveryDrill {
  private DiscoveryDrill() {}

  static void run(Drills.Plan plan, DrillRow row) throws InterruptedException {
    for (int round = 0; round < plan.rounds(); round++) {
      try (HybridScheduler scheduler = HybridScheduler.open(SchedulerConfig.defaults())) {
        round(scheduler, plan, row);
      }
    }
  }

  private static void round(HybridScheduler scheduler, Drills.Plan plan, DrillRow row)
      throws InterruptedException {
    String device = plan.config().device().orElseThrow();
    String provider = device.contains(":") ? device.substring(0, device.indexOf(':')) : device;
    CompletableFuture<Boolean> first =
        CompletableFuture.supplyAsync(() -> lists(scheduler, device));
    WorkerProcesses workers = new WorkerProcesses(ProcessHandle.current());
    Optional<ProcessHandle> listing = Optional.empty();
    while (listing.isEmpty() && !first.isDone()) {
      listing = workers.listing(provider);
    }
    long start = System.nanoTime();
    listing.ifPresent(ProcessHandle::destroyForcibly);
    boolean seen = first.join();
    long noticedMs = (System.nanoTime() - start) / 1_000_000;
    long end = start + plan.patience().toNanos();
    while (!lists(scheduler, device) && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    long foundMs = lists(scheduler, device) ? (System.nanoTime() - start) / 1_000_000 : -1;
    row.add(
        new DrillRow.Round(
            seen ? "nothing: it had ended" : "device unavailable", noticedMs, foundMs));
    plan.progress()
        .accept("drill: killed-discovery: found after all after %d ms".formatted(foundMs));
  }

  private static boolean lists(HybridScheduler scheduler, String device) {
    return scheduler.devices().stream()
        .flatMap(status -> status.caps().stream())
        .anyMatch(caps -> caps.deviceId().equals(device));
  }
}
