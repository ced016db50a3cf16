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

/** Kernels: sums of points of bls12-377. What each does stands in {@link RunSteps}. */
public final class Bls12377Points {
  private static final int LIMBS = 14;

  /** Coefficient of x in the curve's equation. */
  private static final int A = 0;

  private Bls12377Points() {}

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
    n[0] = 0x1;
    n[1] = 0x8c0000;
    n[2] = 0x85;
    n[3] = 0x5d44300;
    n[4] = 0x800170b;
    n[5] = 0x2fba094;
    n[6] = 0xf1ef362;
    n[7] = 0xf5138;
    n[8] = 0xa22d9f3;
    n[9] = 0xa1493b1;
    n[10] = 0xb05c06c;
    n[11] = 0x10eac63;
    n[12] = 0xa4617c5;
    n[13] = 0x1ae3;
    k[0] = 0x20000002;
    k[1] = 0x2117fffe;
    k[2] = 0x20000108;
    k[3] = 0x2ba885fe;
    k[4] = 0x20002e14;
    k[5] = 0x25f74127;
    k[6] = 0x2e3de6c2;
    k[7] = 0x201ea26f;
    k[8] = 0x2445b3e4;
    k[9] = 0x24292761;
    k[10] = 0x260b80d7;
    k[11] = 0x221d58c5;
    k[12] = 0x248c2f88;
    k[13] = 0x35c5;
    k[14] = 0x20000004;
    k[15] = 0x222ffffe;
    k[16] = 0x20000212;
    k[17] = 0x27510bfe;
    k[18] = 0x20005c2b;
    k[19] = 0x2bee8250;
    k[20] = 0x2c7bcd86;
    k[21] = 0x203d44e1;
    k[22] = 0x288b67ca;
    k[23] = 0x28524ec4;
    k[24] = 0x2c1701b0;
    k[25] = 0x243ab18c;
    k[26] = 0x29185f12;
    k[27] = 0x6b8c;
    k[28] = 0x20000008;
    k[29] = 0x245ffffe;
    k[30] = 0x20000426;
    k[31] = 0x2ea217fe;
    k[32] = 0x2000b858;
    k[33] = 0x27dd04a2;
    k[34] = 0x28f79b0f;
    k[35] = 0x207a89c5;
    k[36] = 0x2116cf96;
    k[37] = 0x20a49d8b;
    k[38] = 0x282e0363;
    k[39] = 0x2875631b;
    k[40] = 0x2230be26;
    k[41] = 0xd71b;
    k[42] = 0xfff67ac;
    k[43] = 0x20fffff;
    k[44] = 0xfb0d727;
    k[45] = 0xe9203ff;
    k[46] = 0x249b0e4;
    k[47] = 0xe172345;
    k[48] = 0x955d771;
    k[49] = 0x2bf89aa;
    k[50] = 0xb2833b2;
    k[51] = 0x98e116b;
    k[52] = 0x7dc5c97;
    k[53] = 0xd43e93;
    k[54] = 0x2e3314b;
    k[55] = 0x3b4;
  }
}
