package dev.twinloop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/**
 * The demo showed the best of our runs, without the time to hear of the end, and the JDK's always
 * ran last.
 */
class TurnsTest {
  private final List<String> order = new ArrayList<>();

  private LongSupplier way(String name, long... times) {
    int[] run = {0};
    return () -> {
      order.add(name);
      return times[Math.min(run[0]++, times.length - 1)];
    };
  }

  @Test
  void eachWayBeginsAsOftenAsTheOthers() {
    new Turns(new Turns.Patience(0, 0, 0, 0, 6))
        .of(new Turns.Ways(way("ours", 1), way("one", 1), way("all", 1)));
    assertEquals(18, order.size());
    List<String> first = new ArrayList<>();
    for (int turn = 0; turn < 6; turn++) {
      first.add(order.get(3 * turn));
      assertEquals(3, Set.copyOf(order.subList(3 * turn, 3 * turn + 3)).size());
    }
    assertEquals(List.of("ours", "one", "all", "ours", "one", "all"), first);
  }

  @Test
  void mediansAreShownAndNotTheBestRuns() {
    Turns.Medians medians =
        new Turns(new Turns.Patience(0, 0, 0, 0, 5))
            .of(
                new Turns.Ways(
                    way("ours", 10, 1, 40, 20, 30), way("one", 7), way("all", 10, 4, 20, 40, 15)));
    assertEquals(20, medians.oursNs());
    assertEquals(7, medians.oneNs());
    assertEquals(15, medians.allNs());
    assertEquals(1, medians.ratio(), "of 1, 4, 0.5, 2, 0.5");
    assertEquals(5, medians.turns());
    assertEquals(1.5, Turns.median(new double[] {2, 1, 0, 9}));
  }

  @Test
  void theWarmUpIsThrownAway() {
    Turns.Medians medians =
        new Turns(new Turns.Patience(5_000_000, 5_000_000, 0, 0, 3))
            .of(
                new Turns.Ways(
                    () -> {
                      order.add("ours");
                      return order.size() < 4 ? 1_000 : 10; // the first turn is cold
                    },
                    way("one", 10),
                    way("all", 10)));
    assertTrue(order.size() > 9);
    assertEquals(10, medians.oursNs());
  }

  /** Tasks of milliseconds were measured before the scheduler's code was compiled. */
  @Test
  void mostOfTheWarmUpIsOurs() {
    new Turns(new Turns.Patience(5_000_000, 5_000_000, 0, 0, 1))
        .of(new Turns.Ways(way("ours", 1), way("one", 1), way("all", 1)));
    long ours = order.stream().filter("ours"::equals).count() - 1;
    for (String jdk : List.of("one", "all")) {
      long turns = order.stream().filter(jdk::equals).count() - 1;
      assertTrue(turns >= 1 && turns <= ours / 8 + 1, jdk + ": " + turns + " of " + ours);
    }
  }
}
