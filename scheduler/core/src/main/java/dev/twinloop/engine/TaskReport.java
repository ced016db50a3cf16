package dev.twinloop.engine;

import dev.twinloop.task.TaskType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where and how fast a task ran. The report of a workflow sums the reports of its steps: their
 * items, slices, fallbacks, checks and notes.
 *
 * @param traceId appears in every log line, event and exception of the task
 * @param type the kind of work
 * @param items how many items the task had
 * @param elapsed from {@code submit} to the finished result
 * @param slices one report for each slice, in the order of their first items; for a workflow, step
 *     by step
 * @param notes facts that a reader of the figures should know, such as "no accelerator: …"
 * @param steps the reports of a workflow's finished steps, in the order of their submission
 */
public record TaskReport(
    String traceId,
    TaskType type,
    long items,
    Duration elapsed,
    List<SliceReport> slices,
    List<String> notes,
    List<TaskReport> steps) {

  public TaskReport {
    steps = List.copyOf(steps);
    slices =
        steps.isEmpty()
            ? slices.stream().sorted(Comparator.comparingLong(s -> s.slice().from())).toList()
            : List.copyOf(slices);
    notes = List.copyOf(notes);
  }

  /** The report of a task without steps. */
  public TaskReport(
      String traceId,
      TaskType type,
      long items,
      Duration elapsed,
      List<SliceReport> slices,
      List<String> notes) {
    this(traceId, type, items, elapsed, slices, notes, List.of());
  }

  /**
   * The report of a workflow: the sum of its steps.
   *
   * @param elapsed the time of the workflow; its steps may have run at the same time
   * @param notes further notes, which no step has
   */
  public static TaskReport ofSteps(
      String traceId, TaskType type, Duration elapsed, List<TaskReport> steps, List<String> notes) {
    List<SliceReport> slices = new ArrayList<>();
    Set<String> all = new LinkedHashSet<>();
    for (TaskReport step : steps) {
      slices.addAll(step.slices);
      all.addAll(step.notes);
    }
    all.addAll(notes);
    long items = steps.stream().mapToLong(TaskReport::items).sum();
    return new TaskReport(traceId, type, items, elapsed, slices, List.copyOf(all), steps);
  }

  /** Items by the device that computed them. */
  public Map<String, Long> itemsByDevice() {
    return slices.stream()
        .collect(
            Collectors.groupingBy(
                SliceReport::deviceId,
                TreeMap::new,
                Collectors.summingLong(s -> s.slice().size())));
  }

  /** The runs that were thrown away, in slice order. */
  public List<SliceReport.Fallback> fallbacks() {
    return slices.stream().flatMap(s -> s.fallback().stream()).toList();
  }

  /** Items (or groups) that the cross-check recomputed. */
  public long checked() {
    return slices.stream().mapToLong(SliceReport::checked).sum();
  }

  /** Runs that were thrown away because the device's answer was wrong. */
  public long mismatches() {
    return fallbacks().stream().filter(f -> f.code() == DeviceException.Code.MISMATCH).count();
  }

  /** The sum of the timings of all slices. Slices may run at the same time. */
  public Timings timings() {
    return slices.stream()
        .map(SliceReport::timings)
        .reduce(new Timings(0, 0, 0, 0, 0, 0, 0, 0), Timings::plus);
  }

  /** The share of items that the cross-check really recomputed, 0 to 1. */
  public double effectiveSampleRate() {
    return items == 0 ? 0 : (double) checked() / items;
  }

  /** Items a second over the whole elapsed time. */
  public double itemsPerSecond() {
    return items * 1e9 / Math.max(1, elapsed.toNanos());
  }

  /** One line, even if there were many slices; {@link #slices} has all of them. */
  @Override
  public String toString() {
    return "TaskReport[traceId=%s, type=%s, items=%d, elapsed=%s, slices=%d, itemsByDevice=%s, fallbacks=%d, notes=%d%s]"
        .formatted(
            traceId,
            type,
            items,
            elapsed,
            slices.size(),
            itemsByDevice(),
            fallbacks().size(),
            notes.size(),
            steps.isEmpty() ? "" : ", steps=" + steps.size());
  }
}
