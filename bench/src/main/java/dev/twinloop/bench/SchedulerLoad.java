package dev.twinloop.bench;

import dev.twinloop.bench.SchedulerWorks.Kind;
import dev.twinloop.bench.report.Table;
import dev.twinloop.run.RunRoom;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.scheduler.Submission;
import dev.twinloop.task.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.LongStream;

/** Many submitters at a time: what a small task costs, and a load of all kinds. */
final class SchedulerLoad {
  private static final int MIXED_SUBMITTERS = 8;
  private static final int URGENT_ITEMS = 1000;
  private static final Duration URGENT_WITHIN = Duration.ofMillis(10);
  private static final Duration URGENT_EACH = Duration.ofMillis(20);
  private static final List<Integer> SUBMITTERS = List.of(1, 8, 64);
  private static final List<Integer> SMALL = List.of(1, 1000);

  private final SchedulerPlan plan;
  private final Table table;

  private SchedulerLoad(SchedulerPlan plan, Table table) {
    this.plan = plan;
    this.table = table;
  }

  static void measure(SchedulerPlan plan, List<Kind> kinds, Table table) {
    SchedulerLoad load = new SchedulerLoad(plan, table);
    SchedulerConfig config =
        plan.config().device().map(plan.config()::withCandidate).orElse(plan.config());
    try (HybridScheduler scheduler = HybridScheduler.open(config)) {
      for (int items : SMALL) {
        Task<?> task = kinds.getFirst().task().apply(items);
        for (int submitters : SUBMITTERS) {
          load.small(scheduler, task, items, submitters);
        }
      }
      load.mixed(scheduler, kinds);
    }
  }

  private void small(HybridScheduler scheduler, Task<?> task, int items, int submitters) {
    Duration each = plan.load().dividedBy(6);
    submitters(scheduler, List.of(task), submitters, each.dividedBy(2));
    long start = System.nanoTime();
    long[] times = submitters(scheduler, List.of(task), submitters, each);
    double seconds = (System.nanoTime() - start) / 1e9;
    note(
        "%d-item tasks, %d submitters".formatted(items, submitters),
        times,
        String.format(Locale.ROOT, "%.0f tasks/s, ", times.length / seconds));
  }

  private void note(String name, long[] times, String before) {
    if (times.length == 0) {
      table.note(name, before + "none ended");
      return;
    }
    String text =
        before
            + String.format(
                Locale.ROOT,
                "p50 %.1f us, p99 %.1f us, max %.0f us",
                times[times.length / 2] / 1e3,
                times[(int) (times.length * 0.99)] / 1e3,
                times[times.length - 1] / 1e3);
    table.note(name, text);
    plan.progress().accept(name + ": " + text);
  }

  /** Eight submitters of all kinds and medium sizes, and now and then an urgent task. */
  private void mixed(HybridScheduler scheduler, List<Kind> kinds) {
    List<Task<?>> tasks = new ArrayList<>();
    for (Kind kind : kinds) {
      for (int items : List.of(1 << 10, 1 << 14, 1 << 16)) {
        if (items <= Math.min(kind.most(), plan.largest())) {
          tasks.add(kind.task().apply(items));
        }
      }
    }
    Task<?> urgent = kinds.get(Math.min(2, kinds.size() - 1)).task().apply(URGENT_ITEMS);
    Duration warm = plan.load().multipliedBy(plan.quick() ? 2 : 3);
    submitters(scheduler, tasks, MIXED_SUBMITTERS, warm);
    List<Long> late = new ArrayList<>();
    Thread caller = Thread.ofPlatform().daemon().start(() -> urgently(scheduler, urgent, late));
    long start = System.nanoTime();
    long[] times = submitters(scheduler, tasks, MIXED_SUBMITTERS, plan.load());
    double seconds = (System.nanoTime() - start) / 1e9;
    String busy = "";
    for (RunRoom.DeviceLoad load : scheduler.loads()) {
      busy +=
          String.format(
              Locale.ROOT,
              "%s used %.0f %% of the time, ",
              load.deviceId(),
              100 * load.utilisation());
    }
    caller.interrupt();
    note(
        "mixed load, %d submitters, %d kinds".formatted(MIXED_SUBMITTERS, kinds.size()),
        times,
        busy + String.format(Locale.ROOT, "%.0f tasks/s, ", times.length / seconds));
    long[] sorted;
    synchronized (late) {
      sorted = late.stream().mapToLong(Long::longValue).sorted().toArray();
    }
    note("meanwhile %d items within 10 ms".formatted(URGENT_ITEMS), sorted, "");
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

  /** All submitters together; the times of their tasks, sorted. */
  private static long[] submitters(
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
