package dev.twinloop.bench;

import dev.twinloop.bench.SchedulerWorks.Kind;
import dev.twinloop.bench.report.Cell;
import dev.twinloop.bench.report.Table;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.policy.Strategy;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.task.Task;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * What the scheduler makes of a machine: every strategy at every size, one task after the other,
 * and how long {@code AUTO} takes to find the better place; what a small task costs; a mixed load.
 *
 * <p>A row is measured in turns, so that no strategy has a warmer JVM than another: both places,
 * {@code AUTO} and {@code LOAD_BALANCE}, then all four once more, and a third time where one of the
 * two is more than 10 % and 100 us above the better place. The least of the medians counts, for
 * each of them. In all turns together AUTO has ten seconds to settle.
 */
public final class SchedulerBench {
  private static final double NOT_MEASURED = Double.NaN;

  /** A place that takes longer for a task is not measured at the sizes above. */
  private static final double TOO_LONG_NS = 1.2e9;

  /** A place that is slower than the other by this factor has no second turn. */
  private static final double NO_RIVAL = 3;

  private static final int LEAST_RUNS = 3;
  private static final int MOST_TURNS = 3;

  private final SchedulerPlan plan;
  private final Rows rows;
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
          "CPU_ONLY first us",
          "AUTO first us",
          "AUTO ran on");

  /** Is told rows as they come. */
  public interface Rows {
    /** What holds for all rows is known. */
    void begin(Table soFar);

    /** A row was measured: the last one of the table. */
    void row(Table soFar);

    /** All rows and notes are there. */
    void end(Table all);
  }

  private SchedulerBench(SchedulerPlan plan, Rows rows) {
    this.plan = plan;
    this.rows = rows;
  }

  /**
   * Measures the rows of the plan's works; then small tasks and a mixed load, unless works were
   * named.
   *
   * @throws DeviceException if a device was named that is not there
   */
  public static Table run(SchedulerPlan plan, Rows rows) {
    SchedulerBench bench = new SchedulerBench(plan, rows);
    bench.describe();
    try (Arena arena = Arena.ofShared()) {
      boolean loads = plan.works().isEmpty();
      int most = loads ? SchedulerLoad.largest(plan) : plan.largest();
      List<Kind> kinds = SchedulerWorks.upTo(most, plan, arena);
      bench.compare(kinds);
      if (loads) {
        SchedulerLoad.measure(plan, kinds, bench.table);
      }
    }
    rows.end(bench.table);
    return bench.table;
  }

  /** What a small task costs, alone. */
  public static Table smallTasks(SchedulerPlan plan) {
    try (Arena arena = Arena.ofShared()) {
      List<Kind> kinds = SchedulerWorks.upTo(SchedulerLoad.largest(plan), plan, arena);
      return SchedulerLoad.smallTasks(plan, kinds.getFirst());
    }
  }

  private void describe() {
    table
        .note("machine", Machine.describe())
        .note("JVM", Machine.jvm())
        .note(
            "times",
            ("median of %d tasks (of %d where they take long), one after the other, from submit to"
                    + " the checked result; the least of two or three turns; ordinary memory, results"
                    + " allocated by the library; %s")
                .formatted(plan.runs(), LEAST_RUNS, BenchPlan.crossCheck(plan.config())))
        .note(
            "AUTO settled after",
            "time from the first task of this work and size until the median of five was within"
                + " 10 % or 100 us of the better place, at most "
                + plan.patience().toSeconds()
                + " s; a program of a new class is compiled meanwhile")
        .note(
            "first",
            "the first task of this work and size of that scheduler, in a process that other rows"
                + " have warmed; --first-tasks has new processes");
    SchedulerWorks.noteLeftOut(plan, table);
  }

  private void compare(List<Kind> kinds) {
    boolean accelerated = devices();
    rows.begin(table);
    try (HybridScheduler cpu = open(Strategy.CPU_ONLY);
        HybridScheduler gpu = open(accelerated ? Strategy.GPU_ONLY : Strategy.CPU_ONLY);
        HybridScheduler auto = open(Strategy.AUTO);
        HybridScheduler balance = open(Strategy.LOAD_BALANCE)) {
      Four four = new Four(cpu, gpu, auto, balance);
      for (Kind kind : kinds) {
        Alone alone = new Alone(0, accelerated ? 0 : NOT_MEASURED);
        for (int items : kind.sizes(plan.all())) {
          alone = row(kind, items, alone, four);
          rows.row(table);
        }
      }
    }
  }

  private record Four(
      HybridScheduler cpu, HybridScheduler gpu, HybridScheduler auto, HybridScheduler balance) {}

  private record Alone(double cpuNs, double gpuNs) {
    double best() {
      return Double.isNaN(gpuNs) ? cpuNs : Double.isNaN(cpuNs) ? gpuNs : Math.min(cpuNs, gpuNs);
    }

    /** What is good enough: within 10 % or 100 us of the better place. */
    double good() {
      return Double.isNaN(best()) ? 0 : Math.max(best() * 1.1, best() + 1e5);
    }

    /** The lesser of both turns, of each place. */
    Alone and(Alone other) {
      return new Alone(
          Double.isNaN(other.cpuNs) ? cpuNs : Math.min(cpuNs, other.cpuNs),
          Double.isNaN(other.gpuNs) ? gpuNs : Math.min(gpuNs, other.gpuNs));
    }
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

  /** Each place alone, unless it took too long for fewer items. */
  private Alone alone(Four four, Task<?> task, Alone before, Duration warm) {
    return new Alone(
        before.cpuNs() <= TOO_LONG_NS / 4 ? median(four.cpu(), task, warm) : NOT_MEASURED,
        before.gpuNs() <= TOO_LONG_NS / 4 ? median(four.gpu(), task, warm) : NOT_MEASURED);
  }

  private double median(HybridScheduler scheduler, Task<?> task, Duration warm) {
    long last = once(scheduler, task);
    long warmEnd = System.nanoTime() + warm.toNanos();
    while (last < TOO_LONG_NS && System.nanoTime() < warmEnd) {
      last = once(scheduler, task);
    }
    long most = plan.longest().toNanos() / Math.max(1, last);
    int runs = Math.clamp(most, Math.min(LEAST_RUNS, plan.runs()), plan.runs());
    long[] times = new long[last > TOO_LONG_NS ? 1 : runs];
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

  private Alone row(Kind kind, int items, Alone smaller, Four four) {
    Task<?> task = kind.task().apply(items);
    boolean onCpu = smaller.cpuNs() <= TOO_LONG_NS / 4;
    double cpuFirstNs = onCpu ? once(four.cpu(), task) : NOT_MEASURED;
    Alone first = alone(four, task, smaller, plan.warm());
    long begun = System.nanoTime();
    long firstNs = once(four.auto(), task);
    Chosen chosen = chosen(four, task, first, new Turn(begun, plan.warm()));
    double settled = chosen.settledS();

    Alone alone = first;
    boolean again = true;
    for (int turn = 2; turn <= MOST_TURNS && again; turn++) {
      Duration shortly = plan.warm().dividedBy(2);
      alone = alone.and(alone(four, task, rivals(alone), shortly));
      long used = (long) (settled * 1e9);
      Chosen more = chosen(four, task, alone, new Turn(System.nanoTime() - used, shortly));
      settled = more.settledS();
      chosen = chosen.and(more);
      again = Math.max(chosen.autoNs(), chosen.balanceNs()) > alone.good();
    }
    List<String> where =
        List.copyOf(four.auto().submit(task).await().report().itemsByDevice().keySet());
    table.row(
        kind.name(),
        items,
        alone.cpuNs() / 1e3,
        alone.gpuNs() / 1e3,
        chosen.autoNs() / 1e3,
        chosen.balanceNs() / 1e3,
        chosen.autoNs() / alone.best(),
        chosen.balanceNs() / alone.best(),
        settled,
        cpuFirstNs / 1e3,
        firstNs / 1e3,
        new Cell(String.join(" ", where), where));
    return alone;
  }

  /** What AUTO and LOAD_BALANCE take, each once it has settled, and after how long AUTO has. */
  private record Chosen(double autoNs, double balanceNs, double settledS) {
    Chosen and(Chosen later) {
      return new Chosen(
          Math.min(autoNs, later.autoNs), Math.min(balanceNs, later.balanceNs), later.settledS);
    }
  }

  /**
   * A turn of AUTO and LOAD_BALANCE.
   *
   * @param begunNs from when on AUTO's time to settle counts
   * @param warm tasks come for so long before those that count
   */
  private record Turn(long begunNs, Duration warm) {}

  private Chosen chosen(Four four, Task<?> task, Alone alone, Turn turn) {
    double settled = settle(four.auto(), task, alone.good(), turn.begunNs());
    double autoNs = median(four.auto(), task, turn.warm());
    double unused = settle(four.balance(), task, alone.good(), System.nanoTime());
    return new Chosen(autoNs, median(four.balance(), task, turn.warm()), settled);
  }

  /** Places that are worth a second turn. */
  private static Alone rivals(Alone first) {
    double most = NO_RIVAL * first.best();
    return new Alone(
        first.cpuNs() <= most ? first.cpuNs() : NOT_MEASURED,
        first.gpuNs() <= most ? first.gpuNs() : NOT_MEASURED);
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
}
