package dev.twinloop.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplerTest {
  @ParameterizedTest
  @CsvSource({"1,1,1", "10,0.5,5", "1000,0.02,20", "1000,0.0201,21", "7,1,7", "5,0,0", "3,0.001,1"})
  void exactTakesTheCeilingOfTheShareAndNoItemTwice(int items, double rate, int expected) {
    Sampler sampler = Sampler.exact(new Random(1), items, rate);
    Set<Integer> seen = new HashSet<>();
    while (sampler.hasNext()) {
      int item = sampler.next();
      assertTrue(item >= 0 && item < items, "item " + item);
      assertTrue(seen.add(item), "twice: " + item);
    }
    assertEquals(expected, seen.size());
    assertEquals(expected, sampler.taken());
  }

  @Test
  void budgetEndsTheSampleButNotBeforeOneItem() {
    AtomicLong clock = new AtomicLong();
    Sampler sampler = Sampler.budgeted(new Random(2), 1000, 1.0, 50, clock::get);
    int taken = 0;
    while (sampler.hasNext()) {
      sampler.next();
      taken++;
      clock.addAndGet(10);
    }
    assertEquals(5, taken);
    Sampler broke = Sampler.budgeted(new Random(2), 1000, 1.0, 0, clock::get);
    assertTrue(broke.hasNext());
    broke.next();
    assertFalse(broke.hasNext());
  }

  @Test
  void onlyAnExactSamplerOfRateOneTakesAllForSure() {
    assertTrue(Sampler.exact(new Random(1), 10, 1).all());
    assertFalse(Sampler.exact(new Random(1), 10, 0.5).all());
    assertFalse(Sampler.budgeted(new Random(1), 10, 1, 50, () -> 0).all());
  }

  @Test
  void everyItemIsEquallyLikelyUnderASmallBudget() {
    int[] hits = new int[10];
    Random random = new Random(3);
    for (int round = 0; round < 20_000; round++) {
      hits[Sampler.exact(random, 10, 0.2).next()]++;
    }
    for (int i = 0; i < 10; i++) {
      assertTrue(Math.abs(hits[i] - 2000) < 250, "item " + i + ": " + hits[i]);
    }
  }

  @Test
  void rateOutsideItsRangeIsRefused() {
    var e =
        assertThrows(IllegalArgumentException.class, () -> Sampler.exact(new Random(1), 10, 1.5));
    assertTrue(String.valueOf(e.getMessage()).contains("rate=1.5"));
  }

  @Test
  void aCheckThatCannotBeCutShortTakesTheBudgetOnAverage() {
    AtomicLong clock = new AtomicLong();
    Random random = new Random(5);
    assertTrue(Sampler.exact(random, 10, 0.1).affords(Long.MAX_VALUE));
    assertTrue(Sampler.budgeted(random, 10, 0.1, 50, clock::get).affords(50));
    int made = 0;
    for (int round = 0; round < 10_000; round++) {
      made += Sampler.budgeted(random, 10, 0.1, 50, clock::get).affords(500) ? 1 : 0;
    }
    assertTrue(Math.abs(made - 1000) < 150, "made: " + made);
    Sampler late = Sampler.budgeted(random, 10, 0.1, 50, clock::get);
    clock.addAndGet(51);
    assertFalse(late.affords(1));
  }
}
