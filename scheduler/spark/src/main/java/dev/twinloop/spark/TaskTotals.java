package dev.twinloop.spark;

import dev.twinloop.engine.TaskReport;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.util.AccumulatorV2;

/**
 * What all tasks of an operation did, summed on the driver: Spark shows it beside each stage. A
 * partition that Spark computed twice is counted twice, as it ran twice.
 */
public final class TaskTotals extends AccumulatorV2<TaskTotals.Totals, TaskTotals.Totals> {
  private static final long serialVersionUID = 1L;

  private Totals totals = Totals.NONE;

  /**
   * Sums.
   *
   * @param tasks tasks that finished
   * @param itemsByDevice items by the device that computed them
   * @param fallbacks runs that were thrown away and run again on the CPU
   */
  public record Totals(long tasks, Map<String, Long> itemsByDevice, long fallbacks)
      implements java.io.Serializable {
    static final Totals NONE = new Totals(0, Map.of(), 0);

    /** A copy of the map is kept. */
    public Totals {
      itemsByDevice = Map.copyOf(itemsByDevice);
    }

    static Totals of(TaskReport report) {
      return new Totals(1, report.itemsByDevice(), report.fallbacks().size());
    }

    Totals plus(Totals other) {
      Map<String, Long> items = new TreeMap<>(itemsByDevice);
      other.itemsByDevice.forEach((device, count) -> items.merge(device, count, Long::sum));
      return new Totals(tasks + other.tasks, items, fallbacks + other.fallbacks);
    }

    /** All items. */
    public long items() {
      return itemsByDevice.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  @Override
  public boolean isZero() {
    return totals.tasks() == 0;
  }

  @Override
  public TaskTotals copy() {
    TaskTotals copy = new TaskTotals();
    copy.totals = totals;
    return copy;
  }

  @Override
  public void reset() {
    totals = Totals.NONE;
  }

  @Override
  public void add(Totals more) {
    totals = totals.plus(more);
  }

  @Override
  public void merge(AccumulatorV2<Totals, Totals> other) {
    totals = totals.plus(other.value());
  }

  @Override
  public Totals value() {
    return totals;
  }
}
