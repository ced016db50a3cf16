package dev.twinloop.kernel.msm.plan;

import dev.twinloop.kernel.msm.kernels.RunSteps;
import dev.twinloop.task.Control;
import dev.twinloop.task.KernelCall;
import java.util.function.Consumer;

/**
 * From a sorted order to one point a strand of each window: what the stages of one such sum read
 * and how they are called, so that a program may have several.
 *
 * @param plan sizes
 * @param prefix of all names of its stages and buffers; empty where there is one sum
 * @param order the buffer of sorted entries
 * @param bases the buffer of packed points that entries count
 * @param accumulate the kernel that adds up runs of equal digits
 * @param sets tells that kernel of sets, if there are any
 */
record Summing(
    MsmPlan plan,
    String prefix,
    String order,
    String bases,
    String accumulate,
    Consumer<Control> sets) {

  /** The one sum of a program. */
  static Summing of(MsmPlan plan) {
    return new Summing(
        plan,
        "",
        plan.folds() ? FoldStage.GROUPED : MsmStages.sorted(plan),
        plan.folds() ? FoldStage.FOLDED : MsmStages.BASES,
        "accumulate",
        control -> {});
  }

  /**
   * Sums of several sets of points, {@link SetStages}.
   *
   * @param second the first set whose scalars are the second vector
   */
  static Summing ofSets(MsmPlan plan, String prefix, String order, int second) {
    return new Summing(
        plan,
        prefix,
        order,
        prefix + MsmStages.BASES,
        "accumulateSets",
        control ->
            control
                .parameter(RunSteps.SET_SHARES, plan.adders() / plan.vectors())
                .parameter(RunSteps.SECOND, second)
                .parameter(RunSteps.SET_LOG, plan.log()));
  }

  /** The name of one of its buffers or stages. */
  String named(String name) {
    return prefix + name;
  }

  /** A kernel of the plan's group. */
  KernelCall call(String method, int items, String... buffers) {
    return MsmStages.call(plan, method, items, buffers);
  }
}
