package dev.twinloop.kernel.msm.check;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.twinloop.kernel.msm.kernels.SumSteps;
import dev.twinloop.kernel.msm.plan.BucketTree;
import dev.twinloop.kernel.msm.plan.MsmPlan;
import dev.twinloop.kernel.msm.plan.SumStages;
import dev.twinloop.task.Buffers;
import java.lang.foreign.MemorySegment;

/**
 * What a slice leaves for {@link MsmCheck}: one path through its computation, chosen at random.
 * Points are in machine form.
 *
 * @param plan of the slice
 * @param window whose strand it is
 * @param strand of that window
 * @param place of the sum in the strand
 * @param shown the buckets of the sum's segment, then all sums of its branch, then those of all
 *     branches of the strand
 * @param total the strand's point
 */
public record MsmPath(
    MsmPlan plan, int window, int strand, int place, MemorySegment shown, MemorySegment total) {
  /** Copies it from the outputs of a run. */
  public static MsmPath of(MsmPlan plan, Buffers buffers) {
    BucketTree tree = plan.tree();
    int sum = SumStages.shownSum(plan, buffers);
    int strand = sum >> tree.strandLog();
    return new MsmPath(
        plan,
        strand / tree.strands(),
        strand % tree.strands(),
        sum & ((1 << tree.strandLog()) - 1),
        copy(buffers.payload(SumStages.SHOWN), 0, tree.shownPoints() * plan.pointInts()),
        copy(buffers.payload(SumStages.WINDOWS), strand * plan.pointInts(), plan.pointInts()));
  }

  /** The strand's point, of those of all windows. */
  public int totalAt() {
    return window * plan.tree().strands() + strand;
  }

  /** The segment whose sum it is, of those of the window. */
  public int segment() {
    return plan.tree().segment(strand, place);
  }

  /** Whether the sum counts bucket i of the segment i + 1 times, not once. */
  boolean weighted() {
    return strand < SumSteps.WEIGHTED;
  }

  /** The branch that the sum is in, of those of the strand. */
  public int branch() {
    return place >> plan.tree().branchLog();
  }

  /** Where the branch's sums begin among the points shown. */
  int sumsFrom() {
    return 1 << plan.tree().segmentLog();
  }

  /** Where the sum itself is among the points shown. */
  public int sumAt() {
    return sumsFrom() + (place & ((1 << plan.tree().branchLog()) - 1));
  }

  /** Where the strand's branches begin among the points shown. */
  int branchesFrom() {
    return plan.tree().branchesShownFrom();
  }

  private static MemorySegment copy(MemorySegment from, int at, int count) {
    return MemorySegment.ofArray(from.asSlice(4L * at, 4L * count).toArray(JAVA_INT));
  }
}
