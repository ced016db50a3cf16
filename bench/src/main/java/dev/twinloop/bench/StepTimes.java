package dev.twinloop.bench;

import dev.twinloop.bench.report.ReportRow.Stage;
import dev.twinloop.engine.TaskReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How long the steps of a workflow took, by their names. Steps may run beside each other, so that
 * their times sum to more than the workflow's.
 */
final class StepTimes {
  private final Map<String, Long> sums = new LinkedHashMap<>();
  private long runs;

  /** Adds a run of a workflow. */
  void add(TaskReport report) {
    runs++;
    report.steps().forEach(this::step);
  }

  private void step(TaskReport step) {
    if (step.steps().isEmpty()) {
      sums.merge(step.type().name(), step.elapsed().toNanos(), Long::sum);
    } else {
      step.steps().forEach(this::step);
    }
  }

  /** Forgets what was added: warming up is over. */
  void clear() {
    sums.clear();
    runs = 0;
  }

  /** The mean over the runs; steps of one name are summed. */
  List<Stage> list() {
    return sums.entrySet().stream()
        .map(step -> new Stage(step.getKey(), step.getValue() / Math.max(1, runs)))
        .toList();
  }

  /** The same in words. */
  @Override
  public String toString() {
    return list().stream()
        .map(stage -> "%s %.1f ms".formatted(stage.name(), stage.ns() / 1e6))
        .collect(Collectors.joining(", "));
  }
}
