package dev.twinloop.kernel.msm.plan;

import dev.twinloop.kernel.group.Point;
import dev.twinloop.kernel.group.PointSum;

/**
 * The last step of an MSM, on the host: from one point a window to their sum, the highest window
 * first, by {@code window} doublings between two. A chain of 255 doublings would keep a device
 * waiting for a single thread.
 */
public final class WindowSums {
  private WindowSums() {}

  /**
   * The sum.
   *
   * @param points of all windows in machine form, the lowest first
   */
  public static Point combine(MsmPlan plan, int[] points) {
    return combine(plan, points, 0);
  }

  /**
   * One of several sums.
   *
   * @param points of all windows of all sums
   * @param vector which sum, from 0
   */
  public static Point combine(MsmPlan plan, int[] points, int vector) {
    MachinePoints machine = MachinePoints.of(plan.group());
    PointSum sum = new PointSum(plan.group());
    int windows = plan.windows() / plan.vectors();
    for (int w = windows - 1; w >= 0; w--) {
      for (int bit = 0; bit < plan.window(); bit++) {
        sum.twice();
      }
      sum.add(machine.read(points, vector * windows + w));
    }
    return sum.point();
  }
}
