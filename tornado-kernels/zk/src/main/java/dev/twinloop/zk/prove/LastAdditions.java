package dev.twinloop.zk.prove;

import dev.twinloop.kernel.group.Point;
import dev.twinloop.kernel.group.PointSum;
import dev.twinloop.kernel.msm.plan.MsmPlan;
import dev.twinloop.kernel.msm.plan.WindowSums;
import dev.twinloop.kernel.msm.plan.WindowSums.Windows;
import dev.twinloop.zk.pairing.PairingCurve;
import dev.twinloop.zk.pairing.PairingGroups;
import dev.twinloop.zk.pairing.Weierstrass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * From what a device leaves of the five sums to the sums, on the host: chains of 254 doublings, on
 * which a device would waste its time. A sum in G1 is one thread's. The one in G2 takes three times
 * as long: parts of its windows are threads' of their own, and their sum is a chain without much
 * else.
 *
 * <pre>
 *   G1   A, B1, C, H   a chain each
 *   G2   windows 16 … 21 ─┐
 *        windows 10 … 15 ─┼─ a chain each ─▶ 2^(bits) · ( … ) + …   doubling in Jacobian coordinates
 *        …               ─┘
 * </pre>
 *
 * @param inG1 the plan of the four sums in G1
 * @param inG2 that of the one in G2
 */
record LastAdditions(PairingCurve curve, MsmPlan inG1, MsmPlan inG2) {
  private static final int PARTS = 4;

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
      Windows all = new Windows(0, inG1.windows() / sums);
      chains.add(
          () -> {
            try {
              return WindowSums.part(inG1, g1, set, all).point();
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
      List<Windows> parts = parts(inG2.windows());
      List<PointSum> sums =
          IntStream.range(0, parts.size())
              .parallel()
              .mapToObj(i -> WindowSums.part(inG2, points, 0, parts.get(i)))
              .toList();
      return joined(parts, sums);
    } finally {
      Arrays.fill(points, 0);
    }
  }

  /** About as many windows in each, the lowest first. */
  static List<Windows> parts(int windows) {
    List<Windows> parts = new ArrayList<>();
    for (int part = 0; part < PARTS; part++) {
      int from = windows * part / PARTS;
      int count = windows * (part + 1) / PARTS - from;
      if (count > 0) {
        parts.add(new Windows(from, count));
      }
    }
    return parts;
  }

  private Point joined(List<Windows> parts, List<PointSum> sums) {
    PairingGroups groups = new PairingGroups(curve);
    Weierstrass g = groups.g2();
    long[] sum = new long[g.jacobianSize()];
    long[] part = new long[g.jacobianSize()];
    g.setInfinity(sum, 0);
    for (int i = parts.size() - 1; i >= 0; i--) {
      for (int bit = 0; bit < parts.get(i).count() * inG2.window() && !g.infinity(sum, 0); bit++) {
        g.dbl(sum, 0, sum, 0);
      }
      sums.get(i).jacobian(part);
      g.add(sum, 0, sum, 0, part, 0);
    }
    long[] affine = new long[g.affineSize()];
    g.toAffine(affine, 0, sum, 0);
    Arrays.fill(sum, 0);
    Arrays.fill(part, 0);
    return groups.point2(affine, 0);
  }
}
