package dev.twinloop.kernel.msm;

import dev.twinloop.task.Buffers;
import dev.twinloop.task.Control;

/**
 * Tells the kernels of one run what each works on, in the order in which {@link MsmBuffers} has
 * them. For one run.
 */
final class MsmControls {
  private static final int SORT_KERNELS = 6;
  private static final int FOLD_KERNELS = 5;

  private final MsmPlan plan;
  private final Buffers buffers;
  private int kernel;
  private int below;

  MsmControls(MsmPlan plan, Buffers buffers) {
    this.plan = plan;
    this.buffers = buffers;
  }

  /**
   * Sets all controls, for a slice of so many points.
   *
   * @param shown the segment that is shown, counted over all windows
   */
  void set(int count, int shown) {
    int fresh = buffers.refresh() ? plan.points() : 0;
    next(fresh).parameter(PointSteps.POINTS, count);
    if (plan.multiples()) {
      next(fresh)
          .parameter(PointSteps.ROWS, plan.rows())
          .parameter(PointSteps.STRIDE, plan.points());
    }
    next()
        .parameter(DigitKernels.POINTS, count)
        .parameter(DigitKernels.WINDOW, plan.window())
        .parameter(DigitKernels.DIGITS, plan.digits())
        .parameter(DigitKernels.STRIDE, plan.points())
        .parameter(DigitKernels.ROW, plan.multiples() ? plan.points() : 0)
        .parameter(DigitKernels.BASE_LONGS, plan.words());
    int shift = 0;
    for (int bits : plan.passes()) {
      for (int step = 0; step < SORT_KERNELS; step++) {
        boolean scan = step == 2 || step == 3;
        Control control = next();
        if (scan) {
          control.parameter(SortKernels.SCAN, plan.scan(bits));
        } else {
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
      shift += bits;
    }
    if (plan.folds()) {
      fold();
    }
    next();
    next()
        .parameter(RunSteps.LOG, plan.folds() || plan.multiples() ? RunSteps.ONE_ROW : plan.log())
        .parameter(RunSteps.END, plan.added())
        .parameter(RunSteps.RUN_LOG, plan.shareLog())
        .parameter(RunSteps.BUCKETS_LOG, plan.window() - 1)
        .parameter(RunSteps.TWO, 2);
    for (MsmPlan.Merge merge : plan.merges()) {
      next(merge.threads())
          .parameter(RunSteps.ENTRIES, merge.entries())
          .parameter(RunSteps.MERGED, merge.share());
    }
    int left = plan.windows() << plan.tree().segmentsLog();
    next(left).parameter(PointSteps.FAN, 1 << plan.tree().segmentLog());
    next()
        .parameter(EvidenceKernel.POINTS, plan.tree().branchesShownFrom())
        .parameter(EvidenceKernel.BUCKETS_FROM, shown << plan.tree().segmentLog())
        .parameter(EvidenceKernel.BUCKETS, 1 << plan.tree().segmentLog())
        .parameter(EvidenceKernel.SUMS_FROM, shown & -(1 << plan.tree().branchLog()))
        .parameter(EvidenceKernel.SHOWN_FROM, 0)
        .parameter(EvidenceKernel.POINT_INTS, plan.pointInts());
    for (int i = 0; i < plan.tree().fans().size(); i++) {
      if (i == plan.tree().branchRounds()) {
        int window = shown >> plan.tree().segmentsLog();
        next()
            .parameter(EvidenceKernel.POINTS, 1 << plan.tree().branchesLog())
            .parameter(EvidenceKernel.BUCKETS_FROM, 0)
            .parameter(EvidenceKernel.BUCKETS, 0)
            .parameter(EvidenceKernel.SUMS_FROM, window << plan.tree().branchesLog())
            .parameter(EvidenceKernel.SHOWN_FROM, plan.tree().branchesShownFrom())
            .parameter(EvidenceKernel.POINT_INTS, plan.pointInts());
      }
      int fan = plan.tree().fans().get(i);
      left /= fan;
      next(left).parameter(PointSteps.FAN, fan);
    }
  }

  private void fold() {
    for (int step = 0; step < FOLD_KERNELS; step++) {
      Control control = next();
      if (step == 1 || step == 2) {
        control.parameter(SortKernels.SCAN, plan.bucketScan());
      } else if (step < FOLD_KERNELS - 1) {
        control
            .parameter(GroupKernels.LENGTH, plan.length())
            .parameter(GroupKernels.BUCKETS_LOG, plan.window() - 1)
            .parameter(GroupKernels.GROUP_LOG, plan.groupPointsLog())
            .parameter(GroupKernels.BUCKETS, plan.windows() * plan.buckets())
            .parameter(GroupKernels.GROUPS, plan.groups());
      } else {
        control
            .parameter(FoldSteps.BATCH, plan.batch())
            .parameter(FoldSteps.THREADS, plan.folders())
            .parameter(FoldSteps.GROUP, 1 << plan.groupPointsLog());
      }
    }
  }

  /** The next kernel's control, for all of its items. */
  private Control next() {
    return next(buffers.layout().kernels().get(kernel).items());
  }

  /** The next kernel's control, for so many: it vouches for those of the one before. */
  private Control next(int items) {
    Control control = buffers.control(kernel++).items(items);
    control.parameter(Vouching.BELOW, below).parameter(Vouching.TURNS, Math.max(1, items));
    below = items;
    return control;
  }
}
