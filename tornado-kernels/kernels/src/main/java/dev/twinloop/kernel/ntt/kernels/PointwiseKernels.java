// Generated from PointwiseKernels.java.template by GeneratedKernels: do not edit.
package dev.twinloop.kernel.ntt.kernels;

import dev.twinloop.kernel.field.Montgomery29;
import dev.twinloop.kernel.field.Shoup29;
import dev.twinloop.kernel.ntt.Operation;
import dev.twinloop.task.Control;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Kernels: one {@link Operation} each, on elements of 32 bytes. A turn takes every so-many-th
 * element and notes 1 + the index of one that is to be refused.
 *
 * <p>Constants: p for {@link Montgomery29}, then the numbers for {@link Shoup29}. Factors: k with
 * its quotient, then k 2^261.
 */
public final class PointwiseKernels {
  /** Control parameter: how many elements there are. */
  public static final int COUNT = Control.FIRST_PARAMETER;

  /** Control parameter: turns of this run. */
  public static final int STRIDE = COUNT + 1;

  /** Length of the constants. */
  public static final int CONSTANTS = Montgomery29.PARAMETERS + Shoup29.PARAMETERS;

  /** Length of the factors. */
  public static final int FACTORS = 2 * Shoup29.FACTOR_INTS;

  private static final int LIMBS = Montgomery29.LIMBS;
  private static final int A = 0;
  private static final int B = LIMBS;
  private static final int RESULT = 2 * LIMBS;

  private PointwiseKernels() {}

  /** k a. */
  public static void scale(
      IntArray control,
      IntArray receipt,
      IntArray constants,
      IntArray factors,
      IntArray a,
      IntArray out,
      IntArray refused) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int[] n = shoup(constants);
        int[] w = factor(factors, 0);
        int[] f = new int[3 * LIMBS];
        int[] y = new int[LIMBS];
        int bad = 0;
        for (int i = item; i < control.get(COUNT); i += control.get(STRIDE)) {
          bad = Math.max(bad, read(f, A, a, i, n));
          Shoup29.mul(y, f, A, w, n);
          write(f, y, out, i, n);
        }
        refused.set(item, bad);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /** k (a - b). */
  public static void subtract(
      IntArray control,
      IntArray receipt,
      IntArray constants,
      IntArray factors,
      IntArray a,
      IntArray b,
      IntArray out,
      IntArray refused) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int[] n = shoup(constants);
        int[] w = factor(factors, 0);
        int[] f = new int[3 * LIMBS];
        int[] y = new int[LIMBS];
        int bad = 0;
        for (int i = item; i < control.get(COUNT); i += control.get(STRIDE)) {
          bad = Math.max(bad, read(f, A, a, i, n));
          bad = Math.max(bad, read(f, B, b, i, n));
          difference(f, n);
          Shoup29.mul(y, f, B, w, n);
          write(f, y, out, i, n);
        }
        refused.set(item, bad);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /** k a b. */
  public static void multiply(
      IntArray control,
      IntArray receipt,
      IntArray constants,
      IntArray factors,
      IntArray a,
      IntArray b,
      IntArray out,
      IntArray refused) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int[] n = shoup(constants);
        int[] p = montgomery(constants);
        int[] w = factor(factors, Shoup29.FACTOR_INTS);
        int[] f = new int[3 * LIMBS];
        int[] y = new int[LIMBS];
        int bad = 0;
        for (int i = item; i < control.get(COUNT); i += control.get(STRIDE)) {
          bad = Math.max(bad, read(f, A, a, i, n));
          bad = Math.max(bad, read(f, B, b, i, n));
          Montgomery29.mul(f, A, A, B, p);
          Shoup29.mul(y, f, A, w, n);
          write(f, y, out, i, n);
        }
        refused.set(item, bad);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /** k (a b - c). */
  public static void multiplySubtract(
      IntArray control,
      IntArray receipt,
      IntArray constants,
      IntArray factors,
      IntArray a,
      IntArray b,
      IntArray c,
      IntArray out,
      IntArray refused) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int[] n = shoup(constants);
        int[] p = montgomery(constants);
        int[] w = factor(factors, 0);
        int[] v = factor(factors, Shoup29.FACTOR_INTS);
        int[] f = new int[3 * LIMBS];
        int[] y = new int[LIMBS];
        int bad = 0;
        for (int i = item; i < control.get(COUNT); i += control.get(STRIDE)) {
          bad = Math.max(bad, read(f, A, a, i, n));
          bad = Math.max(bad, read(f, B, b, i, n));
          Montgomery29.mul(f, A, A, B, p);
          Shoup29.mul(y, f, A, v, n);
          for (int l = 0; l < LIMBS; l++) {
            f[A + l] = y[l];
          }
          bad = Math.max(bad, read(f, B, c, i, n));
          Shoup29.mul(y, f, B, w, n);
          Shoup29.butterfly(f, A, B, y, n);
          Shoup29.fold(y, f, B, n);
          write(f, y, out, i, n);
        }
        refused.set(item, bad);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /** Register B becomes A - B + 3 p, for B below 2 p. */
  private static void difference(int[] f, int[] n) {
    int[] y = new int[LIMBS];
    for (int i = 0; i < LIMBS; i++) {
      y[i] = f[B + i];
    }
    Shoup29.butterfly(f, A, B, y, n);
  }

  private static int read(int[] f, int at, IntArray elements, int element, int[] n) {
    Passes.read(f, at, elements, element);
    return Shoup29.notBelow(f, at, n) * (element + 1);
  }

  private static void write(int[] f, int[] y, IntArray out, int element, int[] n) {
    for (int i = 0; i < LIMBS; i++) {
      f[RESULT + i] = y[i];
    }
    Passes.write(f, RESULT, out, element, n);
  }

  private static int[] montgomery(IntArray constants) {
    int[] p = new int[Montgomery29.PARAMETERS];
    for (int i = 0; i < Montgomery29.PARAMETERS; i++) {
      p[i] = constants.get(i);
    }
    return p;
  }

  private static int[] shoup(IntArray constants) {
    int[] n = new int[Shoup29.PARAMETERS];
    for (int i = 0; i < Shoup29.PARAMETERS; i++) {
      n[i] = constants.get(Montgomery29.PARAMETERS + i);
    }
    return n;
  }

  private static int[] factor(IntArray factors, int at) {
    int[] w = new int[Shoup29.FACTOR_INTS];
    for (int i = 0; i < Shoup29.FACTOR_INTS; i++) {
      w[i] = factors.get(at + i);
    }
    return w;
  }
}
