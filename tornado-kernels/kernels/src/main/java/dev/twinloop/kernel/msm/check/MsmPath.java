package dev.twinloop.kernel.msm.check;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.twinloop.kernel.msm.plan.MsmPlan;
import dev.twinloop.kernel.msm.plan.SumStages;
import dev.twinloop.task.Buffers;
import java.lang.foreign.MemorySegment;

/**
 * What a slice leaves for {@link MsmCheck}: one path through its computation, chosen at random.
 * Points are in machine form.
 *
 * @param plan of the slice
 * @param window whose segment it is
 * @param segment of that window
 * @param shown the segment's buckets, then the sums of all segments of its branch, then those of
 *     all branches of the window
 * @param total the window's point
 */
public record MsmPath(
    MsmPlan plan, int window, int segment, MemorySegment shown, MemorySegment total) {
  /** Copies it from the outputs of a run. */
  public static MsmPath of(MsmPlan plan, Buffers buffers) {
    int segment = SumStages.shownSegment(plan, buffers);
    int window = segment >> plan.tree().segmentsLog();
    return new MsmPath(
        plan,
        window,
        segment & ((1 << plan.tree().segmentsLog()) - 1),
        copy(buffers.payload(SumStages.SHOWN), 0, plan.tree().shownPoints() * plan.pointInts()),
        copy(buffers.payload(SumStages.WINDOWS), window * plan.pointInts(), plan.pointInts()));
  }

  /** The branch that the segment is in, of those of the window. */
  int branch() {
    return segment >> plan.tree().branchLog();
  }

  /** Where the branch's segments begin among the points shown. */
  int segmentsFrom() {
    return 1 << plan.tree().segmentLog();
  }

  /** Where the segment itself is among the points shown. */
  int segmentAt() {
    return segmentsFrom() + (segment & ((1 << plan.tree().branchLog()) - 1));
  }

  /** Where the window's branches begin among the points shown. */
  int branchesFrom() {
    return plan.tree().branchesShownFrom();
  }

  private static MemorySegment copy(MemorySegment from, int at, int count) {
    return MemorySegment.ofArray(from.asSlice(4L * at, 4L * count).toArray(JAVA_INT));
  }
}
