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

/** Kernels: sums of points of bls12-381. What each does stands in {@link RunSteps}. */
public final class Bls12381Points {
  private static final int LIMBS = 14;

  /** Coefficient of x in the curve's equation. */
  private static final int A = 0;

  private Bls12381Points() {}

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
        int[] f = new int[FoldSteps.FILE_14];
        int[] w = new int[BatchInverse.FILE_14];
        int[] n = new int[LIMBS + 1];
        int[] multiples = new int[AffineAdd.CONSTANTS_14];
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
        int[] f = new int[AffineAdd.FILE_14];
        int[] g = new int[XyzzNumbers.FILE_14];
        int[] n = new int[LIMBS + 1];
        int[] multiples = new int[AffineAdd.CONSTANTS_14];
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
        int[] f = new int[AffineAdd.FILE_14];
        int[] g = new int[XyzzNumbers.FILE_14];
        int[] n = new int[LIMBS + 1];
        int[] multiples = new int[AffineAdd.CONSTANTS_14];
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
        int[] f = new int[XyzzAdd.FILE_14];
        int[] g = new int[XyzzNumbers.FILE_14];
        int[] n = new int[LIMBS + 1];
        int[] multiples = new int[AffineAdd.CONSTANTS_14];
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
        int[] f = new int[XyzzAdd.FILE_14];
        int[] g = new int[XyzzNumbers.FILE_14];
        int[] n = new int[LIMBS + 1];
        int[] multiples = new int[AffineAdd.CONSTANTS_14];
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
        int[] f = new int[XyzzAdd.FILE_14];
        int[] g = new int[XyzzNumbers.FILE_14];
        int[] n = new int[LIMBS + 1];
        int[] multiples = new int[AffineAdd.CONSTANTS_14];
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
    n[0] = 0xfffaaab;
    n[1] = 0xfefffff;
    n[2] = 0x3ffffb9;
    n[3] = 0xfffeb15;
    n[4] = 0x6241eab;
    n[5] = 0xa0f6b0f;
    n[6] = 0xf6730d2;
    n[7] = 0xf38512b;
    n[8] = 0x4774b84;
    n[9] = 0x4bacd76;
    n[10] = 0xba7b643;
    n[11] = 0xe69a4b1;
    n[12] = 0x1ea397f;
    n[13] = 0x1a011;
    k[0] = 0x2fff5556;
    k[1] = 0x2fdffffd;
    k[2] = 0x27ffff71;
    k[3] = 0x2fffd628;
    k[4] = 0x2c483d55;
    k[5] = 0x241ed61c;
    k[6] = 0x2ece61a3;
    k[7] = 0x2e70a255;
    k[8] = 0x28ee9707;
    k[9] = 0x29759aea;
    k[10] = 0x274f6c84;
    k[11] = 0x2cd34961;
    k[12] = 0x23d472fd;
    k[13] = 0x34020;
    k[14] = 0x2ffeaaac;
    k[15] = 0x2fbffffd;
    k[16] = 0x2ffffee5;
    k[17] = 0x2fffac52;
    k[18] = 0x28907aad;
    k[19] = 0x283dac3b;
    k[20] = 0x2d9cc348;
    k[21] = 0x2ce144ad;
    k[22] = 0x21dd2e11;
    k[23] = 0x22eb35d7;
    k[24] = 0x2e9ed90b;
    k[25] = 0x29a692c4;
    k[26] = 0x27a8e5fd;
    k[27] = 0x68042;
    k[28] = 0x2ffd5558;
    k[29] = 0x2f7ffffd;
    k[30] = 0x2ffffdcd;
    k[31] = 0x2fff58a7;
    k[32] = 0x2120f55d;
    k[33] = 0x207b5879;
    k[34] = 0x2b398693;
    k[35] = 0x29c2895d;
    k[36] = 0x23ba5c25;
    k[37] = 0x25d66bb0;
    k[38] = 0x2d3db218;
    k[39] = 0x234d258b;
    k[40] = 0x2f51cbfd;
    k[41] = 0xd0086;
    k[42] = 0x347fcb8;
    k[43] = 0xd800000;
    k[44] = 0x2b119;
    k[45] = 0xcde6d2;
    k[46] = 0xc7212e0;
    k[47] = 0x83a2090;
    k[48] = 0x37669f;
    k[49] = 0xda0f73e;
    k[50] = 0x9b09b42;
    k[51] = 0x1297bb0;
    k[52] = 0x515d98f;
    k[53] = 0x12ca7c;
    k[54] = 0x659fcfa;
    k[55] = 0x577a;
  }
}
