package dev.twinloop.kernel.msm;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.twinloop.task.BufferLayout;
import dev.twinloop.task.Buffers;
import java.lang.foreign.MemorySegment;

/**
 * What a slice leaves for {@link MsmCheck}: one path through its computation, chosen at random.
 * Points are in machine form.
 *
 * @param plan of the slice
 * @param window whose segment it is
 * @param segment of that window
 * @param shown the segment's buckets, then the sums of all segments of the window
 * @param total the window's point
 */
record MsmEvidence(
    MsmPlan plan, int window, int segment, MemorySegment shown, MemorySegment total) {
  /** Copies it from the outputs of a run. */
  static MsmEvidence of(MsmPlan plan, Buffers buffers) {
    int show = new MsmBuffers(plan).show();
    int path =
        buffers
            .payload(BufferLayout.controlName(show))
            .getAtIndex(JAVA_INT, EvidenceKernel.SEGMENT);
    int window = path >> plan.segmentsLog();
    int points = buffers.layout().kernels().get(show).items();
    return new MsmEvidence(
        plan,
        window,
        path & ((1 << plan.segmentsLog()) - 1),
        copy(buffers.payload(MsmBuffers.SHOWN), 0, points * plan.pointInts()),
        copy(buffers.payload(MsmBuffers.WINDOWS), window * plan.pointInts(), plan.pointInts()));
  }

  private static MemorySegment copy(MemorySegment from, int at, int count) {
    return MemorySegment.ofArray(from.asSlice(4L * at, 4L * count).toArray(JAVA_INT));
  }
}
