package dev.twinloop.kernel.msm.plan;

import dev.twinloop.kernel.group.Point;
import dev.twinloop.kernel.group.PointSum;
import dev.twinloop.kernel.msm.kernels.SumSteps;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The last step of an MSM, on the host: from one point a strand of each window, {@link SumSteps},
 * to their sum, the highest bit first. A chain of 255 doublings would keep a device waiting for a
 * single thread.
 *
 * <pre>
 *   windows 16 … 21 ─┐
 *   windows 11 … 15 ─┼─ a chain each, on a thread each ─▶ 2^(bits) · ( … ) + …
 *        …          ─┘
 * </pre>
 */
public final class WindowSums {
  /** Threads of one sum: with more, the doublings between their parts are hardly fewer. */
  private static final int PARTS = 4;

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
    List<Windows> parts = parts(plan.windows() / plan.vectors());
    IntStream all = IntStream.range(0, parts.size());
    List<PointSum> sums =
        (parts.size() > 1 ? all.parallel() : all)
            .mapToObj(i -> part(plan, points, vector, parts.get(i)))
            .toList();
    PointSum sum = sums.getLast();
    for (int i = parts.size() - 2; i >= 0; i--) {
      sum.twice(parts.get(i).count() * plan.window());
      sum.add(sums.get(i));
    }
    return sum.point();
  }

  /** About as many windows in each, the lowest first. */
  static List<Windows> parts(int windows) {
    int parts = Math.min(PARTS, windows);
    return IntStream.range(0, parts)
        .mapToObj(
            i -> new Windows(windows * i / parts, windows * (i + 1) / parts - windows * i / parts))
        .toList();
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
  static PointSum part(MsmPlan plan, int[] points, int vector, Windows windows) {
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
  record Windows(int from, int count) {}
}
