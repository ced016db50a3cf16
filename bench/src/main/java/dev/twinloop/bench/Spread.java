package dev.twinloop.bench;

import dev.twinloop.bench.report.Times;
import java.util.stream.LongStream;

/**
 * Repeated runs, and their times.
 *
 * @param times of the runs that counted
 */
public record Spread(Times times) {
  private static final int PATIENCE = 8;
  private static final int SHARE = 4;

  /** A run that is faster than all before by this part of its time says that warming up goes on. */
  private static final int NOTICEABLE = 50;

  /** One run; returns its time in nanoseconds. */
  @FunctionalInterface
  public interface Run {
    long timeNs();
  }

  /**
   * Warms up, then measures. The first run, which may start a worker and compile, does not count.
   * Warming up begins anew with each run that takes twice as long as the fastest so far, because
   * something was still being compiled, and with each that is faster than all before by a {@value
   * #NOTICEABLE}th, because something has been; so the first row of a table is as warm as the last.
   * It lasts no longer than {@value #PATIENCE} times {@code warmUpNs}. Short runs are measured more
   * often than asked for, during a quarter of that time: a few of them show a moment, not a state.
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
      if (time / 2 > fastest || time < fastest - fastest / NOTICEABLE) {
        steadySince = System.nanoTime();
      }
      fastest = Math.min(fastest, time);
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
