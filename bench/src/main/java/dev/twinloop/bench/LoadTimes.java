package dev.twinloop.bench;

import dev.twinloop.engine.EngineType;
import dev.twinloop.engine.SliceReport;
import dev.twinloop.engine.TaskReport;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** What the tasks of a load took, and where they ran; filled by several threads. Thread-safe. */
final class LoadTimes {
  private final List<Ended> ended = new ArrayList<>();

  /**
   * A task that ended.
   *
   * @param task its place in the list of the load's tasks
   * @param ns from submit to the checked result
   * @param items it had
   * @param accelerated items of it that accelerators computed
   */
  record Ended(int task, long ns, long items, long accelerated) {
    static Ended of(int task, long ns, TaskReport report) {
      long there =
          report.slices().stream()
              .filter(slice -> slice.engineType() != EngineType.CPU)
              .map(SliceReport::slice)
              .mapToLong(slice -> slice.size())
              .sum();
      return new Ended(task, ns, report.items(), there);
    }
  }

  synchronized void add(Ended one) {
    ended.add(one);
  }

  synchronized void addAll(List<Ended> more) {
    ended.addAll(more);
  }

  synchronized void clear() {
    ended.clear();
  }

  /** How many ended. */
  synchronized int count() {
    return ended.size();
  }

  /** The times of all tasks, sorted. */
  synchronized long[] sorted() {
    return sorted(ended.stream().mapToLong(Ended::ns));
  }

  /** Those of one task. */
  synchronized LoadTimes of(int task) {
    LoadTimes one = new LoadTimes();
    one.addAll(ended.stream().filter(e -> e.task() == task).toList());
    return one;
  }

  /** The share of the items that accelerators computed, 0 to 1. */
  synchronized double accelerated() {
    long all = ended.stream().mapToLong(Ended::items).sum();
    return (double) ended.stream().mapToLong(Ended::accelerated).sum() / Math.max(1, all);
  }

  private static long[] sorted(LongStream times) {
    return times.sorted().toArray();
  }

  /** The time that so large a share of the tasks stayed below; 0 where none ended. */
  double quantileNs(double quantile) {
    long[] times = sorted();
    return times.length == 0
        ? 0
        : times[(int) Math.min(times.length - 1.0, quantile * times.length)];
  }
}
