package dev.twinloop.kernel.msm;

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
  static G1Point combine(MsmPlan plan, int[] points) {
    HostField field = HostField.of(plan.curve());
    MachinePoints machine = MachinePoints.of(plan.curve());
    G1Sum sum = new G1Sum(plan.curve(), field);
    for (int w = plan.windows() - 1; w >= 0; w--) {
      for (int bit = 0; bit < plan.window(); bit++) {
        sum.twice();
      }
      sum.add(machine.read(points, w));
    }
    return sum.point();
  }
}
