// Generated from SumPoints.java.template by GeneratedKernels: do not edit.
package dev.twinloop.kernel.msm.points;

import static dev.twinloop.kernel.msm.kernels.Vouching.missing;

import dev.twinloop.kernel.machine.xyzz.XyzzNumbers;
import dev.twinloop.kernel.msm.kernels.AffineAdd;
import dev.twinloop.kernel.msm.kernels.BatchInverse;
import dev.twinloop.kernel.msm.kernels.FoldSteps;
import dev.twinloop.kernel.msm.kernels.RunSteps;
import dev.twinloop.kernel.msm.kernels.SumSteps;
import dev.twinloop.kernel.msm.kernels.XyzzAdd;
import dev.twinloop.task.Control;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/** Kernels: sums of points of ed25519. What each does stands in {@link RunSteps}. */
public final class Ed25519Points {
  private static final int LIMBS = 9;

  /** Coefficient of x in the curve's equation. */
  private static final int A = 2;

  private Ed25519Points() {}

  /** One turn a batch of groups: adds up each group to one affine point. */
  public static void fold(
      IntArray control,
      IntArray receipt,
      IntArray below,
      IntArray constants,
      IntArray points,
      LongArray bases,
      LongArray sums,
      LongArray folded,
      LongArray entries) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int[] f = new int[FoldSteps.FILE_9];
        int[] w = new int[BatchInverse.FILE_9];
        int[] n = new int[LIMBS + 1];
        int[] multiples = new int[AffineAdd.CONSTANTS_9];
        literals(n, multiples);
        n[LIMBS] = constants.get(LIMBS);
        FoldSteps.fold(f, w, n, multiples, item, control, constants, points, bases, sums, A, LIMBS);
        FoldSteps.pack(f, n, item, control, sums, folded, entries, LIMBS);
        if (missing(control, below, item) == 0) {
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
        int[] f = new int[AffineAdd.FILE_9];
        int[] g = new int[XyzzNumbers.FILE_9];
        int[] n = new int[LIMBS + 1];
        int[] multiples = new int[AffineAdd.CONSTANTS_9];
        literals(n, multiples);
        n[LIMBS] = constants.get(LIMBS);
        RunSteps.accumulate(
            f, g, n, multiples, item, control, code, order, bases, buckets, keys, parts, 0, LIMBS);
        if (missing(control, below, item) == 0) {
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
        int[] f = new int[AffineAdd.FILE_9];
        int[] g = new int[XyzzNumbers.FILE_9];
        int[] n = new int[LIMBS + 1];
        int[] multiples = new int[AffineAdd.CONSTANTS_9];
        literals(n, multiples);
        n[LIMBS] = constants.get(LIMBS);
        RunSteps.accumulate(
            f, g, n, multiples, item, control, code, order, bases, buckets, keys, parts, 1, LIMBS);
        if (missing(control, below, item) == 0) {
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
        int[] f = new int[XyzzAdd.FILE_9];
        int[] g = new int[XyzzNumbers.FILE_9];
        int[] n = new int[LIMBS + 1];
        int[] multiples = new int[AffineAdd.CONSTANTS_9];
        literals(n, multiples);
        n[LIMBS] = constants.get(LIMBS);
        RunSteps.merge(
            f, g, n, multiples, item, control, code, keys, parts, buckets, nextKeys, nextParts,
            LIMBS);
        if (missing(control, below, item) == 0) {
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
        int[] f = new int[XyzzAdd.FILE_9];
        int[] g = new int[XyzzNumbers.FILE_9];
        int[] n = new int[LIMBS + 1];
        int[] multiples = new int[AffineAdd.CONSTANTS_9];
        literals(n, multiples);
        n[LIMBS] = constants.get(LIMBS);
        int[] h = new int[8 * LIMBS];
        SumSteps.segment(f, g, h, n, multiples, item, control, code, buckets, strands, LIMBS);
        if (missing(control, below, item) == 0) {
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
        int[] f = new int[XyzzAdd.FILE_9];
        int[] g = new int[XyzzNumbers.FILE_9];
        int[] n = new int[LIMBS + 1];
        int[] multiples = new int[AffineAdd.CONSTANTS_9];
        literals(n, multiples);
        n[LIMBS] = constants.get(LIMBS);
        SumSteps.sum(f, g, n, multiples, item, control, code, in, out, LIMBS);
        if (missing(control, below, item) == 0) {
          receipt.set(k, control.get(Control.NONCE));
        }
      }
    }
  }

  /**
   * The limbs of p and the registers of {@link dev.twinloop.kernel.field.MontgomeryForm#multiples},
   * indexed by constants alone: parts of the device's instructions. Read from a buffer they were
   * read again for every addition, because what the loop writes might be that buffer. Only -1/p
   * comes from one: if device compilers know that factor too, they make quotient digits 64 bits
   * wide and add their upper halves, zeros, to every product: a fifth of the multiplier's
   * instructions.
   */
  static void literals(int[] n, int[] k) {
    n[0] = 0x1fffffed;
    n[1] = 0x1fffffff;
    n[2] = 0x1fffffff;
    n[3] = 0x1fffffff;
    n[4] = 0x1fffffff;
    n[5] = 0x1fffffff;
    n[6] = 0x1fffffff;
    n[7] = 0x1fffffff;
    n[8] = 0x7fffff;
    k[0] = 0x5fffffda;
    k[1] = 0x5ffffffd;
    k[2] = 0x5ffffffd;
    k[3] = 0x5ffffffd;
    k[4] = 0x5ffffffd;
    k[5] = 0x5ffffffd;
    k[6] = 0x5ffffffd;
    k[7] = 0x5ffffffd;
    k[8] = 0xfffffd;
    k[9] = 0x5fffffb4;
    k[10] = 0x5ffffffd;
    k[11] = 0x5ffffffd;
    k[12] = 0x5ffffffd;
    k[13] = 0x5ffffffd;
    k[14] = 0x5ffffffd;
    k[15] = 0x5ffffffd;
    k[16] = 0x5ffffffd;
    k[17] = 0x1fffffd;
    k[18] = 0x5fffff68;
    k[19] = 0x5ffffffd;
    k[20] = 0x5ffffffd;
    k[21] = 0x5ffffffd;
    k[22] = 0x5ffffffd;
    k[23] = 0x5ffffffd;
    k[24] = 0x5ffffffd;
    k[25] = 0x5ffffffd;
    k[26] = 0x3fffffd;
    k[27] = 0x4c0;
    k[28] = 0x0;
    k[29] = 0x0;
    k[30] = 0x0;
    k[31] = 0x0;
    k[32] = 0x0;
    k[33] = 0x0;
    k[34] = 0x0;
    k[35] = 0x0;
  }
}
