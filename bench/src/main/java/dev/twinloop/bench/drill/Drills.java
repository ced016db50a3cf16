package dev.twinloop.bench.drill;

import dev.twinloop.bench.OwnTasks;
import dev.twinloop.bench.report.Cell;
import dev.twinloop.bench.report.Table;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.worker.memory.SharedBlock;
import dev.twinloop.worker.process.Drill;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Injects failures into a live worker under load and tells what became of the work. All answers are
 * compared with the JDK's, and every item of the device is cross-checked, since one flipped bit is
 * sure to be seen only so.
 */
public final class Drills implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Drills.class.getName());
  private static final Duration COOL_DOWN = Duration.ofSeconds(1);
  static final Duration RUN_LIMIT = Duration.ofSeconds(2);
  private static final Duration START_LIMIT = Duration.ofSeconds(8);
  static final int SLICE_ITEMS = 512;
  private static final long SEED = 20_261_129;

  private final Plan plan;
  private final Path folder;
  private final Path orders;
  private final Thread atExit = new Thread(this::remove, "twinloop-drill-clean-up");
  private final SplittableRandom random = new SplittableRandom(SEED);

  /**
   * What to rehearse.
   *
   * @param config the scheduler's; it must name a device that lives in a worker
   * @param failures which
   * @param rounds of each
   * @param patience how long a failure may go unnoticed, and a device unused, before a round fails
   * @param recovery how soon after its cool-down a device must be used again
   * @param progress is told what happens, a line at a time
   */
  public record Plan(
      SchedulerConfig config,
      List<Failure> failures,
      int rounds,
      Duration patience,
      Duration recovery,
      Consumer<String> progress) {
    public Plan {
      if (config.device().filter(id -> !id.equals("cpu")).isEmpty()) {
        throw new IllegalArgumentException(
            "drill: device=" + config.device() + ", accepted: one that lives in a worker");
      }
      if (rounds < 1) {
        throw new IllegalArgumentException("drill: rounds=" + rounds + ", accepted: 1 or more");
      }
    }
  }

  /** The table, and whether nothing was lost, nothing wrong and every device used again. */
  public record Outcome(Table table, List<Rehearsed> failures, boolean passed) {
    public Outcome {
      failures = List.copyOf(failures);
    }
  }

  /**
   * What became of the work while one failure was rehearsed.
   *
   * @param failure which
   * @param rounds how often
   * @param unnoticed rounds in which nothing was noticed
   * @param lost tasks that failed
   * @param wrong tasks with a wrong answer
   */
  public record Rehearsed(Failure failure, int rounds, int unnoticed, int lost, int wrong) {
    /** Whether the work went on: every failure was noticed, every answer came and was right. */
    public boolean survived() {
      return unnoticed == 0 && lost == 0 && wrong == 0;
    }
  }

  private Drills(Plan plan) throws IOException {
    this.plan = plan;
    this.folder = Files.createTempDirectory("twinloop-drill");
    this.orders = folder.resolve("orders");
    Runtime.getRuntime().addShutdownHook(atExit); // also after a signal
  }

  /** Runs all rounds of all failures. */
  public static Outcome run(Plan plan) throws IOException, InterruptedException {
    try (Drills drills = new Drills(plan)) {
      return drills.all();
    }
  }

  /**
   * One scheduler under load, and one failure after the other, drawn at random.
   *
   * @param time how long
   * @param every how often something fails
   * @param between is called after each round: a chance to look at memory and processes
   */
  public static Outcome soak(Plan plan, Duration time, Duration every, Runnable between)
      throws IOException, InterruptedException {
    try (Drills drills = new Drills(plan)) {
      return drills.soaked(System.nanoTime() + time.toNanos(), every, between);
    }
  }

  /**
   * All rounds of all failures on one scheduler under one load: each worker but the first is
   * started because the one before it failed.
   *
   * @throws IllegalArgumentException if a failure needs a scheduler or a caller of its own
   */
  public static Outcome runTogether(Plan plan) throws IOException, InterruptedException {
    if (!plan.failures().stream().allMatch(Failure::live)) {
      throw new IllegalArgumentException(
          "drill: failures=" + plan.failures() + ", accepted: those of a live worker");
    }
    try (Drills drills = new Drills(plan)) {
      return drills.together();
    }
  }

  private Outcome together() throws IOException, InterruptedException {
    List<DrillRow> rows = new ArrayList<>();
    DrillWatch watch = new DrillWatch(device());
    try (HybridScheduler scheduler = HybridScheduler.open(config(watch));
        DrillLoad load = new DrillLoad(scheduler, watch::report)) {
      for (Failure failure : plan.failures()) {
        DrillRow row = row(failure);
        rows.add(row);
        long recomputed = load.recomputed();
        int lost = load.lost();
        int wrong = load.wrong();
        for (int round = 0; round < plan.rounds(); round++) {
          round(failure, row, new Scene(watch, load));
        }
        row.load(load.recomputed() - recomputed, load.lost() - lost, load.wrong() - wrong);
      }
    }
    return outcome(rows);
  }

  private Outcome outcome(Collection<DrillRow> rows) {
    Table table = table();
    rows.forEach(row -> table.row(row.cells()));
    return new Outcome(
        table,
        rows.stream().map(DrillRow::rehearsed).toList(),
        rows.stream().allMatch(DrillRow::passed));
  }

  private Outcome soaked(long endNs, Duration every, Runnable between)
      throws IOException, InterruptedException {
    List<Failure> live = plan.failures().stream().filter(Failure::live).toList();
    Map<Failure, DrillRow> rows = new EnumMap<>(Failure.class);
    DrillWatch watch = new DrillWatch(device());
    DrillRow tasks = row(live.getFirst());
    try (HybridScheduler scheduler = HybridScheduler.open(config(watch))) {
      DrillLoad load = new DrillLoad(scheduler, watch::report);
      try (load) {
        while (System.nanoTime() - endNs < 0) {
          long next = System.nanoTime() + every.toNanos();
          Failure failure = live.get(random.nextInt(live.size()));
          round(failure, rows.computeIfAbsent(failure, this::row), new Scene(watch, load));
          between.run();
          Thread.sleep(Math.max(0, (next - System.nanoTime()) / 1_000_000));
        }
      }
      tasks.load(load.recomputed(), load.lost(), load.wrong());
    }
    Outcome outcome = outcome(rows.values());
    return new Outcome(outcome.table(), outcome.failures(), tasks.passed() && outcome.passed());
  }

  private DrillRow row(Failure failure) {
    return new DrillRow(failure, COOL_DOWN.plus(plan.recovery()));
  }

  private String device() {
    return plan.config().device().orElseThrow();
  }

  private SchedulerConfig config(DrillWatch watch) {
    SchedulerConfig config = strict(plan.config());
    return config
        .withWorker(config.worker().withDrill(Drill.byOrders(orders)))
        .withListener(watch::event);
  }

  /** Short limits, small slices, and a check of every item. */
  static SchedulerConfig strict(SchedulerConfig config) {
    return config
        .withHealth(config.health().withCoolDown(COOL_DOWN))
        .withSampleRate(1)
        .withSliceItems(SLICE_ITEMS)
        .withWorker(config.worker().withRunTimeout(RUN_LIMIT).withStartTimeout(START_LIMIT));
  }

  private Table table() {
    Table table =
        new Table(
            "failure",
            "rounds",
            "noticed by",
            "after ms",
            "items recomputed",
            "tasks lost",
            "answers wrong",
            "used again ms",
            "longest ms",
            "after cool-down began ms",
            "verdict");
    table
        .note("device", device())
        .note("checks", "every item of the device, and every answer against the JDK")
        .note("tasks", Cell.names(tasks()))
        .note("cool-down ms", COOL_DOWN.toMillis())
        .note("limit of a run ms", RUN_LIMIT.toMillis())
        .note("used again", "within the cool-down + " + plan.recovery().toMillis() + " ms, or late")
        .note(
            "clock jump",
            "caller and worker stand still together; the wall clock is not set, since the scheduler"
                + " does not read it: a test of the build holds that");
    return table;
  }

  private static List<String> tasks() {
    return Stream.concat(
            Stream.of("sha256"),
            OwnTasks.answers().stream().map(own -> own.type() + " (known answer)"))
        .toList();
  }

  private Outcome all() throws IOException, InterruptedException {
    List<DrillRow> rows = new ArrayList<>();
    for (Failure failure : plan.failures()) {
      DrillRow row = row(failure);
      rows.add(row);
      switch (failure) {
        case CLOCK_JUMP -> ClockDrill.run(plan, row);
        case KILLED_DISCOVERY -> DiscoveryDrill.run(plan, row);
        case PARENT_KILLED -> ParentDrill.run(plan, row);
        default -> underLoad(failure, row);
      }
    }
    return outcome(rows);
  }

  private void underLoad(Failure failure, DrillRow row) throws IOException, InterruptedException {
    DrillWatch watch = new DrillWatch(device());
    try (HybridScheduler scheduler = HybridScheduler.open(config(watch))) {
      DrillLoad load = new DrillLoad(scheduler, watch::report);
      try (load) {
        for (int round = 0; round < plan.rounds(); round++) {
          round(failure, row, new Scene(watch, load));
        }
      }
      row.load(load.recomputed(), load.lost(), load.wrong());
    }
  }

  /** What a round plays in. */
  private record Scene(DrillWatch watch, DrillLoad load) {}

  private void round(Failure failure, DrillRow row, Scene scene)
      throws IOException, InterruptedException {
    DrillWatch watch = scene.watch();
    if (!watch.awaitService(plan.patience())) {
      row.add(new DrillRow.Round("it was not in use before", -1, -1));
      return;
    }
    Thread.sleep(random.nextInt(50)); // anywhere in a task
    watch.injected();
    inject(failure, scene.load());
    boolean noticed = watch.awaitAlarm(plan.patience());
    clear(failure);
    boolean served = noticed && watch.awaitService(plan.patience());
    row.add(
        new DrillRow.Round(
            watch.noticedBy(),
            watch.noticedAfterMs(),
            served ? watch.servedAfterMs() : -1,
            watch.backAfterMs()));
    plan.progress()
        .accept(
            "drill: %s: noticed by %s after %d ms, used again after %d ms"
                .formatted(
                    failure.text(),
                    watch.noticedBy(),
                    watch.noticedAfterMs(),
                    watch.servedAfterMs()));
  }

  private void inject(Failure failure, DrillLoad load) throws IOException {
    if (!failure.order().isEmpty()) {
      Path draft = folder.resolve("draft");
      Files.writeString(draft, failure.order());
      Files.move(draft, orders, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }
    WorkerProcesses workers = new WorkerProcesses(ProcessHandle.current());
    if (failure == Failure.KILL || failure.atStart()) {
      workers.serving(device()).forEach(ProcessHandle::destroyForcibly);
    } else if (failure == Failure.STOP) {
      workers.serving(device()).forEach(worker -> WorkerProcesses.send("-STOP", worker));
    } else if (failure == Failure.FULL_SHARED_MEMORY) {
      System.setProperty(SharedBlock.PLACES, folder.resolve("no/such/place").toString());
      load.another();
    }
  }

  private void clear(Failure failure) {
    if (failure == Failure.FULL_SHARED_MEMORY) {
      System.clearProperty(SharedBlock.PLACES);
    }
  }

  @Override
  public void close() {
    System.clearProperty(SharedBlock.PLACES);
    remove();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      LOG.log(System.Logger.Level.DEBUG, "the process is ending", e);
    }
  }

  private void remove() {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.log(System.Logger.Level.DEBUG, "left behind: " + folder, e);
    }
  }
}
