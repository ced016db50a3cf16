// Generated from ExtensionPoints.java.template by GeneratedKernels: do not edit.
package dev.twinloop.kernel.msm.points;

import dev.twinloop.kernel.machine.xyzz.XyzzNumbers;
import dev.twinloop.kernel.msm.kernels.PointSteps;
import dev.twinloop.kernel.msm.kernels.RunSteps;
import dev.twinloop.kernel.msm.kernels.SumSteps;
import dev.twinloop.kernel.msm.kernels.Vouching;
import dev.twinloop.task.Control;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/** Kernels: points of bn254-g2. See {@link PointSteps} and {@link RunSteps}. */
public final class Bn254G2Points {
  private static final int LIMBS = 18;

  private Bn254G2Points() {}

  /** One turn a point: from its bytes to packed Montgomery form. */
  public static void prepare(
      IntArray control, IntArray receipt, IntArray points, IntArray constants, LongArray bases) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int[] f = new int[XyzzNumbers.FILE_18];
        int[] n = new int[LIMBS / 2 + 1];
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
        int[] f = new int[XyzzNumbers.FILE_18];
        int[] n = new int[LIMBS / 2 + 1];
        PointSteps.admit(f, n, item, factor, constants, bases, LIMBS);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /** One turn a bucket: empties it. */
  public static void clear(IntArray control, IntArray receipt, IntArray below, IntArray buckets) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        PointSteps.clear(item, buckets, LIMBS);
        if (Vouching.missing(control, below, item) == 0) {
          receipt.set(k, control.get(Control.NONCE));
        }
      }
    }
  }

  /** One turn a share of the sorted order: adds up its runs of equal digits. */
  public static void accumulate(
      IntArray control,
      IntArray receipt,
      IntArray below,
      LongArray code,
      IntArray constants,
      LongArray order,
      LongArray bases,
      IntArray buckets,
      IntArray keys,
      IntArray parts) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int[] f = new int[XyzzNumbers.FILE_18];
        int[] n = new int[LIMBS / 2 + 1];
        XyzzNumbers.start(f, n, constants, LIMBS);
        RunSteps.accumulate(
            f, f, n, n, item, control, code, order, bases, buckets, keys, parts, 0, LIMBS);
        if (Vouching.missing(control, below, item) == 0) {
          receipt.set(k, control.get(Control.NONCE));
        }
      }
    }
  }

  /** The same for several sets of points over the same order. */
  public static void accumulateSets(
      IntArray control,
      IntArray receipt,
      IntArray below,
      LongArray code,
      IntArray constants,
      LongArray order,
      LongArray bases,
      IntArray buckets,
      IntArray keys,
      IntArray parts) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int[] f = new int[XyzzNumbers.FILE_18];
        int[] n = new int[LIMBS / 2 + 1];
        XyzzNumbers.start(f, n, constants, LIMBS);
        RunSteps.accumulate(
            f, f, n, n, item, control, code, order, bases, buckets, keys, parts, 1, LIMBS);
        if (Vouching.missing(control, below, item) == 0) {
          receipt.set(k, control.get(Control.NONCE));
        }
      }
    }
  }

  /** One turn a share of the entries that a round before left: joins those of equal keys. */
  public static void merge(
      IntArray control,
      IntArray receipt,
      IntArray below,
      LongArray code,
      IntArray constants,
      IntArray keys,
      IntArray parts,
      IntArray buckets,
      IntArray nextKeys,
      IntArray nextParts) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int[] f = new int[XyzzNumbers.FILE_18];
        int[] n = new int[LIMBS / 2 + 1];
        XyzzNumbers.start(f, n, constants, LIMBS);
        RunSteps.merge(
            f, f, n, n, item, control, code, keys, parts, buckets, nextKeys, nextParts, LIMBS);
        if (Vouching.missing(control, below, item) == 0) {
          receipt.set(k, control.get(Control.NONCE));
        }
      }
    }
  }

  /** One turn a segment of buckets: adds it up to places of strands. */
  public static void segments(
      IntArray control,
      IntArray receipt,
      IntArray below,
      LongArray code,
      IntArray constants,
      IntArray buckets,
      IntArray strands) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int[] f = new int[XyzzNumbers.FILE_18];
        int[] n = new int[LIMBS / 2 + 1];
        XyzzNumbers.start(f, n, constants, LIMBS);
        int[] h = new int[8 * LIMBS];
        SumSteps.segment(f, f, h, n, n, item, control, code, buckets, strands, LIMBS);
        if (Vouching.missing(control, below, item) == 0) {
          receipt.set(k, control.get(Control.NONCE));
        }
      }
    }
  }

  /** One turn some consecutive points: adds them up. */
  public static void sum(
      IntArray control,
      IntArray receipt,
      IntArray below,
      LongArray code,
      IntArray constants,
      IntArray in,
      IntArray out) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int[] f = new int[XyzzNumbers.FILE_18];
        int[] n = new int[LIMBS / 2 + 1];
        XyzzNumbers.start(f, n, constants, LIMBS);
        SumSteps.sum(f, f, n, n, item, control, code, in, out, LIMBS);
        if (Vouching.missing(control, below, item) == 0) {
          receipt.set(k, control.get(Control.NONCE));
        }
      }
    }
  }
}
