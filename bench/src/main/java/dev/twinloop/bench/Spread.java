package dev.twinloop.bench;

import dev.twinloop.bench.report.Times;
import java.util.stream.LongStream;

/**
 * Repeated runs, and their times.
 *
 * @param times of the runs that counted
 */
public record Spread(Times times) {
  private static final int PATIENCE = 4;
  private static final int SHARE = 4;

  /** One run; returns its time in nanoseconds. */
  @FunctionalInterface
  public interface Run {
    long timeNs();
  }

  /**
   * Warms up, then measures. The first run, which may start a worker and compile, does not count;
   * and warming up begins anew with each run that takes twice as long as the fastest so far,
   * because something was still being compiled, but lasts no longer than {@value #PATIENCE} times
   * {@code warmUpNs}. Short runs are measured more often than asked for, during a quarter of that
   * time: a few of them show a moment, not a state.
   */
  public static Spread measure(int runs, long warmUpNs, Run run) {
    return measure(runs, warmUpNs, run, () -> {});
  }

  /** The same; {@code warm} is called between warming up and the runs that count. */
  static Spread measure(int runs, long warmUpNs, Run run, Runnable warm) {
    run.timeNs();
    long begun = System.nanoTime();
    long steadySince = begun;
    long fastest = Long.MAX_VALUE;
    do {
      long time = run.timeNs();
      fastest = Math.min(fastest, time);
      if (time / 2 > fastest) {
        steadySince = System.nanoTime();
      }
    } while (System.nanoTime() - steadySince < warmUpNs
        && System.nanoTime() - begun < PATIENCE * warmUpNs);
    warm.run();
    LongStream.Builder times = LongStream.builder();
    long measured = System.nanoTime();
    for (int i = 0; i < runs || System.nanoTime() - measured < warmUpNs / SHARE; i++) {
      times.add(run.timeNs());
    }
    return new Spread(Times.of(times.build().toArray()));
  }

  /** Measures as a plan says. */
  public static Spread measure(BenchPlan plan, Runnable work) {
    return measure(plan.runs(), plan.warmUpNs(), wall(work));
  }

  /** A run timed by the wall clock. */
  public static Run wall(Runnable work) {
    return () -> {
      long start = System.nanoTime();
      work.run();
      return System.nanoTime() - start;
    };
  }
}
