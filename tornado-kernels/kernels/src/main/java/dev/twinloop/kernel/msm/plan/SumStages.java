package dev.twinloop.kernel.msm.plan;

import dev.twinloop.kernel.msm.kernels.EvidenceKernel;
import dev.twinloop.kernel.msm.kernels.PointSteps;
import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.Control;
import dev.twinloop.task.ElementType;
import dev.twinloop.task.KernelCall;
import dev.twinloop.task.Stage;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The stages that add up buckets to one point a window, as {@link BucketTree} says, and show one
 * path through them for the check:
 *
 * <pre>
 *   buckets ─▶ segments ─▶ branches ─▶ windows
 *          shown: a segment's buckets, its branch's segments, its window's branches
 * </pre>
 */
public final class SumStages {
  /** Output: one point a window. */
  public static final String WINDOWS = "windows";

  /** Output: the points of the path, {@link EvidenceKernel}. */
  public static final String SHOWN = "shown";

  private static final String SEGMENT = "code.segment";

  /** The stage that draws a segment, at random for each run, and shows it. */
  private static final String DRAW = "show the segment";

  /** Turns of a kernel that shows few points, so that none has many receipts to look at. */
  private static final int SHOWING = 1 << 12;

  private SumStages() {}

  /** The segment that the last run showed, counted over all windows. */
  public static int shownSegment(MsmPlan plan, Buffers buffers) {
    return buffers.control(DRAW).parameter(EvidenceKernel.BUCKETS_FROM) >> plan.tree().segmentLog();
  }

  static <T> List<Stage<T>> of(MsmPlan plan) {
    int branches = plan.tree().branchRounds();
    return List.of(
        segments(plan),
        SumStages.<T>show(DRAW, sums(0), (input, control) -> draw(plan, control))
            .brings(
                BufferSpec.output(
                    SHOWN, ElementType.INT, (long) plan.pointInts() * plan.tree().shownPoints())),
        rounds(Stage.named("branches"), plan, 0, branches),
        show(
            "show the branches",
            sums(branches),
            (input, control) -> showBranches(plan, input.buffers(), control)),
        rounds(
            Stage.<T>named("windows")
                .brings(
                    BufferSpec.output(
                        WINDOWS, ElementType.INT, (long) plan.pointInts() * plan.windows())),
            plan,
            branches,
            plan.tree().fans().size()));
  }

  private static <T> Stage<T> segments(MsmPlan plan) {
    int segments = plan.windows() << plan.tree().segmentsLog();
    int fewer = Math.max(plan.windows(), segments / plan.tree().fans().getFirst());
    return Vouched.launch(
        Stage.<T>named("segments")
            .constant(
                SEGMENT,
                XyzzPrograms.segment(
                    plan.limbs(), plan.tree().segmentLog(), plan.tree().segmentsLog()))
            .brings(
                BufferSpec.scratch(sums(0), ElementType.INT, (long) segments * plan.pointInts()),
                BufferSpec.scratch(sums(1), ElementType.INT, (long) fewer * plan.pointInts())),
        MsmStages.call(
            plan, "combine", segments, SEGMENT, MsmStages.CONSTANTS, MsmStages.BUCKETS, sums(0)),
        (input, control) -> control.parameter(PointSteps.FAN, 1 << plan.tree().segmentLog()));
  }

  /** Rounds of sums: a kernel of one size for all, so that a device compiler sees one source. */
  private static <T> Stage<T> rounds(Stage<T> stage, MsmPlan plan, int from, int to) {
    int segments = plan.windows() << plan.tree().segmentsLog();
    List<Integer> fans = plan.tree().fans();
    Stage<T> all = stage;
    int before = segments;
    for (int round = 0; round < from; round++) {
      before /= fans.get(round);
    }
    for (int round = from; round < to; round++) {
      int fan = fans.get(round);
      int left = before / fan;
      before = left;
      String code = "code.sum" + round;
      all =
          Vouched.launch(
              all.constant(code, XyzzPrograms.sum(plan.limbs(), fan)),
              MsmStages.call(
                  plan,
                  "combine",
                  segments,
                  code,
                  MsmStages.CONSTANTS,
                  sums(round),
                  round == fans.size() - 1 ? WINDOWS : sums(round + 1)),
              (input, control) -> control.items(left).parameter(PointSteps.FAN, fan));
    }
    return all;
  }

  private static <T> Stage<T> show(String name, String sums, Stage.Work<T> work) {
    return Vouched.launch(
        Stage.named(name),
        KernelCall.of(EvidenceKernel.class, "show", SHOWING, MsmStages.BUCKETS, sums, SHOWN),
        work);
  }

  /** A segment's buckets and all segments of its branch. */
  private static void draw(MsmPlan plan, Control control) {
    BucketTree tree = plan.tree();
    int segment = ThreadLocalRandom.current().nextInt(plan.windows() << tree.segmentsLog());
    control
        .parameter(EvidenceKernel.POINTS, tree.branchesShownFrom())
        .parameter(EvidenceKernel.BUCKETS_FROM, segment << tree.segmentLog())
        .parameter(EvidenceKernel.BUCKETS, 1 << tree.segmentLog())
        .parameter(EvidenceKernel.SUMS_FROM, segment & -(1 << tree.branchLog()))
        .parameter(EvidenceKernel.SHOWN_FROM, 0)
        .parameter(EvidenceKernel.POINT_INTS, plan.pointInts());
  }

  /** All branches of the window of the segment that was drawn. */
  private static void showBranches(MsmPlan plan, Buffers buffers, Control control) {
    BucketTree tree = plan.tree();
    int window = shownSegment(plan, buffers) >> tree.segmentsLog();
    control
        .parameter(EvidenceKernel.POINTS, 1 << tree.branchesLog())
        .parameter(EvidenceKernel.BUCKETS_FROM, 0)
        .parameter(EvidenceKernel.BUCKETS, 0)
        .parameter(EvidenceKernel.SUMS_FROM, window << tree.branchesLog())
        .parameter(EvidenceKernel.SHOWN_FROM, tree.branchesShownFrom())
        .parameter(EvidenceKernel.POINT_INTS, plan.pointInts());
  }

  private static String sums(int round) {
    return "sums" + (round & 1);
  }
}
