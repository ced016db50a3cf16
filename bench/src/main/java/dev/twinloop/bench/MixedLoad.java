package dev.twinloop.bench;

import dev.twinloop.bench.SchedulerWorks.Kind;
import dev.twinloop.bench.report.Table;
import dev.twinloop.engine.Submission;
import dev.twinloop.run.DeviceLoad;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.task.Task;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * Eight submitters with tasks of all kinds and medium sizes, one after the other each, and beside
 * them a class of tasks with a deadline. Says how busy accelerators were, as the scheduler and as
 * the driver see it, how late the urgent tasks were, and which share of each kind went where.
 */
public final class MixedLoad {
  private static final int SUBMITTERS = 8;
  private static final int URGENT_ITEMS = 1000;
  private static final Duration URGENT_WITHIN = Duration.ofMillis(10);
  private static final Duration URGENT_EACH = Duration.ofMillis(20);
  private static final List<Integer> SIZES = List.of(1 << 10, 1 << 14, 1 << 16);

  private final LoadNotes notes;
  private final Duration warm;
  private final Duration time;

  MixedLoad(LoadNotes notes, Duration warm, Duration time) {
    this.notes = notes;
    this.warm = warm;
    this.time = time;
  }

  /**
   * What was seen.
   *
   * @param table the figures
   * @param picture the shares of accelerators over time, as SVG
   */
  public record Outcome(Table table, String picture) {}

  /**
   * Measures the load alone.
   *
   * @param time how long, after a warm-up as long, of a minute at most
   */
  public static Outcome run(SchedulerPlan plan, Duration time) {
    Table table = new Table("kind", "share on accelerators");
    table.note("machine", Machine.describe()).note("JVM", Machine.jvm());
    Duration minute = Duration.ofMinutes(1);
    Duration warm = time.compareTo(minute) < 0 ? time : minute;
    ShareCurves curves = new ShareCurves(System::nanoTime);
    SchedulerConfig config = SchedulerLoad.config(plan).withListener(curves);
    try (Arena arena = Arena.ofShared();
        HybridScheduler scheduler = HybridScheduler.open(config)) {
      List<Kind> kinds = SchedulerWorks.all(plan, arena);
      Busy unused = new MixedLoad(new LoadNotes(plan, table), warm, time).measure(scheduler, kinds);
    }
    curves.shares().forEach(table::row);
    return new Outcome(table, curves.svg("Share of items on accelerators"));
  }

  /**
   * How busy accelerators were.
   *
   * @param driverPercent as nvidia-smi sees it, the mean over all cards; empty if it says nothing
   * @param figures how many figures that is the mean of
   * @param tasksPerSecond that ended
   */
  public record Busy(OptionalDouble driverPercent, int figures, double tasksPerSecond) {}

  /** Measures the load alone, on what the plan's configuration allows. */
  public static Busy busy(SchedulerPlan plan, Duration warm, Duration time) {
    try (Arena arena = Arena.ofShared();
        HybridScheduler scheduler = HybridScheduler.open(SchedulerLoad.config(plan))) {
      List<Kind> kinds = SchedulerWorks.all(plan, arena);
      LoadNotes notes = new LoadNotes(plan, new Table("none"));
      return new MixedLoad(notes, warm, time).measure(scheduler, kinds);
    }
  }

  /** Warms up, then measures. */
  Busy measure(HybridScheduler scheduler, List<Kind> kinds) {
    List<Task<?>> tasks = new ArrayList<>();
    for (Kind kind : kinds) {
      for (int items : SIZES) {
        if (items <= Math.min(kind.most(), notes.plan().largest())) {
          tasks.add(kind.task().apply(items));
        }
      }
    }
    Task<?> urgent = kinds.get(Math.min(2, kinds.size() - 1)).task().apply(URGENT_ITEMS);
    List<Long> late = new ArrayList<>();
    Thread caller = Thread.ofPlatform().daemon().start(() -> urgently(scheduler, urgent, late));
    SchedulerLoad.submitters(scheduler, tasks, SUBMITTERS, warm);
    synchronized (late) {
      late.clear();
    }
    Optional<GpuMonitor> monitor = GpuMonitor.start();
    long start = System.nanoTime();
    long[] times = SchedulerLoad.submitters(scheduler, tasks, SUBMITTERS, time);
    double seconds = (System.nanoTime() - start) / 1e9;
    String busy = busy(scheduler);
    Busy all =
        new Busy(
            monitor.map(GpuMonitor::mean).orElse(OptionalDouble.empty()),
            monitor.map(GpuMonitor::count).orElse(0),
            times.length / seconds);
    monitor.ifPresent(this::note);
    caller.interrupt();
    notes.add(
        "mixed load, %d submitters, %d kinds".formatted(SUBMITTERS, kinds.size()),
        times,
        busy + String.format(Locale.ROOT, "%.0f tasks/s, ", times.length / seconds));
    long[] sorted;
    synchronized (late) {
      sorted = late.stream().mapToLong(Long::longValue).sorted().toArray();
    }
    notes.add("meanwhile %d items within 10 ms".formatted(URGENT_ITEMS), sorted, "");
    return all;
  }

  private void note(GpuMonitor monitor) {
    try (monitor) {
      String text =
          monitor
              .mean(0)
              .map(
                  mean ->
                      String.format(
                          Locale.ROOT,
                          "utilisation %.0f %%%s over %d s, %d figures",
                          mean,
                          cards(monitor.means()),
                          time.toSeconds(),
                          monitor.count()))
              .orElse("says nothing");
      notes.add("nvidia-smi", text);
    }
  }

  private static String cards(SortedMap<Integer, Double> means) {
    return means.size() < 2
        ? ""
        : means.entrySet().stream()
            .map(card -> String.format(Locale.ROOT, "%d: %.0f %%", card.getKey(), card.getValue()))
            .collect(Collectors.joining(", ", " (cards ", ")"));
  }

  private static String busy(HybridScheduler scheduler) {
    StringBuilder busy = new StringBuilder();
    for (DeviceLoad load : scheduler.loads()) {
      busy.append(
          String.format(
              Locale.ROOT,
              "%s used %.0f %% of the time, ",
              load.deviceId(),
              100 * load.utilisation()));
    }
    return busy.toString();
  }

  private static void urgently(HybridScheduler scheduler, Task<?> task, List<Long> times) {
    Submission soon = Submission.plain().within(URGENT_WITHIN).waitingForRoom();
    try {
      while (!Thread.currentThread().isInterrupted()) {
        long start = System.nanoTime();
        Object unused = scheduler.submit(task, soon).await();
        synchronized (times) {
          times.add(System.nanoTime() - start);
        }
        Thread.sleep(URGENT_EACH);
      }
    } catch (InterruptedException | RuntimeException e) {
      Thread.currentThread().interrupt(); // the load is over
    }
  }
}
