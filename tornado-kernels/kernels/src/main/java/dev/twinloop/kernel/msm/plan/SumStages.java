package dev.twinloop.kernel.msm.plan;

import dev.twinloop.kernel.msm.kernels.EvidenceKernel;
import dev.twinloop.kernel.msm.kernels.RunSteps;
import dev.twinloop.kernel.msm.kernels.SumSteps;
import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.Control;
import dev.twinloop.task.ElementType;
import dev.twinloop.task.KernelCall;
import dev.twinloop.task.Stage;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The stages that add up buckets to one point a strand of each window, as {@link BucketTree} says,
 * and show one path through them for the check:
 *
 * <pre>
 *   buckets ─▶ segments, in strands ─▶ branches ─▶ windows
 *          shown: a segment's buckets, the sums of a branch that it is in, the strand's branches
 * </pre>
 */
public final class SumStages {
  /** Output: one point a strand of each window. */
  public static final String WINDOWS = "windows";

  /** Output: the points of the path, {@link EvidenceKernel}. */
  public static final String SHOWN = "shown";

  /** The stage that draws a sum of a strand, at random for each run, and shows its segment. */
  private static final String DRAW = "show the segment";

  /** Turns of a kernel that shows few points, so that none has many receipts to look at. */
  private static final int SHOWING = 1 << 12;

  private SumStages() {}

  /** The sum that the last run showed, counted over all strands of all windows. */
  public static int shownSum(MsmPlan plan, Buffers buffers) {
    return buffers.control(DRAW).parameter(EvidenceKernel.DRAWN);
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
                sum.named(WINDOWS), ElementType.INT, (long) plan.pointInts() * strands(plan)));
  }

  private static int strands(MsmPlan plan) {
    return plan.windows() * plan.tree().strands();
  }

  private static int segments(MsmPlan plan) {
    return plan.windows() << plan.tree().segmentsLog();
  }

  private static <T> Stage<T> segments(Summing sum) {
    MsmPlan plan = sum.plan();
    BucketTree tree = plan.tree();
    long sums = (long) strands(plan) << tree.strandLog();
    long fewer = sums / tree.fans().getFirst();
    return Vouched.launch(
        Stage.<T>named(sum.named("segments"))
            .brings(
                BufferSpec.scratch(sums(sum, 0), ElementType.INT, sums * plan.pointInts()),
                BufferSpec.scratch(sums(sum, 1), ElementType.INT, fewer * plan.pointInts())),
        sum.call(
            "segments",
            segments(plan),
            sum.named(BucketStage.ADD),
            sum.named(MsmStages.CONSTANTS),
            sum.named(BucketStage.BUCKETS),
            sums(sum, 0)),
        (input, control) ->
            control
                .parameter(SumSteps.SEGMENT_LOG, tree.segmentLog())
                .parameter(SumSteps.SEGMENTS_LOG, tree.segmentsLog())
                .parameter(RunSteps.TWO, 2));
  }

  /** Rounds of sums: a kernel of one size for all, so that a device compiler sees one source. */
  private static <T> Stage<T> rounds(Stage<T> stage, Summing sum, int from, int to) {
    MsmPlan plan = sum.plan();
    List<Integer> fans = plan.tree().fans();
    int most = (strands(plan) << plan.tree().strandLog()) / fans.getFirst();
    Stage<T> all = stage;
    int before = strands(plan) << plan.tree().strandLog();
    for (int round = 0; round < to; round++) {
      int fan = fans.get(round);
      int left = before / fan;
      before = left;
      if (round >= from) {
        all =
            Vouched.launch(
                all,
                sum.call(
                    "sum",
                    most,
                    sum.named(BucketStage.ADD),
                    sum.named(MsmStages.CONSTANTS),
                    sums(sum, round),
                    round == fans.size() - 1 ? sum.named(WINDOWS) : sums(sum, round + 1)),
                (input, control) ->
                    control.items(left).parameter(SumSteps.FAN, fan).parameter(RunSteps.TWO, 2));
      }
    }
    return all;
  }

  private static <T> Stage<T> show(String name, String sums, Stage.Work<T> work) {
    return Vouched.launch(
        Stage.named(name),
        KernelCall.of(EvidenceKernel.class, "show", SHOWING, BucketStage.BUCKETS, sums, SHOWN),
        work);
  }

  /** A segment's buckets and all sums of its branch. */
  private static void draw(MsmPlan plan, Control control) {
    BucketTree tree = plan.tree();
    int sum = ThreadLocalRandom.current().nextInt(strands(plan) << tree.strandLog());
    int strand = sum >> tree.strandLog();
    int segment = tree.segment(strand % tree.strands(), sum & ((1 << tree.strandLog()) - 1));
    int first = (strand / tree.strands()) << tree.segmentsLog();
    control
        .parameter(EvidenceKernel.POINTS, tree.branchesShownFrom())
        .parameter(EvidenceKernel.BUCKETS_FROM, (first + segment) << tree.segmentLog())
        .parameter(EvidenceKernel.BUCKETS, 1 << tree.segmentLog())
        .parameter(EvidenceKernel.SUMS_FROM, sum & -(1 << tree.branchLog()))
        .parameter(EvidenceKernel.SHOWN_FROM, 0)
        .parameter(EvidenceKernel.POINT_INTS, plan.pointInts())
        .parameter(EvidenceKernel.DRAWN, sum);
  }

  /** All branches of the strand of the sum that was drawn. */
  private static void showBranches(MsmPlan plan, Buffers buffers, Control control) {
    BucketTree tree = plan.tree();
    int strand = shownSum(plan, buffers) >> tree.strandLog();
    control
        .parameter(EvidenceKernel.POINTS, 1 << tree.branchesLog())
        .parameter(EvidenceKernel.BUCKETS_FROM, 0)
        .parameter(EvidenceKernel.BUCKETS, 0)
        .parameter(EvidenceKernel.SUMS_FROM, strand << tree.branchesLog())
        .parameter(EvidenceKernel.SHOWN_FROM, tree.branchesShownFrom())
        .parameter(EvidenceKernel.POINT_INTS, plan.pointInts());
  }

  private static String sums(Summing sum, int round) {
    return sum.named("sums" + (round & 1));
  }
}
