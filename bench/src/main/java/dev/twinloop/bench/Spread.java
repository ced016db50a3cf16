package dev.twinloop.bench;

import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * Times of repeated runs.
 *
 * @param medianNs the median (the lower one of two)
 * @param minNs the fastest
 * @param maxNs the slowest
 * @param runs how many
 */
public record Spread(long medianNs, long minNs, long maxNs, int runs) {
  private static final int PATIENCE = 4;
  private static final int SHARE = 4;

  /** One run; returns its time in nanoseconds. */
  @FunctionalInterface
  public interface Run {
    long timeNs();
  }

  /** The spread of these times. */
  static Spread of(long... timesNs) {
    long[] sorted = timesNs.clone();
    Arrays.sort(sorted);
    return new Spread(
        sorted[(sorted.length - 1) / 2], sorted[0], sorted[sorted.length - 1], sorted.length);
  }

  /**
   * Warms up, then measures. The first run, which may start a worker and compile, does not count;
   * and warming up begins anew with each run that takes twice as long as the fastest so far,
   * because something was still being compiled, but lasts no longer than {@value #PATIENCE} times
   * {@code warmUpNs}. Short runs are measured more often than asked for, during a quarter of that
   * time: a few of them show a moment, not a state.
   */
  static Spread measure(int runs, long warmUpNs, Run run) {
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
    LongStream.Builder times = LongStream.builder();
    long measured = System.nanoTime();
    for (int i = 0; i < runs || System.nanoTime() - measured < warmUpNs / SHARE; i++) {
      times.add(run.timeNs());
    }
    return of(times.build().toArray());
  }

  /** A run timed by the wall clock. */
  static Run wall(Runnable work) {
    return () -> {
      long start = System.nanoTime();
      work.run();
      return System.nanoTime() - start;
    };
  }
}
