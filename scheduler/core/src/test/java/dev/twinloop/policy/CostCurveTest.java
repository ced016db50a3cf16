package dev.twinloop.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CostCurveTest {
  private static final double FIXED = 500_000;
  private static final double EACH = 80;

  private final CostCurve curve = new CostCurve(0.5);
  private long nowNs = 1;

  private static double cost(double items) {
    return FIXED + EACH * items;
  }

  /** One task after the other. */
  private void see(long items, double ns) {
    nowNs += (long) ns;
    curve.observe(items, (long) ns, true, nowNs);
  }

  private double estimate(long items) {
    return curve.estimate(items, 2).ns();
  }

  @Test
  void nothingSeenMeansNothingKnown() {
    assertFalse(curve.estimate(1000, 0).known());
    assertEquals(Double.POSITIVE_INFINITY, curve.perItemNs(0.5));
  }

  @Test
  void twoSizesGiveTheLineForAllOthers() {
    see(1 << 10, cost(1 << 10));
    see(1 << 18, cost(1 << 18));
    for (int k = 4; k < 24; k++) {
      double expected = cost(1 << k);
      assertEquals(expected, estimate(1L << k), 0.02 * expected, "2^" + k);
    }
    assertEquals(FIXED, curve.fixedNs(), 0.02 * FIXED);
    assertEquals(EACH, curve.perItemNs(), 0.02 * EACH);
  }

  @Test
  void oneSizeIsScaledByTheAssumedFixedShare() {
    see(1000, 1_000_000);
    assertEquals(1_500_000, estimate(2000), 1);
    assertEquals(0, curve.estimate(2000 * 8, 0).samples());
  }

  @Test
  void aPauseMovesNothingButASlowerDeviceIsBelievedTheThirdTime() {
    for (int i = 0; i < 20; i++) {
      see(1000, 10e6);
    }
    see(1000, 740e6);
    assertEquals(10e6, estimate(1000), 1e5);
    see(1000, 10e6);
    see(1000, 50e6);
    see(1000, 50e6);
    assertEquals(10e6, estimate(1000), 1e5);
    see(1000, 50e6);
    assertEquals(50e6, estimate(1000), 1e5);
  }

  /**
   * A worker whose code was compiled anew took ten times as long for some milliseconds, and its
   * stream went to the CPU, four times as slow, for ten seconds.
   */
  @Test
  void slowTasksOfSomeMillisecondsMoveNothing() {
    for (int i = 0; i < 20; i++) {
      see(1000, 0.6e6);
    }
    for (int i = 0; i < 8; i++) {
      see(1000, 6e6);
    }
    assertEquals(0.6e6, estimate(1000), 1e4);
    see(1000, 5e6);
    see(1000, 6e6);
    assertEquals(5.2e6, estimate(1000), 1e4, "the least of them, and a fifth on to the last");
  }

  @Test
  void aCopyThatIsFasterThanAllBeforeShowsThatTheDeviceGetsFaster() {
    assertTrue(curve.observeCopy(1000, 3_000_000, 1));
    assertFalse(curve.observeCopy(1000, 3_100_000, 2));
    assertFalse(curve.observeCopy(1000, 2_980_000, 3), "noise");
    assertTrue(curve.observeCopy(1000, 2_500_000, 4));
    see(1000, 2e6);
    int samples = curve.estimate(1000, 5).samples();
    assertTrue(curve.observeCopy(1000, 1_500_000, 6));
    assertEquals(1.5e6, estimate(1000), 1e4);
    assertEquals(samples, curve.estimate(1000, 7).samples(), "a copy is no task");
  }

  /** Tasks run alone, copies do not: no copy was as fast as the task before, and they ended. */
  @Test
  void aCopyIsComparedWithCopies() {
    see(1000, 1e6);
    assertTrue(curve.observeCopy(1000, 3_000_000, 1));
    assertTrue(curve.observeCopy(1000, 2_800_000, 2));
    assertFalse(curve.observeCopy(1000, 2_790_000, 3), "noise");
    assertEquals(1e6, estimate(1000), 1, "no copy says that tasks take longer");
    assertFalse(curve.observeCopy(600, 2_200_000, 4), "it has fewer items");
  }

  @Test
  void whatWarmsUpIsFollowedQuickly() {
    see(1000, 100e6);
    for (int i = 0; i < 8; i++) {
      see(1000, 1e6);
    }
    assertTrue(estimate(1000) < 1.6e6, "" + estimate(1000));
  }

  @Test
  void whatOthersDisturbedOnlyLowers() {
    see(1000, 1e6);
    curve.observe(1000, 9_000_000, false, 1);
    curve.observe(1000, 9_000_000, false, 1);
    curve.observe(1000, 9_000_000, false, 1);
    assertEquals(1e6, estimate(1000), 1);
    curve.observe(1000, 500_000, false, 1);
    assertTrue(estimate(1000) < 1e6);
  }

  @Test
  void theTailIsRemembered() {
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      see(1000, 1e6 + random.nextInt(50_000));
    }
    see(1000, 2.5e6);
    Estimate now = curve.estimate(1000, 2);
    assertTrue(now.p99Ns() > 2e6, now.toString());
    assertEquals(1e6, now.ns(), 1e5);
  }

  @Test
  void whatIsKeptIsKnownAgainButNotBelievedWithoutATrial() {
    see(1 << 10, cost(1 << 10));
    see(1 << 18, cost(1 << 18));
    CostCurve next = new CostCurve(0.5);
    curve.kept().forEach(next::recall);
    Estimate there = next.estimate(1 << 14, 1);
    assertEquals(cost(1 << 14), there.ns(), 0.02 * cost(1 << 14));
    assertEquals(0, next.estimate(1 << 10, 1).samples());
    next.observe(1 << 10, 7_000_000, true, 1);
    assertEquals(7e6, next.estimate(1 << 10, 1).ns(), 1);
    next.recall(new CostCurve.Kept(99, 1, 1, 1, 9));
    next.recall(new CostCurve.Kept(3, 8, Double.NaN, 1, 9));
    assertEquals(0, next.estimate(1 << 3, 1).samples());
  }

  @Test
  void quantilesAreOfTheLastObservations() {
    for (int i = 1; i <= 64; i++) {
      see(10, i * 10);
    }
    assertEquals(33, curve.perItemNs(0.5));
    assertEquals(58, curve.perItemNs(0.9));
  }

  @Test
  void theLearnedMinimumIsWhereTheCurvesCross() {
    CostCurve cpu = new CostCurve(0.05);
    for (int k = 6; k <= 20; k += 2) {
      see(1 << k, cost(1 << k));
      cpu.observe(1 << k, (long) (10_000 + 1000.0 * (1 << k)), true, 1);
    }
    assertEquals(Optional.of(1L << 10), PlacementPolicy.learnedMinimum(cpu, curve, 2));
    assertEquals(Optional.empty(), PlacementPolicy.learnedMinimum(curve, new CostCurve(0.5), 2));
  }
}
