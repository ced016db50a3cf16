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

  /** Warming up goes on while it makes runs faster by this part of their time. */
  private static final int NOTICEABLE = 50;

  /** One run; returns its time in nanoseconds. */
  @FunctionalInterface
  public interface Run {
    long timeNs();
  }

  /**
   * Warms up, then measures. The first run, which may start a worker and compile, does not count.
   * Then runs of {@code warmUpNs} follow, and as many again while something is still being compiled
   * for them: while one of them takes twice as long as the fastest, or their median falls by a
   * {@value #NOTICEABLE}th (one run is enough where it takes as long itself). So the first row of a
   * table is as warm as the last. All of it lasts no longer than {@value #PATIENCE} times {@code
   * warmUpNs}. Short runs are measured more often than asked for, during a quarter of that time: a
   * few of them show a moment, not a state.
   */
  public static Spread measure(int runs, long warmUpNs, Run run) {
    return measure(runs, warmUpNs, run, () -> {});
  }

  /** The same; {@code warm} is called between warming up and the runs that count. */
  static Spread measure(int runs, long warmUpNs, Run run, Runnable warm) {
    run.timeNs();
    long begun = System.nanoTime();
    long before = Long.MAX_VALUE;
    boolean steady = false;
    while (!steady) {
      Times some = during(warmUpNs, run);
      boolean calm = some.maxNs() / 2 <= some.minNs();
      boolean asBefore = some.medianNs() >= before - before / NOTICEABLE;
      steady = calm && (asBefore || some.minNs() >= warmUpNs);
      steady |= System.nanoTime() - begun >= PATIENCE * warmUpNs;
      before = some.medianNs();
    }
    warm.run();
    LongStream.Builder times = LongStream.builder();
    long measured = System.nanoTime();
    for (int i = 0; i < runs || System.nanoTime() - measured < warmUpNs / SHARE; i++) {
      times.add(run.timeNs());
    }
    return new Spread(Times.of(times.build().toArray()));
  }

  /** Runs for so long, once at least. */
  private static Times during(long ns, Run run) {
    LongStream.Builder times = LongStream.builder();
    long begun = System.nanoTime();
    do {
      times.add(run.timeNs());
    } while (System.nanoTime() - begun < ns);
    return Times.of(times.build().toArray());
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
