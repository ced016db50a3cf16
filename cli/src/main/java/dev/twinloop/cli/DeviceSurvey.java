package dev.twinloop.cli;

import dev.twinloop.bench.report.Table;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.scheduler.DeviceStatus;
import dev.twinloop.scheduler.HybridScheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/**
 * Every device of every backend, each put to the known-answer tests.
 *
 * @param table a row a device
 * @param problems one line each, with the remedy
 * @param working the ids of devices that answered everything rightly
 * @param wrong the ids of devices that were there, but failed
 */
record DeviceSurvey(Table table, List<String> problems, Set<String> working, Set<String> wrong) {
  /** Looks at all devices, or at the named one. */
  static DeviceSurvey of(HybridScheduler scheduler, Optional<String> only) {
    DeviceSurvey survey =
        new DeviceSurvey(
            new Table(
                "device", "name", "kind", "backend", "memory", "units", "driver", "known answers"),
            new ArrayList<>(),
            new TreeSet<>(),
            new TreeSet<>());
    List<CompletableFuture<Examination>> examinations = new ArrayList<>();
    for (DeviceStatus status : scheduler.devices()) {
      status
          .caps()
          .filter(caps -> only.isEmpty() || only.get().equals(caps.deviceId()))
          .ifPresent(caps -> examinations.add(begin(scheduler, caps)));
      status.problem().ifPresent(text -> survey.problems.add(status.provider() + ": " + text));
    }
    examinations.forEach(examination -> survey.add(examination.join()));
    return survey;
  }

  /**
   * What one device made of the known-answer tests.
   *
   * @param caps the device
   * @param answers the last column of its row
   * @param failures one line each
   */
  private record Examination(HardwareCaps caps, String answers, List<String> failures) {}

  /** Each device has a process of its own and mostly compiles: they are examined side by side. */
  private static CompletableFuture<Examination> begin(
      HybridScheduler scheduler, HardwareCaps caps) {
    return CompletableFuture.supplyAsync(
        () -> examine(scheduler, caps), task -> Thread.ofPlatform().daemon().start(task));
  }

  private static Examination examine(HybridScheduler scheduler, HardwareCaps caps) {
    try {
      KnownAnswerRun run = KnownAnswerRun.on(() -> scheduler.engine(caps.deviceId()));
      return new Examination(caps, run.summary(), run.failures());
    } catch (DeviceException e) {
      return new Examination(caps, "does not start", List.of(String.valueOf(e.getMessage())));
    }
  }

  private void add(Examination examination) {
    HardwareCaps caps = examination.caps();
    examination.failures().forEach(text -> problems.add(caps.deviceId() + ": " + text));
    (examination.failures().isEmpty() ? working : wrong).add(caps.deviceId());
    table.row(
        caps.deviceId(),
        caps.deviceName(),
        caps.hostCpu() ? "this CPU" : caps.engineType().name(),
        caps.backend().name(),
        String.format(Locale.ROOT, "%.1f GiB", caps.memoryBytes() / (double) (1 << 30)),
        caps.computeUnits(),
        caps.driver(),
        examination.answers());
  }
}
