// Generated from Montgomery.java.template by GeneratedKernels: do not edit.
package dev.twinloop.kernel.field;

/**
 * Montgomery products modulo any odd p below 2^384, of 14 limbs of 28 bits, least significant
 * first: a * b / 2^392 mod p. Kernel code; {@link MontgomeryForm} makes the numbers it needs.
 *
 * <p>Straight line, column by column: the products of a column of a * b, those of the quotient
 * digits with p and the carry of the column before share one 64-bit sum, so that 392 wide
 * multiply-adds (301 for a square) take 27 carries. P. Montgomery, "Modular multiplication without
 * trial division" (1985), finely integrated product scanning.
 *
 * <p><b>Numbers.</b> Registers of 14 ints at an offset of one private array {@code f}, which may
 * have any size and may be indexed by what is known only at run time. {@code n} is another private
 * array, of {@link #PARAMETERS} ints: the limbs of p, then -1/p mod 2^28. It is indexed by
 * constants alone and stays in registers.
 *
 * <p><b>Bounds.</b> Limbs are unsigned and need not be reduced: with all limbs of a below A and all
 * of b below B, A * B must not exceed 2^59, and half of that in {@link #sum}. The result has all
 * limbs but the last below 2^28 and a value below a * b / 2^392 + p, congruent and not reduced
 * further: below 2 p if a * b is below 2^392 p. So for the 381-bit p of BLS12-381 both factors may
 * be up to 50 p.
 */
public final class Montgomery28 {
  /** Limbs of a number. */
  public static final int LIMBS = 14;

  /** Bits of a limb. */
  public static final int BITS = 28;

  /** Bits of the largest modulus. */
  static final int MOST_BITS = 384;

  /** Length of {@code n}. */
  public static final int PARAMETERS = 15;

  /** Where {@code n} holds -1/p mod 2^28. */
  public static final int INVERSE = 14;

  private static final long U32 = 0xffffffffL;
  private static final long U36 = 0xfffffffffL;
  private static final int LIMB = 0xfffffff;

  private Montgomery28() {}

  /**
   * {@code f[d..d+13] = f[a..a+13] * f[b..b+13] / 2^392 mod p}; the operands may overlap the
   * result.
   *
   * @param n limbs of p, then -1/p mod 2^28
   */
  public static void mul(int[] f, int d, int a, int b, int[] n) {
    long a0 = f[a] & U32;
    long a1 = f[a + 1] & U32;
    long a2 = f[a + 2] & U32;
    long a3 = f[a + 3] & U32;
    long a4 = f[a + 4] & U32;
    long a5 = f[a + 5] & U32;
    long a6 = f[a + 6] & U32;
    long a7 = f[a + 7] & U32;
    long a8 = f[a + 8] & U32;
    long a9 = f[a + 9] & U32;
    long a10 = f[a + 10] & U32;
    long a11 = f[a + 11] & U32;
    long a12 = f[a + 12] & U32;
    long a13 = f[a + 13] & U32;
    long b0 = f[b] & U32;
    long b1 = f[b + 1] & U32;
    long b2 = f[b + 2] & U32;
    long b3 = f[b + 3] & U32;
    long b4 = f[b + 4] & U32;
    long b5 = f[b + 5] & U32;
    long b6 = f[b + 6] & U32;
    long b7 = f[b + 7] & U32;
    long b8 = f[b + 8] & U32;
    long b9 = f[b + 9] & U32;
    long b10 = f[b + 10] & U32;
    long b11 = f[b + 11] & U32;
    long b12 = f[b + 12] & U32;
    long b13 = f[b + 13] & U32;
    long p0 = n[0] & U32;
    long p1 = n[1] & U32;
    long p2 = n[2] & U32;
    long p3 = n[3] & U32;
    long p4 = n[4] & U32;
    long p5 = n[5] & U32;
    long p6 = n[6] & U32;
    long p7 = n[7] & U32;
    long p8 = n[8] & U32;
    long p9 = n[9] & U32;
    long p10 = n[10] & U32;
    long p11 = n[11] & U32;
    long p12 = n[12] & U32;
    long p13 = n[13] & U32;
    int inverse = n[INVERSE];
    long c0 = a0 * b0;
    long q0 = digit(c0, inverse);
    c0 += q0 * p0;
    long c1 = a0 * b1 + a1 * b0 + q0 * p1 + ((c0 >> 28) & U36);
    long q1 = digit(c1, inverse);
    c1 += q1 * p0;
    long c2 = a0 * b2 + a1 * b1 + a2 * b0 + q0 * p2 + q1 * p1;
    c2 += ((c1 >> 28) & U36);
    long q2 = digit(c2, inverse);
    c2 += q2 * p0;
    long c3 = a0 * b3 + a1 * b2 + a2 * b1 + a3 * b0 + q0 * p3;
    c3 += q1 * p2 + q2 * p1 + ((c2 >> 28) & U36);
    long q3 = digit(c3, inverse);
    c3 += q3 * p0;
    long c4 = a0 * b4 + a1 * b3 + a2 * b2 + a3 * b1 + a4 * b0;
    c4 += q0 * p4 + q1 * p3 + q2 * p2 + q3 * p1 + ((c3 >> 28) & U36);
    long q4 = digit(c4, inverse);
    c4 += q4 * p0;
    long c5 = a0 * b5 + a1 * b4 + a2 * b3 + a3 * b2 + a4 * b1;
    c5 += a5 * b0 + q0 * p5 + q1 * p4 + q2 * p3 + q3 * p2;
    c5 += q4 * p1 + ((c4 >> 28) & U36);
    long q5 = digit(c5, inverse);
    c5 += q5 * p0;
    long c6 = a0 * b6 + a1 * b5 + a2 * b4 + a3 * b3 + a4 * b2;
    c6 += a5 * b1 + a6 * b0 + q0 * p6 + q1 * p5 + q2 * p4;
    c6 += q3 * p3 + q4 * p2 + q5 * p1 + ((c5 >> 28) & U36);
    long q6 = digit(c6, inverse);
    c6 += q6 * p0;
    long c7 = a0 * b7 + a1 * b6 + a2 * b5 + a3 * b4 + a4 * b3;
    c7 += a5 * b2 + a6 * b1 + a7 * b0 + q0 * p7 + q1 * p6;
    c7 += q2 * p5 + q3 * p4 + q4 * p3 + q5 * p2 + q6 * p1;
    c7 += ((c6 >> 28) & U36);
    long q7 = digit(c7, inverse);
    c7 += q7 * p0;
    long c8 = a0 * b8 + a1 * b7 + a2 * b6 + a3 * b5 + a4 * b4;
    c8 += a5 * b3 + a6 * b2 + a7 * b1 + a8 * b0 + q0 * p8;
    c8 += q1 * p7 + q2 * p6 + q3 * p5 + q4 * p4 + q5 * p3;
    c8 += q6 * p2 + q7 * p1 + ((c7 >> 28) & U36);
    long q8 = digit(c8, inverse);
    c8 += q8 * p0;
    long c9 = a0 * b9 + a1 * b8 + a2 * b7 + a3 * b6 + a4 * b5;
    c9 += a5 * b4 + a6 * b3 + a7 * b2 + a8 * b1 + a9 * b0;
    c9 += q0 * p9 + q1 * p8 + q2 * p7 + q3 * p6 + q4 * p5;
    c9 += q5 * p4 + q6 * p3 + q7 * p2 + q8 * p1 + ((c8 >> 28) & U36);
    long q9 = digit(c9, inverse);
    c9 += q9 * p0;
    long c10 = a0 * b10 + a1 * b9 + a2 * b8 + a3 * b7 + a4 * b6;
    c10 += a5 * b5 + a6 * b4 + a7 * b3 + a8 * b2 + a9 * b1;
    c10 += a10 * b0 + q0 * p10 + q1 * p9 + q2 * p8 + q3 * p7;
    c10 += q4 * p6 + q5 * p5 + q6 * p4 + q7 * p3 + q8 * p2;
    c10 += q9 * p1 + ((c9 >> 28) & U36);
    long q10 = digit(c10, inverse);
    c10 += q10 * p0;
    long c11 = a0 * b11 + a1 * b10 + a2 * b9 + a3 * b8 + a4 * b7;
    c11 += a5 * b6 + a6 * b5 + a7 * b4 + a8 * b3 + a9 * b2;
    c11 += a10 * b1 + a11 * b0 + q0 * p11 + q1 * p10 + q2 * p9;
    c11 += q3 * p8 + q4 * p7 + q5 * p6 + q6 * p5 + q7 * p4;
    c11 += q8 * p3 + q9 * p2 + q10 * p1 + ((c10 >> 28) & U36);
    long q11 = digit(c11, inverse);
    c11 += q11 * p0;
    long c12 = a0 * b12 + a1 * b11 + a2 * b10 + a3 * b9 + a4 * b8;
    c12 += a5 * b7 + a6 * b6 + a7 * b5 + a8 * b4 + a9 * b3;
    c12 += a10 * b2 + a11 * b1 + a12 * b0 + q0 * p12 + q1 * p11;
    c12 += q2 * p10 + q3 * p9 + q4 * p8 + q5 * p7 + q6 * p6;
    c12 += q7 * p5 + q8 * p4 + q9 * p3 + q10 * p2 + q11 * p1;
    c12 += ((c11 >> 28) & U36);
    long q12 = digit(c12, inverse);
    c12 += q12 * p0;
    long c13 = a0 * b13 + a1 * b12 + a2 * b11 + a3 * b10 + a4 * b9;
    c13 += a5 * b8 + a6 * b7 + a7 * b6 + a8 * b5 + a9 * b4;
    c13 += a10 * b3 + a11 * b2 + a12 * b1 + a13 * b0 + q0 * p13;
    c13 += q1 * p12 + q2 * p11 + q3 * p10 + q4 * p9 + q5 * p8;
    c13 += q6 * p7 + q7 * p6 + q8 * p5 + q9 * p4 + q10 * p3;
    c13 += q11 * p2 + q12 * p1 + ((c12 >> 28) & U36);
    long q13 = digit(c13, inverse);
    c13 += q13 * p0;
    long c14 = a1 * b13 + a2 * b12 + a3 * b11 + a4 * b10 + a5 * b9;
    c14 += a6 * b8 + a7 * b7 + a8 * b6 + a9 * b5 + a10 * b4;
    c14 += a11 * b3 + a12 * b2 + a13 * b1 + q1 * p13 + q2 * p12;
    c14 += q3 * p11 + q4 * p10 + q5 * p9 + q6 * p8 + q7 * p7;
    c14 += q8 * p6 + q9 * p5 + q10 * p4 + q11 * p3 + q12 * p2;
    c14 += q13 * p1 + ((c13 >> 28) & U36);
    f[d] = (int) c14 & LIMB;
    long c15 = a2 * b13 + a3 * b12 + a4 * b11 + a5 * b10 + a6 * b9;
    c15 += a7 * b8 + a8 * b7 + a9 * b6 + a10 * b5 + a11 * b4;
    c15 += a12 * b3 + a13 * b2 + q2 * p13 + q3 * p12 + q4 * p11;
    c15 += q5 * p10 + q6 * p9 + q7 * p8 + q8 * p7 + q9 * p6;
    c15 += q10 * p5 + q11 * p4 + q12 * p3 + q13 * p2 + ((c14 >> 28) & U36);
    f[d + 1] = (int) c15 & LIMB;
    long c16 = a3 * b13 + a4 * b12 + a5 * b11 + a6 * b10 + a7 * b9;
    c16 += a8 * b8 + a9 * b7 + a10 * b6 + a11 * b5 + a12 * b4;
    c16 += a13 * b3 + q3 * p13 + q4 * p12 + q5 * p11 + q6 * p10;
    c16 += q7 * p9 + q8 * p8 + q9 * p7 + q10 * p6 + q11 * p5;
    c16 += q12 * p4 + q13 * p3 + ((c15 >> 28) & U36);
    f[d + 2] = (int) c16 & LIMB;
    long c17 = a4 * b13 + a5 * b12 + a6 * b11 + a7 * b10 + a8 * b9;
    c17 += a9 * b8 + a10 * b7 + a11 * b6 + a12 * b5 + a13 * b4;
    c17 += q4 * p13 + q5 * p12 + q6 * p11 + q7 * p10 + q8 * p9;
    c17 += q9 * p8 + q10 * p7 + q11 * p6 + q12 * p5 + q13 * p4;
    c17 += ((c16 >> 28) & U36);
    f[d + 3] = (int) c17 & LIMB;
    long c18 = a5 * b13 + a6 * b12 + a7 * b11 + a8 * b10 + a9 * b9;
    c18 += a10 * b8 + a11 * b7 + a12 * b6 + a13 * b5 + q5 * p13;
    c18 += q6 * p12 + q7 * p11 + q8 * p10 + q9 * p9 + q10 * p8;
    c18 += q11 * p7 + q12 * p6 + q13 * p5 + ((c17 >> 28) & U36);
    f[d + 4] = (int) c18 & LIMB;
    long c19 = a6 * b13 + a7 * b12 + a8 * b11 + a9 * b10 + a10 * b9;
    c19 += a11 * b8 + a12 * b7 + a13 * b6 + q6 * p13 + q7 * p12;
    c19 += q8 * p11 + q9 * p10 + q10 * p9 + q11 * p8 + q12 * p7;
    c19 += q13 * p6 + ((c18 >> 28) & U36);
    f[d + 5] = (int) c19 & LIMB;
    long c20 = a7 * b13 + a8 * b12 + a9 * b11 + a10 * b10 + a11 * b9;
    c20 += a12 * b8 + a13 * b7 + q7 * p13 + q8 * p12 + q9 * p11;
    c20 += q10 * p10 + q11 * p9 + q12 * p8 + q13 * p7 + ((c19 >> 28) & U36);
    f[d + 6] = (int) c20 & LIMB;
    long c21 = a8 * b13 + a9 * b12 + a10 * b11 + a11 * b10 + a12 * b9;
    c21 += a13 * b8 + q8 * p13 + q9 * p12 + q10 * p11 + q11 * p10;
    c21 += q12 * p9 + q13 * p8 + ((c20 >> 28) & U36);
    f[d + 7] = (int) c21 & LIMB;
    long c22 = a9 * b13 + a10 * b12 + a11 * b11 + a12 * b10 + a13 * b9;
    c22 += q9 * p13 + q10 * p12 + q11 * p11 + q12 * p10 + q13 * p9;
    c22 += ((c21 >> 28) & U36);
    f[d + 8] = (int) c22 & LIMB;
    long c23 = a10 * b13 + a11 * b12 + a12 * b11 + a13 * b10 + q10 * p13;
    c23 += q11 * p12 + q12 * p11 + q13 * p10 + ((c22 >> 28) & U36);
    f[d + 9] = (int) c23 & LIMB;
    long c24 = a11 * b13 + a12 * b12 + a13 * b11 + q11 * p13 + q12 * p12;
    c24 += q13 * p11 + ((c23 >> 28) & U36);
    f[d + 10] = (int) c24 & LIMB;
    long c25 = a12 * b13 + a13 * b12 + q12 * p13 + q13 * p12 + ((c24 >> 28) & U36);
    f[d + 11] = (int) c25 & LIMB;
    long c26 = a13 * b13 + q13 * p13 + ((c25 >> 28) & U36);
    f[d + 12] = (int) c26 & LIMB;
    f[d + 13] = (int) (c26 >> 28);
  }

  /**
   * {@code f[d..d+13] = f[a..a+13]^2 / 2^392 mod p}; the operand may overlap the result.
   *
   * @param n limbs of p, then -1/p mod 2^28
   */
  public static void sqr(int[] f, int d, int a, int[] n) {
    long a0 = f[a] & U32;
    long a1 = f[a + 1] & U32;
    long a2 = f[a + 2] & U32;
    long a3 = f[a + 3] & U32;
    long a4 = f[a + 4] & U32;
    long a5 = f[a + 5] & U32;
    long a6 = f[a + 6] & U32;
    long a7 = f[a + 7] & U32;
    long a8 = f[a + 8] & U32;
    long a9 = f[a + 9] & U32;
    long a10 = f[a + 10] & U32;
    long a11 = f[a + 11] & U32;
    long a12 = f[a + 12] & U32;
    long a13 = f[a + 13] & U32;
    long d0 = a0 << 1;
    long d1 = a1 << 1;
    long d2 = a2 << 1;
    long d3 = a3 << 1;
    long d4 = a4 << 1;
    long d5 = a5 << 1;
    long d6 = a6 << 1;
    long d7 = a7 << 1;
    long d8 = a8 << 1;
    long d9 = a9 << 1;
    long d10 = a10 << 1;
    long d11 = a11 << 1;
    long d12 = a12 << 1;
    long p0 = n[0] & U32;
    long p1 = n[1] & U32;
    long p2 = n[2] & U32;
    long p3 = n[3] & U32;
    long p4 = n[4] & U32;
    long p5 = n[5] & U32;
    long p6 = n[6] & U32;
    long p7 = n[7] & U32;
    long p8 = n[8] & U32;
    long p9 = n[9] & U32;
    long p10 = n[10] & U32;
    long p11 = n[11] & U32;
    long p12 = n[12] & U32;
    long p13 = n[13] & U32;
    int inverse = n[INVERSE];
    long c0 = a0 * a0;
    long q0 = digit(c0, inverse);
    c0 += q0 * p0;
    long c1 = d0 * a1 + q0 * p1 + ((c0 >> 28) & U36);
    long q1 = digit(c1, inverse);
    c1 += q1 * p0;
    long c2 = d0 * a2 + a1 * a1 + q0 * p2 + q1 * p1 + ((c1 >> 28) & U36);
    long q2 = digit(c2, inverse);
    c2 += q2 * p0;
    long c3 = d0 * a3 + d1 * a2 + q0 * p3 + q1 * p2 + q2 * p1;
    c3 += ((c2 >> 28) & U36);
    long q3 = digit(c3, inverse);
    c3 += q3 * p0;
    long c4 = d0 * a4 + d1 * a3 + a2 * a2 + q0 * p4 + q1 * p3;
    c4 += q2 * p2 + q3 * p1 + ((c3 >> 28) & U36);
    long q4 = digit(c4, inverse);
    c4 += q4 * p0;
    long c5 = d0 * a5 + d1 * a4 + d2 * a3 + q0 * p5 + q1 * p4;
    c5 += q2 * p3 + q3 * p2 + q4 * p1 + ((c4 >> 28) & U36);
    long q5 = digit(c5, inverse);
    c5 += q5 * p0;
    long c6 = d0 * a6 + d1 * a5 + d2 * a4 + a3 * a3 + q0 * p6;
    c6 += q1 * p5 + q2 * p4 + q3 * p3 + q4 * p2 + q5 * p1;
    c6 += ((c5 >> 28) & U36);
    long q6 = digit(c6, inverse);
    c6 += q6 * p0;
    long c7 = d0 * a7 + d1 * a6 + d2 * a5 + d3 * a4 + q0 * p7;
    c7 += q1 * p6 + q2 * p5 + q3 * p4 + q4 * p3 + q5 * p2;
    c7 += q6 * p1 + ((c6 >> 28) & U36);
    long q7 = digit(c7, inverse);
    c7 += q7 * p0;
    long c8 = d0 * a8 + d1 * a7 + d2 * a6 + d3 * a5 + a4 * a4;
    c8 += q0 * p8 + q1 * p7 + q2 * p6 + q3 * p5 + q4 * p4;
    c8 += q5 * p3 + q6 * p2 + q7 * p1 + ((c7 >> 28) & U36);
    long q8 = digit(c8, inverse);
    c8 += q8 * p0;
    long c9 = d0 * a9 + d1 * a8 + d2 * a7 + d3 * a6 + d4 * a5;
    c9 += q0 * p9 + q1 * p8 + q2 * p7 + q3 * p6 + q4 * p5;
    c9 += q5 * p4 + q6 * p3 + q7 * p2 + q8 * p1 + ((c8 >> 28) & U36);
    long q9 = digit(c9, inverse);
    c9 += q9 * p0;
    long c10 = d0 * a10 + d1 * a9 + d2 * a8 + d3 * a7 + d4 * a6;
    c10 += a5 * a5 + q0 * p10 + q1 * p9 + q2 * p8 + q3 * p7;
    c10 += q4 * p6 + q5 * p5 + q6 * p4 + q7 * p3 + q8 * p2;
    c10 += q9 * p1 + ((c9 >> 28) & U36);
    long q10 = digit(c10, inverse);
    c10 += q10 * p0;
    long c11 = d0 * a11 + d1 * a10 + d2 * a9 + d3 * a8 + d4 * a7;
    c11 += d5 * a6 + q0 * p11 + q1 * p10 + q2 * p9 + q3 * p8;
    c11 += q4 * p7 + q5 * p6 + q6 * p5 + q7 * p4 + q8 * p3;
    c11 += q9 * p2 + q10 * p1 + ((c10 >> 28) & U36);
    long q11 = digit(c11, inverse);
    c11 += q11 * p0;
    long c12 = d0 * a12 + d1 * a11 + d2 * a10 + d3 * a9 + d4 * a8;
    c12 += d5 * a7 + a6 * a6 + q0 * p12 + q1 * p11 + q2 * p10;
    c12 += q3 * p9 + q4 * p8 + q5 * p7 + q6 * p6 + q7 * p5;
    c12 += q8 * p4 + q9 * p3 + q10 * p2 + q11 * p1 + ((c11 >> 28) & U36);
    long q12 = digit(c12, inverse);
    c12 += q12 * p0;
    long c13 = d0 * a13 + d1 * a12 + d2 * a11 + d3 * a10 + d4 * a9;
    c13 += d5 * a8 + d6 * a7 + q0 * p13 + q1 * p12 + q2 * p11;
    c13 += q3 * p10 + q4 * p9 + q5 * p8 + q6 * p7 + q7 * p6;
    c13 += q8 * p5 + q9 * p4 + q10 * p3 + q11 * p2 + q12 * p1;
    c13 += ((c12 >> 28) & U36);
    long q13 = digit(c13, inverse);
    c13 += q13 * p0;
    long c14 = d1 * a13 + d2 * a12 + d3 * a11 + d4 * a10 + d5 * a9;
    c14 += d6 * a8 + a7 * a7 + q1 * p13 + q2 * p12 + q3 * p11;
    c14 += q4 * p10 + q5 * p9 + q6 * p8 + q7 * p7 + q8 * p6;
    c14 += q9 * p5 + q10 * p4 + q11 * p3 + q12 * p2 + q13 * p1;
    c14 += ((c13 >> 28) & U36);
    f[d] = (int) c14 & LIMB;
    long c15 = d2 * a13 + d3 * a12 + d4 * a11 + d5 * a10 + d6 * a9;
    c15 += d7 * a8 + q2 * p13 + q3 * p12 + q4 * p11 + q5 * p10;
    c15 += q6 * p9 + q7 * p8 + q8 * p7 + q9 * p6 + q10 * p5;
    c15 += q11 * p4 + q12 * p3 + q13 * p2 + ((c14 >> 28) & U36);
    f[d + 1] = (int) c15 & LIMB;
    long c16 = d3 * a13 + d4 * a12 + d5 * a11 + d6 * a10 + d7 * a9;
    c16 += a8 * a8 + q3 * p13 + q4 * p12 + q5 * p11 + q6 * p10;
    c16 += q7 * p9 + q8 * p8 + q9 * p7 + q10 * p6 + q11 * p5;
    c16 += q12 * p4 + q13 * p3 + ((c15 >> 28) & U36);
    f[d + 2] = (int) c16 & LIMB;
    long c17 = d4 * a13 + d5 * a12 + d6 * a11 + d7 * a10 + d8 * a9;
    c17 += q4 * p13 + q5 * p12 + q6 * p11 + q7 * p10 + q8 * p9;
    c17 += q9 * p8 + q10 * p7 + q11 * p6 + q12 * p5 + q13 * p4;
    c17 += ((c16 >> 28) & U36);
    f[d + 3] = (int) c17 & LIMB;
    long c18 = d5 * a13 + d6 * a12 + d7 * a11 + d8 * a10 + a9 * a9;
    c18 += q5 * p13 + q6 * p12 + q7 * p11 + q8 * p10 + q9 * p9;
    c18 += q10 * p8 + q11 * p7 + q12 * p6 + q13 * p5 + ((c17 >> 28) & U36);
    f[d + 4] = (int) c18 & LIMB;
    long c19 = d6 * a13 + d7 * a12 + d8 * a11 + d9 * a10 + q6 * p13;
    c19 += q7 * p12 + q8 * p11 + q9 * p10 + q10 * p9 + q11 * p8;
    c19 += q12 * p7 + q13 * p6 + ((c18 >> 28) & U36);
    f[d + 5] = (int) c19 & LIMB;
    long c20 = d7 * a13 + d8 * a12 + d9 * a11 + a10 * a10 + q7 * p13;
    c20 += q8 * p12 + q9 * p11 + q10 * p10 + q11 * p9 + q12 * p8;
    c20 += q13 * p7 + ((c19 >> 28) & U36);
    f[d + 6] = (int) c20 & LIMB;
    long c21 = d8 * a13 + d9 * a12 + d10 * a11 + q8 * p13 + q9 * p12;
    c21 += q10 * p11 + q11 * p10 + q12 * p9 + q13 * p8 + ((c20 >> 28) & U36);
    f[d + 7] = (int) c21 & LIMB;
    long c22 = d9 * a13 + d10 * a12 + a11 * a11 + q9 * p13 + q10 * p12;
    c22 += q11 * p11 + q12 * p10 + q13 * p9 + ((c21 >> 28) & U36);
    f[d + 8] = (int) c22 & LIMB;
    long c23 = d10 * a13 + d11 * a12 + q10 * p13 + q11 * p12 + q12 * p11;
    c23 += q13 * p10 + ((c22 >> 28) & U36);
    f[d + 9] = (int) c23 & LIMB;
    long c24 = d11 * a13 + a12 * a12 + q11 * p13 + q12 * p12 + q13 * p11;
    c24 += ((c23 >> 28) & U36);
    f[d + 10] = (int) c24 & LIMB;
    long c25 = d12 * a13 + q12 * p13 + q13 * p12 + ((c24 >> 28) & U36);
    f[d + 11] = (int) c25 & LIMB;
    long c26 = a13 * a13 + q13 * p13 + ((c25 >> 28) & U36);
    f[d + 12] = (int) c26 & LIMB;
    f[d + 13] = (int) (c26 >> 28);
  }

  /**
   * {@code f[d..] = (f[a..] * f[b..] + f[c..] * f[e..]) / 2^392 mod p}: two products with one
   * reduction, which saves almost a quarter of the work. The operands may overlap the result.
   *
   * @param n limbs of p, then -1/p mod 2^28
   */
  public static void sum(int[] f, int d, int a, int b, int c, int e, int[] n) {
    long a0 = f[a] & U32;
    long a1 = f[a + 1] & U32;
    long a2 = f[a + 2] & U32;
    long a3 = f[a + 3] & U32;
    long a4 = f[a + 4] & U32;
    long a5 = f[a + 5] & U32;
    long a6 = f[a + 6] & U32;
    long a7 = f[a + 7] & U32;
    long a8 = f[a + 8] & U32;
    long a9 = f[a + 9] & U32;
    long a10 = f[a + 10] & U32;
    long a11 = f[a + 11] & U32;
    long a12 = f[a + 12] & U32;
    long a13 = f[a + 13] & U32;
    long b0 = f[b] & U32;
    long b1 = f[b + 1] & U32;
    long b2 = f[b + 2] & U32;
    long b3 = f[b + 3] & U32;
    long b4 = f[b + 4] & U32;
    long b5 = f[b + 5] & U32;
    long b6 = f[b + 6] & U32;
    long b7 = f[b + 7] & U32;
    long b8 = f[b + 8] & U32;
    long b9 = f[b + 9] & U32;
    long b10 = f[b + 10] & U32;
    long b11 = f[b + 11] & U32;
    long b12 = f[b + 12] & U32;
    long b13 = f[b + 13] & U32;
    long c0 = f[c] & U32;
    long c1 = f[c + 1] & U32;
    long c2 = f[c + 2] & U32;
    long c3 = f[c + 3] & U32;
    long c4 = f[c + 4] & U32;
    long c5 = f[c + 5] & U32;
    long c6 = f[c + 6] & U32;
    long c7 = f[c + 7] & U32;
    long c8 = f[c + 8] & U32;
    long c9 = f[c + 9] & U32;
    long c10 = f[c + 10] & U32;
    long c11 = f[c + 11] & U32;
    long c12 = f[c + 12] & U32;
    long c13 = f[c + 13] & U32;
    long e0 = f[e] & U32;
    long e1 = f[e + 1] & U32;
    long e2 = f[e + 2] & U32;
    long e3 = f[e + 3] & U32;
    long e4 = f[e + 4] & U32;
    long e5 = f[e + 5] & U32;
    long e6 = f[e + 6] & U32;
    long e7 = f[e + 7] & U32;
    long e8 = f[e + 8] & U32;
    long e9 = f[e + 9] & U32;
    long e10 = f[e + 10] & U32;
    long e11 = f[e + 11] & U32;
    long e12 = f[e + 12] & U32;
    long e13 = f[e + 13] & U32;
    long p0 = n[0] & U32;
    long p1 = n[1] & U32;
    long p2 = n[2] & U32;
    long p3 = n[3] & U32;
    long p4 = n[4] & U32;
    long p5 = n[5] & U32;
    long p6 = n[6] & U32;
    long p7 = n[7] & U32;
    long p8 = n[8] & U32;
    long p9 = n[9] & U32;
    long p10 = n[10] & U32;
    long p11 = n[11] & U32;
    long p12 = n[12] & U32;
    long p13 = n[13] & U32;
    int inverse = n[INVERSE];
    long s0 = a0 * b0 + c0 * e0;
    long q0 = digit(s0, inverse);
    s0 += q0 * p0;
    long s1 = a0 * b1 + c0 * e1 + a1 * b0 + c1 * e0 + q0 * p1;
    s1 += ((s0 >> 28) & U36);
    long q1 = digit(s1, inverse);
    s1 += q1 * p0;
    long s2 = a0 * b2 + c0 * e2 + a1 * b1 + c1 * e1 + a2 * b0;
    s2 += c2 * e0 + q0 * p2 + q1 * p1 + ((s1 >> 28) & U36);
    long q2 = digit(s2, inverse);
    s2 += q2 * p0;
    long s3 = a0 * b3 + c0 * e3 + a1 * b2 + c1 * e2 + a2 * b1;
    s3 += c2 * e1 + a3 * b0 + c3 * e0 + q0 * p3 + q1 * p2;
    s3 += q2 * p1 + ((s2 >> 28) & U36);
    long q3 = digit(s3, inverse);
    s3 += q3 * p0;
    long s4 = a0 * b4 + c0 * e4 + a1 * b3 + c1 * e3 + a2 * b2;
    s4 += c2 * e2 + a3 * b1 + c3 * e1 + a4 * b0 + c4 * e0;
    s4 += q0 * p4 + q1 * p3 + q2 * p2 + q3 * p1 + ((s3 >> 28) & U36);
    long q4 = digit(s4, inverse);
    s4 += q4 * p0;
    long s5 = a0 * b5 + c0 * e5 + a1 * b4 + c1 * e4 + a2 * b3;
    s5 += c2 * e3 + a3 * b2 + c3 * e2 + a4 * b1 + c4 * e1;
    s5 += a5 * b0 + c5 * e0 + q0 * p5 + q1 * p4 + q2 * p3;
    s5 += q3 * p2 + q4 * p1 + ((s4 >> 28) & U36);
    long q5 = digit(s5, inverse);
    s5 += q5 * p0;
    long s6 = a0 * b6 + c0 * e6 + a1 * b5 + c1 * e5 + a2 * b4;
    s6 += c2 * e4 + a3 * b3 + c3 * e3 + a4 * b2 + c4 * e2;
    s6 += a5 * b1 + c5 * e1 + a6 * b0 + c6 * e0 + q0 * p6;
    s6 += q1 * p5 + q2 * p4 + q3 * p3 + q4 * p2 + q5 * p1;
    s6 += ((s5 >> 28) & U36);
    long q6 = digit(s6, inverse);
    s6 += q6 * p0;
    long s7 = a0 * b7 + c0 * e7 + a1 * b6 + c1 * e6 + a2 * b5;
    s7 += c2 * e5 + a3 * b4 + c3 * e4 + a4 * b3 + c4 * e3;
    s7 += a5 * b2 + c5 * e2 + a6 * b1 + c6 * e1 + a7 * b0;
    s7 += c7 * e0 + q0 * p7 + q1 * p6 + q2 * p5 + q3 * p4;
    s7 += q4 * p3 + q5 * p2 + q6 * p1 + ((s6 >> 28) & U36);
    long q7 = digit(s7, inverse);
    s7 += q7 * p0;
    long s8 = a0 * b8 + c0 * e8 + a1 * b7 + c1 * e7 + a2 * b6;
    s8 += c2 * e6 + a3 * b5 + c3 * e5 + a4 * b4 + c4 * e4;
    s8 += a5 * b3 + c5 * e3 + a6 * b2 + c6 * e2 + a7 * b1;
    s8 += c7 * e1 + a8 * b0 + c8 * e0 + q0 * p8 + q1 * p7;
    s8 += q2 * p6 + q3 * p5 + q4 * p4 + q5 * p3 + q6 * p2;
    s8 += q7 * p1 + ((s7 >> 28) & U36);
    long q8 = digit(s8, inverse);
    s8 += q8 * p0;
    long s9 = a0 * b9 + c0 * e9 + a1 * b8 + c1 * e8 + a2 * b7;
    s9 += c2 * e7 + a3 * b6 + c3 * e6 + a4 * b5 + c4 * e5;
    s9 += a5 * b4 + c5 * e4 + a6 * b3 + c6 * e3 + a7 * b2;
    s9 += c7 * e2 + a8 * b1 + c8 * e1 + a9 * b0 + c9 * e0;
    s9 += q0 * p9 + q1 * p8 + q2 * p7 + q3 * p6 + q4 * p5;
    s9 += q5 * p4 + q6 * p3 + q7 * p2 + q8 * p1 + ((s8 >> 28) & U36);
    long q9 = digit(s9, inverse);
    s9 += q9 * p0;
    long s10 = a0 * b10 + c0 * e10 + a1 * b9 + c1 * e9 + a2 * b8;
    s10 += c2 * e8 + a3 * b7 + c3 * e7 + a4 * b6 + c4 * e6;
    s10 += a5 * b5 + c5 * e5 + a6 * b4 + c6 * e4 + a7 * b3;
    s10 += c7 * e3 + a8 * b2 + c8 * e2 + a9 * b1 + c9 * e1;
    s10 += a10 * b0 + c10 * e0 + q0 * p10 + q1 * p9 + q2 * p8;
    s10 += q3 * p7 + q4 * p6 + q5 * p5 + q6 * p4 + q7 * p3;
    s10 += q8 * p2 + q9 * p1 + ((s9 >> 28) & U36);
    long q10 = digit(s10, inverse);
    s10 += q10 * p0;
    long s11 = a0 * b11 + c0 * e11 + a1 * b10 + c1 * e10 + a2 * b9;
    s11 += c2 * e9 + a3 * b8 + c3 * e8 + a4 * b7 + c4 * e7;
    s11 += a5 * b6 + c5 * e6 + a6 * b5 + c6 * e5 + a7 * b4;
    s11 += c7 * e4 + a8 * b3 + c8 * e3 + a9 * b2 + c9 * e2;
    s11 += a10 * b1 + c10 * e1 + a11 * b0 + c11 * e0 + q0 * p11;
    s11 += q1 * p10 + q2 * p9 + q3 * p8 + q4 * p7 + q5 * p6;
    s11 += q6 * p5 + q7 * p4 + q8 * p3 + q9 * p2 + q10 * p1;
    s11 += ((s10 >> 28) & U36);
    long q11 = digit(s11, inverse);
    s11 += q11 * p0;
    long s12 = a0 * b12 + c0 * e12 + a1 * b11 + c1 * e11 + a2 * b10;
    s12 += c2 * e10 + a3 * b9 + c3 * e9 + a4 * b8 + c4 * e8;
    s12 += a5 * b7 + c5 * e7 + a6 * b6 + c6 * e6 + a7 * b5;
    s12 += c7 * e5 + a8 * b4 + c8 * e4 + a9 * b3 + c9 * e3;
    s12 += a10 * b2 + c10 * e2 + a11 * b1 + c11 * e1 + a12 * b0;
    s12 += c12 * e0 + q0 * p12 + q1 * p11 + q2 * p10 + q3 * p9;
    s12 += q4 * p8 + q5 * p7 + q6 * p6 + q7 * p5 + q8 * p4;
    s12 += q9 * p3 + q10 * p2 + q11 * p1 + ((s11 >> 28) & U36);
    long q12 = digit(s12, inverse);
    s12 += q12 * p0;
    long s13 = a0 * b13 + c0 * e13 + a1 * b12 + c1 * e12 + a2 * b11;
    s13 += c2 * e11 + a3 * b10 + c3 * e10 + a4 * b9 + c4 * e9;
    s13 += a5 * b8 + c5 * e8 + a6 * b7 + c6 * e7 + a7 * b6;
    s13 += c7 * e6 + a8 * b5 + c8 * e5 + a9 * b4 + c9 * e4;
    s13 += a10 * b3 + c10 * e3 + a11 * b2 + c11 * e2 + a12 * b1;
    s13 += c12 * e1 + a13 * b0 + c13 * e0 + q0 * p13 + q1 * p12;
    s13 += q2 * p11 + q3 * p10 + q4 * p9 + q5 * p8 + q6 * p7;
    s13 += q7 * p6 + q8 * p5 + q9 * p4 + q10 * p3 + q11 * p2;
    s13 += q12 * p1 + ((s12 >> 28) & U36);
    long q13 = digit(s13, inverse);
    s13 += q13 * p0;
    long s14 = a1 * b13 + c1 * e13 + a2 * b12 + c2 * e12 + a3 * b11;
    s14 += c3 * e11 + a4 * b10 + c4 * e10 + a5 * b9 + c5 * e9;
    s14 += a6 * b8 + c6 * e8 + a7 * b7 + c7 * e7 + a8 * b6;
    s14 += c8 * e6 + a9 * b5 + c9 * e5 + a10 * b4 + c10 * e4;
    s14 += a11 * b3 + c11 * e3 + a12 * b2 + c12 * e2 + a13 * b1;
    s14 += c13 * e1 + q1 * p13 + q2 * p12 + q3 * p11 + q4 * p10;
    s14 += q5 * p9 + q6 * p8 + q7 * p7 + q8 * p6 + q9 * p5;
    s14 += q10 * p4 + q11 * p3 + q12 * p2 + q13 * p1 + ((s13 >> 28) & U36);
    f[d] = (int) s14 & LIMB;
    long s15 = a2 * b13 + c2 * e13 + a3 * b12 + c3 * e12 + a4 * b11;
    s15 += c4 * e11 + a5 * b10 + c5 * e10 + a6 * b9 + c6 * e9;
    s15 += a7 * b8 + c7 * e8 + a8 * b7 + c8 * e7 + a9 * b6;
    s15 += c9 * e6 + a10 * b5 + c10 * e5 + a11 * b4 + c11 * e4;
    s15 += a12 * b3 + c12 * e3 + a13 * b2 + c13 * e2 + q2 * p13;
    s15 += q3 * p12 + q4 * p11 + q5 * p10 + q6 * p9 + q7 * p8;
    s15 += q8 * p7 + q9 * p6 + q10 * p5 + q11 * p4 + q12 * p3;
    s15 += q13 * p2 + ((s14 >> 28) & U36);
    f[d + 1] = (int) s15 & LIMB;
    long s16 = a3 * b13 + c3 * e13 + a4 * b12 + c4 * e12 + a5 * b11;
    s16 += c5 * e11 + a6 * b10 + c6 * e10 + a7 * b9 + c7 * e9;
    s16 += a8 * b8 + c8 * e8 + a9 * b7 + c9 * e7 + a10 * b6;
    s16 += c10 * e6 + a11 * b5 + c11 * e5 + a12 * b4 + c12 * e4;
    s16 += a13 * b3 + c13 * e3 + q3 * p13 + q4 * p12 + q5 * p11;
    s16 += q6 * p10 + q7 * p9 + q8 * p8 + q9 * p7 + q10 * p6;
    s16 += q11 * p5 + q12 * p4 + q13 * p3 + ((s15 >> 28) & U36);
    f[d + 2] = (int) s16 & LIMB;
    long s17 = a4 * b13 + c4 * e13 + a5 * b12 + c5 * e12 + a6 * b11;
    s17 += c6 * e11 + a7 * b10 + c7 * e10 + a8 * b9 + c8 * e9;
    s17 += a9 * b8 + c9 * e8 + a10 * b7 + c10 * e7 + a11 * b6;
    s17 += c11 * e6 + a12 * b5 + c12 * e5 + a13 * b4 + c13 * e4;
    s17 += q4 * p13 + q5 * p12 + q6 * p11 + q7 * p10 + q8 * p9;
    s17 += q9 * p8 + q10 * p7 + q11 * p6 + q12 * p5 + q13 * p4;
    s17 += ((s16 >> 28) & U36);
    f[d + 3] = (int) s17 & LIMB;
    long s18 = a5 * b13 + c5 * e13 + a6 * b12 + c6 * e12 + a7 * b11;
    s18 += c7 * e11 + a8 * b10 + c8 * e10 + a9 * b9 + c9 * e9;
    s18 += a10 * b8 + c10 * e8 + a11 * b7 + c11 * e7 + a12 * b6;
    s18 += c12 * e6 + a13 * b5 + c13 * e5 + q5 * p13 + q6 * p12;
    s18 += q7 * p11 + q8 * p10 + q9 * p9 + q10 * p8 + q11 * p7;
    s18 += q12 * p6 + q13 * p5 + ((s17 >> 28) & U36);
    f[d + 4] = (int) s18 & LIMB;
    long s19 = a6 * b13 + c6 * e13 + a7 * b12 + c7 * e12 + a8 * b11;
    s19 += c8 * e11 + a9 * b10 + c9 * e10 + a10 * b9 + c10 * e9;
    s19 += a11 * b8 + c11 * e8 + a12 * b7 + c12 * e7 + a13 * b6;
    s19 += c13 * e6 + q6 * p13 + q7 * p12 + q8 * p11 + q9 * p10;
    s19 += q10 * p9 + q11 * p8 + q12 * p7 + q13 * p6 + ((s18 >> 28) & U36);
    f[d + 5] = (int) s19 & LIMB;
    long s20 = a7 * b13 + c7 * e13 + a8 * b12 + c8 * e12 + a9 * b11;
    s20 += c9 * e11 + a10 * b10 + c10 * e10 + a11 * b9 + c11 * e9;
    s20 += a12 * b8 + c12 * e8 + a13 * b7 + c13 * e7 + q7 * p13;
    s20 += q8 * p12 + q9 * p11 + q10 * p10 + q11 * p9 + q12 * p8;
    s20 += q13 * p7 + ((s19 >> 28) & U36);
    f[d + 6] = (int) s20 & LIMB;
    long s21 = a8 * b13 + c8 * e13 + a9 * b12 + c9 * e12 + a10 * b11;
    s21 += c10 * e11 + a11 * b10 + c11 * e10 + a12 * b9 + c12 * e9;
    s21 += a13 * b8 + c13 * e8 + q8 * p13 + q9 * p12 + q10 * p11;
    s21 += q11 * p10 + q12 * p9 + q13 * p8 + ((s20 >> 28) & U36);
    f[d + 7] = (int) s21 & LIMB;
    long s22 = a9 * b13 + c9 * e13 + a10 * b12 + c10 * e12 + a11 * b11;
    s22 += c11 * e11 + a12 * b10 + c12 * e10 + a13 * b9 + c13 * e9;
    s22 += q9 * p13 + q10 * p12 + q11 * p11 + q12 * p10 + q13 * p9;
    s22 += ((s21 >> 28) & U36);
    f[d + 8] = (int) s22 & LIMB;
    long s23 = a10 * b13 + c10 * e13 + a11 * b12 + c11 * e12 + a12 * b11;
    s23 += c12 * e11 + a13 * b10 + c13 * e10 + q10 * p13 + q11 * p12;
    s23 += q12 * p11 + q13 * p10 + ((s22 >> 28) & U36);
    f[d + 9] = (int) s23 & LIMB;
    long s24 = a11 * b13 + c11 * e13 + a12 * b12 + c12 * e12 + a13 * b11;
    s24 += c13 * e11 + q11 * p13 + q12 * p12 + q13 * p11 + ((s23 >> 28) & U36);
    f[d + 10] = (int) s24 & LIMB;
    long s25 = a12 * b13 + c12 * e13 + a13 * b12 + c13 * e12 + q12 * p13;
    s25 += q13 * p12 + ((s24 >> 28) & U36);
    f[d + 11] = (int) s25 & LIMB;
    long s26 = a13 * b13 + c13 * e13 + q13 * p13 + ((s25 >> 28) & U36);
    f[d + 12] = (int) s26 & LIMB;
    f[d + 13] = (int) (s26 >> 28);
  }

  /** The quotient digit that clears the low limb of a column. */
  private static long digit(long column, int inverse) {
    int q = ((int) column * inverse) & LIMB;
    return q & U32;
  }
}
