package dev.twinloop.spark;

import dev.twinloop.engine.SliceReport;
import dev.twinloop.engine.TaskReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
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
   * @param fallbacks runs that were thrown away and run again elsewhere
   * @param fellBack the first of these, at most {@value #MOST_TOLD}
   * @param lastTrace the trace id of the task that was counted last
   */
  public record Totals(
      long tasks,
      Map<String, Long> itemsByDevice,
      long fallbacks,
      List<FellBack> fellBack,
      String lastTrace)
      implements java.io.Serializable {
    /** How many fallbacks are told one by one. */
    public static final int MOST_TOLD = 16;

    static final Totals NONE = new Totals(0, Map.of(), 0, List.of(), "");

    /** Copies are kept. */
    public Totals {
      itemsByDevice = new TreeMap<>(itemsByDevice);
      fellBack = List.copyOf(fellBack);
    }

    static Totals of(TaskReport report) {
      List<SliceReport.Fallback> all = report.fallbacks();
      return new Totals(
          1,
          report.itemsByDevice(),
          all.size(),
          all.stream()
              .limit(MOST_TOLD)
              .map(f -> new FellBack(report.traceId(), f.deviceId(), f.cause()))
              .toList(),
          report.traceId());
    }

    Totals plus(Totals other) {
      Map<String, Long> items = new TreeMap<>(itemsByDevice);
      other.itemsByDevice.forEach((device, count) -> items.merge(device, count, Long::sum));
      return new Totals(
          tasks + other.tasks,
          items,
          fallbacks + other.fallbacks,
          Stream.concat(fellBack.stream(), other.fellBack.stream()).limit(MOST_TOLD).toList(),
          other.tasks > 0 ? other.lastTrace : lastTrace);
    }

    /** The task that was counted last. */
    public Optional<TaskTrace> last() {
      return tasks == 0 ? Optional.empty() : Optional.of(TaskTrace.parse(lastTrace));
    }

    /** All items. */
    public long items() {
      return itemsByDevice.values().stream().mapToLong(Long::longValue).sum();
    }

    /** As Spark's UI and REST interface show it. */
    @Override
    public String toString() {
      return "tasks=%d, items=%s, fallbacks=%d%s, last trace %s"
          .formatted(
              tasks, itemsByDevice, fallbacks, fellBack.isEmpty() ? "" : " " + fellBack, lastTrace);
    }
  }

  /**
   * A run of a slice that was thrown away.
   *
   * @param traceId the task's, see {@link TaskTrace}
   * @param deviceId where it ran
   * @param cause why it was thrown away
   */
  public record FellBack(String traceId, String deviceId, String cause)
      implements java.io.Serializable {
    @Override
    public String toString() {
      return traceId + ": " + deviceId + ": " + cause;
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
