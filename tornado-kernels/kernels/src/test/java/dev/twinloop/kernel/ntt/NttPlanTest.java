package dev.twinloop.kernel.ntt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** How stages are spread over passes. */
class NttPlanTest {
  @Test
  void asFewPassesAsThereCanBeEachOfTwoStagesOrThree() {
    for (int log = 4; log <= Transform.MOST_LOG_SIZE; log++) {
      NttPlan plan = NttPlan.of(log);
      assertTrue(plan.stages().stream().allMatch(stages -> stages >= 2), "log=" + log);
      assertEquals((log + 2) / 3, plan.passes(), "log=" + log);
      assertEquals(log, plan.done(plan.passes()), "log=" + log);
    }
  }

  /** The last pass of three stages takes NVRTC three times as long as that of two. */
  @Test
  void pairsHaveTwoStagesOrThreeToo() {
    for (int log = 4; log <= Transform.MOST_LOG_SIZE; log++) {
      NttPlan plan = NttPlan.ofPairs(log);
      assertTrue(plan.stages().stream().allMatch(stages -> stages >= 2), "log=" + log);
      assertEquals(log / 2, plan.passes(), "log=" + log);
      assertEquals(log, plan.done(plan.passes()), "log=" + log);
      assertEquals(2, plan.kept(), "log=" + log);
    }
    assertEquals(NttPlan.of(3), NttPlan.ofPairs(3));
  }
}
