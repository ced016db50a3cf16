package dev.twinloop.kernel.msm;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;

/**
 * The last step of an MSM, on the host: from one point a window to their sum, the highest window
 * first, by {@code window} doublings between two. A chain of 255 doublings would keep a device
 * waiting for a single thread.
 */
final class WindowSums {
  private WindowSums() {}

  /**
   * The sum.
   *
   * @param points of all windows in machine form, the lowest first
   */
  static G1Point combine(MsmPlan plan, MemorySegment points) {
    HostField field = HostField.of(plan.curve());
    XyzzField form = XyzzField.of(plan.curve());
    BigInteger inverse = form.r().modInverse(form.p());
    int ints = plan.pointInts();
    int[] registers = new int[ints];
    long[][] coordinates = new long[4][];
    G1Sum sum = new G1Sum(plan.curve(), field);
    G1Sum point = new G1Sum(plan.curve(), field);
    for (int w = plan.windows() - 1; w >= 0; w--) {
      for (int bit = 0; bit < plan.window(); bit++) {
        sum.twice();
      }
      MemorySegment.copy(points, ValueLayout.JAVA_INT, 4L * w * ints, registers, 0, ints);
      for (int i = 0; i < 4; i++) {
        BigInteger number = form.join(registers, i * plan.limbs()).multiply(inverse);
        coordinates[i] = field.form(number.mod(form.p()));
      }
      point.setAll(coordinates);
      sum.add(point);
    }
    return sum.point();
  }
}
