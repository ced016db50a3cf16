package dev.twinloop.kernel.msm.plan;

import dev.twinloop.kernel.machine.xyzz.SumPrograms;
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

  static <T> List<Stage<T>> of(Summing sum) {
    MsmPlan plan = sum.plan();
    int branches = plan.tree().branchRounds();
    return List.of(
        segments(sum),
        SumStages.<T>show(DRAW, sums(sum, 0), (input, control) -> draw(plan, control))
            .brings(
                BufferSpec.output(
                    SHOWN, ElementType.INT, (long) plan.pointInts() * plan.tree().shownPoints())),
        rounds(Stage.named("branches"), sum, 0, branches),
        show(
            "show the branches",
            sums(sum, branches),
            (input, control) -> showBranches(plan, input.buffers(), control)),
        rounds(windows(sum), sum, branches, plan.tree().fans().size()));
  }

  /** The same with nothing shown. */
  static <T> List<Stage<T>> unseen(Summing sum) {
    return List.of(segments(sum), rounds(windows(sum), sum, 0, sum.plan().tree().fans().size()));
  }

  private static <T> Stage<T> windows(Summing sum) {
    MsmPlan plan = sum.plan();
    return Stage.<T>named(sum.named("windows"))
        .brings(
            BufferSpec.output(
                sum.named(WINDOWS), ElementType.INT, (long) plan.pointInts() * plan.windows()));
  }

  private static <T> Stage<T> segments(Summing sum) {
    MsmPlan plan = sum.plan();
    String code = sum.named(SEGMENT);
    int segments = plan.windows() << plan.tree().segmentsLog();
    int fewer = Math.max(plan.windows(), segments / plan.tree().fans().getFirst());
    return Vouched.launch(
        Stage.<T>named(sum.named("segments"))
            .constant(
                code,
                SumPrograms.segment(
                    plan.group(), plan.tree().segmentLog(), plan.tree().segmentsLog()))
            .brings(
                BufferSpec.scratch(
                    sums(sum, 0), ElementType.INT, (long) segments * plan.pointInts()),
                BufferSpec.scratch(sums(sum, 1), ElementType.INT, (long) fewer * plan.pointInts())),
        sum.call(
            "combine",
            segments,
            code,
            sum.named(MsmStages.CONSTANTS),
            sum.named(BucketStage.BUCKETS),
            sums(sum, 0)),
        (input, control) -> control.parameter(PointSteps.FAN, 1 << plan.tree().segmentLog()));
  }

  /** Rounds of sums: a kernel of one size for all, so that a device compiler sees one source. */
  private static <T> Stage<T> rounds(Stage<T> stage, Summing sum, int from, int to) {
    MsmPlan plan = sum.plan();
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
      String code = sum.named("code.sum" + round);
      all =
          Vouched.launch(
              all.constant(code, SumPrograms.sum(plan.group(), fan)),
              sum.call(
                  "combine",
                  segments,
                  code,
                  sum.named(MsmStages.CONSTANTS),
                  sums(sum, round),
                  round == fans.size() - 1 ? sum.named(WINDOWS) : sums(sum, round + 1)),
              (input, control) -> control.items(left).parameter(PointSteps.FAN, fan));
    }
    return all;
  }

  private static <T> Stage<T> show(String name, String sums, Stage.Work<T> work) {
    return Vouched.launch(
        Stage.named(name),
        KernelCall.of(EvidenceKernel.class, "show", SHOWING, BucketStage.BUCKETS, sums, SHOWN),
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

  private static String sums(Summing sum, int round) {
    return sum.named("sums" + (round & 1));
  }
}
