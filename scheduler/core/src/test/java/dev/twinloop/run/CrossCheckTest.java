package dev.twinloop.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.engine.Timings;
import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.CheckOutcome;
import dev.twinloop.task.ItemOracle;
import dev.twinloop.task.PendingCheck;
import dev.twinloop.task.Sampler;
import dev.twinloop.task.Slice;
import dev.twinloop.toy.Doubling;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The power of the check: one planted error is found as often as theory says. */
class CrossCheckTest {
  private static final int ITEMS = 1000;
  private static final int TRIALS = 4000;
  private static final Doubling TASK = Doubling.ofRange(ITEMS);
  private static final BoundProgram<int[]> PROGRAM = TASK.program();
  private static final Timings SECOND = Timings.ofRun(0, 0, 0, 1_000_000_000);

  private static CheckOutcome check(Sampling sampling, int[] result) {
    return new CrossCheck(sampling).of(PROGRAM, new Slice(0, ITEMS)).end(result, SECOND);
  }

  @ParameterizedTest
  @CsvSource({
    "0.02, false, false",
    "0.05, false, false",
    "0.05, false, true",
    "0.01, true, false",
    "0.01, true, true",
    "0.2, true, false",
    "0.5, true, true"
  })
  void onePlantedErrorIsFoundAsOftenAsTheorySays(double rate, boolean exact, boolean foreseen) {
    Sampling sampling = new Sampling(rate, exact, 1);
    CrossCheck check = new CrossCheck(sampling);
    Random random = new Random(20261129);
    int found = 0;
    for (int i = 0; i < TRIALS; i++) {
      int[] wrong = TASK.expected();
      wrong[random.nextInt(ITEMS)]++;
      CrossCheck.SliceCheck<int[]> one = check.of(PROGRAM, new Slice(0, ITEMS));
      if (foreseen) {
        one.foresee();
      }
      CheckOutcome outcome = one.end(wrong, SECOND);
      found += outcome instanceof CheckOutcome.Mismatch ? 1 : 0;
    }
    double sigma = Math.sqrt(rate * (1 - rate) / TRIALS);
    assertEquals(rate, (double) found / TRIALS, 5 * sigma);
  }

  @Test
  void theWholeIsAlwaysFoundOut() {
    int[] wrong = TASK.expected();
    wrong[ITEMS - 1]++;
    assertTrue(check(new Sampling(1, true, 0.05), wrong) instanceof CheckOutcome.Mismatch);
    assertEquals(
        new CheckOutcome.Passed(ITEMS), check(new Sampling(1, true, 0.05), TASK.expected()));
    assertEquals(new CheckOutcome.Passed(0), check(new Sampling(0, true, 0.05), wrong));
  }

  @Test
  void aBudgetThatIsSpentLeavesOneItemAtLeast() {
    CheckOutcome outcome =
        new CrossCheck(new Sampling(0.05, false, 0.05))
            .of(PROGRAM, new Slice(0, ITEMS))
            .end(TASK.expected(), Timings.ofRun(0, 0, 0, 0));
    assertEquals(new CheckOutcome.Passed(1), outcome);
  }

  /** What was recomputed beforehand is of the budget too. */
  @Test
  void anItemThatWasForeseenIsNotFollowedByAnotherBeyondTheBudget() {
    CrossCheck.SliceCheck<int[]> check =
        new CrossCheck(new Sampling(0.05, false, 0.05)).of(PROGRAM, new Slice(0, ITEMS));
    check.foresee();
    assertEquals(new CheckOutcome.Passed(1), check.end(TASK.expected(), Timings.ofRun(0, 0, 0, 0)));
  }

  @Test
  void anItemIsRecomputedBeforeItsResultIsThereAndOnceOnly() {
    List<Long> recomputed = new ArrayList<>();
    ItemOracle<int[]> oracle =
        ItemOracle.ofInts(
            item -> {
              recomputed.add(item);
              return TASK.expected()[(int) item];
            },
            result -> result);
    Sampler sampler = Sampler.exact(new Random(20261129), ITEMS, 1);
    PendingCheck<int[]> pending = oracle.begin(new Slice(0, ITEMS), sampler);
    assertEquals(1, recomputed.size());
    int[] wrong = TASK.expected();
    int first = Math.toIntExact(recomputed.getFirst());
    wrong[first]++;
    assertTrue(
        pending.against(wrong) instanceof CheckOutcome.Mismatch(long item, _) && item == first);
    assertEquals(1, recomputed.size());

    recomputed.clear();
    sampler = Sampler.exact(new Random(20261129), ITEMS, 1);
    pending = oracle.begin(new Slice(0, ITEMS), sampler);
    assertEquals(new CheckOutcome.Passed(ITEMS), pending.against(TASK.expected()));
    assertEquals(ITEMS, Set.copyOf(recomputed).size());
    assertEquals(ITEMS, recomputed.size());
  }

  @ParameterizedTest
  @CsvSource({"0.001, false", "0.06, false", "-0.1, true", "1.1, true", "NaN, true"})
  void ratesOutsideTheirRangeAreRefused(double rate, boolean exact) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> new Sampling(rate, exact, 0.05));
    assertTrue(("" + e.getMessage()).contains("accepted: rate"), e.getMessage());
  }
}
