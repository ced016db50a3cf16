package dev.twinloop.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * The times of repeated runs, as a histogram of three significant digits. Every percentile of every
 * report comes from it.
 *
 * <p>Immutable. Equal if the histograms are.
 */
public final class Times {
  private static final int DIGITS = 3;

  /** A percentile is stated from this number of runs on: below, it would be the slowest run. */
  private static final int RUNS_FOR_P90 = 10;

  private static final int RUNS_FOR_P99 = 100;
  private static final int RUNS_FOR_P999 = 1000;

  private final Histogram histogram;

  private Times(Histogram histogram) {
    this.histogram = histogram;
  }

  /**
   * One value of the histogram.
   *
   * @param ns the time in nanoseconds, 0 or more
   * @param runs how many runs took it, 1 or more
   */
  public record Counted(long ns, long runs) {
    public Counted {
      if (ns < 0 || runs < 1) {
        throw new IllegalArgumentException(
            "time: ns=" + ns + ", runs=" + runs + ", accepted: 0 or more, 1 or more");
      }
    }
  }

  /** The times of runs, in nanoseconds; at least one. */
  public static Times of(long... timesNs) {
    Histogram histogram = new Histogram(DIGITS);
    for (long time : timesNs) {
      histogram.recordValue(Math.max(0, time));
    }
    return filled(histogram);
  }

  /** The same from a histogram's values. */
  public static Times of(List<Counted> values) {
    Histogram histogram = new Histogram(DIGITS);
    values.forEach(value -> histogram.recordValueWithCount(value.ns(), value.runs()));
    return filled(histogram);
  }

  private static Times filled(Histogram histogram) {
    if (histogram.getTotalCount() == 0) {
      throw new IllegalArgumentException("times: runs=0, accepted: 1 or more");
    }
    return new Times(histogram);
  }

  /** How many runs there were. */
  public long runs() {
    return histogram.getTotalCount();
  }

  /** The fastest run. */
  public long minNs() {
    return histogram.getMinValue();
  }

  /** The median: of two values in the middle, the lower. */
  public long medianNs() {
    return histogram.getValueAtPercentile(50);
  }

  /** The slowest run. */
  public long maxNs() {
    return histogram.getMaxValue();
  }

  /** The mean. */
  public double meanNs() {
    return histogram.getMean();
  }

  /** The 90th percentile; empty below 10 runs. */
  public OptionalLong p90Ns() {
    return percentile(90, RUNS_FOR_P90);
  }

  /** The 99th percentile; empty below 100 runs. */
  public OptionalLong p99Ns() {
    return percentile(99, RUNS_FOR_P99);
  }

  /** The 99.9th percentile; empty below 1,000 runs. */
  public OptionalLong p999Ns() {
    return percentile(99.9, RUNS_FOR_P999);
  }

  private OptionalLong percentile(double percent, int atLeast) {
    return runs() < atLeast
        ? OptionalLong.empty()
        : OptionalLong.of(histogram.getValueAtPercentile(percent));
  }

  /**
   * The run of a rank, the fastest being 1.
   *
   * @param rank 1 to {@link #runs()}
   */
  public long rankNs(long rank) {
    long passed = 0;
    for (HistogramIterationValue value : histogram.recordedValues()) {
      passed += value.getCountAtValueIteratedTo();
      if (passed >= rank) {
        return value.getValueIteratedTo();
      }
    }
    return maxNs();
  }

  /** The histogram, ascending; values that no run took are left out. */
  public List<Counted> histogram() {
    List<Counted> values = new ArrayList<>();
    for (HistogramIterationValue value : histogram.recordedValues()) {
      values.add(new Counted(value.getValueIteratedTo(), value.getCountAtValueIteratedTo()));
    }
    return values;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Times times && histogram().equals(times.histogram());
  }

  @Override
  public int hashCode() {
    return histogram().hashCode();
  }

  @Override
  public String toString() {
    return "median=" + medianNs() + " ns, runs=" + runs();
  }
}
