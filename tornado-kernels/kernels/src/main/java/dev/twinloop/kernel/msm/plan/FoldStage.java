package dev.twinloop.kernel.msm.plan;

import dev.twinloop.kernel.msm.kernels.FoldSteps;
import dev.twinloop.kernel.msm.kernels.GroupKernels;
import dev.twinloop.kernel.msm.kernels.SortKernels;
import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.Control;
import dev.twinloop.task.ElementType;
import dev.twinloop.task.KernelCall;
import dev.twinloop.task.Stage;

/**
 * The stage that cuts the sorted points of each bucket into groups and folds each group into one
 * point.
 *
 * <pre>
 *   order ─ find ─▶ firsts, ends, groups ─ sums, spread ─▶ groups before ─ cut ─▶ grouped points
 *                                                        grouped points ─ fold ─▶ folded
 * </pre>
 */
final class FoldStage {
  /** One entry a group: what {@code accumulate} reads instead of the sorted order. */
  static final String GROUPED = "grouped";

  /** One packed point a group. */
  static final String FOLDED = "folded";

  private static final String FIRSTS = "firsts";
  private static final String ENDS = "ends";
  private static final String GROUPS = "groups";
  private static final String BLOCKS = "groupBlocks";
  private static final String POINTS = "grouped points";
  private static final String SUMS = "folds";

  /**
   * Threads of a compute unit that cut groups at a time. Each reads up to 128 bytes, eight at a
   * time, which must stay in the unit's cache meanwhile.
   */
  private static final int CUTTING = 512;

  private FoldStage() {}

  /** The stage. */
  static <T> Stage<T> of(MsmPlan plan) {
    String order = MsmStages.sorted(plan);
    int buckets = plan.windows() * plan.buckets();
    int scanners = buckets / plan.bucketScan();
    Stage<T> stage =
        Stage.<T>named("fold")
            .brings(
                BufferSpec.scratch(FIRSTS, ElementType.INT, buckets),
                BufferSpec.scratch(ENDS, ElementType.INT, buckets),
                BufferSpec.scratch(GROUPS, ElementType.INT, buckets),
                BufferSpec.scratch(BLOCKS, ElementType.INT, scanners),
                BufferSpec.scratch(
                    POINTS, ElementType.INT, (long) plan.groups() << plan.groupPointsLog()),
                BufferSpec.scratch(GROUPED, ElementType.LONG, plan.groups()),
                BufferSpec.scratch(
                    SUMS, ElementType.LONG, (long) plan.groups() * FoldSteps.longs(plan.limbs())),
                BufferSpec.scratch(FOLDED, ElementType.LONG, (long) plan.groups() * plan.words()));
    stage = grouping(plan, stage, call("find", buckets, order, FIRSTS, ENDS, GROUPS));
    for (String scan : new String[] {"sums", "spread"}) {
      stage =
          Vouched.launch(
              stage,
              KernelCall.of(SortKernels.class, scan, scanners, GROUPS, BLOCKS),
              (input, control) -> control.parameter(SortKernels.SCAN, plan.bucketScan()));
    }
    stage =
        grouping(
            plan,
            stage,
            call("cut", plan.groups(), FIRSTS, ENDS, GROUPS, order, POINTS, GROUPED)
                .withThreadsPerUnit(CUTTING));
    return Vouched.launch(
        stage,
        MsmStages.call(
            plan,
            "fold",
            plan.folders(),
            MsmStages.CONSTANTS,
            POINTS,
            MsmStages.BASES,
            SUMS,
            FOLDED,
            GROUPED),
        (input, control) ->
            control
                .parameter(FoldSteps.BATCH, plan.batch())
                .parameter(FoldSteps.THREADS, plan.folders())
                .parameter(FoldSteps.GROUP, 1 << plan.groupPointsLog()));
  }

  private static KernelCall call(String method, int items, String... buffers) {
    return KernelCall.of(GroupKernels.class, method, items, buffers);
  }

  private static <T> Stage<T> grouping(MsmPlan plan, Stage<T> stage, KernelCall call) {
    return Vouched.launch(stage, call, (input, control) -> group(plan, control));
  }

  private static void group(MsmPlan plan, Control control) {
    control
        .parameter(GroupKernels.LENGTH, plan.length())
        .parameter(GroupKernels.BUCKETS_LOG, plan.window() - 1)
        .parameter(GroupKernels.GROUP_LOG, plan.groupPointsLog())
        .parameter(GroupKernels.BUCKETS, plan.windows() * plan.buckets())
        .parameter(GroupKernels.GROUPS, plan.groups());
  }
}
