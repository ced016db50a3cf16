// Generated from SumPoints.java.template by GeneratedKernels: do not edit.
package dev.twinloop.kernel.msm.points;

import static dev.twinloop.kernel.msm.kernels.Vouching.missing;

import dev.twinloop.kernel.msm.kernels.ExtensionAdd;
import dev.twinloop.kernel.msm.kernels.PointSteps;
import dev.twinloop.kernel.msm.kernels.RunSteps;
import dev.twinloop.kernel.msm.kernels.SumSteps;
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
        int[] f = new int[LIMBS];
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
        int[] f = new int[LIMBS];
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
        int[] f = new int[ExtensionAdd.FILE_18];
        int[] n = new int[LIMBS / 2 + 1];
        int[] multiples = new int[2 * LIMBS];
        literals(n, multiples);
        n[LIMBS / 2] = constants.get(LIMBS / 2) << 3;
        RunSteps.accumulate(
            f, f, n, multiples, item, control, code, order, bases, buckets, keys, parts, 0, LIMBS);
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
        int[] f = new int[ExtensionAdd.FILE_18];
        int[] n = new int[LIMBS / 2 + 1];
        int[] multiples = new int[2 * LIMBS];
        literals(n, multiples);
        n[LIMBS / 2] = constants.get(LIMBS / 2) << 3;
        RunSteps.accumulate(
            f, f, n, multiples, item, control, code, order, bases, buckets, keys, parts, 1, LIMBS);
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
        int[] f = new int[ExtensionAdd.FILE_18];
        int[] n = new int[LIMBS / 2 + 1];
        int[] multiples = new int[2 * LIMBS];
        literals(n, multiples);
        n[LIMBS / 2] = constants.get(LIMBS / 2) << 3;
        RunSteps.merge(
            f, f, n, multiples, item, control, code, keys, parts, buckets, nextKeys, nextParts,
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
        int[] f = new int[ExtensionAdd.FILE_18];
        int[] n = new int[LIMBS / 2 + 1];
        int[] multiples = new int[2 * LIMBS];
        literals(n, multiples);
        n[LIMBS / 2] = constants.get(LIMBS / 2) << 3;
        int[] h = new int[8 * LIMBS];
        SumSteps.segment(f, f, h, n, multiples, item, control, code, buckets, strands, LIMBS);
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
        int[] f = new int[ExtensionAdd.FILE_18];
        int[] n = new int[LIMBS / 2 + 1];
        int[] multiples = new int[2 * LIMBS];
        literals(n, multiples);
        n[LIMBS / 2] = constants.get(LIMBS / 2) << 3;
        SumSteps.sum(f, f, n, multiples, item, control, code, in, out, LIMBS);
        if (missing(control, below, item) == 0) {
          receipt.set(k, control.get(Control.NONCE));
        }
      }
    }
  }

  /**
   * The limbs of p and the registers of {@link dev.twinloop.kernel.field.MontgomeryForm#multiples},
   * as over prime fields: {@link Bn254Points#literals}.
   */
  static void literals(int[] n, int[] k) {
    n[0] = 0x187cfd47;
    n[1] = 0x10460b6;
    n[2] = 0x1c72a34f;
    n[3] = 0x2d522d0;
    n[4] = 0x1585d978;
    n[5] = 0x2db40c0;
    n[6] = 0xa6e141;
    n[7] = 0xe5c2634;
    n[8] = 0x30644e;
    k[0] = 0x50f9fa8e;
    k[1] = 0x4208c16b;
    k[2] = 0x58e5469c;
    k[3] = 0x45aa459f;
    k[4] = 0x4b0bb2ee;
    k[5] = 0x45b6817f;
    k[6] = 0x414dc280;
    k[7] = 0x5cb84c66;
    k[8] = 0x60c89a;
    k[9] = 0x41f3f51c;
    k[10] = 0x441182d9;
    k[11] = 0x51ca8d3a;
    k[12] = 0x4b548b41;
    k[13] = 0x561765de;
    k[14] = 0x4b6d0300;
    k[15] = 0x429b8502;
    k[16] = 0x597098ce;
    k[17] = 0xc19137;
    k[18] = 0x43e7ea38;
    k[19] = 0x482305b4;
    k[20] = 0x43951a76;
    k[21] = 0x56a91685;
    k[22] = 0x4c2ecbbe;
    k[23] = 0x56da0603;
    k[24] = 0x45370a06;
    k[25] = 0x52e1319e;
    k[26] = 0x1832271;
    k[27] = 0x157ccc21;
    k[28] = 0x141c2758;
    k[29] = 0x185230d3;
    k[30] = 0x14c0419;
    k[31] = 0xaa36fb9;
    k[32] = 0x1d4240ce;
    k[33] = 0x11d54c07;
    k[34] = 0x52ac7a8;
    k[35] = 0xdc836;
  }
}
