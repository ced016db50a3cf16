// Generated from Shoup.java.template by GeneratedKernels: do not edit.
package dev.twinloop.kernel.field;

/**
 * Products with known factors modulo an odd p below 2^255, of nine 29-bit limbs, least significant
 * first: a * w mod p. Kernel code; {@link ShoupForm} makes the numbers it needs.
 *
 * <p>For a factor w that is used often, v = floor(w 2^261 / p) is kept beside it. The upper half of
 * a * v then is the quotient q of a * w by p, short by little more than 2 at most, and a * w - q *
 * p is below 2.01 p: only the lower halves of these two products are needed. That is 143
 * multiply-adds with no chain of quotient digits, where {@link Montgomery29} takes 171; and nothing
 * need be in Montgomery form. V. Shoup's way, in NTL; D. Harvey, "Faster arithmetic for
 * number-theoretic transforms" (2014).
 *
 * <p><b>Numbers.</b> {@code n} is a private array of {@link #PARAMETERS} ints, indexed by constants
 * alone: the limbs of 2^261 - p, then m = floor(2^264 / p), then 3 p with limbs 0 to 7 of at least
 * 2^29 - 1, so that a difference of limbs is never below zero. {@code w} is another, of {@link
 * #FACTOR_INTS}: the limbs of w below p, then those of v.
 *
 * <p><b>Bounds.</b> The limbs of a are unsigned and at most 7 * 2^29, its value is below 2^261.
 * Results have limbs 0 to 7 below 2^29; products are below 2.01 p, folded numbers below 2 p.
 */
public final class Shoup29 {
  /** Length of {@code n}. */
  public static final int PARAMETERS = 19;

  /** Length of {@code w}. */
  public static final int FACTOR_INTS = 18;

  private static final int LIMBS = 9;
  private static final int QUOTIENT = 9;
  private static final int LIFT = 10;
  private static final long U32 = 0xffffffffL;
  private static final long U35 = 0x7ffffffffL;
  private static final int LIMB = 0x1fffffff;

  private Shoup29() {}

  /** {@code y[0..8] = f[a..a+8] * w mod p}, below 2.01 p. */
  public static void mul(int[] y, int[] f, int a, int[] w, int[] n) {
    long a0 = f[a] & U32;
    long a1 = f[a + 1] & U32;
    long a2 = f[a + 2] & U32;
    long a3 = f[a + 3] & U32;
    long a4 = f[a + 4] & U32;
    long a5 = f[a + 5] & U32;
    long a6 = f[a + 6] & U32;
    long a7 = f[a + 7] & U32;
    long a8 = f[a + 8] & U32;
    long v0 = w[9] & U32;
    long v1 = w[10] & U32;
    long v2 = w[11] & U32;
    long v3 = w[12] & U32;
    long v4 = w[13] & U32;
    long v5 = w[14] & U32;
    long v6 = w[15] & U32;
    long v7 = w[16] & U32;
    long v8 = w[17] & U32;
    long h7 = a0 * v7 + a1 * v6 + a2 * v5 + a3 * v4 + a4 * v3;
    h7 += a5 * v2 + a6 * v1 + a7 * v0;
    long h8 = a0 * v8 + a1 * v7 + a2 * v6 + a3 * v5 + a4 * v4;
    h8 += a5 * v3 + a6 * v2 + a7 * v1 + a8 * v0 + ((h7 >> 29) & U35);
    long h9 = a1 * v8 + a2 * v7 + a3 * v6 + a4 * v5 + a5 * v4;
    h9 += a6 * v3 + a7 * v2 + a8 * v1 + ((h8 >> 29) & U35);
    long q0 = low(h9);
    long h10 = a2 * v8 + a3 * v7 + a4 * v6 + a5 * v5 + a6 * v4;
    h10 += a7 * v3 + a8 * v2 + ((h9 >> 29) & U35);
    long q1 = low(h10);
    long h11 = a3 * v8 + a4 * v7 + a5 * v6 + a6 * v5 + a7 * v4;
    h11 += a8 * v3 + ((h10 >> 29) & U35);
    long q2 = low(h11);
    long h12 = a4 * v8 + a5 * v7 + a6 * v6 + a7 * v5 + a8 * v4;
    h12 += ((h11 >> 29) & U35);
    long q3 = low(h12);
    long h13 = a5 * v8 + a6 * v7 + a7 * v6 + a8 * v5 + ((h12 >> 29) & U35);
    long q4 = low(h13);
    long h14 = a6 * v8 + a7 * v7 + a8 * v6 + ((h13 >> 29) & U35);
    long q5 = low(h14);
    long h15 = a7 * v8 + a8 * v7 + ((h14 >> 29) & U35);
    long q6 = low(h15);
    long h16 = a8 * v8 + ((h15 >> 29) & U35);
    long q7 = low(h16);
    long q8 = (h16 >> 29) & U35;
    long w0 = w[0] & U32;
    long w1 = w[1] & U32;
    long w2 = w[2] & U32;
    long w3 = w[3] & U32;
    long w4 = w[4] & U32;
    long w5 = w[5] & U32;
    long w6 = w[6] & U32;
    long w7 = w[7] & U32;
    long w8 = w[8] & U32;
    long n0 = n[0] & U32;
    long n1 = n[1] & U32;
    long n2 = n[2] & U32;
    long n3 = n[3] & U32;
    long n4 = n[4] & U32;
    long n5 = n[5] & U32;
    long n6 = n[6] & U32;
    long n7 = n[7] & U32;
    long n8 = n[8] & U32;
    long c0 = a0 * w0 + q0 * n0;
    y[0] = (int) c0 & LIMB;
    long c1 = a0 * w1 + a1 * w0 + q0 * n1 + q1 * n0 + ((c0 >> 29) & U35);
    y[1] = (int) c1 & LIMB;
    long c2 = a0 * w2 + a1 * w1 + a2 * w0 + q0 * n2 + q1 * n1;
    c2 += q2 * n0 + ((c1 >> 29) & U35);
    y[2] = (int) c2 & LIMB;
    long c3 = a0 * w3 + a1 * w2 + a2 * w1 + a3 * w0 + q0 * n3;
    c3 += q1 * n2 + q2 * n1 + q3 * n0 + ((c2 >> 29) & U35);
    y[3] = (int) c3 & LIMB;
    long c4 = a0 * w4 + a1 * w3 + a2 * w2 + a3 * w1 + a4 * w0;
    c4 += q0 * n4 + q1 * n3 + q2 * n2 + q3 * n1 + q4 * n0;
    c4 += ((c3 >> 29) & U35);
    y[4] = (int) c4 & LIMB;
    long c5 = a0 * w5 + a1 * w4 + a2 * w3 + a3 * w2 + a4 * w1;
    c5 += a5 * w0 + q0 * n5 + q1 * n4 + q2 * n3 + q3 * n2;
    c5 += q4 * n1 + q5 * n0 + ((c4 >> 29) & U35);
    y[5] = (int) c5 & LIMB;
    long c6 = a0 * w6 + a1 * w5 + a2 * w4 + a3 * w3 + a4 * w2;
    c6 += a5 * w1 + a6 * w0 + q0 * n6 + q1 * n5 + q2 * n4;
    c6 += q3 * n3 + q4 * n2 + q5 * n1 + q6 * n0 + ((c5 >> 29) & U35);
    y[6] = (int) c6 & LIMB;
    long c7 = a0 * w7 + a1 * w6 + a2 * w5 + a3 * w4 + a4 * w3;
    c7 += a5 * w2 + a6 * w1 + a7 * w0 + q0 * n7 + q1 * n6;
    c7 += q2 * n5 + q3 * n4 + q4 * n3 + q5 * n2 + q6 * n1;
    c7 += q7 * n0 + ((c6 >> 29) & U35);
    y[7] = (int) c7 & LIMB;
    long c8 = a0 * w8 + a1 * w7 + a2 * w6 + a3 * w5 + a4 * w4;
    c8 += a5 * w3 + a6 * w2 + a7 * w1 + a8 * w0 + q0 * n8;
    c8 += q1 * n7 + q2 * n6 + q3 * n5 + q4 * n4 + q5 * n3;
    c8 += q6 * n2 + q7 * n1 + q8 * n0 + ((c7 >> 29) & U35);
    y[8] = (int) c8 & LIMB;
  }

  /**
   * {@code y[0..8] = f[a..a+8] mod p}, below 2 p: the quotient is estimated from the top limb.
   *
   * @param f limbs unsigned, any; value below 2^261
   */
  public static void fold(int[] y, int[] f, int a, int[] n) {
    int top = f[a + 8] + ((f[a + 7] >> 29) & 7);
    long product = (top & U32) * (n[QUOTIENT] & U32);
    long q = (product >> 32) & U32;
    long carry = 0;
    for (int i = 0; i < LIMBS; i++) {
      long t = q * (n[i] & U32) + (f[a + i] & U32) + carry;
      y[i] = (int) t & LIMB;
      carry = (t >> 29) & U35;
    }
  }

  /** y = y mod p, for y below 2 p with limbs below 2^29. */
  public static void reduce(int[] y, int[] n) {
    int[] s = new int[LIMBS];
    int carry = 0;
    for (int i = 0; i < LIMBS; i++) {
      int t = y[i] + n[i] + carry;
      s[i] = t & LIMB;
      carry = (t >> 29) & 7;
    }
    int over = -carry;
    for (int i = 0; i < LIMBS; i++) {
      y[i] = (s[i] & over) | (y[i] & ~over);
    }
  }

  /** 1 if {@code f[a..a+8]} is p or more, else 0; limbs below 2^29. */
  public static int notBelow(int[] f, int a, int[] n) {
    int carry = 0;
    for (int i = 0; i < LIMBS; i++) {
      carry = ((f[a + i] + n[i] + carry) >> 29) & 7;
    }
    return carry;
  }

  /**
   * {@code f[a..] + y} and {@code f[a..] - y} replace {@code f[a..]} and {@code f[b..]}, limb by
   * limb and with no carry: each limb grows by less than 2^30, each value by at most 3 p.
   *
   * @param y below 2.01 p, limbs below 2^29
   */
  public static void butterfly(int[] f, int a, int b, int[] y, int[] n) {
    for (int i = 0; i < LIMBS; i++) {
      int x = f[a + i];
      f[a + i] = x + y[i];
      f[b + i] = x + n[LIFT + i] - y[i];
    }
  }

  /** Nine limbs from eight words: {@code f[a..a+8] = word[0..7]}. */
  public static void unpack(int[] f, int a, int[] word) {
    f[a] = word[0] & LIMB;
    for (int i = 1; i < LIMBS - 1; i++) {
      int lowBits = (word[i - 1] >> (32 - 3 * i)) & ((1 << (3 * i)) - 1);
      f[a + i] = (lowBits | (word[i] << (3 * i))) & LIMB;
    }
    f[a + 8] = (word[7] >> 8) & 0xffffff;
  }

  /**
   * Eight words from nine limbs below 2^29, of a value below 2^256: {@code word[0..7] = y[0..8]}.
   */
  public static void pack(int[] word, int[] y) {
    for (int i = 0; i < LIMBS - 1; i++) {
      word[i] = (y[i] >> (3 * i)) | (y[i + 1] << (29 - 3 * i));
    }
  }

  private static long low(long column) {
    int digit = (int) column & LIMB;
    return digit & U32;
  }
}
