package dev.twinloop.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A whole check is made as often as its budget allows by what it really costs. */
class CheckCostTest {
  /**
   * The check of a transform was taken to cost a tenth of what it did: one of twenty transforms
   * took 9 ms instead of 2.
   */
  @Test
  void wholeChecksTakeTheirBudgetAndNoMore() {
    CheckCost cost = new CheckCost(10);
    SplittableRandom random = new SplittableRandom(20261129);
    long items = 1 << 16;
    long realNs = 107 * items;
    long budgetNs = 100_000;
    long spentNs = 0;
    int slices = 20_000;
    for (int i = 0; i < slices; i++) {
      Sampler sampler = Sampler.budgeted(random, (int) items, 0.02, budgetNs, () -> 0);
      if (sampler.affords(cost.ofItems(items))) {
        spentNs += realNs;
        cost.took(items, realNs);
      }
    }
    double share = (double) spentNs / ((double) slices * budgetNs);
    assertTrue(share > 0.8 && share < 1.2, "spent of the budget: " + share);
  }

  @Test
  void whatWasSeenReplacesWhatWasAssumed() {
    CheckCost cost = new CheckCost(500);
    for (int i = 0; i < 20; i++) {
      cost.took(1000, 40_000);
    }
    assertEquals(40_000.0, (double) cost.ofItems(1000), 10);
  }
}
