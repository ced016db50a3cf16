package dev.twinloop.bench;

import dev.twinloop.bench.SchedulerWorks.Kind;
import dev.twinloop.bench.report.Table;
import dev.twinloop.engine.Submission;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.task.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.LongStream;

/** Many submitters at a time: what a small task costs. */
final class SchedulerLoad {
  private static final List<Integer> SUBMITTERS = List.of(1, 8, 64);
  private static final List<Integer> SMALL = List.of(1, 1000);

  private final SchedulerPlan plan;
  private final LoadNotes notes;

  private SchedulerLoad(SchedulerPlan plan, LoadNotes notes) {
    this.plan = plan;
    this.notes = notes;
  }

  static void measure(SchedulerPlan plan, List<Kind> kinds, Table table) {
    LoadNotes notes = new LoadNotes(plan, table);
    SchedulerLoad load = new SchedulerLoad(plan, notes);
    try (HybridScheduler scheduler = HybridScheduler.open(config(plan))) {
      for (int items : SMALL) {
        Task<?> task = kinds.getFirst().task().apply(items);
        for (int submitters : SUBMITTERS) {
          load.small(scheduler, task, items, submitters);
        }
      }
      Duration warm = plan.load().multipliedBy(plan.quick() ? 2 : 3);
      new MixedLoad(notes, warm, plan.load()).measure(scheduler, kinds);
    }
  }

  /** A named device is one that may be used where it pays. */
  static SchedulerConfig config(SchedulerPlan plan) {
    return plan.config().device().map(plan.config()::withCandidate).orElse(plan.config());
  }

  private void small(HybridScheduler scheduler, Task<?> task, int items, int submitters) {
    Duration each = plan.load().dividedBy(6);
    submitters(scheduler, List.of(task), submitters, each.dividedBy(2));
    long start = System.nanoTime();
    long[] times = submitters(scheduler, List.of(task), submitters, each);
    double seconds = (System.nanoTime() - start) / 1e9;
    notes.add(
        "%d-item tasks, %d submitters".formatted(items, submitters),
        times,
        String.format(Locale.ROOT, "%.0f tasks/s, ", times.length / seconds));
  }

  /** All submitters together; the times of their tasks, sorted. */
  static long[] submitters(
      HybridScheduler scheduler, List<Task<?>> tasks, int count, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    LongStream.Builder[] times = new LongStream.Builder[count];
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < count; t++) {
      LongStream.Builder own = LongStream.builder();
      times[t] = own;
      int first = t;
      threads.add(
          Thread.ofPlatform()
              .daemon()
              .start(
                  () -> {
                    for (int i = first; System.nanoTime() < end; i++) {
                      own.add(once(scheduler, tasks.get(i % tasks.size())));
                    }
                  }));
    }
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return Arrays.stream(times).flatMapToLong(LongStream.Builder::build).sorted().toArray();
  }

  private static long once(HybridScheduler scheduler, Task<?> task) {
    long start = System.nanoTime();
    try {
      Object unused = scheduler.submit(task, Submission.plain().waitingForRoom()).await();
    } catch (RejectedExecutionException e) {
      throw new IllegalStateException("a submitter that waits was refused", e);
    }
    return System.nanoTime() - start;
  }
}
