package dev.twinloop.bench;

import dev.twinloop.bench.SchedulerWorks.Kind;
import dev.twinloop.bench.report.Cell;
import dev.twinloop.bench.report.Table;
import dev.twinloop.engine.Submission;
import dev.twinloop.engine.TaskReport;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.task.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** Many submitters at a time: what a small task costs. */
final class SchedulerLoad {
  private static final List<Integer> SUBMITTERS = List.of(1, 8, 64);
  private static final List<Integer> SMALL = List.of(1, 1000);

  private final SchedulerPlan plan;

  private SchedulerLoad(SchedulerPlan plan) {
    this.plan = plan;
  }

  /** Items of the largest task of a plan and of its loads. */
  static int largest(SchedulerPlan plan) {
    return Math.max(Math.max(plan.largest(), SMALL.getLast()), MixedLoad.largest(plan));
  }

  /** Small tasks, then a mixed load, as notes. */
  static void measure(SchedulerPlan plan, List<Kind> kinds, Table table) {
    LoadNotes notes = new LoadNotes(plan, table);
    try (HybridScheduler scheduler = HybridScheduler.open(config(plan))) {
      new SchedulerLoad(plan)
          .small(
              scheduler,
              kinds.getFirst(),
              small ->
                  notes.add(
                      "%d-item tasks, %d submitters".formatted(small.items(), small.submitters()),
                      small.times(),
                      new Cell(
                          String.format(Locale.ROOT, "%.0f tasks/s, ", small.perSecond()),
                          Map.of("tasks/s", small.perSecond()))));
      Duration warm = plan.load().multipliedBy(plan.quick() ? 2 : 3);
      MixedLoad.Busy unused = new MixedLoad(notes, warm, plan.load()).measure(scheduler, kinds);
    }
  }

  /** Small tasks of a kind, as rows. */
  static Table smallTasks(SchedulerPlan plan, Kind kind) {
    Table table =
        new Table(
            "items", "submitters", "beside items", "tasks/s", "p50 us", "p99 us", "p99 / p50");
    table.note("machine", Machine.describe()).note("JVM", Machine.jvm());
    try (HybridScheduler scheduler = HybridScheduler.open(config(plan))) {
      SchedulerLoad load = new SchedulerLoad(plan);
      load.small(scheduler, kind, small -> row(table, small, 0));
      load.beside(scheduler, kind, small -> row(table, small, plan.largest()));
    }
    return table;
  }

  private static void row(Table table, Small small, int beside) {
    double half = small.times().quantileNs(0.5);
    double most = small.times().quantileNs(0.99);
    table.row(
        small.items(),
        small.submitters(),
        beside,
        small.perSecond(),
        half / 1e3,
        most / 1e3,
        most / Math.max(1, half));
  }

  /** One submitter of small tasks while tasks of the plan's largest size come one by one. */
  private void beside(HybridScheduler scheduler, Kind kind, Consumer<Small> seen) {
    List<Task<?>> small = List.of(kind.task().apply(SMALL.getLast()));
    List<Task<?>> large = List.of(kind.task().apply(plan.largest()));
    Duration time = plan.load().dividedBy(2);
    Thread other =
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  LoadTimes unused = submitters(scheduler, large, 1, time.multipliedBy(2));
                });
    LoadTimes warm = submitters(scheduler, small, 1, time.dividedBy(2));
    warm.clear();
    long start = System.nanoTime();
    LoadTimes times = submitters(scheduler, small, 1, time);
    seen.accept(new Small(SMALL.getLast(), 1, times, (System.nanoTime() - start) / 1e9));
    join(other);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What many submitters of one small task saw. */
  private record Small(int items, int submitters, LoadTimes times, double seconds) {
    double perSecond() {
      return times.count() / seconds;
    }
  }

  private void small(HybridScheduler scheduler, Kind kind, Consumer<Small> seen) {
    Duration each = plan.load().dividedBy(6);
    for (int items : SMALL) {
      List<Task<?>> task = List.of(kind.task().apply(items));
      for (int count : SUBMITTERS) {
        LoadTimes unused = submitters(scheduler, task, count, each.dividedBy(2));
        long start = System.nanoTime();
        LoadTimes times = submitters(scheduler, task, count, each);
        seen.accept(new Small(items, count, times, (System.nanoTime() - start) / 1e9));
      }
    }
  }

  /** A named device is one that may be used where it pays. */
  static SchedulerConfig config(SchedulerPlan plan) {
    return plan.config().device().map(plan.config()::withCandidate).orElse(plan.config());
  }

  /** All submitters together, each with one task after the other. */
  static LoadTimes submitters(
      HybridScheduler scheduler, List<Task<?>> tasks, int count, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    LoadTimes all = new LoadTimes();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < count; t++) {
      int first = t;
      threads.add(
          Thread.ofPlatform()
              .daemon()
              .start(
                  () -> {
                    List<LoadTimes.Ended> own = new ArrayList<>();
                    for (int i = first; System.nanoTime() < end; i++) {
                      int task = i % tasks.size();
                      own.add(once(scheduler, tasks.get(task), task));
                    }
                    all.addAll(own);
                  }));
    }
    threads.forEach(SchedulerLoad::join);
    return all;
  }

  private static LoadTimes.Ended once(HybridScheduler scheduler, Task<?> task, int number) {
    long start = System.nanoTime();
    try {
      TaskReport report =
          scheduler.submit(task, Submission.plain().waitingForRoom()).await().report();
      return LoadTimes.Ended.of(number, System.nanoTime() - start, report);
    } catch (RejectedExecutionException e) {
      throw new IllegalStateException("a submitter that waits was refused", e);
    }
  }
}
