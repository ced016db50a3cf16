package dev.twinloop.kernel.msm.kernels;

import dev.twinloop.kernel.msm.check.MsmCheck;
import dev.twinloop.task.Control;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Kernel: shows the host a part of what lies between points and windows, for {@link MsmCheck}.
 *
 * <pre>
 *   buckets  all windows', points in machine form
 *   sums     one point a place of a strand, or a branch, of all windows
 *   shown    first run: the buckets of one segment, then all sums of a branch that it is in
 *            second run: after them, the sums of all branches of that strand
 * </pre>
 */
public final class EvidenceKernel {
  /** Control parameter: the first bucket, counted over all windows. */
  public static final int BUCKETS_FROM = Control.FIRST_PARAMETER;

  /** Control parameter: how many buckets; all further items are sums. */
  public static final int BUCKETS = Control.FIRST_PARAMETER + 1;

  /** Control parameter: the first sum, counted over all windows. */
  public static final int SUMS_FROM = Control.FIRST_PARAMETER + 2;

  /** Control parameter: the place of the first item among the points shown. */
  public static final int SHOWN_FROM = Control.FIRST_PARAMETER + 3;

  /** Control parameter: ints of a point. */
  public static final int POINT_INTS = Control.FIRST_PARAMETER + 4;

  /** Control parameter: how many points are shown; further turns vouch alone. */
  public static final int POINTS = Control.FIRST_PARAMETER + 5;

  /** Control parameter, for the host alone: the sum that was drawn, counted over all strands. */
  public static final int DRAWN = Control.FIRST_PARAMETER + 6;

  private EvidenceKernel() {}

  /** One turn a point: copies it. */
  public static void show(
      IntArray control,
      IntArray receipt,
      IntArray below,
      IntArray buckets,
      IntArray sums,
      IntArray shown) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int ints = control.get(POINT_INTS);
        int past = item - control.get(BUCKETS);
        int isBucket = past >> 31;
        int bucket = (control.get(BUCKETS_FROM) + (item & isBucket)) * ints;
        int sum = (control.get(SUMS_FROM) + (past & ~isBucket)) * ints;
        int to = (control.get(SHOWN_FROM) + item) * ints;
        int shows = item < control.get(POINTS) ? ints : 0;
        for (int i = 0; i < shows; i++) {
          int shownInt = (buckets.get(bucket + i) & isBucket) | (sums.get(sum + i) & ~isBucket);
          shown.set(to + i, shownInt);
        }
        if (Vouching.missing(control, below, item) == 0) {
          receipt.set(k, control.get(Control.NONCE));
        }
      }
    }
  }
}
