package dev.twinloop.kernel.msm.kernels;

import dev.twinloop.kernel.field.Montgomery29;
import dev.twinloop.kernel.machine.xyzz.XyzzNumbers;

/**
 * Addition of points over a quadratic extension, complete and written out: sum += added. Kernel
 * code.
 *
 * <p>All products share one multiplier, {@link Pair29} or {@link Pair28}, in a loop whose turns say
 * by number which registers it reads and writes. So the file lies in a thread's memory, where
 * {@link AffineAdd} keeps registers: two coordinates of an extension and their product leave no
 * room for it. Numbers are signed, so that a difference is a subtraction of limbs and no more.
 *
 * <p>Formulas: {@code add-2008-s}, {@code madd-2008-s} and {@code dbl-2008-s-1} of the
 * Explicit-Formulas Database, for curves with a = 0. Both points are brought to one denominator
 * first, so that the sum still stands for itself where they turn out to be equal.
 *
 * <pre>
 *   turn      0      1        2         3         4       5         6    7
 *   product   X ZZ2  Y ZZZ2   X2 ZZ     Y2 ZZZ    ZZ ZZ2  ZZZ ZZZ2  P P  P PP
 *   gives     X      Y        P, less X R, less Y ZZ      ZZZ       PP   PPP
 *
 *   turn      8      9        10        11        12      13
 *   product   X PP   ZZ PP    ZZZ PPP   Y PPP     R R     R T
 *   gives     Q      ZZ       ZZZ       Y         X, T    Y
 * </pre>
 *
 * <p>With an affine point, turns 0, 1, 4 and 5 are left out. If PP is 0, turn 14 follows, R R. If
 * that is 0 too, the points are equal: with P = 2 Y and, from turn 15, R = 3 X X, turns 6 to 13
 * double the sum. Else they are opposite.
 *
 * <p><b>Bounds</b>, in units of p, where R is above 64 p: products lie between -0.9 and 0.9, Y
 * between -2 and 4, X between -4 and 7.5. Points in memory are in machine form, {@link
 * XyzzNumbers}.
 */
public final class ExtensionAdd {
  /** Ints of a file of registers of twice nine limbs. */
  public static final int FILE_18 = 8 * 18;

  /** Ints of a file of registers of twice fourteen limbs. */
  public static final int FILE_28 = 8 * 28;

  /** Register of the sum: a group of four. */
  static final int SUM = 0;

  /** Register of what is added: a group of four, or of two if it is affine. */
  static final int ADDED = 4;

  private static final int X = 0;
  private static final int Y = 1;
  private static final int ZZ = 2;
  private static final int ZZZ = 3;
  private static final int X2 = 4;
  private static final int Y2 = 5;
  private static final int ZZ2 = 6;
  private static final int LAST = 7; // where ZZZ2 was, whose turns are over

  /** The register of each turn's first factor, four bits a turn, the first turn's lowest. */
  private static final long FIRST = 0x555132044325410L;

  /** The register of the second factor; 0: the first factor is squared. */
  private static final long SECOND = 0x60446660763276L;

  /** The register of the product. */
  private static final long PRODUCT = 0x5777132046325410L;

  private static final int TO_P = 2;
  private static final int TO_R = 3;
  private static final int SQUARE = 6;
  private static final int CUBE = 7;
  private static final int LAST_X = 12;
  private static final int LAST_Y = 13;
  private static final int IF_EQUAL = 14;
  private static final int SLOPE = 15;
  private static final int END = 16;

  private ExtensionAdd() {}

  /** Sum = the affine point. */
  static void lift(int[] f, int[] k, int limbs) {
    int half = XyzzNumbers.half(limbs);
    for (int i = 0; i < limbs; i++) {
      f[i] = f[ADDED * limbs + i];
      f[limbs + i] = f[(ADDED + 1) * limbs + i];
    }
    for (int i = 0; i < half; i++) {
      int one = k[AffineAdd.ONE * half + i];
      f[ZZ * limbs + i] = one;
      f[ZZ * limbs + half + i] = 0;
      f[ZZZ * limbs + i] = one;
      f[ZZZ * limbs + half + i] = 0;
    }
  }

  /** y = -y, of the point that is added. */
  static void negate(int[] f, int limbs) {
    for (int i = 0; i < limbs; i++) {
      f[(ADDED + 1) * limbs + i] = -f[(ADDED + 1) * limbs + i];
    }
    carry(f, ADDED + 1, limbs);
  }

  /**
   * sum += added, which is lost; either may be infinity.
   *
   * @param two 2, which compilers must not know
   */
  static void addAny(int[] f, int[] n, int two, int limbs) {
    if (XyzzNumbers.zero(f, ZZ2 * limbs, limbs) == 0) {
      if (XyzzNumbers.zero(f, ZZ * limbs, limbs) == 1) {
        for (int i = 0; i < 4 * limbs; i++) {
          f[i] = f[ADDED * limbs + i];
        }
      } else {
        add(f, n, two, 0, limbs);
      }
    }
  }

  /**
   * sum += added, which is lost; neither is infinity.
   *
   * @param two 2, which compilers must not know
   * @param affine 1 if ZZ and ZZZ of what is added are one, and not in registers; else 0; a literal
   * @return 1 if there is a sum, 0 if it is infinity
   */
  static int add(int[] f, int[] n, int two, int affine, int limbs) {
    int end = END / 2 * two;
    int turn = 2 * affine;
    int keep = -1; // 0 if the sum is doubled
    int finite = 1;
    while (turn < end) {
      int first = register(FIRST, turn) * limbs;
      int second = register(SECOND, turn) * limbs;
      int product = register(PRODUCT, turn) * limbs;
      if (second == 0) {
        square(f, product, first + two - 2, n, limbs); // apart from the other arm's reads
      } else {
        multiply(f, product, first, second, n, limbs);
      }
      int next = turn + 1;
      if (turn == TO_P) {
        subtract(f, X2, X2, X, limbs);
      } else if (turn == TO_R) {
        subtract(f, Y2, Y2, Y, limbs);
        next = next + 2 * affine;
      } else if (turn == SQUARE) {
        next = next + (IF_EQUAL - CUBE) * (XyzzNumbers.zero(f, ZZ2 * limbs, limbs) & keep & 1);
      } else if (turn == LAST_X) {
        lastX(f, keep, limbs);
      } else if (turn == LAST_Y) {
        subtract(f, Y, LAST, Y, limbs);
        carry(f, Y, limbs);
        next = END;
      } else if (turn == IF_EQUAL) {
        finite = XyzzNumbers.zero(f, LAST * limbs, limbs);
        next = next + 1 - finite;
        times(f, X2, Y, 2, limbs);
        for (int i = 0; i < limbs; i++) {
          f[ZZ * limbs + i] = f[ZZ * limbs + i] & -finite;
        }
      } else if (turn == SLOPE) {
        times(f, Y2, Y2, 3, limbs);
        keep = 0;
        next = SQUARE;
      }
      turn = next;
    }
    return finite;
  }

  /** A digit of one of the tables. */
  private static int register(long table, int turn) {
    return (int) (table >> (4 * turn)) & 15;
  }

  private static void multiply(int[] f, int d, int a, int b, int[] n, int limbs) {
    if (XyzzNumbers.half(limbs) == Montgomery29.LIMBS) {
      Pair29.mul(f, d, a, b, n);
    } else {
      Pair28.mul(f, d, a, b, n);
    }
  }

  private static void square(int[] f, int d, int a, int[] n, int limbs) {
    if (XyzzNumbers.half(limbs) == Montgomery29.LIMBS) {
      Pair29.sqr(f, d, a, n);
    } else {
      Pair28.sqr(f, d, a, n);
    }
  }

  /** X = R^2 - PPP - 2 Q, or without PPP, and T = Q - X. */
  private static void lastX(int[] f, int keep, int limbs) {
    for (int i = 0; i < limbs; i++) {
      f[LAST * limbs + i] = f[LAST * limbs + i] - (f[X2 * limbs + i] & keep) - 2 * f[i];
    }
    carry(f, LAST, limbs);
    subtract(f, ZZ2, X, LAST, limbs);
    AffineAdd.copy(f, X, LAST, limbs);
  }

  /** A point of {@code f} in machine form: not below zero, its limbs carried. */
  static void settle(int[] f, int at, int[] n, int limbs) {
    int half = XyzzNumbers.half(limbs);
    for (int c = 0; c < 2; c++) {
      settle(f, at + X * limbs + c * half, n, 2, half); // an int holds two of p's limbs, not four
      settle(f, at + X * limbs + c * half, n, 2, half);
      settle(f, at + Y * limbs + c * half, n, 2, half);
      settle(f, at + ZZ * limbs + c * half, n, 1, half);
      settle(f, at + ZZZ * limbs + c * half, n, 1, half);
    }
  }

  /** Carries a number, and adds p some times if it is below zero. */
  private static void settle(int[] f, int a, int[] n, int times, int half) {
    int last = half - 1;
    int bits = XyzzNumbers.bits(half);
    int mask = (1 << bits) - 1;
    int carry = 0;
    for (int i = 0; i < last; i++) {
      int t = f[a + i] + carry;
      f[a + i] = t & mask;
      carry = t >> bits;
    }
    f[a + last] = f[a + last] + carry;
    int below = f[a + last] >> 31;
    carry = 0;
    for (int i = 0; i < last; i++) {
      int t = f[a + i] + times * (n[i] & below) + carry;
      f[a + i] = t & mask;
      carry = t >> bits;
    }
    f[a + last] = f[a + last] + times * (n[last] & below) + carry;
  }

  /** Register a, each limb's carry to the next. */
  private static void carry(int[] f, int a, int limbs) {
    int half = XyzzNumbers.half(limbs);
    int bits = XyzzNumbers.bits(limbs);
    int mask = (1 << bits) - 1;
    for (int c = 0; c < 2; c++) {
      int at = a * limbs + c * half;
      int carry = 0;
      for (int i = 0; i < half - 1; i++) {
        int t = f[at + i];
        f[at + i] = (t & mask) + carry;
        carry = t >> bits;
      }
      f[at + half - 1] = f[at + half - 1] + carry;
    }
  }

  /** d = factor a, with carries. */
  private static void times(int[] f, int d, int a, int factor, int limbs) {
    for (int i = 0; i < limbs; i++) {
      f[d * limbs + i] = factor * f[a * limbs + i];
    }
    carry(f, d, limbs);
  }

  private static void subtract(int[] f, int d, int a, int b, int limbs) {
    for (int i = 0; i < limbs; i++) {
      f[d * limbs + i] = f[a * limbs + i] - f[b * limbs + i];
    }
  }
}
