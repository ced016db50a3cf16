package dev.twinloop.kernel.msm;

import dev.twinloop.kernel.field.Montgomery29;
import dev.twinloop.kernel.field.ProductSums28;
import dev.twinloop.kernel.field.ProductSums29;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * The one addition that an MSM spends its time on, written out: sum += affine point. Kernel code.
 *
 * <p>All registers lie in one private array {@code f} that is indexed by constants alone, so that
 * they are registers of the device too; {@link XyzzMachine}, whose file is indexed by what its code
 * says, keeps it in memory and is several times slower here. Equal and opposite points, which need
 * other formulas and hardly ever come, are left to the machine.
 *
 * <p>Formula: {@code madd-2008-s} of the Explicit-Formulas Database, 8 M + 2 S, of which two M
 * share a reduction. In units of p, X stays below 7.2, Y (a product, or at most 2) below 3.3 and
 * all products below 1.5, as in {@link XyzzAssembler}.
 */
final class AffineAdd {
  /** Ints of a file of nine-limb registers. */
  static final int FILE_9 = 90;

  /** Ints of a file of fourteen-limb registers. */
  static final int FILE_14 = 140;

  /** Register of the point that is added. */
  static final int POINT = 4;

  private static final int T0 = 6;
  private static final int T1 = 7;
  private static final int T2 = 8;
  private static final int T3 = 9;

  /** Places among the constants, in registers after the parameters of the multiplier. */
  private static final int TWO_P = 0;

  private static final int FOUR_P = 1;
  private static final int EIGHT_P = 2;
  private static final int ONE = 3;

  private AffineAdd() {}

  /** Where the constants hold one. */
  static int one(int limbs) {
    return limbs + 1 + ONE * limbs;
  }

  /** sum = the point. */
  static void lift(int[] f, IntArray constants, int limbs) {
    for (int i = 0; i < limbs; i++) {
      f[i] = f[POINT * limbs + i];
      f[limbs + i] = f[(POINT + 1) * limbs + i];
      int one = constants.get(one(limbs) + i);
      f[2 * limbs + i] = one;
      f[3 * limbs + i] = one;
    }
  }

  /** y = 2 p - y, of the point. */
  static void negate(int[] f, IntArray constants, int limbs) {
    int bits = XyzzMachine.bits(limbs);
    int mask = (1 << bits) - 1;
    int carry = 0;
    for (int i = 0; i < limbs - 1; i++) {
      int t = constants.get(limbs + 1 + i) - f[(POINT + 1) * limbs + i];
      f[(POINT + 1) * limbs + i] = (t & mask) + carry;
      carry = (t >> bits) & ((1 << (32 - bits)) - 1);
    }
    int last = limbs - 1;
    f[(POINT + 1) * limbs + last] =
        constants.get(limbs + 1 + last) - f[(POINT + 1) * limbs + last] + carry;
  }

  /** P in T0, R in T1, PP in T2: 1 if PP is 0 modulo p, and {@link #finish} would be wrong. */
  static int begin(int[] f, int[] n, IntArray constants, int limbs) {
    XyzzMachine.mul(f, T0 * limbs, POINT * limbs, 2 * limbs, n, limbs);
    XyzzMachine.mul(f, T1 * limbs, (POINT + 1) * limbs, 3 * limbs, n, limbs);
    sub(f, T0 * limbs, 0, 0, EIGHT_P, constants, limbs);
    sub(f, T1 * limbs, limbs, 0, FOUR_P, constants, limbs);
    XyzzMachine.sqr(f, T2 * limbs, T0 * limbs, n, limbs);
    int any = 0;
    int different = 0;
    for (int i = 0; i < limbs; i++) {
      any = any | f[T2 * limbs + i];
      different = different | (f[T2 * limbs + i] ^ n[i]);
    }
    return (((any | -any) & (different | -different)) >> 31) + 1;
  }

  /** The rest of the addition. */
  static void finish(int[] f, int[] n, IntArray constants, int limbs) {
    XyzzMachine.mul(f, 2 * limbs, 2 * limbs, T2 * limbs, n, limbs);
    XyzzMachine.mul(f, T3 * limbs, 0, T2 * limbs, n, limbs);
    XyzzMachine.mul(f, T0 * limbs, T0 * limbs, T2 * limbs, n, limbs);
    XyzzMachine.mul(f, 3 * limbs, 3 * limbs, T0 * limbs, n, limbs);
    XyzzMachine.sqr(f, 0, T1 * limbs, n, limbs);
    sub(f, 0, T0 * limbs, 0, TWO_P, constants, limbs);
    sub(f, 0, T3 * limbs, 1, FOUR_P, constants, limbs);
    sub(f, T3 * limbs, 0, 0, EIGHT_P, constants, limbs);
    for (int i = 0; i < limbs; i++) {
      f[limbs + i] = constants.get(limbs + 1 + FOUR_P * limbs + i) - f[limbs + i];
    }
    if (limbs == Montgomery29.LIMBS) {
      ProductSums29.add(f, limbs, T1 * limbs, T3 * limbs, limbs, T0 * limbs, n);
    } else {
      ProductSums28.add(f, limbs, T1 * limbs, T3 * limbs, limbs, T0 * limbs, n);
    }
  }

  /** a = a - (b << shift) + a multiple of p, carried by one limb. */
  private static void sub(
      int[] f, int a, int b, int shift, int multiple, IntArray constants, int limbs) {
    int bits = XyzzMachine.bits(limbs);
    int mask = (1 << bits) - 1;
    int at = limbs + 1 + multiple * limbs;
    int carry = 0;
    for (int i = 0; i < limbs - 1; i++) {
      int t = f[a + i] - (f[b + i] << shift) + constants.get(at + i);
      f[a + i] = (t & mask) + carry;
      carry = (t >> bits) & ((1 << (32 - bits)) - 1);
    }
    int last = limbs - 1;
    f[a + last] = f[a + last] - (f[b + last] << shift) + constants.get(at + last) + carry;
  }
}
