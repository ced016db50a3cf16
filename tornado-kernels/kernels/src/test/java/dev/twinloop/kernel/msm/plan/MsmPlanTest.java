package dev.twinloop.kernel.msm.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Groups;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Launch sizes follow the device's multiprocessors. */
class MsmPlanTest {
  @ParameterizedTest
  @CsvSource({"bls12-381, 384", "bls12-377, 384", "bn254, 512"})
  void foldersFillTheDevice(String name, int threads) {
    Group group = Group.valueOf(name);
    for (int units : new int[] {1, 2, 80, 132, 160}) {
      MsmPlan plan = MsmPlan.of(new MsmPlan.Shape(group, 24, 0, false, units));
      assertTrue(plan.folds(), name);
      assertEquals(units * threads, plan.folders());
      assertTrue(plan.groups() >= plan.places() >> plan.groupPointsLog());
      assertEquals(0, plan.groups() % plan.folders());
    }
  }

  /** Buckets and windows, which the caller reads, are those of a device that is not known. */
  @ParameterizedTest
  @CsvSource({"10", "16", "21", "24"})
  void whatTheCallerReadsDoesNotDependOnTheDevice(int log) {
    MsmPlan any = MsmPlan.of(new MsmPlan.Shape(Groups.BN254, log, 0, true, 0));
    MsmPlan small = MsmPlan.of(new MsmPlan.Shape(Groups.BN254, log, 0, true, 2));
    assertEquals(any.window(), small.window());
    assertEquals(any.tree(), small.tree());
    assertEquals(any.windows(), small.windows());
  }

  /** The sets of a proof of 2^24 rows had more entries at small windows than an int counts. */
  @ParameterizedTest
  @CsvSource({"bn254, 1", "bn254, 4", "bn254-g2, 1", "bls12-381, 4"})
  void theLargestClassHasAWindow(String name, int vectors) {
    MsmPlan.Shape shape = new MsmPlan.Shape(Group.valueOf(name), 24, 0, false, 0, vectors);
    MsmPlan plan = MsmPlan.of(shape);
    assertTrue(plan.window() >= 16, "window=" + plan.window());
    assertTrue(plan.places() > 0);
    assertEquals(1, plan.merges().getLast().threads());
  }

  /**
   * Digits of 14 bits left three bits for the top digit of 2^16 scalars: a third of its points had
   * the same one, and their sum took six rounds of merging.
   */
  @ParameterizedTest
  @CsvSource({"16", "17", "18", "20", "22"})
  void noBucketHasARunOfManyShares(int log) {
    for (Group group : new Group[] {Groups.BN254, Groups.BLS12_381, Groups.PALLAS}) {
      MsmPlan plan = MsmPlan.of(new MsmPlan.Shape(group, log, 0, true, 0));
      int topBits = group.order().bitLength() + 1 - (plan.digits() - 1) * plan.window();
      int run = plan.points() >> (topBits - 1);
      assertTrue(run >> plan.shareLog() <= 64, group + ", top digit has " + topBits + " bits");
    }
  }
}
