package dev.twinloop.kernel.msm.kernels;

import dev.twinloop.kernel.field.MontgomeryForm;
import dev.twinloop.kernel.machine.xyzz.XyzzNumbers;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * The inverse of a number in Montgomery form. Kernel code.
 *
 * <p>D. J. Bernstein and B.-Y. Yang, "Fast constant-time gcd computation and modular inversion"
 * (2019), with division steps that begin at 1/2: (f, g) = (p, a) goes to (±1, 0) while (d, e) keeps
 * d = c f / a and e = c g / a modulo p. As many steps as a limb has bits look at the lowest limbs
 * alone and leave a matrix, by which all limbs are then multiplied. A step takes the same time
 * whatever it finds, so that threads stay together. Steps are enough for numbers of 256 and 384
 * bits: (45907 bits + 26313) / 19929.
 */
public final class BatchInverse {
  /** Ints of the numbers f, g, d, e with nine limbs. */
  public static final int FILE_9 = 36;

  /** Ints of the numbers f, g, d, e with fourteen limbs. */
  public static final int FILE_14 = 56;

  private static final int TURNS_9 = 21; // of 29 steps: 609, of which 591 are needed
  private static final int TURNS_14 = 32; // of 28 steps: 896, of which 885 are needed

  private BatchInverse() {}

  /**
   * {@code f[at..] = R^2 / f[at..] mod p}, below p: the Montgomery form of the inverse.
   *
   * @param f file; the number is below 2 p and not 0 modulo p, its limbs carried
   * @param w scratch, of the numbers' length
   * @param n parameters of the multiplier
   * @param constants of {@link MontgomeryForm}
   */
  static void invert(int[] f, int at, int[] w, int[] n, IntArray constants, int limbs) {
    start(f, at, w, n, constants, limbs);
    int bits = XyzzNumbers.bits(limbs);
    int turns = limbs == 9 ? TURNS_9 : TURNS_14;
    int eta = -1;
    for (int turn = 0; turn < turns; turn++) {
      int u = 1;
      int v = 0;
      int q = 0;
      int r = 1;
      int x = w[0];
      int y = w[limbs];
      for (int step = 0; step < bits; step++) {
        int swap = eta >> 31;
        int odd = -(y & 1);
        y = y + (((x ^ swap) - swap) & odd);
        q = q + (((u ^ swap) - swap) & odd);
        r = r + (((v ^ swap) - swap) & odd);
        swap = swap & odd;
        eta = (eta ^ swap) - 1;
        x = x + (y & swap);
        u = (u + (q & swap)) << 1;
        v = (v + (r & swap)) << 1;
        y = y >> 1;
      }
      steps(w, u, v, q, r, limbs);
      combination(w, n, constants.get(limbs), u, v, q, r, limbs);
    }
    finish(f, at, w, n, limbs);
  }

  /** f = p, g = the number below p, d = 0, e = R^2. */
  private static void start(int[] f, int at, int[] w, int[] n, IntArray constants, int limbs) {
    int bits = XyzzNumbers.bits(limbs);
    int mask = (1 << bits) - 1;
    int carry = 0;
    for (int i = 0; i < limbs; i++) {
      int t = f[at + i] - n[i] + carry;
      carry = t >> bits;
      w[i] = n[i];
      w[2 * limbs + i] = 0;
      w[3 * limbs + i] = constants.get(limbs + 1 + 4 * limbs + i);
    }
    int reach = (carry >> 31) ^ -1;
    carry = 0;
    for (int i = 0; i < limbs; i++) {
      int t = f[at + i] - (n[i] & reach) + carry;
      w[limbs + i] = t & mask;
      carry = t >> bits;
    }
  }

  /** f = (u f + v g) / 2^bits, g = (q f + r g) / 2^bits. */
  private static void steps(int[] w, int u, int v, int q, int r, int limbs) {
    int bits = XyzzNumbers.bits(limbs);
    int mask = (1 << bits) - 1;
    long a = 0;
    long b = 0;
    for (int i = 0; i < limbs; i++) {
      long f = w[i];
      long g = w[limbs + i];
      a = a + u * f + v * g;
      b = b + q * f + r * g;
      if (i > 0) {
        w[i - 1] = (int) a & mask;
        w[limbs + i - 1] = (int) b & mask;
      }
      a = a >> bits;
      b = b >> bits;
    }
    w[limbs - 1] = (int) a;
    w[2 * limbs - 1] = (int) b;
  }

  /**
   * d = (u d + v e) / 2^bits, e = (q d + r e) / 2^bits, modulo p, above -2 p and below p.
   *
   * @param inverse -1/p mod 2^bits
   */
  private static void combination(
      int[] w, int[] n, int inverse, int u, int v, int q, int r, int limbs) {
    int bits = XyzzNumbers.bits(limbs);
    int mask = (1 << bits) - 1;
    int minusD = w[3 * limbs - 1] >> 31;
    int minusE = w[4 * limbs - 1] >> 31;
    int s = (u & minusD) + (v & minusE);
    int t = (q & minusD) + (r & minusE);
    s = s - ((s - (u * w[2 * limbs] + v * w[3 * limbs]) * inverse) & mask);
    t = t - ((t - (q * w[2 * limbs] + r * w[3 * limbs]) * inverse) & mask);
    long a = 0;
    long b = 0;
    for (int i = 0; i < limbs; i++) {
      long d = w[2 * limbs + i];
      long e = w[3 * limbs + i];
      long p = n[i];
      a = a + u * d + v * e + s * p;
      b = b + q * d + r * e + t * p;
      if (i > 0) {
        w[2 * limbs + i - 1] = (int) a & mask;
        w[3 * limbs + i - 1] = (int) b & mask;
      }
      a = a >> bits;
      b = b >> bits;
    }
    w[3 * limbs - 1] = (int) a;
    w[4 * limbs - 1] = (int) b;
  }

  /** The number = d f modulo p, where f is 1 or -1. */
  private static void finish(int[] f, int at, int[] w, int[] n, int limbs) {
    int bits = XyzzNumbers.bits(limbs);
    int mask = (1 << bits) - 1;
    int add = w[3 * limbs - 1] >> 31;
    int minus = w[limbs - 1] >> 31;
    int carry = 0;
    int last = 0;
    for (int i = 0; i < limbs; i++) {
      last = ((w[2 * limbs + i] + (n[i] & add)) ^ minus) - minus + carry;
      f[at + i] = last & mask;
      carry = last >> bits;
    }
    f[at + limbs - 1] = last;
    add = last >> 31;
    carry = 0;
    for (int i = 0; i < limbs - 1; i++) {
      int t = f[at + i] + (n[i] & add) + carry;
      f[at + i] = t & mask;
      carry = t >> bits;
    }
    f[at + limbs - 1] = f[at + limbs - 1] + (n[limbs - 1] & add) + carry;
  }
}
