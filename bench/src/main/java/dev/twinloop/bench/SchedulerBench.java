package dev.twinloop.bench;

import dev.twinloop.bench.SchedulerWorks.Kind;
import dev.twinloop.bench.report.Table;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.policy.Strategy;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.task.Task;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the scheduler makes of a machine: every strategy at every size, one task after the other,
 * and how long {@code AUTO} takes to find the better place; what a small task costs; a mixed load.
 */
public final class SchedulerBench {
  private static final double NOT_MEASURED = Double.NaN;

  /** A place that takes longer for a task is not measured at the sizes above. */
  private static final double TOO_LONG_NS = 1.2e9;

  private final SchedulerPlan plan;
  private final Table table =
      new Table(
          "work",
          "items",
          "CPU_ONLY us",
          "GPU_ONLY us",
          "AUTO us",
          "LOAD_BALANCE us",
          "AUTO / best",
          "LOAD_BALANCE / best",
          "AUTO settled after s",
          "AUTO first task us",
          "AUTO ran on");

  private SchedulerBench(SchedulerPlan plan) {
    this.plan = plan;
  }

  /**
   * Measures.
   *
   * @throws DeviceException if a device was named that is not there
   */
  public static Table run(SchedulerPlan plan) {
    SchedulerBench bench = new SchedulerBench(plan);
    bench.describe();
    try (Arena arena = Arena.ofShared()) {
      List<Kind> kinds = SchedulerWorks.all(plan, arena);
      bench.compare(kinds);
      SchedulerLoad.measure(plan, kinds, bench.table);
    }
    return bench.table;
  }

  private void describe() {
    table
        .note("machine", Machine.describe())
        .note("JVM", Machine.jvm())
        .note(
            "times",
            "median of at least %d tasks, one after the other, from submit to the checked result;"
                    .formatted(plan.runs())
                + " ordinary memory, results allocated by the library; default cross-check")
        .note(
            "AUTO settled after",
            "time from the first task of this work and size until the median of five was within"
                + " 10 % or 100 us of the better place, at most "
                + plan.patience().toSeconds()
                + " s; a program of a new class is compiled meanwhile");
  }

  private void compare(List<Kind> kinds) {
    Map<String, double[]> cpu = new TreeMap<>();
    Map<String, double[]> gpu = new TreeMap<>();
    try (HybridScheduler scheduler = open(Strategy.CPU_ONLY)) {
      kinds.forEach(kind -> cpu.put(kind.name(), alone(scheduler, kind, Strategy.CPU_ONLY)));
    }
    boolean accelerated = devices();
    if (accelerated) {
      try (HybridScheduler scheduler = open(Strategy.GPU_ONLY)) {
        kinds.forEach(kind -> gpu.put(kind.name(), alone(scheduler, kind, Strategy.GPU_ONLY)));
      }
    }
    try (HybridScheduler auto = open(Strategy.AUTO);
        HybridScheduler balance = open(Strategy.LOAD_BALANCE)) {
      for (Kind kind : kinds) {
        double[] none = new double[sizes(kind).size()];
        Arrays.fill(none, NOT_MEASURED);
        double[] onCpu = cpu.getOrDefault(kind.name(), none);
        double[] onGpu = gpu.getOrDefault(kind.name(), none);
        for (int i = 0; i < sizes(kind).size(); i++) {
          row(kind, sizes(kind).get(i), new Alone(onCpu[i], onGpu[i]), auto, balance);
        }
      }
    }
  }

  private record Alone(double cpuNs, double gpuNs) {
    double best() {
      return Double.isNaN(gpuNs) ? cpuNs : Double.isNaN(cpuNs) ? gpuNs : Math.min(cpuNs, gpuNs);
    }
  }

  private List<Integer> sizes(Kind kind) {
    return plan.all().stream().filter(n -> n <= kind.most()).toList();
  }

  private boolean devices() {
    try (HybridScheduler scheduler = open(Strategy.AUTO)) {
      List<HardwareCaps> found = Contest.devices(scheduler, plan.config());
      found.forEach(caps -> table.note(caps.deviceId(), Machine.describe(caps)));
      if (found.isEmpty()) {
        table.note("accelerators", "none measured");
      }
      return !found.isEmpty();
    }
  }

  /** A named device is one that may be used where it pays, so that AUTO has a choice. */
  private HybridScheduler open(Strategy strategy) {
    SchedulerConfig config = plan.config().withStrategy(strategy);
    if (strategy == Strategy.CPU_ONLY) {
      return HybridScheduler.open(config.withoutDevice());
    }
    return HybridScheduler.open(config.device().map(id -> config.withCandidate(id)).orElse(config));
  }

  /** One place at all sizes, from the smallest up to where it takes too long. */
  private double[] alone(HybridScheduler scheduler, Kind kind, Strategy strategy) {
    List<Integer> sizes = sizes(kind);
    double[] medians = new double[sizes.size()];
    Arrays.fill(medians, NOT_MEASURED);
    for (int i = 0; i < sizes.size(); i++) {
      Task<?> task = kind.task().apply(sizes.get(i));
      medians[i] = median(scheduler, task);
      tell(kind, sizes.get(i), strategy, medians[i]);
      if (medians[i] > TOO_LONG_NS / 4) {
        break;
      }
    }
    return medians;
  }

  private double median(HybridScheduler scheduler, Task<?> task) {
    long first = once(scheduler, task);
    long warmEnd = System.nanoTime() + plan.warm().toNanos();
    while (first < TOO_LONG_NS && System.nanoTime() < warmEnd) {
      long unused = once(scheduler, task);
    }
    long[] times = new long[first > TOO_LONG_NS ? 1 : plan.runs()];
    Arrays.setAll(times, _ -> once(scheduler, task));
    return median(times);
  }

  private static double median(long[] times) {
    long[] sorted = times.clone();
    Arrays.sort(sorted);
    return sorted[(sorted.length - 1) / 2];
  }

  private static long once(HybridScheduler scheduler, Task<?> task) {
    long start = System.nanoTime();
    Object unused = scheduler.submit(task).await();
    return System.nanoTime() - start;
  }

  private void row(
      Kind kind, int items, Alone alone, HybridScheduler auto, HybridScheduler balance) {
    Task<?> task = kind.task().apply(items);
    double best = alone.best();
    double good = Double.isNaN(best) ? 0 : Math.max(best * 1.1, best + 100_000);
    long begun = System.nanoTime();
    long first = once(auto, task);
    double settled = settle(auto, task, good, begun);
    double autoNs = median(auto, task);
    String where = String.join(" ", auto.submit(task).await().report().itemsByDevice().keySet());
    settle(balance, task, good, System.nanoTime());
    double balanceNs = median(balance, task);
    table.row(
        kind.name(),
        items,
        alone.cpuNs() / 1e3,
        alone.gpuNs() / 1e3,
        autoNs / 1e3,
        balanceNs / 1e3,
        autoNs / best,
        balanceNs / best,
        settled,
        first / 1e3,
        where);
    plan.progress()
        .accept(
            String.format(
                Locale.ROOT,
                "%s %d: AUTO %.0f us on %s, %.2f of the best, settled after %.1f s; LOAD_BALANCE %.2f",
                kind.name(),
                items,
                autoNs / 1e3,
                where,
                autoNs / best,
                settled,
                balanceNs / best));
  }

  /** Tasks one after the other until five of them were good at the median, or patience ends. */
  private double settle(HybridScheduler scheduler, Task<?> task, double good, long begun) {
    long end = begun + plan.patience().toNanos();
    while (System.nanoTime() < end) {
      long[] five = new long[5];
      for (int i = 0; i < five.length; i++) {
        five[i] = once(scheduler, task);
        if (five[i] > TOO_LONG_NS) {
          break;
        }
      }
      if (five[4] > 0 && median(five) <= good) {
        return (System.nanoTime() - begun) / 1e9;
      }
    }
    return plan.patience().toNanos() / 1e9;
  }

  private void tell(Kind kind, int items, Strategy strategy, double ns) {
    plan.progress()
        .accept(
            String.format(
                Locale.ROOT, "%s %d: %s %.0f us", kind.name(), items, strategy, ns / 1e3));
  }
}
