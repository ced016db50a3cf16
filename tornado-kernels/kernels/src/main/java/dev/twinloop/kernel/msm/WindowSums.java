package dev.twinloop.kernel.msm;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * The last step of an MSM, on the host: from one point a window to their sum, the highest window
 * first, by {@code window} doublings between two. Runs the machine's own programs, which cost a
 * tenth of the same steps in {@code BigInteger}.
 */
final class WindowSums {
  private WindowSums() {}

  /**
   * The sum.
   *
   * @param points of all windows in machine form, the lowest first
   */
  static G1Point combine(MsmPlan plan, MemorySegment points) {
    XyzzField field = XyzzField.of(plan.curve());
    int limbs = plan.limbs();
    IntArray add = array(XyzzPrograms.add(limbs));
    IntArray twice = array(XyzzPrograms.twice(limbs, plan.window()));
    int[] f = new int[XyzzMachine.REGISTERS * limbs];
    int[] n = new int[limbs + 1];
    XyzzMachine.start(f, n, array(field.constants()), limbs);
    for (int w = plan.windows() - 1; w >= 0; w--) {
      XyzzMachine.run(f, n, twice, 1, twice.get(0), 0, twice, 0, twice, limbs);
      int ints = plan.pointInts();
      MemorySegment.copy(points, ValueLayout.JAVA_INT, 4L * w * ints, f, ints, ints);
      XyzzMachine.run(f, n, add, 1, add.get(0), 0, add, 0, add, limbs);
    }
    return field.point(plan.curve(), f, 0);
  }

  private static IntArray array(int[] values) {
    IntArray array = new IntArray(values.length);
    for (int i = 0; i < values.length; i++) {
      array.set(i, values[i]);
    }
    return array;
  }
}
