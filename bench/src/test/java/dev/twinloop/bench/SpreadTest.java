package dev.twinloop.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.bench.report.Times;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class SpreadTest {
  @Test
  void theFirstRunAndWarmingUpDoNotCount() {
    Iterator<Long> times = List.of(900L, 500L, 30L, 10L, 20L).iterator();
    assertEquals(new Spread(Times.of(30, 10, 20)), Spread.measure(3, 0, times::next));
  }

  @Test
  void shortRunsAreMeasuredMoreOftenThanAskedFor() {
    Times times = Spread.measure(3, 40_000_000, () -> 7).times();
    assertTrue(times.runs() > 3, times.toString());
    assertEquals(7, times.medianNs());
  }

  @Test
  void longRunsAreMeasuredAsOftenAsAskedFor() {
    Spread.Run slow = Spread.wall(() -> LockSupport.parkNanos(30_000_000));
    assertEquals(2, Spread.measure(2, 40_000_000, slow).times().runs());
  }

  /**
   * What the JVM compiles meanwhile makes runs faster little by little: the first row is no slower.
   */
  @Test
  void warmingUpGoesOnWhileRunsGetFaster() {
    long begun = System.nanoTime();
    Spread.Run faster =
        () -> {
          LockSupport.parkNanos(100_000);
          return 3_000_000 + Math.max(0, 1_000_000 - (System.nanoTime() - begun) / 200);
        };
    Times times = Spread.measure(3, 50_000_000, faster).times();
    assertTrue(times.maxNs() < 3_100_000, times.toString());
  }

  /** What is added up while warming up is forgotten before the runs that count. */
  @Test
  void theEndOfWarmingUpIsTold() {
    int[] runs = new int[1];
    int[] before = new int[1];
    Spread.measure(3, 0, () -> ++runs[0], () -> before[0] = runs[0]);
    assertEquals(2, before[0]);
    assertEquals(5, runs[0]);
  }
}
