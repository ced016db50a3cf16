package dev.twinloop.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TimesTest {
  @Test
  void theMedianOfTwoIsTheLower() {
    Times times = Times.of(4, 1);
    assertEquals(1, times.medianNs());
    assertEquals(1, times.minNs());
    assertEquals(4, times.maxNs());
    assertEquals(2, times.runs());
    assertEquals(2.5, times.meanNs());
  }

  /** The 99th percentile of seven runs is the slowest: a name that promises too much. */
  @Test
  void aPercentileIsStatedOnlyFromEnoughRuns() {
    assertEquals(OptionalLong.empty(), Times.of(1, 2, 3).p90Ns());
    Times hundred = Times.of(LongStream.rangeClosed(1, 100).toArray());
    assertEquals(OptionalLong.of(90), hundred.p90Ns());
    assertEquals(OptionalLong.of(99), hundred.p99Ns());
    assertEquals(OptionalLong.empty(), hundred.p999Ns());
    Times thousand = Times.of(LongStream.rangeClosed(1, 1000).toArray());
    assertEquals(OptionalLong.of(999), thousand.p999Ns());
  }

  @Test
  void theHistogramHoldsEverything() {
    Times times = Times.of(5, 5, 123_456_789, 7);
    assertEquals(times, Times.of(times.histogram()));
    assertEquals(times.medianNs(), Times.of(times.histogram()).medianNs());
    assertEquals(new Times.Counted(5, 2), times.histogram().getFirst());
    assertEquals(123_456_789.0, (double) times.maxNs(), 123_456_789 * 0.001);
    assertEquals(7, times.rankNs(3));
  }

  @Test
  void noRunsAreNoTimes() {
    assertThrows(IllegalArgumentException.class, () -> Times.of());
    assertThrows(IllegalArgumentException.class, () -> Times.of(List.of()));
    assertThrows(IllegalArgumentException.class, () -> new Times.Counted(-1, 1));
  }
}
