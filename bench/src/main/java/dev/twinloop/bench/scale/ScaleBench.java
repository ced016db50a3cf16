package dev.twinloop.bench.scale;

import dev.twinloop.bench.BenchPlan;
import dev.twinloop.bench.Machine;
import dev.twinloop.bench.report.Cell;
import dev.twinloop.bench.report.Table;
import dev.twinloop.bench.report.Times;
import dev.twinloop.engine.Timings;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

/** Each work on one device, on two, on four …, on all: items a second, and the share of each. */
public final class ScaleBench {
  private final ScalePlan plan;
  private final Table table =
      new Table(
          "work",
          "items",
          "devices",
          "median ms",
          "min ms",
          "items/s",
          "x one device",
          "share by device",
          "computed again");

  /** Rate over that of one device, by work and number of devices. */
  private final Map<String, Map<Integer, Double>> ratios = new LinkedHashMap<>();

  private final Map<String, Double> oneDevice = new LinkedHashMap<>();

  private ScaleBench(ScalePlan plan) {
    this.plan = plan;
  }

  /**
   * What was seen.
   *
   * @param table the figures
   * @param picture the ratio to one device over the number of devices, as SVG
   */
  public record Outcome(Table table, String picture) {}

  /**
   * Measures.
   *
   * @throws dev.twinloop.engine.DeviceException if a device is not there
   */
  public static Outcome run(ScalePlan plan) {
    ScaleBench bench = new ScaleBench(plan);
    bench
        .table
        .note("machine", Machine.describe())
        .note("JVM", Machine.jvm())
        .note("devices", Cell.names(plan.devices()))
        .note(
            "times",
            "median of "
                + plan.runs()
                + " runs from submit to the checked result; input and long results in shared memory; GPU_ONLY; "
                + BenchPlan.crossCheck(plan.config()));
    for (Work work : plan.all()) {
      for (int count : plan.counts()) {
        bench.measure(work, count);
      }
    }
    return new Outcome(bench.table, new ScalePicture(bench.ratios).svg());
  }

  private void measure(Work work, int count) {
    try (Work.Ready ready = work.open(plan.on(count))) {
      warmUp(ready, count, plan);
      long[] times = new long[plan.runs()];
      Work.Outcome last = ready.run();
      long again = 0;
      for (int i = 0; i < times.length; i++) {
        long start = System.nanoTime();
        last = ready.run();
        times[i] = System.nanoTime() - start;
        again += last.again();
      }
      row(work, count, Times.of(times), last, again);
    }
  }

  private void row(Work work, int count, Times times, Work.Outcome last, long again) {
    double rate = work.items() * 1e9 / times.medianNs();
    double ratio = rate / oneDevice.computeIfAbsent(work.name(), _ -> rate);
    ratios.computeIfAbsent(work.name(), _ -> new LinkedHashMap<>()).put(count, ratio);
    Cell shares = shares(last.itemsByDevice());
    table.row(
        work.name(),
        work.items(),
        count,
        times.medianNs() / 1e6,
        times.minNs() / 1e6,
        rate,
        ratio,
        shares,
        again);
    plan.progress()
        .accept(
            String.format(
                Locale.ROOT,
                "%s on %d: %.2f ms, %.2f x one device, %s; %s",
                work.name(),
                count,
                times.medianNs() / 1e6,
                ratio,
                shares,
                stages(last.stages())));
  }

  /** What the slices of one run took, summed; they run side by side. */
  private static String stages(Timings all) {
    return String.format(
        Locale.ROOT,
        "slices in ms: queue %.1f, encode %.1f, run %.1f (in %.1f, kernels %.1f, out %.1f),"
            + " decode %.1f, check %.1f",
        all.queueNs() / 1e6,
        all.encodeNs() / 1e6,
        all.runNs() / 1e6,
        all.copyInNs() / 1e6,
        all.kernelNs() / 1e6,
        all.copyOutNs() / 1e6,
        all.decodeNs() / 1e6,
        all.checkNs() / 1e6);
  }

  /** Each device's part of all items. */
  static Cell shares(Map<String, Long> items) {
    double all = items.values().stream().mapToLong(Long::longValue).sum();
    SequencedMap<String, Double> shares = new LinkedHashMap<>();
    items.forEach((device, own) -> shares.put(device, own / all));
    return new Cell(
        shares.entrySet().stream()
            .map(
                entry ->
                    String.format(
                        Locale.ROOT, "%s %.0f %%", entry.getKey(), 100 * entry.getValue()))
            .collect(Collectors.joining(", ")),
        shares);
  }

  /** Repeats the work until each device took part, and then for the plan's time. */
  static void warmUp(Work.Ready ready, int devices, ScalePlan plan) {
    Set<String> seen = new LinkedHashSet<>();
    long begun = System.nanoTime();
    while (seen.size() < devices && System.nanoTime() - begun < plan.patience().toNanos()) {
      seen.addAll(ready.run().itemsByDevice().keySet());
    }
    long all = System.nanoTime();
    while (System.nanoTime() - all < plan.warm().toNanos()) {
      Work.Outcome unused = ready.run();
    }
  }
}
