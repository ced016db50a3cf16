package dev.twinloop.zk.prove;

import dev.twinloop.kernel.group.Point;
import dev.twinloop.kernel.msm.plan.MsmPlan;
import dev.twinloop.kernel.msm.plan.WindowSums;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * From what a device leaves of the five sums to the sums, on the host: chains of 254 doublings, on
 * which a device would waste its time. The sum in G2, which takes three times as long as one in G1,
 * is begun first.
 *
 * @param inG1 the plan of the four sums in G1
 * @param inG2 that of the one in G2
 */
record LastAdditions(MsmPlan inG1, MsmPlan inG2) {
  /**
   * Begins all sums.
   *
   * @param g1 the windows of A, B1, C and H; zeroed when they have been read
   * @param g2 those of B2; the same
   */
  ProverSums of(int[] g1, int[] g2) {
    int sums = SumsProgram.SETS;
    AtomicInteger left = new AtomicInteger(sums);
    List<Supplier<Point>> chains = new ArrayList<>();
    for (int number = 0; number < sums; number++) {
      int set = number;
      chains.add(
          () -> {
            try {
              return WindowSums.combine(inG1, g1, set);
            } finally {
              if (left.decrementAndGet() == 0) {
                Arrays.fill(g1, 0);
              }
            }
          });
    }
    return ProverSums.begun(chains, () -> joined(g2));
  }

  private Point joined(int[] points) {
    try {
      return WindowSums.combine(inG2, points);
    } finally {
      Arrays.fill(points, 0);
    }
  }
}
