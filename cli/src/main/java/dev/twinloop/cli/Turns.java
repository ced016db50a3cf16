package dev.twinloop.cli;

import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * Three ways to do one work, measured beside each other: by the scheduler, by the JDK on one core,
 * by the JDK on all cores. They take turns, and each turn begins with another way, so that what
 * else goes on in the machine, in the JVM's compilers and in its collector meets all three.
 *
 * <pre>
 *   warm-up, thrown away: turns until no way becomes faster   │   measured turns: medians
 * </pre>
 *
 * <p>In the warm-up the JDK has one turn in eight: its few methods are compiled at once. The
 * scheduler's many are compiled after some thousand tasks, so a short task needs most of the turns.
 *
 * <p>One run is timed from the call to the result in the caller's hands, and makes its result
 * afresh, whichever way it goes.
 */
final class Turns {
  private static final int WAYS = 3;

  /** Of how many turns of the warm-up the JDK has one. */
  private static final int JDK_EACH = 8;

  private final Patience patience;

  /**
   * How long a work is run.
   *
   * @param leastNs of the warm-up, at least
   * @param mostNs of the warm-up, at most
   * @param settledNs and as long as the last better run is no older: the JVM has then compiled what
   *     is worth it
   * @param measuredNs of the measured turns, at least
   * @param turns measured turns, at least
   */
  record Patience(long leastNs, long mostNs, long settledNs, long measuredNs, int turns) {
    /** For figures. */
    static final Patience FULL =
        new Patience(6_000_000_000L, 12_000_000_000L, 2_000_000_000, 1_500_000_000, 15);

    /** For answers: five turns, without a warm-up. */
    static final Patience NONE = new Patience(0, 0, 0, 0, 5);

    /** In one line. */
    String describe() {
      return mostNs == 0
          ? "medians of %d cold turns of ours and the JDK's: too few for figures".formatted(turns)
          : "medians of %d or more turns of ours and the JDK's, from the call to the result, after a warm-up of %.1f to %.0f s until none becomes faster"
              .formatted(turns, leastNs / 1e9, mostNs / 1e9);
    }
  }

  /**
   * Three ways to do one work.
   *
   * @param ours the time of one run by the scheduler, in nanoseconds
   * @param one by the JDK on one core
   * @param all by the JDK on all cores
   */
  record Ways(LongSupplier ours, LongSupplier one, LongSupplier all) {
    private long run(int way) {
      return switch (way) {
        case 0 -> ours.getAsLong();
        case 1 -> one.getAsLong();
        default -> all.getAsLong();
      };
    }
  }

  /**
   * What came out.
   *
   * @param oursNs median time of a run by the scheduler
   * @param oneNs by the JDK on one core
   * @param allNs by the JDK on all cores
   * @param ratio how many times as fast as the JDK on all cores the scheduler was: the median of
   *     the turns' own ratios
   * @param turns how many there were
   */
  record Medians(double oursNs, double oneNs, double allNs, double ratio, int turns) {}

  Turns(Patience patience) {
    this.patience = patience;
  }

  /** Runs a work in turns. */
  Medians of(Ways ways) {
    int turn = warmedUp(ways);
    long start = System.nanoTime();
    long[][] times = new long[WAYS][64];
    int turns = 0;
    while (turns < patience.turns() || System.nanoTime() - start < patience.measuredNs()) {
      if (turns == times[0].length) {
        for (int way = 0; way < WAYS; way++) {
          times[way] = Arrays.copyOf(times[way], 2 * turns);
        }
      }
      for (int i = 0; i < WAYS; i++) {
        int way = (turn + i) % WAYS;
        times[way][turns] = ways.run(way);
      }
      turn++;
      turns++;
    }
    double[] ratios = new double[turns];
    for (int i = 0; i < turns; i++) {
      ratios[i] = (double) times[2][i] / times[0][i];
    }
    return new Medians(
        median(times[0], turns),
        median(times[1], turns),
        median(times[2], turns),
        median(ratios),
        turns);
  }

  /** Turns whose times are thrown away, until none is better; says how many. */
  private int warmedUp(Ways ways) {
    long[] best = new long[WAYS];
    Arrays.fill(best, Long.MAX_VALUE);
    long start = System.nanoTime();
    long betterSince = start;
    int turn = 0;
    for (long now = start; goesOn(now - start, now - betterSince); now = System.nanoTime()) {
      for (int i = 0; i < WAYS; i++) {
        int way = (turn + i) % WAYS;
        long time = way != 0 && turn % JDK_EACH != 0 ? best[way] : ways.run(way);
        if (time < best[way] - best[way] / 100) { // a hundredth less is better
          best[way] = time;
          betterSince = System.nanoTime();
        }
      }
      turn++;
    }
    return turn;
  }

  private boolean goesOn(long sinceStartNs, long sinceBetterNs) {
    return sinceStartNs < patience.leastNs()
        || (sinceStartNs < patience.mostNs() && sinceBetterNs < patience.settledNs());
  }

  private static double median(long[] values, int count) {
    return median(Arrays.stream(values, 0, count).asDoubleStream().toArray());
  }

  /** The middle one; of an even number, the mean of the two in the middle. */
  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
