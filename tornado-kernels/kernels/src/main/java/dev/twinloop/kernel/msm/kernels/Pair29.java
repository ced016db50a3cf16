// Generated from Pair.java.template by GeneratedKernels: do not edit.
package dev.twinloop.kernel.msm.kernels;

import dev.twinloop.kernel.field.Montgomery29;

/**
 * Montgomery products over the quadratic extension by i, i^2 = -1, of the field of {@link
 * Montgomery29}. Kernel code.
 *
 * <p>A number is two of 9 limbs of 29 bits, the constant term first. Limbs are signed: differences
 * of numbers need neither carries nor multiples of p. Of a product all limbs but the last of each
 * half are from 0 to 2^29 - 1.
 *
 * <p>Straight line, column by column, as there; A. Karatsuba's three products (1962) instead of
 * four, and one reduction for each half of the result: 405 wide multiply-adds, 324 for a square.
 * Quotient digits are signed too. Were they not, TornadoVM would take sums of their products for
 * unsigned numbers, and shift those as such.
 *
 * <p><b>Parameters.</b> {@code n} is a private array that is indexed by constants alone: the limbs
 * of p, then -1/p mod 2^29, times 2^3, so that a shift makes a signed digit of a product's lower
 * half.
 *
 * <p><b>Bounds.</b> Limbs of factors must be between -2^29 - 2^20 and 2^29 + 2^20. With all halves
 * of a between -A and A, and of b between -B and B, those of the result are between -M and M, M = 2
 * A B / 2^261 + 0.51 p.
 */
public final class Pair29 {
  private static final int LIMB = 0x1fffffff;

  private Pair29() {}

  /**
   * {@code f[d..d+17] = f[a..a+17] * f[b..b+17] / 2^261 mod p}; the operands may overlap the
   * result.
   *
   * @param n parameters
   */
  public static void mul(int[] f, int d, int a, int b, int[] n) {
    long[] digits = new long[20];
    lower(f, a, b, n, digits);
    upper(f, d, a, b, n, digits);
  }

  /**
   * The lower columns: quotient digits and two carries. HotSpot compiles no method of all columns.
   */
  private static void lower(int[] f, int a, int b, int[] n, long[] digits) {
    long x0 = f[a];
    long x1 = f[a + 1];
    long x2 = f[a + 2];
    long x3 = f[a + 3];
    long x4 = f[a + 4];
    long x5 = f[a + 5];
    long x6 = f[a + 6];
    long x7 = f[a + 7];
    long x8 = f[a + 8];
    long y0 = f[a + 9 + 0];
    long y1 = f[a + 9 + 1];
    long y2 = f[a + 9 + 2];
    long y3 = f[a + 9 + 3];
    long y4 = f[a + 9 + 4];
    long y5 = f[a + 9 + 5];
    long y6 = f[a + 9 + 6];
    long y7 = f[a + 9 + 7];
    long y8 = f[a + 9 + 8];
    long z0 = sum(f[a], f[a + 9 + 0]);
    long z1 = sum(f[a + 1], f[a + 9 + 1]);
    long z2 = sum(f[a + 2], f[a + 9 + 2]);
    long z3 = sum(f[a + 3], f[a + 9 + 3]);
    long z4 = sum(f[a + 4], f[a + 9 + 4]);
    long z5 = sum(f[a + 5], f[a + 9 + 5]);
    long z6 = sum(f[a + 6], f[a + 9 + 6]);
    long z7 = sum(f[a + 7], f[a + 9 + 7]);
    long z8 = sum(f[a + 8], f[a + 9 + 8]);
    long u0 = f[b];
    long u1 = f[b + 1];
    long u2 = f[b + 2];
    long u3 = f[b + 3];
    long u4 = f[b + 4];
    long u5 = f[b + 5];
    long u6 = f[b + 6];
    long u7 = f[b + 7];
    long u8 = f[b + 8];
    long v0 = f[b + 9 + 0];
    long v1 = f[b + 9 + 1];
    long v2 = f[b + 9 + 2];
    long v3 = f[b + 9 + 3];
    long v4 = f[b + 9 + 4];
    long v5 = f[b + 9 + 5];
    long v6 = f[b + 9 + 6];
    long v7 = f[b + 9 + 7];
    long v8 = f[b + 9 + 8];
    long w0 = sum(f[b], f[b + 9 + 0]);
    long w1 = sum(f[b + 1], f[b + 9 + 1]);
    long w2 = sum(f[b + 2], f[b + 9 + 2]);
    long w3 = sum(f[b + 3], f[b + 9 + 3]);
    long w4 = sum(f[b + 4], f[b + 9 + 4]);
    long w5 = sum(f[b + 5], f[b + 9 + 5]);
    long w6 = sum(f[b + 6], f[b + 9 + 6]);
    long w7 = sum(f[b + 7], f[b + 9 + 7]);
    long w8 = sum(f[b + 8], f[b + 9 + 8]);
    long p0 = n[0];
    long p1 = n[1];
    long p2 = n[2];
    long p3 = n[3];
    long p4 = n[4];
    long p5 = n[5];
    long p6 = n[6];
    long p7 = n[7];
    long p8 = n[8];
    int inverse = n[9];
    long s0 = x0 * u0;
    long t0 = y0 * v0;
    long c0 = s0 - t0;
    long q0 = digit(c0, inverse);
    c0 += q0 * p0;
    long e0 = z0 * w0 - s0 - t0;
    long r0 = digit(e0, inverse);
    e0 += r0 * p0;
    long s1 = x0 * u1 + x1 * u0;
    long t1 = y0 * v1 + y1 * v0;
    long c1 = s1 - t1 + q0 * p1 + (c0 >> 29);
    long q1 = digit(c1, inverse);
    c1 += q1 * p0;
    long e1 = z0 * w1 + z1 * w0 - s1 - t1 + r0 * p1 + (e0 >> 29);
    long r1 = digit(e1, inverse);
    e1 += r1 * p0;
    long s2 = x0 * u2 + x1 * u1 + x2 * u0;
    long t2 = y0 * v2 + y1 * v1 + y2 * v0;
    long c2 = s2 - t2 + q0 * p2 + q1 * p1 + (c1 >> 29);
    long q2 = digit(c2, inverse);
    c2 += q2 * p0;
    long e2 = z0 * w2 + z1 * w1 + z2 * w0 - s2 - t2 + r0 * p2;
    e2 += r1 * p1 + (e1 >> 29);
    long r2 = digit(e2, inverse);
    e2 += r2 * p0;
    long s3 = x0 * u3 + x1 * u2 + x2 * u1 + x3 * u0;
    long t3 = y0 * v3 + y1 * v2 + y2 * v1 + y3 * v0;
    long c3 = s3 - t3 + q0 * p3 + q1 * p2 + q2 * p1 + (c2 >> 29);
    long q3 = digit(c3, inverse);
    c3 += q3 * p0;
    long e3 = z0 * w3 + z1 * w2 + z2 * w1 + z3 * w0 - s3 - t3;
    e3 += r0 * p3 + r1 * p2 + r2 * p1 + (e2 >> 29);
    long r3 = digit(e3, inverse);
    e3 += r3 * p0;
    long s4 = x0 * u4 + x1 * u3 + x2 * u2 + x3 * u1 + x4 * u0;
    long t4 = y0 * v4 + y1 * v3 + y2 * v2 + y3 * v1 + y4 * v0;
    long c4 = s4 - t4 + q0 * p4 + q1 * p3 + q2 * p2 + q3 * p1;
    c4 += (c3 >> 29);
    long q4 = digit(c4, inverse);
    c4 += q4 * p0;
    long e4 = z0 * w4 + z1 * w3 + z2 * w2 + z3 * w1 + z4 * w0;
    e4 += -s4 - t4 + r0 * p4 + r1 * p3 + r2 * p2 + r3 * p1;
    e4 += (e3 >> 29);
    long r4 = digit(e4, inverse);
    e4 += r4 * p0;
    long s5 = x0 * u5 + x1 * u4 + x2 * u3 + x3 * u2 + x4 * u1;
    s5 += x5 * u0;
    long t5 = y0 * v5 + y1 * v4 + y2 * v3 + y3 * v2 + y4 * v1;
    t5 += y5 * v0;
    long c5 = s5 - t5 + q0 * p5 + q1 * p4 + q2 * p3 + q3 * p2;
    c5 += q4 * p1 + (c4 >> 29);
    long q5 = digit(c5, inverse);
    c5 += q5 * p0;
    long e5 = z0 * w5 + z1 * w4 + z2 * w3 + z3 * w2 + z4 * w1;
    e5 += z5 * w0 - s5 - t5 + r0 * p5 + r1 * p4 + r2 * p3;
    e5 += r3 * p2 + r4 * p1 + (e4 >> 29);
    long r5 = digit(e5, inverse);
    e5 += r5 * p0;
    long s6 = x0 * u6 + x1 * u5 + x2 * u4 + x3 * u3 + x4 * u2;
    s6 += x5 * u1 + x6 * u0;
    long t6 = y0 * v6 + y1 * v5 + y2 * v4 + y3 * v3 + y4 * v2;
    t6 += y5 * v1 + y6 * v0;
    long c6 = s6 - t6 + q0 * p6 + q1 * p5 + q2 * p4 + q3 * p3;
    c6 += q4 * p2 + q5 * p1 + (c5 >> 29);
    long q6 = digit(c6, inverse);
    c6 += q6 * p0;
    long e6 = z0 * w6 + z1 * w5 + z2 * w4 + z3 * w3 + z4 * w2;
    e6 += z5 * w1 + z6 * w0 - s6 - t6 + r0 * p6 + r1 * p5;
    e6 += r2 * p4 + r3 * p3 + r4 * p2 + r5 * p1 + (e5 >> 29);
    long r6 = digit(e6, inverse);
    e6 += r6 * p0;
    long s7 = x0 * u7 + x1 * u6 + x2 * u5 + x3 * u4 + x4 * u3;
    s7 += x5 * u2 + x6 * u1 + x7 * u0;
    long t7 = y0 * v7 + y1 * v6 + y2 * v5 + y3 * v4 + y4 * v3;
    t7 += y5 * v2 + y6 * v1 + y7 * v0;
    long c7 = s7 - t7 + q0 * p7 + q1 * p6 + q2 * p5 + q3 * p4;
    c7 += q4 * p3 + q5 * p2 + q6 * p1 + (c6 >> 29);
    long q7 = digit(c7, inverse);
    c7 += q7 * p0;
    long e7 = z0 * w7 + z1 * w6 + z2 * w5 + z3 * w4 + z4 * w3;
    e7 += z5 * w2 + z6 * w1 + z7 * w0 - s7 - t7 + r0 * p7;
    e7 += r1 * p6 + r2 * p5 + r3 * p4 + r4 * p3 + r5 * p2;
    e7 += r6 * p1 + (e6 >> 29);
    long r7 = digit(e7, inverse);
    e7 += r7 * p0;
    long s8 = x0 * u8 + x1 * u7 + x2 * u6 + x3 * u5 + x4 * u4;
    s8 += x5 * u3 + x6 * u2 + x7 * u1 + x8 * u0;
    long t8 = y0 * v8 + y1 * v7 + y2 * v6 + y3 * v5 + y4 * v4;
    t8 += y5 * v3 + y6 * v2 + y7 * v1 + y8 * v0;
    long c8 = s8 - t8 + q0 * p8 + q1 * p7 + q2 * p6 + q3 * p5;
    c8 += q4 * p4 + q5 * p3 + q6 * p2 + q7 * p1 + (c7 >> 29);
    long q8 = digit(c8, inverse);
    c8 += q8 * p0;
    long e8 = z0 * w8 + z1 * w7 + z2 * w6 + z3 * w5 + z4 * w4;
    e8 += z5 * w3 + z6 * w2 + z7 * w1 + z8 * w0 - s8 - t8;
    e8 += r0 * p8 + r1 * p7 + r2 * p6 + r3 * p5 + r4 * p4;
    e8 += r5 * p3 + r6 * p2 + r7 * p1 + (e7 >> 29);
    long r8 = digit(e8, inverse);
    e8 += r8 * p0;
    digits[1] = q1;
    digits[2] = q2;
    digits[3] = q3;
    digits[4] = q4;
    digits[5] = q5;
    digits[6] = q6;
    digits[7] = q7;
    digits[8] = q8;
    digits[9 + 1] = r1;
    digits[9 + 2] = r2;
    digits[9 + 3] = r3;
    digits[9 + 4] = r4;
    digits[9 + 5] = r5;
    digits[9 + 6] = r6;
    digits[9 + 7] = r7;
    digits[9 + 8] = r8;
    digits[18] = c8;
    digits[19] = e8;
  }

  /** The upper columns: the product. */
  private static void upper(int[] f, int d, int a, int b, int[] n, long[] digits) {
    long x1 = f[a + 1];
    long x2 = f[a + 2];
    long x3 = f[a + 3];
    long x4 = f[a + 4];
    long x5 = f[a + 5];
    long x6 = f[a + 6];
    long x7 = f[a + 7];
    long x8 = f[a + 8];
    long y1 = f[a + 9 + 1];
    long y2 = f[a + 9 + 2];
    long y3 = f[a + 9 + 3];
    long y4 = f[a + 9 + 4];
    long y5 = f[a + 9 + 5];
    long y6 = f[a + 9 + 6];
    long y7 = f[a + 9 + 7];
    long y8 = f[a + 9 + 8];
    long z1 = sum(f[a + 1], f[a + 9 + 1]);
    long z2 = sum(f[a + 2], f[a + 9 + 2]);
    long z3 = sum(f[a + 3], f[a + 9 + 3]);
    long z4 = sum(f[a + 4], f[a + 9 + 4]);
    long z5 = sum(f[a + 5], f[a + 9 + 5]);
    long z6 = sum(f[a + 6], f[a + 9 + 6]);
    long z7 = sum(f[a + 7], f[a + 9 + 7]);
    long z8 = sum(f[a + 8], f[a + 9 + 8]);
    long u1 = f[b + 1];
    long u2 = f[b + 2];
    long u3 = f[b + 3];
    long u4 = f[b + 4];
    long u5 = f[b + 5];
    long u6 = f[b + 6];
    long u7 = f[b + 7];
    long u8 = f[b + 8];
    long v1 = f[b + 9 + 1];
    long v2 = f[b + 9 + 2];
    long v3 = f[b + 9 + 3];
    long v4 = f[b + 9 + 4];
    long v5 = f[b + 9 + 5];
    long v6 = f[b + 9 + 6];
    long v7 = f[b + 9 + 7];
    long v8 = f[b + 9 + 8];
    long w1 = sum(f[b + 1], f[b + 9 + 1]);
    long w2 = sum(f[b + 2], f[b + 9 + 2]);
    long w3 = sum(f[b + 3], f[b + 9 + 3]);
    long w4 = sum(f[b + 4], f[b + 9 + 4]);
    long w5 = sum(f[b + 5], f[b + 9 + 5]);
    long w6 = sum(f[b + 6], f[b + 9 + 6]);
    long w7 = sum(f[b + 7], f[b + 9 + 7]);
    long w8 = sum(f[b + 8], f[b + 9 + 8]);
    long p1 = n[1];
    long p2 = n[2];
    long p3 = n[3];
    long p4 = n[4];
    long p5 = n[5];
    long p6 = n[6];
    long p7 = n[7];
    long p8 = n[8];
    long q1 = digits[1];
    long q2 = digits[2];
    long q3 = digits[3];
    long q4 = digits[4];
    long q5 = digits[5];
    long q6 = digits[6];
    long q7 = digits[7];
    long q8 = digits[8];
    long r1 = digits[9 + 1];
    long r2 = digits[9 + 2];
    long r3 = digits[9 + 3];
    long r4 = digits[9 + 4];
    long r5 = digits[9 + 5];
    long r6 = digits[9 + 6];
    long r7 = digits[9 + 7];
    long r8 = digits[9 + 8];
    long c8 = digits[18];
    long e8 = digits[19];
    long s9 = x1 * u8 + x2 * u7 + x3 * u6 + x4 * u5 + x5 * u4;
    s9 += x6 * u3 + x7 * u2 + x8 * u1;
    long t9 = y1 * v8 + y2 * v7 + y3 * v6 + y4 * v5 + y5 * v4;
    t9 += y6 * v3 + y7 * v2 + y8 * v1;
    long c9 = s9 - t9 + q1 * p8 + q2 * p7 + q3 * p6 + q4 * p5;
    c9 += q5 * p4 + q6 * p3 + q7 * p2 + q8 * p1 + (c8 >> 29);
    f[d + 0] = (int) c9 & LIMB;
    long e9 = z1 * w8 + z2 * w7 + z3 * w6 + z4 * w5 + z5 * w4;
    e9 += z6 * w3 + z7 * w2 + z8 * w1 - s9 - t9 + r1 * p8;
    e9 += r2 * p7 + r3 * p6 + r4 * p5 + r5 * p4 + r6 * p3;
    e9 += r7 * p2 + r8 * p1 + (e8 >> 29);
    f[d + 9] = (int) e9 & LIMB;
    long s10 = x2 * u8 + x3 * u7 + x4 * u6 + x5 * u5 + x6 * u4;
    s10 += x7 * u3 + x8 * u2;
    long t10 = y2 * v8 + y3 * v7 + y4 * v6 + y5 * v5 + y6 * v4;
    t10 += y7 * v3 + y8 * v2;
    long c10 = s10 - t10 + q2 * p8 + q3 * p7 + q4 * p6 + q5 * p5;
    c10 += q6 * p4 + q7 * p3 + q8 * p2 + (c9 >> 29);
    f[d + 1] = (int) c10 & LIMB;
    long e10 = z2 * w8 + z3 * w7 + z4 * w6 + z5 * w5 + z6 * w4;
    e10 += z7 * w3 + z8 * w2 - s10 - t10 + r2 * p8 + r3 * p7;
    e10 += r4 * p6 + r5 * p5 + r6 * p4 + r7 * p3 + r8 * p2;
    e10 += (e9 >> 29);
    f[d + 10] = (int) e10 & LIMB;
    long s11 = x3 * u8 + x4 * u7 + x5 * u6 + x6 * u5 + x7 * u4;
    s11 += x8 * u3;
    long t11 = y3 * v8 + y4 * v7 + y5 * v6 + y6 * v5 + y7 * v4;
    t11 += y8 * v3;
    long c11 = s11 - t11 + q3 * p8 + q4 * p7 + q5 * p6 + q6 * p5;
    c11 += q7 * p4 + q8 * p3 + (c10 >> 29);
    f[d + 2] = (int) c11 & LIMB;
    long e11 = z3 * w8 + z4 * w7 + z5 * w6 + z6 * w5 + z7 * w4;
    e11 += z8 * w3 - s11 - t11 + r3 * p8 + r4 * p7 + r5 * p6;
    e11 += r6 * p5 + r7 * p4 + r8 * p3 + (e10 >> 29);
    f[d + 11] = (int) e11 & LIMB;
    long s12 = x4 * u8 + x5 * u7 + x6 * u6 + x7 * u5 + x8 * u4;
    long t12 = y4 * v8 + y5 * v7 + y6 * v6 + y7 * v5 + y8 * v4;
    long c12 = s12 - t12 + q4 * p8 + q5 * p7 + q6 * p6 + q7 * p5;
    c12 += q8 * p4 + (c11 >> 29);
    f[d + 3] = (int) c12 & LIMB;
    long e12 = z4 * w8 + z5 * w7 + z6 * w6 + z7 * w5 + z8 * w4;
    e12 += -s12 - t12 + r4 * p8 + r5 * p7 + r6 * p6 + r7 * p5;
    e12 += r8 * p4 + (e11 >> 29);
    f[d + 12] = (int) e12 & LIMB;
    long s13 = x5 * u8 + x6 * u7 + x7 * u6 + x8 * u5;
    long t13 = y5 * v8 + y6 * v7 + y7 * v6 + y8 * v5;
    long c13 = s13 - t13 + q5 * p8 + q6 * p7 + q7 * p6 + q8 * p5;
    c13 += (c12 >> 29);
    f[d + 4] = (int) c13 & LIMB;
    long e13 = z5 * w8 + z6 * w7 + z7 * w6 + z8 * w5 - s13 - t13;
    e13 += r5 * p8 + r6 * p7 + r7 * p6 + r8 * p5 + (e12 >> 29);
    f[d + 13] = (int) e13 & LIMB;
    long s14 = x6 * u8 + x7 * u7 + x8 * u6;
    long t14 = y6 * v8 + y7 * v7 + y8 * v6;
    long c14 = s14 - t14 + q6 * p8 + q7 * p7 + q8 * p6 + (c13 >> 29);
    f[d + 5] = (int) c14 & LIMB;
    long e14 = z6 * w8 + z7 * w7 + z8 * w6 - s14 - t14 + r6 * p8;
    e14 += r7 * p7 + r8 * p6 + (e13 >> 29);
    f[d + 14] = (int) e14 & LIMB;
    long s15 = x7 * u8 + x8 * u7;
    long t15 = y7 * v8 + y8 * v7;
    long c15 = s15 - t15 + q7 * p8 + q8 * p7 + (c14 >> 29);
    f[d + 6] = (int) c15 & LIMB;
    long e15 = z7 * w8 + z8 * w7 - s15 - t15 + r7 * p8 + r8 * p7;
    e15 += (e14 >> 29);
    f[d + 15] = (int) e15 & LIMB;
    long s16 = x8 * u8;
    long t16 = y8 * v8;
    long c16 = s16 - t16 + q8 * p8 + (c15 >> 29);
    f[d + 7] = (int) c16 & LIMB;
    f[d + 8] = (int) (c16 >> 29);
    long e16 = z8 * w8 - s16 - t16 + r8 * p8 + (e15 >> 29);
    f[d + 16] = (int) e16 & LIMB;
    f[d + 17] = (int) (e16 >> 29);
  }

  /**
   * {@code f[d..d+17] = f[a..a+17]^2 / 2^261 mod p}; the operand may overlap the result.
   *
   * @param n parameters
   */
  public static void sqr(int[] f, int d, int a, int[] n) {
    long x0 = f[a];
    long x1 = f[a + 1];
    long x2 = f[a + 2];
    long x3 = f[a + 3];
    long x4 = f[a + 4];
    long x5 = f[a + 5];
    long x6 = f[a + 6];
    long x7 = f[a + 7];
    long x8 = f[a + 8];
    long u0 = sum(f[a], f[a + 9 + 0]);
    long u1 = sum(f[a + 1], f[a + 9 + 1]);
    long u2 = sum(f[a + 2], f[a + 9 + 2]);
    long u3 = sum(f[a + 3], f[a + 9 + 3]);
    long u4 = sum(f[a + 4], f[a + 9 + 4]);
    long u5 = sum(f[a + 5], f[a + 9 + 5]);
    long u6 = sum(f[a + 6], f[a + 9 + 6]);
    long u7 = sum(f[a + 7], f[a + 9 + 7]);
    long u8 = sum(f[a + 8], f[a + 9 + 8]);
    long v0 = sum(f[a], -f[a + 9 + 0]);
    long v1 = sum(f[a + 1], -f[a + 9 + 1]);
    long v2 = sum(f[a + 2], -f[a + 9 + 2]);
    long v3 = sum(f[a + 3], -f[a + 9 + 3]);
    long v4 = sum(f[a + 4], -f[a + 9 + 4]);
    long v5 = sum(f[a + 5], -f[a + 9 + 5]);
    long v6 = sum(f[a + 6], -f[a + 9 + 6]);
    long v7 = sum(f[a + 7], -f[a + 9 + 7]);
    long v8 = sum(f[a + 8], -f[a + 9 + 8]);
    long w0 = sum(f[a + 9 + 0], f[a + 9 + 0]);
    long w1 = sum(f[a + 9 + 1], f[a + 9 + 1]);
    long w2 = sum(f[a + 9 + 2], f[a + 9 + 2]);
    long w3 = sum(f[a + 9 + 3], f[a + 9 + 3]);
    long w4 = sum(f[a + 9 + 4], f[a + 9 + 4]);
    long w5 = sum(f[a + 9 + 5], f[a + 9 + 5]);
    long w6 = sum(f[a + 9 + 6], f[a + 9 + 6]);
    long w7 = sum(f[a + 9 + 7], f[a + 9 + 7]);
    long w8 = sum(f[a + 9 + 8], f[a + 9 + 8]);
    long p0 = n[0];
    long p1 = n[1];
    long p2 = n[2];
    long p3 = n[3];
    long p4 = n[4];
    long p5 = n[5];
    long p6 = n[6];
    long p7 = n[7];
    long p8 = n[8];
    int inverse = n[9];
    long c0 = u0 * v0;
    long q0 = digit(c0, inverse);
    c0 += q0 * p0;
    long e0 = x0 * w0;
    long r0 = digit(e0, inverse);
    e0 += r0 * p0;
    long c1 = u0 * v1 + u1 * v0 + q0 * p1 + (c0 >> 29);
    long q1 = digit(c1, inverse);
    c1 += q1 * p0;
    long e1 = x0 * w1 + x1 * w0 + r0 * p1 + (e0 >> 29);
    long r1 = digit(e1, inverse);
    e1 += r1 * p0;
    long c2 = u0 * v2 + u1 * v1 + u2 * v0 + q0 * p2 + q1 * p1;
    c2 += (c1 >> 29);
    long q2 = digit(c2, inverse);
    c2 += q2 * p0;
    long e2 = x0 * w2 + x1 * w1 + x2 * w0 + r0 * p2 + r1 * p1;
    e2 += (e1 >> 29);
    long r2 = digit(e2, inverse);
    e2 += r2 * p0;
    long c3 = u0 * v3 + u1 * v2 + u2 * v1 + u3 * v0 + q0 * p3;
    c3 += q1 * p2 + q2 * p1 + (c2 >> 29);
    long q3 = digit(c3, inverse);
    c3 += q3 * p0;
    long e3 = x0 * w3 + x1 * w2 + x2 * w1 + x3 * w0 + r0 * p3;
    e3 += r1 * p2 + r2 * p1 + (e2 >> 29);
    long r3 = digit(e3, inverse);
    e3 += r3 * p0;
    long c4 = u0 * v4 + u1 * v3 + u2 * v2 + u3 * v1 + u4 * v0;
    c4 += q0 * p4 + q1 * p3 + q2 * p2 + q3 * p1 + (c3 >> 29);
    long q4 = digit(c4, inverse);
    c4 += q4 * p0;
    long e4 = x0 * w4 + x1 * w3 + x2 * w2 + x3 * w1 + x4 * w0;
    e4 += r0 * p4 + r1 * p3 + r2 * p2 + r3 * p1 + (e3 >> 29);
    long r4 = digit(e4, inverse);
    e4 += r4 * p0;
    long c5 = u0 * v5 + u1 * v4 + u2 * v3 + u3 * v2 + u4 * v1;
    c5 += u5 * v0 + q0 * p5 + q1 * p4 + q2 * p3 + q3 * p2;
    c5 += q4 * p1 + (c4 >> 29);
    long q5 = digit(c5, inverse);
    c5 += q5 * p0;
    long e5 = x0 * w5 + x1 * w4 + x2 * w3 + x3 * w2 + x4 * w1;
    e5 += x5 * w0 + r0 * p5 + r1 * p4 + r2 * p3 + r3 * p2;
    e5 += r4 * p1 + (e4 >> 29);
    long r5 = digit(e5, inverse);
    e5 += r5 * p0;
    long c6 = u0 * v6 + u1 * v5 + u2 * v4 + u3 * v3 + u4 * v2;
    c6 += u5 * v1 + u6 * v0 + q0 * p6 + q1 * p5 + q2 * p4;
    c6 += q3 * p3 + q4 * p2 + q5 * p1 + (c5 >> 29);
    long q6 = digit(c6, inverse);
    c6 += q6 * p0;
    long e6 = x0 * w6 + x1 * w5 + x2 * w4 + x3 * w3 + x4 * w2;
    e6 += x5 * w1 + x6 * w0 + r0 * p6 + r1 * p5 + r2 * p4;
    e6 += r3 * p3 + r4 * p2 + r5 * p1 + (e5 >> 29);
    long r6 = digit(e6, inverse);
    e6 += r6 * p0;
    long c7 = u0 * v7 + u1 * v6 + u2 * v5 + u3 * v4 + u4 * v3;
    c7 += u5 * v2 + u6 * v1 + u7 * v0 + q0 * p7 + q1 * p6;
    c7 += q2 * p5 + q3 * p4 + q4 * p3 + q5 * p2 + q6 * p1;
    c7 += (c6 >> 29);
    long q7 = digit(c7, inverse);
    c7 += q7 * p0;
    long e7 = x0 * w7 + x1 * w6 + x2 * w5 + x3 * w4 + x4 * w3;
    e7 += x5 * w2 + x6 * w1 + x7 * w0 + r0 * p7 + r1 * p6;
    e7 += r2 * p5 + r3 * p4 + r4 * p3 + r5 * p2 + r6 * p1;
    e7 += (e6 >> 29);
    long r7 = digit(e7, inverse);
    e7 += r7 * p0;
    long c8 = u0 * v8 + u1 * v7 + u2 * v6 + u3 * v5 + u4 * v4;
    c8 += u5 * v3 + u6 * v2 + u7 * v1 + u8 * v0 + q0 * p8;
    c8 += q1 * p7 + q2 * p6 + q3 * p5 + q4 * p4 + q5 * p3;
    c8 += q6 * p2 + q7 * p1 + (c7 >> 29);
    long q8 = digit(c8, inverse);
    c8 += q8 * p0;
    long e8 = x0 * w8 + x1 * w7 + x2 * w6 + x3 * w5 + x4 * w4;
    e8 += x5 * w3 + x6 * w2 + x7 * w1 + x8 * w0 + r0 * p8;
    e8 += r1 * p7 + r2 * p6 + r3 * p5 + r4 * p4 + r5 * p3;
    e8 += r6 * p2 + r7 * p1 + (e7 >> 29);
    long r8 = digit(e8, inverse);
    e8 += r8 * p0;
    long c9 = u1 * v8 + u2 * v7 + u3 * v6 + u4 * v5 + u5 * v4;
    c9 += u6 * v3 + u7 * v2 + u8 * v1 + q1 * p8 + q2 * p7;
    c9 += q3 * p6 + q4 * p5 + q5 * p4 + q6 * p3 + q7 * p2;
    c9 += q8 * p1 + (c8 >> 29);
    f[d + 0] = (int) c9 & LIMB;
    long e9 = x1 * w8 + x2 * w7 + x3 * w6 + x4 * w5 + x5 * w4;
    e9 += x6 * w3 + x7 * w2 + x8 * w1 + r1 * p8 + r2 * p7;
    e9 += r3 * p6 + r4 * p5 + r5 * p4 + r6 * p3 + r7 * p2;
    e9 += r8 * p1 + (e8 >> 29);
    f[d + 9] = (int) e9 & LIMB;
    long c10 = u2 * v8 + u3 * v7 + u4 * v6 + u5 * v5 + u6 * v4;
    c10 += u7 * v3 + u8 * v2 + q2 * p8 + q3 * p7 + q4 * p6;
    c10 += q5 * p5 + q6 * p4 + q7 * p3 + q8 * p2 + (c9 >> 29);
    f[d + 1] = (int) c10 & LIMB;
    long e10 = x2 * w8 + x3 * w7 + x4 * w6 + x5 * w5 + x6 * w4;
    e10 += x7 * w3 + x8 * w2 + r2 * p8 + r3 * p7 + r4 * p6;
    e10 += r5 * p5 + r6 * p4 + r7 * p3 + r8 * p2 + (e9 >> 29);
    f[d + 10] = (int) e10 & LIMB;
    long c11 = u3 * v8 + u4 * v7 + u5 * v6 + u6 * v5 + u7 * v4;
    c11 += u8 * v3 + q3 * p8 + q4 * p7 + q5 * p6 + q6 * p5;
    c11 += q7 * p4 + q8 * p3 + (c10 >> 29);
    f[d + 2] = (int) c11 & LIMB;
    long e11 = x3 * w8 + x4 * w7 + x5 * w6 + x6 * w5 + x7 * w4;
    e11 += x8 * w3 + r3 * p8 + r4 * p7 + r5 * p6 + r6 * p5;
    e11 += r7 * p4 + r8 * p3 + (e10 >> 29);
    f[d + 11] = (int) e11 & LIMB;
    long c12 = u4 * v8 + u5 * v7 + u6 * v6 + u7 * v5 + u8 * v4;
    c12 += q4 * p8 + q5 * p7 + q6 * p6 + q7 * p5 + q8 * p4;
    c12 += (c11 >> 29);
    f[d + 3] = (int) c12 & LIMB;
    long e12 = x4 * w8 + x5 * w7 + x6 * w6 + x7 * w5 + x8 * w4;
    e12 += r4 * p8 + r5 * p7 + r6 * p6 + r7 * p5 + r8 * p4;
    e12 += (e11 >> 29);
    f[d + 12] = (int) e12 & LIMB;
    long c13 = u5 * v8 + u6 * v7 + u7 * v6 + u8 * v5 + q5 * p8;
    c13 += q6 * p7 + q7 * p6 + q8 * p5 + (c12 >> 29);
    f[d + 4] = (int) c13 & LIMB;
    long e13 = x5 * w8 + x6 * w7 + x7 * w6 + x8 * w5 + r5 * p8;
    e13 += r6 * p7 + r7 * p6 + r8 * p5 + (e12 >> 29);
    f[d + 13] = (int) e13 & LIMB;
    long c14 = u6 * v8 + u7 * v7 + u8 * v6 + q6 * p8 + q7 * p7;
    c14 += q8 * p6 + (c13 >> 29);
    f[d + 5] = (int) c14 & LIMB;
    long e14 = x6 * w8 + x7 * w7 + x8 * w6 + r6 * p8 + r7 * p7;
    e14 += r8 * p6 + (e13 >> 29);
    f[d + 14] = (int) e14 & LIMB;
    long c15 = u7 * v8 + u8 * v7 + q7 * p8 + q8 * p7 + (c14 >> 29);
    f[d + 6] = (int) c15 & LIMB;
    long e15 = x7 * w8 + x8 * w7 + r7 * p8 + r8 * p7 + (e14 >> 29);
    f[d + 15] = (int) e15 & LIMB;
    long c16 = u8 * v8 + q8 * p8 + (c15 >> 29);
    f[d + 7] = (int) c16 & LIMB;
    f[d + 8] = (int) (c16 >> 29);
    long e16 = x8 * w8 + r8 * p8 + (e15 >> 29);
    f[d + 16] = (int) e16 & LIMB;
    f[d + 17] = (int) (e16 >> 29);
  }

  /** Limbs have room for a sum. */
  private static int sum(int a, int b) {
    return a + b;
  }

  /** The quotient digit that clears the low limb of a column, from -2^28 on. */
  private static long digit(long column, int inverse) {
    int digit = ((int) column * inverse) >> 3;
    return digit;
  }
}
