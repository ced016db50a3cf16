package dev.twinloop.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class SpreadTest {
  @Test
  void theFirstRunAndWarmingUpDoNotCount() {
    Iterator<Long> times = List.of(900L, 500L, 30L, 10L, 20L).iterator();
    assertEquals(new Spread(20, 10, 30, 3), Spread.measure(3, 0, times::next));
  }

  @Test
  void shortRunsAreMeasuredMoreOftenThanAskedFor() {
    Spread spread = Spread.measure(3, 40_000_000, () -> 7);
    assertTrue(spread.runs() > 3, spread.toString());
    assertEquals(7, spread.medianNs());
  }

  @Test
  void longRunsAreMeasuredAsOftenAsAskedFor() {
    Spread.Run slow = Spread.wall(() -> LockSupport.parkNanos(30_000_000));
    assertEquals(2, Spread.measure(2, 40_000_000, slow).runs());
  }

  @Test
  void theMedianOfTwoIsTheLower() {
    assertEquals(new Spread(1, 1, 4, 2), Spread.of(4, 1));
  }
}
