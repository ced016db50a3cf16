package dev.twinloop.kernel.msm.plan;

import dev.twinloop.kernel.group.Point;
import dev.twinloop.kernel.group.PointSum;
import dev.twinloop.kernel.msm.kernels.SumSteps;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The last step of an MSM, on the host: from one point a strand of each window, {@link SumSteps},
 * to one a window, on several cores, and to their sum, the highest bit first. A chain of 255
 * doublings would keep a device waiting for a single thread.
 */
public final class WindowSums {
  /** So few windows are not worth a second thread. */
  private static final int FEW = 4;

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
    PointSum sum = new PointSum(plan.group());
    for (PointSum window : windows(plan, points, vector).reversed()) {
      for (int bit = 0; bit < plan.window(); bit++) {
        sum.twice();
      }
      sum.add(window);
    }
    return sum.point();
  }

  /**
   * What consecutive windows of one of several sums add up to, over 2 to the power of the first
   * window's lowest bit: one chain, in which windows and their strands share the doublings. A sum
   * is that of all its windows, or of parts on several threads, with doublings between them.
   *
   * @param points of all windows of all sums, in machine form
   * @param vector which sum, from 0
   * @param windows of this sum, from 0
   */
  public static PointSum part(MsmPlan plan, int[] points, int vector, Windows windows) {
    MachinePoints machine = MachinePoints.of(plan.group());
    BucketTree tree = plan.tree();
    int first = vector * (plan.windows() / plan.vectors());
    int top = windows.count() * plan.window() + tree.segmentLog() + tree.segmentsLog();
    List<List<Integer>> strands = new ArrayList<>(); // by the bit that they count from
    for (int bit = 0; bit < top; bit++) {
      strands.add(new ArrayList<>());
    }
    for (int w = 0; w < windows.count(); w++) {
      int at = (first + windows.from() + w) * tree.strands();
      int low = w * plan.window();
      for (int half = 0; half < SumSteps.WEIGHTED; half++) {
        strands.get(low).add(at + half);
      }
      for (int bit = 0; bit < tree.segmentsLog(); bit++) {
        strands.get(low + tree.segmentLog() + bit).add(at + SumSteps.WEIGHTED + bit);
      }
    }
    PointSum sum = new PointSum(plan.group());
    for (List<Integer> ofBit : strands.reversed()) {
      if (!sum.isInfinity()) {
        sum.twice();
      }
      for (int strand : ofBit) {
        sum.add(machine.read(points, strand));
      }
    }
    return sum;
  }

  /**
   * Consecutive windows.
   *
   * @param from the lowest
   * @param count how many
   */
  public record Windows(int from, int count) {}

  /** The sums of the windows of one of several sums, the lowest first. */
  private static List<PointSum> windows(MsmPlan plan, int[] points, int vector) {
    int windows = plan.windows() / plan.vectors();
    int first = vector * windows * plan.tree().strands();
    IntStream all = IntStream.range(0, windows);
    return (windows > FEW ? all.parallel() : all)
        .mapToObj(w -> window(plan, points, first + w * plan.tree().strands()))
        .toList();
  }

  /** Of one window, whose strands begin at {@code first}. */
  private static PointSum window(MsmPlan plan, int[] points, int first) {
    MachinePoints machine = MachinePoints.of(plan.group());
    BucketTree tree = plan.tree();
    PointSum sum = new PointSum(plan.group());
    for (int bit = tree.segmentsLog() - 1; bit >= 0; bit--) {
      sum.twice();
      sum.add(machine.read(points, first + SumSteps.WEIGHTED + bit));
    }
    for (int bit = 0; bit < tree.segmentLog(); bit++) {
      sum.twice();
    }
    for (int half = 0; half < SumSteps.WEIGHTED; half++) {
      sum.add(machine.read(points, first + half));
    }
    return sum;
  }
}
