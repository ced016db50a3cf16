package dev.twinloop.bench.scale;

import dev.twinloop.bench.Machine;
import dev.twinloop.bench.drill.WorkerProcesses;
import dev.twinloop.bench.report.Cell;
import dev.twinloop.bench.report.Table;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The worker of the last device that takes part is killed half-way through each work on all
 * devices: what was computed again, whether every answer was right, and when the device took part
 * again.
 */
public final class WorkerLoss {
  private static final int CALM_RUNS = 5;

  /** A device may need so long after its cool-down to start and prove itself. */
  private static final Duration START = Duration.ofSeconds(60);

  private final ScalePlan plan;
  private final Table table =
      new Table(
          "work",
          "items",
          "devices",
          "calm ms",
          "with the loss ms",
          "computed again",
          "lost",
          "wrong",
          "used again after s",
          "share by device with the loss");

  private WorkerLoss(ScalePlan plan) {
    this.plan = plan;
  }

  /**
   * Measures.
   *
   * @throws dev.twinloop.engine.DeviceException if a device is not there
   */
  public static Table run(ScalePlan plan) {
    WorkerLoss loss = new WorkerLoss(plan);
    loss.table
        .note("machine", Machine.describe())
        .note("killed", "the worker of the last device that took part, half-way through a run")
        .note(
            "lost, wrong",
            "runs without an answer, and answers unlike those before the loss, until the device"
                + " was used again");
    for (Work work : plan.all()) {
      loss.measure(work);
    }
    return loss.table;
  }

  private void measure(Work work) {
    int count = plan.devices().size();
    try (Work.Ready ready = work.open(plan.on(count))) {
      ScaleBench.warmUp(ready, count, plan);
      List<Long> expected = ready.run().answers().get();
      long calmNs = Long.MAX_VALUE;
      for (int i = 0; i < CALM_RUNS; i++) {
        long start = System.nanoTime();
        Work.Outcome unused = ready.run();
        calmNs = Math.min(calmNs, System.nanoTime() - start);
      }
      String victim = lastOf(ready.run());
      Watched watched = new Watched(ready, expected);
      Thread killer = Thread.ofPlatform().start(kill(victim, calmNs / 2));
      long start = System.nanoTime();
      Work.Outcome hit = watched.run();
      long hitNs = watched.ranNs;
      join(killer);
      OptionalDouble back = watched.until(victim, start);
      Cell share = ScaleBench.shares(hit.itemsByDevice());
      table.row(
          work.name(),
          work.items(),
          count,
          calmNs / 1e6,
          hitNs / 1e6,
          hit.again(),
          watched.lost,
          watched.wrong,
          back.orElse(Double.NaN),
          share);
      plan.progress()
          .accept(
              String.format(
                  Locale.ROOT,
                  "%s: %.1f ms calm, %.1f with the loss, %d computed again, %d lost, %d wrong,"
                      + " used again after %.1f s",
                  work.name(),
                  calmNs / 1e6,
                  hitNs / 1e6,
                  hit.again(),
                  watched.lost,
                  watched.wrong,
                  back.orElse(Double.NaN)));
    }
  }

  /** The last device that took part. */
  private String lastOf(Work.Outcome calm) {
    return plan.devices().reversed().stream()
        .filter(calm.itemsByDevice()::containsKey)
        .findFirst()
        .orElse(plan.devices().getLast());
  }

  private static Runnable kill(String victim, long afterNs) {
    WorkerProcesses workers = new WorkerProcesses(ProcessHandle.current());
    List<ProcessHandle> serving = workers.serving(victim);
    long end = System.nanoTime() + afterNs;
    return () -> {
      while (System.nanoTime() < end) {
        Thread.onSpinWait();
      }
      serving.forEach(ProcessHandle::destroyForcibly);
    };
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Runs whose answers are compared. */
  private final class Watched {
    private final Work.Ready ready;
    private final List<Long> expected;
    private int lost;
    private int wrong;
    private long ranNs;

    Watched(Work.Ready ready, List<Long> expected) {
      this.ready = ready;
      this.expected = expected;
    }

    Work.Outcome run() {
      long start = System.nanoTime();
      try {
        Work.Outcome outcome = ready.run();
        ranNs = System.nanoTime() - start;
        List<Long> answers = outcome.answers().get();
        for (int i = 0; i < expected.size(); i++) {
          wrong += expected.get(i).equals(answers.get(i)) ? 0 : 1;
        }
        return outcome;
      } catch (RuntimeException e) {
        ranNs = System.nanoTime() - start;
        lost++;
        plan.progress().accept("lost: " + e);
        return new Work.Outcome(Map.of(), 0, Work.NO_STAGES, List::of);
      }
    }

    /** Runs until a device takes part again; the seconds since then, or empty if it did not. */
    OptionalDouble until(String device, long sinceNs) {
      long limit = plan.config().health().coolDown().plus(START).toNanos();
      while (System.nanoTime() - sinceNs < limit) {
        if (run().itemsByDevice().containsKey(device)) {
          return OptionalDouble.of((System.nanoTime() - sinceNs) / 1e9);
        }
      }
      return OptionalDouble.empty();
    }
  }
}
