package dev.twinloop.kernel.msm.kernels;

import dev.twinloop.kernel.field.Montgomery28;
import dev.twinloop.kernel.field.Montgomery29;
import dev.twinloop.kernel.machine.xyzz.XyzzMachine;
import dev.twinloop.kernel.machine.xyzz.XyzzNumbers;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/**
 * Addition of two points in machine form, {@link XyzzNumbers}, in registers: sum += added,
 * complete. Kernel code. What {@link AffineAdd} says of registers, of multipliers in loops and of
 * bounds holds here too.
 *
 * <p>Formula: {@code add-2008-s} of the Explicit-Formulas Database, 12 M + 2 S, of which two M
 * share a reduction. Both points are brought to one denominator first, so that the sum still stands
 * for itself where they turn out to be equal; {@link XyzzMachine} doubles it then.
 */
public final class XyzzAdd {
  /** Ints of a file of nine-limb registers. */
  public static final int FILE_9 = 90;

  /** Ints of a file of fourteen-limb registers. */
  public static final int FILE_14 = 140;

  /** Register of the sum: a group of four. */
  static final int SUM = 0;

  /** Register of what is added: a group of four. */
  static final int ADDED = 4;

  private static final int X = 0;
  private static final int Y = 1;
  private static final int ZZ = 2;
  private static final int ZZZ = 3;
  private static final int X2 = 4;
  private static final int Y2 = 5;
  private static final int ZZ2 = 6;
  private static final int ZZZ2 = 7;
  private static final int M = 8;
  private static final int N = 9;

  private XyzzAdd() {}

  /**
   * sum += added, which is lost.
   *
   * @param f file of this class
   * @param g file of {@link XyzzNumbers}
   * @param k of {@link dev.twinloop.kernel.field.MontgomeryForm#multiples}
   * @param two 2, which compilers must not know
   * @param code of the machine's addition
   */
  static void add(int[] f, int[] g, int[] n, int[] k, int two, LongArray code, int limbs) {
    if (XyzzNumbers.zero(f, ZZ2 * limbs, limbs) == 0) {
      if (XyzzNumbers.zero(f, ZZ * limbs, limbs) == 1) {
        for (int i = 0; i < 4 * limbs; i++) {
          f[i] = f[ADDED * limbs + i];
        }
      } else {
        if (begin(f, n, k, 3 * two, limbs) == 0) {
          finish(f, n, k, 2 * two, limbs);
        } else {
          equalOrOpposite(f, g, n, k, code, limbs);
        }
      }
    }
  }

  /** One denominator for both; P in X2, R in Y2, PP in ZZ2: whether that is 0. */
  private static int begin(int[] f, int[] n, int[] k, int six, int limbs) {
    for (int turn = 0; turn < six; turn++) {
      if (turn == 0) {
        operands(f, X, ZZ2, limbs);
      } else if (turn == 1) {
        operands(f, X2, ZZ, limbs);
      } else if (turn == 2) {
        operands(f, Y, ZZZ2, limbs);
      } else if (turn == 3) {
        operands(f, Y2, ZZZ, limbs);
      } else if (turn == 4) {
        operands(f, ZZ, ZZ2, limbs);
      } else {
        operands(f, ZZZ, ZZZ2, limbs);
      }
      XyzzNumbers.mul(f, M * limbs, M * limbs, N * limbs, n, limbs);
      if (turn == 0) {
        AffineAdd.copy(f, X, M, limbs);
      } else if (turn == 1) {
        AffineAdd.copy(f, X2, M, limbs);
      } else if (turn == 2) {
        AffineAdd.copy(f, Y, M, limbs);
      } else if (turn == 3) {
        AffineAdd.copy(f, Y2, M, limbs);
      } else if (turn == 4) {
        AffineAdd.copy(f, ZZ, M, limbs);
      } else {
        AffineAdd.copy(f, ZZZ, M, limbs);
      }
    }
    AffineAdd.sub(f, X2 * limbs, X * limbs, 0, AffineAdd.TWO_P, k, limbs);
    AffineAdd.sub(f, Y2 * limbs, Y * limbs, 0, AffineAdd.TWO_P, k, limbs);
    XyzzNumbers.sqr(f, ZZ2 * limbs, X2 * limbs, n, limbs);
    return zero(f, ZZ2, n, limbs);
  }

  private static void finish(int[] f, int[] n, int[] k, int four, int limbs) {
    for (int turn = 0; turn < four; turn++) { // PPP = P PP, Q = X PP, ZZ PP, ZZZ PPP
      if (turn == 0) {
        operands(f, X2, ZZ2, limbs);
      } else if (turn == 1) {
        operands(f, X, ZZ2, limbs);
      } else if (turn == 2) {
        operands(f, ZZ, ZZ2, limbs);
      } else {
        operands(f, ZZZ, ZZZ2, limbs);
      }
      XyzzNumbers.mul(f, M * limbs, M * limbs, N * limbs, n, limbs);
      if (turn == 0) {
        AffineAdd.copy(f, ZZZ2, M, limbs);
      } else if (turn == 1) {
        AffineAdd.copy(f, X, M, limbs);
      } else if (turn == 2) {
        AffineAdd.copy(f, ZZ, M, limbs);
      } else {
        AffineAdd.copy(f, ZZZ, M, limbs);
      }
    }
    XyzzNumbers.sqr(f, M * limbs, Y2 * limbs, n, limbs);
    AffineAdd.sub(f, M * limbs, ZZZ2 * limbs, 0, AffineAdd.TWO_P, k, limbs);
    AffineAdd.sub(f, M * limbs, X * limbs, 1, AffineAdd.FOUR_P, k, limbs);
    AffineAdd.sub(f, X * limbs, M * limbs, 0, AffineAdd.EIGHT_P, k, limbs);
    lastY(f, n, k, limbs);
    AffineAdd.copy(f, X, M, limbs);
  }

  /** The same x: twice the sum if R is 0, else infinity. */
  private static void equalOrOpposite(
      int[] f, int[] g, int[] n, int[] k, LongArray code, int limbs) {
    XyzzNumbers.sqr(f, ZZ2 * limbs, Y2 * limbs, n, limbs);
    if (zero(f, ZZ2, n, limbs) == 0) {
      for (int i = 0; i < limbs; i++) {
        f[ZZ * limbs + i] = 0;
      }
    } else {
      for (int i = 0; i < 4 * limbs; i++) {
        g[i] = f[i];
        g[ADDED * limbs + i] = f[i];
      }
      for (int i = 0; i < 3 * limbs; i++) {
        g[XyzzNumbers.TWO_P * limbs + i] = k[i];
      }
      XyzzMachine.run(g, n, code, 1, (int) code.get(0), limbs);
      for (int i = 0; i < 4 * limbs; i++) {
        f[i] = g[i];
      }
    }
  }

  /** Y = R (Q - X) - Y PPP, with one reduction. */
  private static void lastY(int[] f, int[] n, int[] k, int limbs) {
    for (int i = 0; i < limbs; i++) {
      f[limbs + i] = k[AffineAdd.FOUR_P * limbs + i] - f[limbs + i];
    }
    if (limbs == Montgomery29.LIMBS) {
      Montgomery29.sum(f, limbs, Y2 * limbs, X * limbs, limbs, ZZZ2 * limbs, n);
    } else {
      Montgomery28.sum(f, limbs, Y2 * limbs, X * limbs, limbs, ZZZ2 * limbs, n);
    }
  }

  /** 1 if a product is 0 modulo p, else 0. */
  private static int zero(int[] f, int register, int[] n, int limbs) {
    int any = 0;
    int different = 0;
    for (int i = 0; i < limbs; i++) {
      any = any | f[register * limbs + i];
      different = different | (f[register * limbs + i] ^ n[i]);
    }
    return (((any | -any) & (different | -different)) >> 31) + 1;
  }

  private static void operands(int[] f, int a, int b, int limbs) {
    AffineAdd.copy(f, M, a, limbs);
    AffineAdd.copy(f, N, b, limbs);
  }
}
