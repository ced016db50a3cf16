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
    for (DeviceStatus status : scheduler.devices()) {
      status
          .caps()
          .filter(caps -> only.isEmpty() || only.get().equals(caps.deviceId()))
          .ifPresent(caps -> survey.examine(scheduler, caps));
      status.problem().ifPresent(text -> survey.problems.add(status.provider() + ": " + text));
    }
    return survey;
  }

  private void examine(HybridScheduler scheduler, HardwareCaps caps) {
    String answers;
    try {
      KnownAnswerRun run = KnownAnswerRun.on(() -> scheduler.engine(caps.deviceId()));
      answers = run.summary();
      run.failures().forEach(text -> problems.add(caps.deviceId() + ": " + text));
      (run.passed() ? working : wrong).add(caps.deviceId());
    } catch (DeviceException e) {
      answers = "does not start";
      problems.add(caps.deviceId() + ": " + e.getMessage());
      wrong.add(caps.deviceId());
    }
    table.row(
        caps.deviceId(),
        caps.deviceName(),
        caps.hostCpu() ? "this CPU" : caps.engineType().name(),
        caps.backend().name(),
        String.format(Locale.ROOT, "%.1f GiB", caps.memoryBytes() / (double) (1 << 30)),
        caps.computeUnits(),
        caps.driver(),
        answers);
  }
}
