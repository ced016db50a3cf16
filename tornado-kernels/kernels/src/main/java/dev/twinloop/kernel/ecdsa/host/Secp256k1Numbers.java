package dev.twinloop.kernel.ecdsa.host;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Arithmetic modulo p = 2^256 - 2^32 - 977 on the host.
 *
 * <p>A number is a run of five limbs, least significant first, in an array of registers: four of 52
 * bits, and one of 48. Limbs may be larger: "n units" says that limbs 0 to 3 are at most n 2^52 and
 * limb 4 is at most n 2^48 (each may be 2^21 above).
 *
 * <pre>
 *   what                          units of the result
 *   products, squares, read       1
 *   less(d, a, b), b up to 3      those of a, plus 4
 *   lessMore(d, a, b), b up to 7  those of a, plus 8
 *   half3(d, a), a of 1           2.5
 * </pre>
 *
 * <p>Factors may have 14 units each. A product's part beyond 52 bits is {@code multiplyHigh(a << 6,
 * b << 6)}, so that columns are sums of longs without carries: 5 products of 196 units stay below
 * 2^62. The upper columns come in with 2^260 = 16 (2^32 + 977) mod p, {@link #FOLD}. Results may be
 * the operands' registers. Public data only: comparisons take the time they take.
 */
final class Secp256k1Numbers {
  /** Limbs of a number. */
  static final int LIMBS = 5;

  static final BigInteger P =
      BigInteger.TWO.pow(256).subtract(BigInteger.TWO.pow(32)).subtract(BigInteger.valueOf(977));

  private static final long LIMB = (1L << 52) - 1;
  private static final long TOP = (1L << 48) - 1;

  /** 2^256 mod p. */
  private static final long OVER = (1L << 32) + 977;

  /** 2^260 mod p. */
  private static final long FOLD = OVER << 4;

  /** Limb 0 of p; limbs 1 to 3 are all ones. */
  private static final long P_0 = LIMB + 1 - OVER;

  private static final ValueLayout.OfLong WORD =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private Secp256k1Numbers() {}

  /** d = the number in 32 big-endian bytes, which may be p or more. */
  static void read(long[] f, int d, MemorySegment from, long at) {
    long w0 = from.get(WORD, at + 24);
    long w1 = from.get(WORD, at + 16);
    long w2 = from.get(WORD, at + 8);
    long w3 = from.get(WORD, at);
    f[d] = w0 & LIMB;
    f[d + 1] = (w0 >>> 52 | w1 << 12) & LIMB;
    f[d + 2] = (w1 >>> 40 | w2 << 24) & LIMB;
    f[d + 3] = (w2 >>> 28 | w3 << 36) & LIMB;
    f[d + 4] = w3 >>> 16;
  }

  /** d = a number below 2^256. */
  static void set(long[] f, int d, BigInteger number) {
    for (int i = 0; i < LIMBS; i++) {
      f[d + i] = number.shiftRight(52 * i).longValue() & LIMB;
    }
  }

  /** The number in a register, below p. */
  static BigInteger number(long[] f, int a) {
    BigInteger number = BigInteger.ZERO;
    for (int i = LIMBS - 1; i >= 0; i--) {
      number = number.shiftLeft(52).add(BigInteger.valueOf(f[a + i]));
    }
    return number.mod(P);
  }

  /** d = 1. */
  static void setOne(long[] f, int d) {
    Arrays.fill(f, d, d + LIMBS, 0);
    f[d] = 1;
  }

  /** d = a. */
  static void move(long[] f, int d, int a) {
    f[d] = f[a];
    f[d + 1] = f[a + 1];
    f[d + 2] = f[a + 2];
    f[d + 3] = f[a + 3];
    f[d + 4] = f[a + 4];
  }

  /** Copies two numbers, one behind the other: the coordinates of a point. */
  static void copyTwo(long[] from, int at, long[] to, int d) {
    to[d] = from[at];
    to[d + 1] = from[at + 1];
    to[d + 2] = from[at + 2];
    to[d + 3] = from[at + 3];
    to[d + 4] = from[at + 4];
    to[d + 5] = from[at + 5];
    to[d + 6] = from[at + 6];
    to[d + 7] = from[at + 7];
    to[d + 8] = from[at + 8];
    to[d + 9] = from[at + 9];
  }

  /** d = a + 7, as the curve's equation has it. */
  static void plusSeven(long[] f, int d, int a) {
    move(f, d, a);
    f[d] += 7;
  }

  /** d = a - b, for b of up to 3 units. */
  static void less(long[] f, int d, int a, int b) {
    f[d] = f[a] - f[b] + 4 * P_0;
    f[d + 1] = f[a + 1] - f[b + 1] + 4 * LIMB;
    f[d + 2] = f[a + 2] - f[b + 2] + 4 * LIMB;
    f[d + 3] = f[a + 3] - f[b + 3] + 4 * LIMB;
    f[d + 4] = f[a + 4] - f[b + 4] + 4 * TOP;
  }

  /** d = a - b, for b of up to 7 units, or the negative of such. */
  static void lessMore(long[] f, int d, int a, int b) {
    f[d] = f[a] - f[b] + 8 * P_0;
    f[d + 1] = f[a + 1] - f[b + 1] + 8 * LIMB;
    f[d + 2] = f[a + 2] - f[b + 2] + 8 * LIMB;
    f[d + 3] = f[a + 3] - f[b + 3] + 8 * LIMB;
    f[d + 4] = f[a + 4] - f[b + 4] + 8 * TOP;
  }

  /** d = d - a - b, for a and b of 1 unit: 4 units more. */
  static void lessBoth(long[] f, int d, int a, int b) {
    f[d] += 4 * P_0 - f[a] - f[b];
    f[d + 1] += 4 * LIMB - f[a + 1] - f[b + 1];
    f[d + 2] += 4 * LIMB - f[a + 2] - f[b + 2];
    f[d + 3] += 4 * LIMB - f[a + 3] - f[b + 3];
    f[d + 4] += 4 * TOP - f[a + 4] - f[b + 4];
  }

  /** d = d - a - 2 b, for a and b of 1 unit: 4 units more. */
  static void lessOneAndTwo(long[] f, int d, int a, int b) {
    f[d] += 4 * P_0 - f[a] - 2 * f[b];
    f[d + 1] += 4 * LIMB - f[a + 1] - 2 * f[b + 1];
    f[d + 2] += 4 * LIMB - f[a + 2] - 2 * f[b + 2];
    f[d + 3] += 4 * LIMB - f[a + 3] - 2 * f[b + 3];
    f[d + 4] += 4 * TOP - f[a + 4] - 2 * f[b + 4];
  }

  /** d = -d, for d of up to 7 units: 8 units. */
  static void negate(long[] f, int d) {
    f[d] = 8 * P_0 - f[d];
    f[d + 1] = 8 * LIMB - f[d + 1];
    f[d + 2] = 8 * LIMB - f[d + 2];
    f[d + 3] = 8 * LIMB - f[d + 3];
    f[d + 4] = 8 * TOP - f[d + 4];
  }

  /** d = 3 a / 2: an odd number gets p added first. */
  static void half3(long[] f, int d, int a) {
    long odd = -(f[a] & 1);
    long t0 = 3 * f[a] + (odd & P_0);
    long t1 = 3 * f[a + 1] + (odd & LIMB);
    long t2 = 3 * f[a + 2] + (odd & LIMB);
    long t3 = 3 * f[a + 3] + (odd & LIMB);
    long t4 = 3 * f[a + 4] + (odd & TOP);
    f[d] = (t0 >>> 1) + ((t1 & 1) << 51);
    f[d + 1] = (t1 >>> 1) + ((t2 & 1) << 51);
    f[d + 2] = (t2 >>> 1) + ((t3 & 1) << 51);
    f[d + 3] = (t3 >>> 1) + ((t4 & 1) << 51);
    f[d + 4] = t4 >>> 1;
  }

  /** Whether a number of up to 12 units is zero modulo p. */
  static boolean isZero(long[] f, int a) {
    // Once the bits above 2^256 are folded it is below 2 p: nearly always limb 0 tells it from 0
    // and p.
    long lowest = (f[a] + (f[a + 4] >>> 48) * OVER) & LIMB;
    return (lowest == 0 || lowest == P_0) && number(f, a).signum() == 0;
  }

  /** The lowest bit of the number below p. */
  static int parity(long[] f, int a) {
    return number(f, a).testBit(0) ? 1 : 0;
  }

  /** d = a b. */
  static void mul(long[] f, int d, int a, int b) {
    long a0 = f[a];
    long a1 = f[a + 1];
    long a2 = f[a + 2];
    long a3 = f[a + 3];
    long a4 = f[a + 4];
    long b0 = f[b];
    long b1 = f[b + 1];
    long b2 = f[b + 2];
    long b3 = f[b + 3];
    long b4 = f[b + 4];
    long u0 = a0 << 6;
    long u1 = a1 << 6;
    long u2 = a2 << 6;
    long u3 = a3 << 6;
    long u4 = a4 << 6;
    long v0 = b0 << 6;
    long v1 = b1 << 6;
    long v2 = b2 << 6;
    long v3 = b3 << 6;
    long v4 = b4 << 6;
    long h0 = high(u0, v0);
    long c0 = a0 * b0 - (h0 << 52);
    long h1 = high(u0, v1) + high(u1, v0);
    long c1 = a0 * b1 + a1 * b0 - (h1 << 52) + h0;
    long h2 = high(u0, v2) + high(u1, v1) + high(u2, v0);
    long c2 = a0 * b2 + a1 * b1 + a2 * b0 - (h2 << 52) + h1;
    long h3 = high(u0, v3) + high(u1, v2) + high(u2, v1) + high(u3, v0);
    long c3 = a0 * b3 + a1 * b2 + a2 * b1 + a3 * b0 - (h3 << 52) + h2;
    long h4 = high(u0, v4) + high(u1, v3) + high(u2, v2) + high(u3, v1) + high(u4, v0);
    long c4 = a0 * b4 + a1 * b3 + a2 * b2 + a3 * b1 + a4 * b0 - (h4 << 52) + h3;
    long h5 = high(u1, v4) + high(u2, v3) + high(u3, v2) + high(u4, v1);
    long c5 = a1 * b4 + a2 * b3 + a3 * b2 + a4 * b1 - (h5 << 52) + h4;
    long h6 = high(u2, v4) + high(u3, v3) + high(u4, v2);
    long c6 = a2 * b4 + a3 * b3 + a4 * b2 - (h6 << 52) + h5;
    long h7 = high(u3, v4) + high(u4, v3);
    long c7 = a3 * b4 + a4 * b3 - (h7 << 52) + h6;
    long h8 = high(u4, v4);
    long c8 = a4 * b4 - (h8 << 52) + h7;
    long g0 = high(c5 << 1, FOLD << 11);
    c0 += c5 * FOLD - (g0 << 52);
    long g1 = high(c6 << 1, FOLD << 11);
    c1 += c6 * FOLD - (g1 << 52) + g0 + (c0 >>> 52);
    long g2 = high(c7 << 1, FOLD << 11);
    c2 += c7 * FOLD - (g2 << 52) + g1 + (c1 >>> 52);
    long g3 = high(c8 << 1, FOLD << 11);
    c3 += c8 * FOLD - (g3 << 52) + g2 + (c2 >>> 52);
    long g4 = high(h8 << 1, FOLD << 11);
    c4 += h8 * FOLD - (g4 << 52) + g3 + (c3 >>> 52);
    long top = (c4 >>> 48) + (g4 << 4);
    c0 = (c0 & LIMB) + ((top & 0xfffff) << 32) + top * 977;
    f[d] = c0 & LIMB;
    f[d + 1] = (c1 & LIMB) + (top >>> 20) + (c0 >>> 52);
    f[d + 2] = c2 & LIMB;
    f[d + 3] = c3 & LIMB;
    f[d + 4] = c4 & TOP;
  }

  /** d = a a. */
  static void sqr(long[] f, int d, int a) {
    long a0 = f[a];
    long a1 = f[a + 1];
    long a2 = f[a + 2];
    long a3 = f[a + 3];
    long a4 = f[a + 4];
    long d0 = 2 * a0;
    long d1 = 2 * a1;
    long d2 = 2 * a2;
    long d3 = 2 * a3;
    long u0 = a0 << 6;
    long u1 = a1 << 6;
    long u2 = a2 << 6;
    long u3 = a3 << 6;
    long u4 = a4 << 6;
    long v0 = a0 << 7;
    long v1 = a1 << 7;
    long v2 = a2 << 7;
    long v3 = a3 << 7;
    long h0 = high(u0, u0);
    long c0 = a0 * a0 - (h0 << 52);
    long h1 = high(v0, u1);
    long c1 = d0 * a1 - (h1 << 52) + h0;
    long h2 = high(v0, u2) + high(u1, u1);
    long c2 = d0 * a2 + a1 * a1 - (h2 << 52) + h1;
    long h3 = high(v0, u3) + high(v1, u2);
    long c3 = d0 * a3 + d1 * a2 - (h3 << 52) + h2;
    long h4 = high(v0, u4) + high(v1, u3) + high(u2, u2);
    long c4 = d0 * a4 + d1 * a3 + a2 * a2 - (h4 << 52) + h3;
    long h5 = high(v1, u4) + high(v2, u3);
    long c5 = d1 * a4 + d2 * a3 - (h5 << 52) + h4;
    long h6 = high(v2, u4) + high(u3, u3);
    long c6 = d2 * a4 + a3 * a3 - (h6 << 52) + h5;
    long h7 = high(v3, u4);
    long c7 = d3 * a4 - (h7 << 52) + h6;
    long h8 = high(u4, u4);
    long c8 = a4 * a4 - (h8 << 52) + h7;
    long g0 = high(c5 << 1, FOLD << 11);
    c0 += c5 * FOLD - (g0 << 52);
    long g1 = high(c6 << 1, FOLD << 11);
    c1 += c6 * FOLD - (g1 << 52) + g0 + (c0 >>> 52);
    long g2 = high(c7 << 1, FOLD << 11);
    c2 += c7 * FOLD - (g2 << 52) + g1 + (c1 >>> 52);
    long g3 = high(c8 << 1, FOLD << 11);
    c3 += c8 * FOLD - (g3 << 52) + g2 + (c2 >>> 52);
    long g4 = high(h8 << 1, FOLD << 11);
    c4 += h8 * FOLD - (g4 << 52) + g3 + (c3 >>> 52);
    long top = (c4 >>> 48) + (g4 << 4);
    c0 = (c0 & LIMB) + ((top & 0xfffff) << 32) + top * 977;
    f[d] = c0 & LIMB;
    f[d + 1] = (c1 & LIMB) + (top >>> 20) + (c0 >>> 52);
    f[d + 2] = c2 & LIMB;
    f[d + 3] = c3 & LIMB;
    f[d + 4] = c4 & TOP;
  }

  private static long high(long a, long b) {
    return Math.multiplyHigh(a, b);
  }
}
