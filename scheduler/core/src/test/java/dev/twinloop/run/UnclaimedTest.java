package dev.twinloop.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.task.Slice;
import dev.twinloop.toy.Doubling;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class UnclaimedTest {
  private final Unclaimed unclaimed = new Unclaimed(Doubling.ofRange(1000).program(), 1000);

  @Test
  void withoutResidentsSlicesAreTakenInOrder() {
    Function<Slice, Residents> none = _ -> Residents.AT_HAND;
    assertEquals(Optional.of(new Slice(0, 400)), unclaimed.take(400, none));
    assertEquals(Optional.of(new Slice(400, 500)), unclaimed.take(100, none));
    assertEquals(Optional.of(new Slice(500, 900)), unclaimed.take(400, none));
    assertEquals(Optional.of(new Slice(900, 1000)), unclaimed.take(400, none));
    assertEquals(Optional.empty(), unclaimed.take(400, none));
    assertEquals(0, unclaimed.items());
  }

  @Test
  void theSliceWhoseResidentsLieBestIsTakenFirst() {
    assertEquals(Optional.of(new Slice(800, 1000)), unclaimed.take(200, this::where));
    assertEquals(Optional.of(new Slice(200, 400)), unclaimed.take(200, this::where));
    assertEquals(Optional.of(new Slice(600, 800)), unclaimed.take(200, this::where));
    assertEquals(400, unclaimed.items());
    assertEquals(Optional.of(new Slice(0, 200)), unclaimed.take(200, this::where));
    assertEquals(Optional.of(new Slice(400, 600)), unclaimed.take(200, this::where));
    assertEquals(Optional.empty(), unclaimed.take(200, this::where));
  }

  private Residents where(Slice slice) {
    return switch ((int) slice.from()) {
      case 800 -> Residents.AT_HAND;
      case 200, 600 -> Residents.NOWHERE;
      default -> Residents.ELSEWHERE;
    };
  }

  @Test
  void aSliceEndsWhereAnotherWasTaken() {
    Function<Slice, Residents> none = _ -> Residents.AT_HAND;
    assertEquals(Optional.of(new Slice(800, 1000)), unclaimed.take(200, this::where));
    assertEquals(Optional.of(new Slice(0, 500)), unclaimed.take(500, none));
    assertEquals(Optional.of(new Slice(500, 800)), unclaimed.take(500, none));
    assertEquals(Optional.empty(), unclaimed.take(500, none));
  }

  @Test
  void aSliceThatWasLookedAtIsTakenOnlyIfAllOfItIsThere() {
    Function<Slice, Residents> none = _ -> Residents.AT_HAND;
    Slice seen = unclaimed.peek(400, none).orElseThrow();
    assertEquals(1000, unclaimed.items());
    assertEquals(Optional.of(new Slice(0, 100)), unclaimed.take(100, none));
    assertFalse(unclaimed.takeThis(seen));
    assertTrue(unclaimed.takeThis(new Slice(200, 300)));
    assertEquals(800, unclaimed.items());
  }

  @Test
  void ofManySlicesOnlyTheNextFewAreLookedAt() {
    int[] seen = {0};
    unclaimed.take(
        1,
        _ -> {
          seen[0]++;
          return Residents.NOWHERE;
        });
    assertEquals(64, seen[0]);
  }
}
