package dev.twinloop.kernel.msm.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinloop.kernel.field.MontgomeryForm;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Groups;
import dev.twinloop.kernel.group.Point;
import dev.twinloop.kernel.group.PointSum;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WindowSumsTest {
  private static final int VECTORS = 2;

  /** The chain of all windows, and of parts of them, is the sum of windows one by one. */
  @Test
  void partsOfASumAddUpToIt() {
    for (Group group : new Group[] {Groups.BN254, Groups.BN254_G2, Groups.BLS12_381}) {
      for (int window : new int[] {0, 7, 13}) {
        MsmPlan plan = new SetStages(group, 12, window).plan(group, VECTORS);
        int[] points = points(plan, 5);
        int windows = plan.windows() / VECTORS;
        for (int vector = 0; vector < VECTORS; vector++) {
          Point expected = WindowSums.combine(plan, points, vector);
          for (int low = 0; low < windows; low += 1 + windows / 3) {
            PointSum sum = new PointSum(group);
            sum.set(part(plan, points, vector, new WindowSums.Windows(low, windows - low)));
            for (int bit = 0; bit < low * plan.window(); bit++) {
              sum.twice();
            }
            sum.add(part(plan, points, vector, new WindowSums.Windows(0, low)));
            assertEquals(expected, sum.point(), group + ", low=" + low);
          }
        }
      }
    }
  }

  private static PointSum part(MsmPlan plan, int[] points, int vector, WindowSums.Windows which) {
    return WindowSums.part(plan, points, vector, which);
  }

  /** Strands in machine form, one in five of them infinity. */
  private static int[] points(MsmPlan plan, long seed) {
    Group group = plan.group();
    MontgomeryForm form = MontgomeryForm.of(group.field());
    int degree = group.base().degree();
    int strands = plan.windows() * plan.tree().strands();
    int[] points = new int[strands * 4 * degree * form.limbs()];
    Random random = new Random(seed);
    for (int i = 0; i < strands; i++) {
      if (random.nextInt(5) == 0) {
        continue;
      }
      Point point = group.generator().multiple(BigInteger.valueOf(1 + random.nextInt(1 << 16)));
      for (int k = 0; k < degree; k++) {
        BigInteger one = k == 0 ? BigInteger.ONE : BigInteger.ZERO;
        BigInteger[] all = {
          point.x().coefficients().get(k), point.y().coefficients().get(k), one, one
        };
        for (int c = 0; c < 4; c++) {
          BigInteger number = all[c].multiply(form.r()).mod(form.p());
          form.split(number, points, ((4 * i + c) * degree + k) * form.limbs());
        }
      }
    }
    return points;
  }
}
