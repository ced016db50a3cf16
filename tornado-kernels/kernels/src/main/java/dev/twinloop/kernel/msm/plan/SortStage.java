package dev.twinloop.kernel.msm.plan;

import dev.twinloop.kernel.msm.kernels.SortKernels;
import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.Control;
import dev.twinloop.task.ElementType;
import dev.twinloop.task.KernelCall;
import dev.twinloop.task.Stage;

/**
 * The stage that sorts the entries of each window by digit, in some passes.
 *
 * <pre>
 *   entries ─ count ─▶ shares ─ group ─▶ totals ─ sums ─▶ blocks ─ spread ─▶ totals before
 *                        shares ─ place ─▶ places;   entries, totals, places ─ scatter ─▶ entries
 * </pre>
 */
final class SortStage {
  private static final String SHARES = "shares";
  private static final String PLACES = "places";
  private static final String TOTALS = "totals";
  private static final String BLOCKS = "blocks";

  /**
   * Threads of a compute unit that scatter at a time. Each has as many half-written sectors as
   * there are digits; those of more threads than this do not stay in a device's second cache until
   * they are whole.
   */
  private static final int SCATTERING = 128;

  private SortStage() {}

  /** The stage. */
  static <T> Stage<T> of(MsmPlan plan) {
    int most = plan.passes().getFirst();
    Stage<T> stage =
        Stage.<T>named("sort")
            .brings(
                BufferSpec.scratch(MsmStages.entries(1), ElementType.LONG, plan.places()),
                BufferSpec.scratch(
                    SHARES, ElementType.LONG, (long) plan.shares() * ((7 + (1 << most)) / 8)),
                BufferSpec.scratch(PLACES, ElementType.INT, (long) plan.shares() << (most - 1)),
                BufferSpec.scratch(TOTALS, ElementType.INT, plan.totals(most)),
                BufferSpec.scratch(BLOCKS, ElementType.INT, plan.totals(most) / plan.scan(most)));
    int shift = 0;
    for (int pass = 0; pass < plan.passes().size(); pass++) {
      stage = new Pass(plan, pass, plan.passes().get(pass), shift).addedTo(stage);
      shift += plan.passes().get(pass);
    }
    return stage;
  }

  /**
   * One pass.
   *
   * @param number from 0: passes change sides
   * @param bits by which it sorts
   * @param shift how many bits lie below them
   */
  private record Pass(MsmPlan plan, int number, int bits, int shift) {
    <T> Stage<T> addedTo(Stage<T> stage) {
      String wide = bits > SortKernels.BITS_MOST ? "Wide" : "";
      int totals = plan.totals(bits);
      int scanners = totals / plan.scan(bits);
      String from = MsmStages.entries(number);
      String to = MsmStages.entries(number + 1);
      Stage<T> next = shaped(stage, call("count" + wide, plan.shares(), from, SHARES));
      next = shaped(next, call("group", totals, SHARES, TOTALS));
      next = scanning(next, call("sums", scanners, TOTALS, BLOCKS));
      next = scanning(next, call("spread", scanners, TOTALS, BLOCKS));
      next = shaped(next, call("place", totals / 2, SHARES, PLACES));
      return shaped(
          next,
          call("scatter" + wide, plan.shares(), from, TOTALS, PLACES, to)
              .withThreadsPerUnit(SCATTERING));
    }

    private static KernelCall call(String method, int items, String... buffers) {
      return KernelCall.of(SortKernels.class, method, items, buffers);
    }

    private <T> Stage<T> shaped(Stage<T> stage, KernelCall call) {
      return Vouched.launch(stage, call, (input, control) -> shape(control));
    }

    private <T> Stage<T> scanning(Stage<T> stage, KernelCall call) {
      return Vouched.launch(
          stage, call, (input, control) -> control.parameter(SortKernels.SCAN, plan.scan(bits)));
    }

    private void shape(Control control) {
      control
          .parameter(SortKernels.LOG, plan.log())
          .parameter(SortKernels.BITS, bits)
          .parameter(SortKernels.SHIFT, shift)
          .parameter(SortKernels.GROUP_LOG, plan.groupLog())
          .parameter(SortKernels.STEP_LOG, shift > 0 ? 0 : plan.log() - SortKernels.SHARE_LOG)
          .parameter(SortKernels.SHARES, plan.shares())
          .parameter(SortKernels.GROUPS, plan.shareGroups())
          .parameter(SortKernels.GROUPS_LOG, plan.shareGroupsLog());
    }
  }
}
