package dev.twinloop.engine;

import dev.twinloop.task.TaskType;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where and how fast a task ran.
 *
 * @param traceId appears in every log line, event and exception of the task
 * @param type the kind of work
 * @param items how many items the task had
 * @param elapsed from {@code submit} to the finished result
 * @param slices one report a slice, in order of their first item
 * @param notes things a reader of the figures should know, such as "no accelerator: …"
 */
public record TaskReport(
    String traceId,
    TaskType type,
    long items,
    Duration elapsed,
    List<SliceReport> slices,
    List<String> notes) {

  public TaskReport {
    slices = slices.stream().sorted(Comparator.comparingLong(s -> s.slice().from())).toList();
    notes = List.copyOf(notes);
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

  /** The share of items that the cross-check really recomputed, 0 to 1. */
  public double effectiveSampleRate() {
    return (double) slices.stream().mapToLong(SliceReport::checked).sum() / items;
  }

  /** Items a second over the whole elapsed time. */
  public double itemsPerSecond() {
    return items * 1e9 / Math.max(1, elapsed.toNanos());
  }

  /** One line however many slices there were; {@link #slices} has them all. */
  @Override
  public String toString() {
    return "TaskReport[traceId=%s, type=%s, items=%d, elapsed=%s, slices=%d, itemsByDevice=%s, fallbacks=%d, notes=%d]"
        .formatted(
            traceId,
            type,
            items,
            elapsed,
            slices.size(),
            itemsByDevice(),
            fallbacks().size(),
            notes.size());
  }
}
