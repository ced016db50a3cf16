package dev.twinloop.bench;

import dev.twinloop.bench.SchedulerWorks.Kind;
import dev.twinloop.bench.report.Cell;
import dev.twinloop.bench.report.Table;
import dev.twinloop.engine.Submission;
import dev.twinloop.engine.TaskReport;
import dev.twinloop.run.DeviceLoad;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.task.Task;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * Eight submitters with tasks of all kinds and medium sizes, one after the other each, and beside
 * them a class of tasks with a deadline. Says how busy accelerators were, as the scheduler and as
 * the driver see it, how late the urgent tasks were, and which share of each kind went where.
 */
public final class MixedLoad {
  /** For each device that is named, or each GPU: two cards are not filled by the tasks of one. */
  private static final int SUBMITTERS = 8;

  private static final int URGENT_ITEMS = 1000;
  private static final Duration URGENT_WITHIN = Duration.ofMillis(10);
  private static final Duration URGENT_EACH = Duration.ofMillis(20);
  private static final Duration MOST_COMPILING = Duration.ofMinutes(1);
  private static final List<Integer> SIZES = List.of(1 << 10, 1 << 14, 1 << 16);

  private final List<Name> names = new ArrayList<>();
  private final LoadTimes urgentTimes = new LoadTimes();
  private final LateTasks late = new LateTasks();
  private LoadTimes times = new LoadTimes();
  private final LoadNotes notes;
  private final Duration warm;
  private final Duration time;
  private final Optional<Compilations> compilations;

  MixedLoad(LoadNotes notes, Duration warm, Duration time) {
    this(notes, warm, time, Optional.empty());
  }

  private MixedLoad(
      LoadNotes notes, Duration warm, Duration time, Optional<Compilations> compilations) {
    this.notes = notes;
    this.warm = warm;
    this.time = time;
    this.compilations = compilations;
  }

  /** A task of the load. */
  private record Name(String work, int items) {}

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
    Table table =
        new Table("work", "items", "tasks/s", "p50 us", "p99 us", "share on accelerators");
    table.note("machine", Machine.describe()).note("JVM", Machine.jvm());
    Duration minute = Duration.ofMinutes(1);
    Duration warm = time.compareTo(minute) < 0 ? time : minute;
    ShareCurves curves = new ShareCurves(System::nanoTime);
    SchedulerConfig config =
        SchedulerLoad.config(plan).withListener(Told.to(curves, plan.progress()));
    try (Arena arena = Arena.ofShared();
        HybridScheduler scheduler = HybridScheduler.open(config)) {
      List<Kind> kinds = SchedulerWorks.upTo(largest(plan), plan, arena);
      MixedLoad load = new MixedLoad(new LoadNotes(plan, table), warm, time);
      Busy unused = load.measure(scheduler, kinds);
      load.rows();
    }
    return new Outcome(table, curves.svg("Share of items on accelerators"));
  }

  /**
   * How busy accelerators were.
   *
   * @param driverPercent as nvidia-smi sees it, the mean over all cards; empty if it says nothing
   * @param figures how many figures that is the mean of
   * @param tasksPerSecond that ended
   * @param warmUp how long the load had run before
   */
  public record Busy(
      OptionalDouble driverPercent, int figures, double tasksPerSecond, Duration warmUp) {}

  /**
   * Measures the load alone, on what the plan's configuration allows.
   *
   * @param warm the load runs so long before, and for a minute at most until no device compiles any
   *     more: a card that waits for its compiler is not what is asked for
   */
  public static Busy busy(SchedulerPlan plan, Duration warm, Duration time) {
    Compilations compilations = new Compilations();
    try (Arena arena = Arena.ofShared();
        HybridScheduler scheduler =
            HybridScheduler.open(SchedulerLoad.config(plan).withListener(compilations))) {
      List<Kind> kinds = SchedulerWorks.upTo(largest(plan), plan, arena);
      LoadNotes notes = new LoadNotes(plan, new Table("none"));
      return new MixedLoad(notes, warm, time, Optional.of(compilations)).measure(scheduler, kinds);
    }
  }

  /** Warms up, then measures. */
  Busy measure(HybridScheduler scheduler, List<Kind> kinds) {
    List<Task<?>> tasks = new ArrayList<>();
    for (Kind kind : kinds) {
      for (int items : kind.sizes(sizes(notes.plan()))) {
        tasks.add(kind.task().apply(items));
        names.add(new Name(kind.name(), items));
      }
    }
    Kind third = kinds.get(Math.min(2, kinds.size() - 1));
    int urgentItems = third.sizes(List.of(URGENT_ITEMS)).getFirst();
    Task<?> urgent = third.task().apply(urgentItems);
    int submitters = submitters(scheduler);
    Thread caller = Thread.ofPlatform().daemon().start(() -> urgently(scheduler, urgent));
    Duration warmUp = warmUp(scheduler, tasks, submitters);
    urgentTimes.clear();
    late.clear(System.nanoTime());
    Optional<GpuMonitor> monitor =
        GpuMonitor.start(scheduler.loads().stream().map(DeviceLoad::deviceId).toList());
    long start = System.nanoTime();
    times = SchedulerLoad.submitters(scheduler, tasks, submitters, time);
    double seconds = (System.nanoTime() - start) / 1e9;
    SequencedMap<String, Double> busy = busy(scheduler);
    Busy all =
        new Busy(
            monitor.map(GpuMonitor::mean).orElse(OptionalDouble.empty()),
            monitor.map(GpuMonitor::count).orElse(0),
            times.count() / seconds,
            warmUp);
    monitor.ifPresent(this::note);
    caller.interrupt();
    notes.add(
        "mixed load, %d submitters, %d kinds".formatted(submitters, kinds.size()),
        times,
        perSecond(busy, times.count() / seconds));
    double share = urgentTimes.accelerated();
    notes.add(
        "meanwhile %d items within 10 ms".formatted(urgentItems),
        urgentTimes,
        new Cell(
            String.format(Locale.ROOT, "%.0f %% on accelerators, ", 100 * share),
            Map.of("share on accelerators", share)));
    notes.add("where their time went", late.told());
    return all;
  }

  /** Those that were asked for, or its own. */
  private static List<Integer> sizes(SchedulerPlan plan) {
    return plan.sizes().isEmpty() ? SIZES : plan.all();
  }

  /** Items of the largest task. */
  static int largest(SchedulerPlan plan) {
    return Math.max(URGENT_ITEMS, sizes(plan).getLast());
  }

  private int submitters(HybridScheduler scheduler) {
    int named = notes.plan().config().devices().size();
    return SUBMITTERS * Math.max(1, named > 0 ? named : Machine.gpus(scheduler.devices()));
  }

  /** Says how long it took. */
  private Duration warmUp(HybridScheduler scheduler, List<Task<?>> tasks, int submitters) {
    long begun = System.nanoTime();
    LoadTimes unused = SchedulerLoad.submitters(scheduler, tasks, submitters, warm);
    if (compilations.isPresent()) {
      Runnable more =
          () -> {
            LoadTimes unusedMore =
                SchedulerLoad.submitters(scheduler, tasks, submitters, warm.dividedBy(16));
          };
      compilations.get().settle(MOST_COMPILING.toNanos(), more);
    }
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /** A row a kind and size. */
  private void rows() {
    for (int i = 0; i < names.size(); i++) {
      LoadTimes of = times.of(i);
      notes
          .table()
          .row(
              names.get(i).work(),
              names.get(i).items(),
              (double) of.count() / Math.max(1, time.toSeconds()),
              of.quantileNs(0.5) / 1e3,
              of.quantileNs(0.99) / 1e3,
              of.accelerated());
    }
  }

  private void note(GpuMonitor monitor) {
    try (monitor) {
      Cell told =
          monitor.mean(0).map(mean -> told(monitor, mean)).orElse(new Cell("says nothing", null));
      notes.add("nvidia-smi", told);
    }
  }

  private Cell told(GpuMonitor monitor, double mean) {
    SequencedMap<String, Object> all = new LinkedHashMap<>();
    all.put("utilisation %", mean);
    all.put("cards", monitor.means());
    all.put("seconds", time.toSeconds());
    all.put("figures", monitor.count());
    return new Cell(
        String.format(
            Locale.ROOT,
            "utilisation %.0f %%%s over %d s, %d figures",
            mean,
            cards(monitor.means()),
            time.toSeconds(),
            monitor.count()),
        all);
  }

  private static String cards(SortedMap<Integer, Double> means) {
    return means.size() < 2
        ? ""
        : means.entrySet().stream()
            .map(card -> String.format(Locale.ROOT, "%d: %.0f %%", card.getKey(), card.getValue()))
            .collect(Collectors.joining(", ", " (cards ", ")"));
  }

  /** The share of the time that each device was used. */
  private static SequencedMap<String, Double> busy(HybridScheduler scheduler) {
    SequencedMap<String, Double> busy = new LinkedHashMap<>();
    scheduler.loads().forEach(load -> busy.put(load.deviceId(), load.utilisation()));
    return busy;
  }

  private static Cell perSecond(SequencedMap<String, Double> busy, double tasks) {
    StringBuilder text = new StringBuilder();
    busy.forEach(
        (id, share) ->
            text.append(
                String.format(Locale.ROOT, "%s used %.0f %% of the time, ", id, 100 * share)));
    text.append(String.format(Locale.ROOT, "%.0f tasks/s, ", tasks));
    SequencedMap<String, Object> all = new LinkedHashMap<>();
    all.put("used", busy);
    all.put("tasks/s", tasks);
    return new Cell(text.toString(), all);
  }

  private void urgently(HybridScheduler scheduler, Task<?> task) {
    Submission soon = Submission.plain().within(URGENT_WITHIN).waitingForRoom();
    try {
      while (!Thread.currentThread().isInterrupted()) {
        int beside = scheduler.loads().stream().mapToInt(DeviceLoad::leases).sum();
        long start = System.nanoTime();
        TaskReport report = scheduler.submit(task, soon).await().report();
        long ns = System.nanoTime() - start;
        urgentTimes.add(LoadTimes.Ended.of(0, ns, report));
        late.add(LateTasks.Stages.of(start + ns, ns, beside, report));
        Thread.sleep(URGENT_EACH);
      }
    } catch (InterruptedException | RuntimeException e) {
      Thread.currentThread().interrupt(); // the load is over
    }
  }
}
