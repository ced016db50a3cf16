package dev.twinloop.kernel.msm;

import dev.twinloop.task.Control;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Kernel: shows the host a part of what lies between points and windows, for {@link MsmCheck}.
 *
 * <pre>
 *   buckets  all windows', points in machine form
 *   sums     one point a segment of all windows
 *   shown    the buckets of one segment, then the sums of all segments of its window
 * </pre>
 */
public final class EvidenceKernel {
  /** Control parameter: the segment, counted over all windows. */
  static final int SEGMENT = Control.FIRST_PARAMETER;

  /** Control parameter: log of a segment's buckets. */
  static final int SEGMENT_LOG = Control.FIRST_PARAMETER + 1;

  /** Control parameter: log of a window's segments. */
  static final int SEGMENTS_LOG = Control.FIRST_PARAMETER + 2;

  /** Control parameter: ints of a point. */
  static final int POINT_INTS = Control.FIRST_PARAMETER + 3;

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
        int segment = control.get(SEGMENT);
        int sizeLog = control.get(SEGMENT_LOG);
        int size = 1 << sizeLog;
        int row = segment & -(1 << control.get(SEGMENTS_LOG));
        int ints = control.get(POINT_INTS);
        int bucket = ((segment << sizeLog) + Math.min(item, size - 1)) * ints;
        int sum = (row + Math.max(item - size, 0)) * ints;
        int isBucket = (item - size) >> 31;
        for (int i = 0; i < ints; i++) {
          int shownInt = (buckets.get(bucket + i) & isBucket) | (sums.get(sum + i) & ~isBucket);
          shown.set(item * ints + i, shownInt);
        }
        if (Vouching.missing(control, below, item) == 0) {
          receipt.set(k, control.get(Control.NONCE));
        }
      }
    }
  }
}
