package dev.twinloop.kernel.msm.kernels;

import dev.twinloop.kernel.field.Montgomery28;
import dev.twinloop.kernel.field.Montgomery29;
import dev.twinloop.kernel.machine.xyzz.XyzzAssembler;
import dev.twinloop.kernel.machine.xyzz.XyzzMachine;
import dev.twinloop.kernel.machine.xyzz.XyzzNumbers;

/**
 * The one addition that an MSM spends its time on, written out: sum += affine point. Kernel code.
 *
 * <p>All registers lie in one private array {@code f} that is indexed by constants alone, so that
 * they are registers of the device too; {@link XyzzMachine}, whose file is indexed by what its code
 * says, keeps it in memory and is several times slower here. Equal and opposite points, which need
 * other formulas and hardly ever come, are left to the machine. Six products share one multiplier
 * in a loop, whose turns compilers must not know, or they would write it out again: moves cost less
 * than fetching the instructions of six multipliers. No turn may exchange two registers: TornadoVM
 * loses one of two values that a loop exchanges.
 *
 * <p>Formula: {@code madd-2008-s} of the Explicit-Formulas Database, 8 M + 2 S, of which two M
 * share a reduction. In units of p, where R is least above p (64 p, on edwards25519): X is between
 * 2.1 and 7.4, or x of a point, Y at most 2, ZZ and ZZZ below 1.1, PP below 2.3 and other products
 * below 1.4; {@link XyzzAssembler} takes what is below 7.5, 3.95 and 1.5. So P = k p for two points
 * of equal x has k from 1 to 8, and PP = ceil(k^2 p / R) p is p.
 */
public final class AffineAdd {
  /** Ints of a file of nine-limb registers. */
  public static final int FILE_9 = 90;

  /** Ints of a file of fourteen-limb registers. */
  public static final int FILE_14 = 140;

  /** Ints of {@link dev.twinloop.kernel.field.MontgomeryForm#multiples} with nine limbs. */
  public static final int CONSTANTS_9 = 36;

  /** Ints of {@link dev.twinloop.kernel.field.MontgomeryForm#multiples} with fourteen limbs. */
  public static final int CONSTANTS_14 = 56;

  /** Register of the point that is added. */
  static final int POINT = 4;

  private static final int X = 0;
  private static final int ZZ = 2;
  private static final int ZZZ = 3;
  private static final int T0 = 6;
  private static final int T1 = 7;
  private static final int T2 = 8;
  private static final int T3 = 9;

  /** Register of {@code k} that holds one; 2 p, 4 p and 8 p lie before it. */
  static final int ONE = 3;

  static final int TWO_P = 0;
  static final int FOUR_P = 1;
  static final int EIGHT_P = 2;

  private AffineAdd() {}

  /** sum = the point. */
  static void lift(int[] f, int[] k, int limbs) {
    for (int i = 0; i < limbs; i++) {
      f[i] = f[POINT * limbs + i];
      f[limbs + i] = f[(POINT + 1) * limbs + i];
      int one = k[ONE * limbs + i];
      f[2 * limbs + i] = one;
      f[3 * limbs + i] = one;
    }
  }

  /** y = 2 p - y, of the point. */
  static void negate(int[] f, int[] k, int limbs) {
    int bits = XyzzNumbers.bits(limbs);
    int mask = (1 << bits) - 1;
    int carry = 0;
    for (int i = 0; i < limbs - 1; i++) {
      int t = k[i] - f[(POINT + 1) * limbs + i];
      f[(POINT + 1) * limbs + i] = (t & mask) + carry;
      carry = (t >> bits) & ((1 << (32 - bits)) - 1);
    }
    int last = limbs - 1;
    f[(POINT + 1) * limbs + last] = k[last] - f[(POINT + 1) * limbs + last] + carry;
  }

  /**
   * P in T0, R in T1, PP in T2.
   *
   * @param two 2
   * @return 1 if PP is 0 modulo p, and {@link #finish} would be wrong
   */
  static int begin(int[] f, int[] n, int[] k, int two, int limbs) {
    for (int turn = 0; turn < two; turn++) { // x ZZ, then y ZZZ
      if (turn == 0) {
        copy(f, T2, ZZ, limbs);
        copy(f, T3, POINT, limbs);
      } else {
        copy(f, T2, ZZZ, limbs);
        copy(f, T3, POINT + 1, limbs);
      }
      XyzzNumbers.mul(f, T1 * limbs, T3 * limbs, T2 * limbs, n, limbs);
      if (turn == 0) {
        copy(f, T0, T1, limbs);
      }
    }
    sub(f, T0 * limbs, 0, 0, EIGHT_P, k, limbs);
    sub(f, T1 * limbs, limbs, 0, FOUR_P, k, limbs);
    XyzzNumbers.sqr(f, T2 * limbs, T0 * limbs, n, limbs);
    int any = 0;
    int different = 0;
    for (int i = 0; i < limbs; i++) {
      any = any | f[T2 * limbs + i];
      different = different | (f[T2 * limbs + i] ^ n[i]);
    }
    return (((any | -any) & (different | -different)) >> 31) + 1;
  }

  /**
   * The rest of the addition.
   *
   * @param four 4
   */
  static void finish(int[] f, int[] n, int[] k, int four, int limbs) {
    for (int turn = 0; turn < four; turn++) { // ZZ PP, Q = X PP, PPP = P PP, ZZZ PPP
      XyzzNumbers.mul(f, T3 * limbs, ZZ * limbs, T2 * limbs, n, limbs);
      copy(f, ZZ, X, limbs); // the four move up, the product comes last
      copy(f, X, T0, limbs);
      copy(f, T0, ZZZ, limbs);
      copy(f, ZZZ, T3, limbs);
      if (turn == 2) {
        copy(f, T2, T3, limbs);
      }
    }
    copy(f, T3, X, limbs);
    XyzzNumbers.sqr(f, 0, T1 * limbs, n, limbs);
    sub(f, 0, T0 * limbs, 0, TWO_P, k, limbs);
    sub(f, 0, T3 * limbs, 1, FOUR_P, k, limbs);
    sub(f, T3 * limbs, 0, 0, EIGHT_P, k, limbs);
    for (int i = 0; i < limbs; i++) {
      f[limbs + i] = k[FOUR_P * limbs + i] - f[limbs + i];
    }
    if (limbs == Montgomery29.LIMBS) {
      Montgomery29.sum(f, limbs, T1 * limbs, T3 * limbs, limbs, T0 * limbs, n);
    } else {
      Montgomery28.sum(f, limbs, T1 * limbs, T3 * limbs, limbs, T0 * limbs, n);
    }
  }

  static void copy(int[] f, int d, int a, int limbs) {
    for (int i = 0; i < limbs; i++) {
      f[d * limbs + i] = f[a * limbs + i];
    }
  }

  /** a = a - (b << shift) + a multiple of p, carried by one limb. */
  static void sub(int[] f, int a, int b, int shift, int multiple, int[] k, int limbs) {
    int bits = XyzzNumbers.bits(limbs);
    int mask = (1 << bits) - 1;
    int at = multiple * limbs;
    int carry = 0;
    for (int i = 0; i < limbs - 1; i++) {
      int t = f[a + i] - (f[b + i] << shift) + k[at + i];
      f[a + i] = (t & mask) + carry;
      carry = (t >> bits) & ((1 << (32 - bits)) - 1);
    }
    int last = limbs - 1;
    f[a + last] = f[a + last] - (f[b + last] << shift) + k[at + last] + carry;
  }
}
