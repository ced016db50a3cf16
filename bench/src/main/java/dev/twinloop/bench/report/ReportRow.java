package dev.twinloop.bench.report;

import java.util.List;
import java.util.OptionalDouble;

/**
 * One row: some work, done in one way.
 *
 * @param work what was done
 * @param way how
 * @param items in one run
 * @param times of the runs
 * @param ratio items a second over those of the baseline, the first row of the same work; empty if
 *     there is none
 * @param stages where the time of a run went; empty if that was not measured
 */
public record ReportRow(
    String work, Way way, long items, Times times, OptionalDouble ratio, List<Stage> stages) {
  /**
   * Part of a run.
   *
   * @param name such as {@code copy in}
   * @param ns its mean over the runs, summed over slices, which overlap
   */
  public record Stage(String name, long ns) {}

  public ReportRow {
    stages = List.copyOf(stages);
    if (items < 1) {
      throw new IllegalArgumentException("row: items=" + items + ", accepted: 1 or more");
    }
  }

  /** Items a second at the median. */
  public double itemsPerSecond() {
    return items * 1e9 / Math.max(1, times.medianNs());
  }

  /** What the same row of another report has in common with this one. */
  public Key key() {
    return new Key(work, way.name(), way.device(), items);
  }

  /** Names a row. */
  public record Key(String work, String way, String device, long items) {
    @Override
    public String toString() {
      return "%s: %s, %s, %d items".formatted(work, way, device, items);
    }
  }
}
