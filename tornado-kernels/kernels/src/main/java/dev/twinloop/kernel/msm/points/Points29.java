// Generated from WidthPoints.java.template by GeneratedKernels: do not edit.
package dev.twinloop.kernel.msm.points;

import static dev.twinloop.kernel.msm.kernels.Vouching.missing;

import dev.twinloop.kernel.machine.xyzz.XyzzNumbers;
import dev.twinloop.kernel.msm.kernels.PointSteps;
import dev.twinloop.task.Control;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/**
 * Kernels: points of any curve whose coordinates are 9 limbs of 29 bits; what else they need to
 * know of a field is in their constants. What each does stands in {@link PointSteps}.
 */
public final class Points29 {
  private static final int LIMBS = 9;

  private Points29() {}

  /** One turn a point: from its bytes to packed Montgomery form. */
  public static void prepare(
      IntArray control, IntArray receipt, IntArray points, IntArray constants, LongArray bases) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int[] f = new int[XyzzNumbers.FILE_9];
        int[] n = new int[LIMBS + 1];
        PointSteps.prepare(f, n, item, control, points, constants, bases, LIMBS);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /** One turn a point: from another Montgomery form to this one, in place. */
  public static void admit(
      IntArray control, IntArray receipt, IntArray factor, IntArray constants, LongArray bases) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int[] f = new int[XyzzNumbers.FILE_9];
        int[] n = new int[LIMBS + 1];
        PointSteps.admit(f, n, item, factor, constants, bases, LIMBS);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /** One turn a point: makes its multiples. */
  public static void multiply(
      IntArray control,
      IntArray receipt,
      IntArray below,
      LongArray code,
      IntArray constants,
      LongArray bases) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int[] f = new int[XyzzNumbers.FILE_9];
        int[] n = new int[LIMBS + 1];
        XyzzNumbers.start(f, n, constants, LIMBS);
        PointSteps.multiply(f, n, item, control, code, constants, bases, LIMBS);
        if (missing(control, below, item) == 0) {
          receipt.set(k, control.get(Control.NONCE));
        }
      }
    }
  }

  /** One turn a bucket: empties it. */
  public static void clear(IntArray control, IntArray receipt, IntArray below, IntArray buckets) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        PointSteps.clear(item, buckets, LIMBS);
        if (missing(control, below, item) == 0) {
          receipt.set(k, control.get(Control.NONCE));
        }
      }
    }
  }
}
