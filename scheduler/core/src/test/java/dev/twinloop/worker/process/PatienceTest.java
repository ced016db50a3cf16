package dev.twinloop.worker.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PatienceTest {
  private static final long SECOND = 1_000_000_000;

  private final AtomicLong clock = new AtomicLong(-5);
  private final Patience patience = new Patience(Duration.ofSeconds(2), clock::get);

  @Test
  void itEndsWithItsLimit() {
    int steps = 0;
    while (!patience.over()) {
      clock.addAndGet(patience.nextNs());
      steps++;
    }
    assertEquals(2 * SECOND - 5, clock.get());
    assertEquals(8, steps);
    assertEquals(0, patience.nextNs());
  }

  /** A machine that slept, or was moved, found all its workers guilty when it woke. */
  @Test
  void aLeapOfTheClockIsNotTheWorkersFault() {
    long unused = patience.nextNs();
    clock.addAndGet(3600 * SECOND);
    assertFalse(patience.over());
    long end = clock.get() + 2 * SECOND;
    while (!patience.over()) {
      clock.addAndGet(patience.nextNs());
    }
    assertTrue(clock.get() >= end - SECOND / 2, "all but one step of two is left after the leap");
  }

  @Test
  void aWaitThatEndsALittleLateCounts() {
    while (!patience.over()) {
      clock.addAndGet(patience.nextNs() + 20_000_000);
    }
    assertTrue(clock.get() < 2 * SECOND + 20_000_000);
  }
}
