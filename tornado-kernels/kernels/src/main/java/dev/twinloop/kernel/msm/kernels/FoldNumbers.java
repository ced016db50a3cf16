package dev.twinloop.kernel.msm.kernels;

import dev.twinloop.kernel.machine.xyzz.XyzzNumbers;

/**
 * What {@link FoldSteps} does with numbers beside products. Kernel code.
 *
 * <p>Registers and limbs are those of {@link AffineAdd}; {@code n} holds the limbs of p, {@code k}
 * the numbers of {@link dev.twinloop.kernel.field.MontgomeryForm#multiples}.
 */
final class FoldNumbers {
  private FoldNumbers() {}

  /** 1 if a number above 0 and below 3 p is p or 2 p, else 0. */
  static int multiple(int[] f, int a, int[] n, int limbs) {
    int bits = XyzzNumbers.bits(limbs);
    int mask = (1 << bits) - 1;
    int once = 0;
    int twice = 0;
    int carry = 0;
    int carry2 = 0;
    for (int i = 0; i < limbs; i++) {
      int t = f[a + i] - n[i] + carry;
      int t2 = f[a + i] - 2 * n[i] + carry2;
      carry = t >> bits;
      carry2 = t2 >> bits;
      once = once | (t & mask);
      twice = twice | (t2 & mask);
    }
    once = once | carry;
    twice = twice | carry2;
    int is = 0;
    if (once == 0) {
      is = 1;
    }
    if (twice == 0) {
      is = 1;
    }
    return is;
  }

  /**
   * Brings a number above -3 p and at most a little above p to between 0 and a little above p.
   *
   * @param f limbs may be negative, and are not below -2^bits or above 2^bits; but the last
   */
  static void settle(int[] f, int a, int[] n, int limbs) {
    int bits = XyzzNumbers.bits(limbs);
    int top = f[a + limbs - 1] + (f[a + limbs - 2] >> bits) - 2;
    int p = n[limbs - 1];
    int times = ((top >> 31) & 1) + (((top + p) >> 31) & 1) + (((top + 2 * p) >> 31) & 1);
    for (int i = 0; i < limbs; i++) {
      f[a + i] = f[a + i] + times * n[i];
    }
    carry(f, a, limbs);
  }

  /** Carries all limbs, some of which may be negative. */
  static void carry(int[] f, int a, int limbs) {
    int bits = XyzzNumbers.bits(limbs);
    int mask = (1 << bits) - 1;
    int carry = 0;
    for (int i = 0; i < limbs - 1; i++) {
      int t = f[a + i] + carry;
      f[a + i] = t & mask;
      carry = t >> bits;
    }
    f[a + limbs - 1] = f[a + limbs - 1] + carry;
  }

  /** Register d = sign * a - b + 4 p, carried by one limb; the sign is 1 or -1. */
  static void signedSub(int[] f, int d, int a, int b, int sign, int[] k, int limbs) {
    int bits = XyzzNumbers.bits(limbs);
    int mask = (1 << bits) - 1;
    int carry = 0;
    for (int i = 0; i < limbs - 1; i++) {
      int t = sign * f[a * limbs + i] - f[b * limbs + i] + k[limbs + i];
      f[d * limbs + i] = (t & mask) + carry;
      carry = (t >> bits) & ((1 << (32 - bits)) - 1);
    }
    int last = limbs - 1;
    int t = sign * f[a * limbs + last] - f[b * limbs + last] + k[limbs + last];
    f[d * limbs + last] = t + carry;
  }

  /** Register d = a - b + 2 p, carried by one limb. */
  static void sub(int[] f, int d, int a, int b, int[] k, int limbs) {
    int bits = XyzzNumbers.bits(limbs);
    int mask = (1 << bits) - 1;
    int carry = 0;
    for (int i = 0; i < limbs - 1; i++) {
      int t = f[a * limbs + i] - f[b * limbs + i] + k[i];
      f[d * limbs + i] = (t & mask) + carry;
      carry = (t >> bits) & ((1 << (32 - bits)) - 1);
    }
    int last = limbs - 1;
    f[d * limbs + last] = f[a * limbs + last] - f[b * limbs + last] + k[last] + carry;
  }
}
