package dev.twinloop.bench;

import java.util.Arrays;

/**
 * Times of repeated runs.
 *
 * @param medianNs the median (the lower one of two)
 * @param minNs the fastest
 * @param maxNs the slowest
 * @param runs how many
 */
public record Spread(long medianNs, long minNs, long maxNs, int runs) {
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
   * Runs once, which may start a worker and compile; then warms up for at least {@code warmUpNs}
   * and one more run; then measures.
   */
  static Spread measure(int runs, long warmUpNs, Run run) {
    run.timeNs();
    long end = System.nanoTime() + warmUpNs;
    do {
      run.timeNs();
    } while (System.nanoTime() < end);
    long[] times = new long[runs];
    for (int i = 0; i < runs; i++) {
      times[i] = run.timeNs();
    }
    return of(times);
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
