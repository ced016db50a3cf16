package dev.twinloop.kernel.msm.plan;

import dev.twinloop.kernel.machine.xyzz.SumPrograms;
import dev.twinloop.kernel.msm.kernels.RunSteps;
import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.Control;
import dev.twinloop.task.ElementType;
import dev.twinloop.task.Stage;
import java.util.List;

/**
 * The stage that adds up runs of equal digits to buckets: shares first, then what crosses from
 * share to share.
 */
final class BucketStage {
  /** One point a bucket. */
  static final String BUCKETS = "buckets";

  /** The code of an addition. */
  static final String ADD = "code.add";

  private BucketStage() {}

  /** The stage. */
  static <T> Stage<T> of(Summing sum) {
    MsmPlan plan = sum.plan();
    String buckets = sum.named(BUCKETS);
    int most = plan.merges().getFirst().threads();
    Stage<T> stage =
        Stage.<T>named(sum.named("buckets"))
            .constant(sum.named(ADD), addition(plan))
            .brings(
                BufferSpec.scratch(
                    buckets,
                    ElementType.INT,
                    (long) plan.pointInts() * plan.windows() * plan.buckets()))
            .brings(runs(sum, 0, 2L * plan.adders()))
            .brings(runs(sum, 1, 2L * most));
    int all = plan.windows() * plan.buckets();
    stage = Vouched.launch(stage, MsmStages.widthCall(plan, "clear", all, buckets));
    stage =
        Vouched.launch(
            stage,
            sum.call(
                sum.accumulate(),
                plan.adders(),
                sum.named(ADD),
                sum.named(MsmStages.CONSTANTS),
                sum.order(),
                sum.bases(),
                buckets,
                keys(sum, 0),
                parts(sum, 0)),
            (input, control) -> accumulate(sum, control));
    for (int round = 0; round < plan.merges().size(); round++) {
      MsmPlan.Merge merge = plan.merges().get(round);
      int next = round + 1;
      stage =
          Vouched.launch(
              stage,
              sum.call(
                  "merge",
                  most,
                  sum.named(ADD),
                  sum.named(MsmStages.CONSTANTS),
                  keys(sum, round),
                  parts(sum, round),
                  buckets,
                  keys(sum, next),
                  parts(sum, next)),
              (input, control) ->
                  control
                      .items(merge.threads())
                      .parameter(RunSteps.ENTRIES, merge.entries())
                      .parameter(RunSteps.MERGED, merge.share())
                      .parameter(RunSteps.TWO, 2));
    }
    return stage;
  }

  /** Kernels over an extension have the same parameters and read no code. */
  private static long[] addition(MsmPlan plan) {
    return plan.extension() ? new long[1] : SumPrograms.add(plan.group());
  }

  private static void accumulate(Summing sum, Control control) {
    MsmPlan plan = sum.plan();
    sum.sets()
        .accept(
            control
                .parameter(
                    RunSteps.LOG, plan.folds() || plan.multiples() ? RunSteps.ONE_ROW : plan.log())
                .parameter(RunSteps.END, plan.added())
                .parameter(RunSteps.RUN_LOG, plan.shareLog())
                .parameter(RunSteps.BUCKETS_LOG, plan.window() - 1)
                .parameter(RunSteps.TWO, 2));
  }

  /** What a round of merging leaves at most; rounds change sides. */
  private static List<BufferSpec> runs(Summing sum, int round, long entries) {
    return List.of(
        BufferSpec.scratch(keys(sum, round), ElementType.INT, entries),
        BufferSpec.scratch(parts(sum, round), ElementType.INT, entries * sum.plan().pointInts()));
  }

  private static String keys(Summing sum, int round) {
    return sum.named("keys" + (round & 1));
  }

  private static String parts(Summing sum, int round) {
    return sum.named("parts" + (round & 1));
  }
}
