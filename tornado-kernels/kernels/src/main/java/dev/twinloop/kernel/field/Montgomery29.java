// Generated from Montgomery.java.template by GeneratedKernels: do not edit.
package dev.twinloop.kernel.field;

/**
 * Montgomery products modulo any odd p below 2^256, of 9 limbs of 29 bits, least significant first:
 * a * b / 2^261 mod p. Kernel code; {@link MontgomeryForm} makes the numbers it needs.
 *
 * <p>Straight line, column by column: the products of a column of a * b, those of the quotient
 * digits with p and the carry of the column before share one 64-bit sum, so that 162 wide
 * multiply-adds (126 for a square) take 17 carries. P. Montgomery, "Modular multiplication without
 * trial division" (1985), finely integrated product scanning.
 *
 * <p><b>Numbers.</b> Registers of 9 ints at an offset of one private array {@code f}, which may
 * have any size and may be indexed by what is known only at run time. {@code n} is another private
 * array, of {@link #PARAMETERS} ints: the limbs of p, then -1/p mod 2^29. It is indexed by
 * constants alone and stays in registers.
 *
 * <p><b>Bounds.</b> Limbs are unsigned and need not be reduced: with all limbs of a below A and all
 * of b below B, A * B must not exceed 3 * 2^59, and half of that in {@link #sum}. The result has
 * all limbs but the last below 2^29 and a value below a * b / 2^261 + p, congruent and not reduced
 * further: below 2 p if a * b is below 2^261 p. So for 254-bit p (BN254) factors may be up to 8 p
 * and 16 p, for 255-bit p (scalars of BLS12-381) both up to 8 p.
 */
public final class Montgomery29 {
  /** Limbs of a number. */
  public static final int LIMBS = 9;

  /** Bits of a limb. */
  public static final int BITS = 29;

  /** Bits of the largest modulus. */
  static final int MOST_BITS = 256;

  /** Length of {@code n}. */
  public static final int PARAMETERS = 10;

  /** Where {@code n} holds -1/p mod 2^29. */
  public static final int INVERSE = 9;

  private static final long U32 = 0xffffffffL;
  private static final long U35 = 0x7ffffffffL;
  private static final int LIMB = 0x1fffffff;

  private Montgomery29() {}

  /**
   * {@code f[d..d+8] = f[a..a+8] * f[b..b+8] / 2^261 mod p}; the operands may overlap the result.
   *
   * @param n limbs of p, then -1/p mod 2^29
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
    long b0 = f[b] & U32;
    long b1 = f[b + 1] & U32;
    long b2 = f[b + 2] & U32;
    long b3 = f[b + 3] & U32;
    long b4 = f[b + 4] & U32;
    long b5 = f[b + 5] & U32;
    long b6 = f[b + 6] & U32;
    long b7 = f[b + 7] & U32;
    long b8 = f[b + 8] & U32;
    long p0 = n[0] & U32;
    long p1 = n[1] & U32;
    long p2 = n[2] & U32;
    long p3 = n[3] & U32;
    long p4 = n[4] & U32;
    long p5 = n[5] & U32;
    long p6 = n[6] & U32;
    long p7 = n[7] & U32;
    long p8 = n[8] & U32;
    int inverse = n[INVERSE];
    long c0 = a0 * b0;
    long q0 = digit(c0, inverse);
    c0 += q0 * p0;
    long c1 = a0 * b1 + a1 * b0 + q0 * p1 + ((c0 >> 29) & U35);
    long q1 = digit(c1, inverse);
    c1 += q1 * p0;
    long c2 = a0 * b2 + a1 * b1 + a2 * b0 + q0 * p2 + q1 * p1;
    c2 += ((c1 >> 29) & U35);
    long q2 = digit(c2, inverse);
    c2 += q2 * p0;
    long c3 = a0 * b3 + a1 * b2 + a2 * b1 + a3 * b0 + q0 * p3;
    c3 += q1 * p2 + q2 * p1 + ((c2 >> 29) & U35);
    long q3 = digit(c3, inverse);
    c3 += q3 * p0;
    long c4 = a0 * b4 + a1 * b3 + a2 * b2 + a3 * b1 + a4 * b0;
    c4 += q0 * p4 + q1 * p3 + q2 * p2 + q3 * p1 + ((c3 >> 29) & U35);
    long q4 = digit(c4, inverse);
    c4 += q4 * p0;
    long c5 = a0 * b5 + a1 * b4 + a2 * b3 + a3 * b2 + a4 * b1;
    c5 += a5 * b0 + q0 * p5 + q1 * p4 + q2 * p3 + q3 * p2;
    c5 += q4 * p1 + ((c4 >> 29) & U35);
    long q5 = digit(c5, inverse);
    c5 += q5 * p0;
    long c6 = a0 * b6 + a1 * b5 + a2 * b4 + a3 * b3 + a4 * b2;
    c6 += a5 * b1 + a6 * b0 + q0 * p6 + q1 * p5 + q2 * p4;
    c6 += q3 * p3 + q4 * p2 + q5 * p1 + ((c5 >> 29) & U35);
    long q6 = digit(c6, inverse);
    c6 += q6 * p0;
    long c7 = a0 * b7 + a1 * b6 + a2 * b5 + a3 * b4 + a4 * b3;
    c7 += a5 * b2 + a6 * b1 + a7 * b0 + q0 * p7 + q1 * p6;
    c7 += q2 * p5 + q3 * p4 + q4 * p3 + q5 * p2 + q6 * p1;
    c7 += ((c6 >> 29) & U35);
    long q7 = digit(c7, inverse);
    c7 += q7 * p0;
    long c8 = a0 * b8 + a1 * b7 + a2 * b6 + a3 * b5 + a4 * b4;
    c8 += a5 * b3 + a6 * b2 + a7 * b1 + a8 * b0 + q0 * p8;
    c8 += q1 * p7 + q2 * p6 + q3 * p5 + q4 * p4 + q5 * p3;
    c8 += q6 * p2 + q7 * p1 + ((c7 >> 29) & U35);
    long q8 = digit(c8, inverse);
    c8 += q8 * p0;
    long c9 = a1 * b8 + a2 * b7 + a3 * b6 + a4 * b5 + a5 * b4;
    c9 += a6 * b3 + a7 * b2 + a8 * b1 + q1 * p8 + q2 * p7;
    c9 += q3 * p6 + q4 * p5 + q5 * p4 + q6 * p3 + q7 * p2;
    c9 += q8 * p1 + ((c8 >> 29) & U35);
    f[d] = (int) c9 & LIMB;
    long c10 = a2 * b8 + a3 * b7 + a4 * b6 + a5 * b5 + a6 * b4;
    c10 += a7 * b3 + a8 * b2 + q2 * p8 + q3 * p7 + q4 * p6;
    c10 += q5 * p5 + q6 * p4 + q7 * p3 + q8 * p2 + ((c9 >> 29) & U35);
    f[d + 1] = (int) c10 & LIMB;
    long c11 = a3 * b8 + a4 * b7 + a5 * b6 + a6 * b5 + a7 * b4;
    c11 += a8 * b3 + q3 * p8 + q4 * p7 + q5 * p6 + q6 * p5;
    c11 += q7 * p4 + q8 * p3 + ((c10 >> 29) & U35);
    f[d + 2] = (int) c11 & LIMB;
    long c12 = a4 * b8 + a5 * b7 + a6 * b6 + a7 * b5 + a8 * b4;
    c12 += q4 * p8 + q5 * p7 + q6 * p6 + q7 * p5 + q8 * p4;
    c12 += ((c11 >> 29) & U35);
    f[d + 3] = (int) c12 & LIMB;
    long c13 = a5 * b8 + a6 * b7 + a7 * b6 + a8 * b5 + q5 * p8;
    c13 += q6 * p7 + q7 * p6 + q8 * p5 + ((c12 >> 29) & U35);
    f[d + 4] = (int) c13 & LIMB;
    long c14 = a6 * b8 + a7 * b7 + a8 * b6 + q6 * p8 + q7 * p7;
    c14 += q8 * p6 + ((c13 >> 29) & U35);
    f[d + 5] = (int) c14 & LIMB;
    long c15 = a7 * b8 + a8 * b7 + q7 * p8 + q8 * p7 + ((c14 >> 29) & U35);
    f[d + 6] = (int) c15 & LIMB;
    long c16 = a8 * b8 + q8 * p8 + ((c15 >> 29) & U35);
    f[d + 7] = (int) c16 & LIMB;
    f[d + 8] = (int) (c16 >> 29);
  }

  /**
   * {@code f[d..d+8] = f[a..a+8]^2 / 2^261 mod p}; the operand may overlap the result.
   *
   * @param n limbs of p, then -1/p mod 2^29
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
    long d0 = a0 << 1;
    long d1 = a1 << 1;
    long d2 = a2 << 1;
    long d3 = a3 << 1;
    long d4 = a4 << 1;
    long d5 = a5 << 1;
    long d6 = a6 << 1;
    long d7 = a7 << 1;
    long p0 = n[0] & U32;
    long p1 = n[1] & U32;
    long p2 = n[2] & U32;
    long p3 = n[3] & U32;
    long p4 = n[4] & U32;
    long p5 = n[5] & U32;
    long p6 = n[6] & U32;
    long p7 = n[7] & U32;
    long p8 = n[8] & U32;
    int inverse = n[INVERSE];
    long c0 = a0 * a0;
    long q0 = digit(c0, inverse);
    c0 += q0 * p0;
    long c1 = d0 * a1 + q0 * p1 + ((c0 >> 29) & U35);
    long q1 = digit(c1, inverse);
    c1 += q1 * p0;
    long c2 = d0 * a2 + a1 * a1 + q0 * p2 + q1 * p1 + ((c1 >> 29) & U35);
    long q2 = digit(c2, inverse);
    c2 += q2 * p0;
    long c3 = d0 * a3 + d1 * a2 + q0 * p3 + q1 * p2 + q2 * p1;
    c3 += ((c2 >> 29) & U35);
    long q3 = digit(c3, inverse);
    c3 += q3 * p0;
    long c4 = d0 * a4 + d1 * a3 + a2 * a2 + q0 * p4 + q1 * p3;
    c4 += q2 * p2 + q3 * p1 + ((c3 >> 29) & U35);
    long q4 = digit(c4, inverse);
    c4 += q4 * p0;
    long c5 = d0 * a5 + d1 * a4 + d2 * a3 + q0 * p5 + q1 * p4;
    c5 += q2 * p3 + q3 * p2 + q4 * p1 + ((c4 >> 29) & U35);
    long q5 = digit(c5, inverse);
    c5 += q5 * p0;
    long c6 = d0 * a6 + d1 * a5 + d2 * a4 + a3 * a3 + q0 * p6;
    c6 += q1 * p5 + q2 * p4 + q3 * p3 + q4 * p2 + q5 * p1;
    c6 += ((c5 >> 29) & U35);
    long q6 = digit(c6, inverse);
    c6 += q6 * p0;
    long c7 = d0 * a7 + d1 * a6 + d2 * a5 + d3 * a4 + q0 * p7;
    c7 += q1 * p6 + q2 * p5 + q3 * p4 + q4 * p3 + q5 * p2;
    c7 += q6 * p1 + ((c6 >> 29) & U35);
    long q7 = digit(c7, inverse);
    c7 += q7 * p0;
    long c8 = d0 * a8 + d1 * a7 + d2 * a6 + d3 * a5 + a4 * a4;
    c8 += q0 * p8 + q1 * p7 + q2 * p6 + q3 * p5 + q4 * p4;
    c8 += q5 * p3 + q6 * p2 + q7 * p1 + ((c7 >> 29) & U35);
    long q8 = digit(c8, inverse);
    c8 += q8 * p0;
    long c9 = d1 * a8 + d2 * a7 + d3 * a6 + d4 * a5 + q1 * p8;
    c9 += q2 * p7 + q3 * p6 + q4 * p5 + q5 * p4 + q6 * p3;
    c9 += q7 * p2 + q8 * p1 + ((c8 >> 29) & U35);
    f[d] = (int) c9 & LIMB;
    long c10 = d2 * a8 + d3 * a7 + d4 * a6 + a5 * a5 + q2 * p8;
    c10 += q3 * p7 + q4 * p6 + q5 * p5 + q6 * p4 + q7 * p3;
    c10 += q8 * p2 + ((c9 >> 29) & U35);
    f[d + 1] = (int) c10 & LIMB;
    long c11 = d3 * a8 + d4 * a7 + d5 * a6 + q3 * p8 + q4 * p7;
    c11 += q5 * p6 + q6 * p5 + q7 * p4 + q8 * p3 + ((c10 >> 29) & U35);
    f[d + 2] = (int) c11 & LIMB;
    long c12 = d4 * a8 + d5 * a7 + a6 * a6 + q4 * p8 + q5 * p7;
    c12 += q6 * p6 + q7 * p5 + q8 * p4 + ((c11 >> 29) & U35);
    f[d + 3] = (int) c12 & LIMB;
    long c13 = d5 * a8 + d6 * a7 + q5 * p8 + q6 * p7 + q7 * p6;
    c13 += q8 * p5 + ((c12 >> 29) & U35);
    f[d + 4] = (int) c13 & LIMB;
    long c14 = d6 * a8 + a7 * a7 + q6 * p8 + q7 * p7 + q8 * p6;
    c14 += ((c13 >> 29) & U35);
    f[d + 5] = (int) c14 & LIMB;
    long c15 = d7 * a8 + q7 * p8 + q8 * p7 + ((c14 >> 29) & U35);
    f[d + 6] = (int) c15 & LIMB;
    long c16 = a8 * a8 + q8 * p8 + ((c15 >> 29) & U35);
    f[d + 7] = (int) c16 & LIMB;
    f[d + 8] = (int) (c16 >> 29);
  }

  /**
   * {@code f[d..] = (f[a..] * f[b..] + f[c..] * f[e..]) / 2^261 mod p}: two products with one
   * reduction, which saves almost a quarter of the work. The operands may overlap the result.
   *
   * @param n limbs of p, then -1/p mod 2^29
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
    long b0 = f[b] & U32;
    long b1 = f[b + 1] & U32;
    long b2 = f[b + 2] & U32;
    long b3 = f[b + 3] & U32;
    long b4 = f[b + 4] & U32;
    long b5 = f[b + 5] & U32;
    long b6 = f[b + 6] & U32;
    long b7 = f[b + 7] & U32;
    long b8 = f[b + 8] & U32;
    long c0 = f[c] & U32;
    long c1 = f[c + 1] & U32;
    long c2 = f[c + 2] & U32;
    long c3 = f[c + 3] & U32;
    long c4 = f[c + 4] & U32;
    long c5 = f[c + 5] & U32;
    long c6 = f[c + 6] & U32;
    long c7 = f[c + 7] & U32;
    long c8 = f[c + 8] & U32;
    long e0 = f[e] & U32;
    long e1 = f[e + 1] & U32;
    long e2 = f[e + 2] & U32;
    long e3 = f[e + 3] & U32;
    long e4 = f[e + 4] & U32;
    long e5 = f[e + 5] & U32;
    long e6 = f[e + 6] & U32;
    long e7 = f[e + 7] & U32;
    long e8 = f[e + 8] & U32;
    long p0 = n[0] & U32;
    long p1 = n[1] & U32;
    long p2 = n[2] & U32;
    long p3 = n[3] & U32;
    long p4 = n[4] & U32;
    long p5 = n[5] & U32;
    long p6 = n[6] & U32;
    long p7 = n[7] & U32;
    long p8 = n[8] & U32;
    int inverse = n[INVERSE];
    long s0 = a0 * b0 + c0 * e0;
    long q0 = digit(s0, inverse);
    s0 += q0 * p0;
    long s1 = a0 * b1 + c0 * e1 + a1 * b0 + c1 * e0 + q0 * p1;
    s1 += ((s0 >> 29) & U35);
    long q1 = digit(s1, inverse);
    s1 += q1 * p0;
    long s2 = a0 * b2 + c0 * e2 + a1 * b1 + c1 * e1 + a2 * b0;
    s2 += c2 * e0 + q0 * p2 + q1 * p1 + ((s1 >> 29) & U35);
    long q2 = digit(s2, inverse);
    s2 += q2 * p0;
    long s3 = a0 * b3 + c0 * e3 + a1 * b2 + c1 * e2 + a2 * b1;
    s3 += c2 * e1 + a3 * b0 + c3 * e0 + q0 * p3 + q1 * p2;
    s3 += q2 * p1 + ((s2 >> 29) & U35);
    long q3 = digit(s3, inverse);
    s3 += q3 * p0;
    long s4 = a0 * b4 + c0 * e4 + a1 * b3 + c1 * e3 + a2 * b2;
    s4 += c2 * e2 + a3 * b1 + c3 * e1 + a4 * b0 + c4 * e0;
    s4 += q0 * p4 + q1 * p3 + q2 * p2 + q3 * p1 + ((s3 >> 29) & U35);
    long q4 = digit(s4, inverse);
    s4 += q4 * p0;
    long s5 = a0 * b5 + c0 * e5 + a1 * b4 + c1 * e4 + a2 * b3;
    s5 += c2 * e3 + a3 * b2 + c3 * e2 + a4 * b1 + c4 * e1;
    s5 += a5 * b0 + c5 * e0 + q0 * p5 + q1 * p4 + q2 * p3;
    s5 += q3 * p2 + q4 * p1 + ((s4 >> 29) & U35);
    long q5 = digit(s5, inverse);
    s5 += q5 * p0;
    long s6 = a0 * b6 + c0 * e6 + a1 * b5 + c1 * e5 + a2 * b4;
    s6 += c2 * e4 + a3 * b3 + c3 * e3 + a4 * b2 + c4 * e2;
    s6 += a5 * b1 + c5 * e1 + a6 * b0 + c6 * e0 + q0 * p6;
    s6 += q1 * p5 + q2 * p4 + q3 * p3 + q4 * p2 + q5 * p1;
    s6 += ((s5 >> 29) & U35);
    long q6 = digit(s6, inverse);
    s6 += q6 * p0;
    long s7 = a0 * b7 + c0 * e7 + a1 * b6 + c1 * e6 + a2 * b5;
    s7 += c2 * e5 + a3 * b4 + c3 * e4 + a4 * b3 + c4 * e3;
    s7 += a5 * b2 + c5 * e2 + a6 * b1 + c6 * e1 + a7 * b0;
    s7 += c7 * e0 + q0 * p7 + q1 * p6 + q2 * p5 + q3 * p4;
    s7 += q4 * p3 + q5 * p2 + q6 * p1 + ((s6 >> 29) & U35);
    long q7 = digit(s7, inverse);
    s7 += q7 * p0;
    long s8 = a0 * b8 + c0 * e8 + a1 * b7 + c1 * e7 + a2 * b6;
    s8 += c2 * e6 + a3 * b5 + c3 * e5 + a4 * b4 + c4 * e4;
    s8 += a5 * b3 + c5 * e3 + a6 * b2 + c6 * e2 + a7 * b1;
    s8 += c7 * e1 + a8 * b0 + c8 * e0 + q0 * p8 + q1 * p7;
    s8 += q2 * p6 + q3 * p5 + q4 * p4 + q5 * p3 + q6 * p2;
    s8 += q7 * p1 + ((s7 >> 29) & U35);
    long q8 = digit(s8, inverse);
    s8 += q8 * p0;
    long s9 = a1 * b8 + c1 * e8 + a2 * b7 + c2 * e7 + a3 * b6;
    s9 += c3 * e6 + a4 * b5 + c4 * e5 + a5 * b4 + c5 * e4;
    s9 += a6 * b3 + c6 * e3 + a7 * b2 + c7 * e2 + a8 * b1;
    s9 += c8 * e1 + q1 * p8 + q2 * p7 + q3 * p6 + q4 * p5;
    s9 += q5 * p4 + q6 * p3 + q7 * p2 + q8 * p1 + ((s8 >> 29) & U35);
    f[d] = (int) s9 & LIMB;
    long s10 = a2 * b8 + c2 * e8 + a3 * b7 + c3 * e7 + a4 * b6;
    s10 += c4 * e6 + a5 * b5 + c5 * e5 + a6 * b4 + c6 * e4;
    s10 += a7 * b3 + c7 * e3 + a8 * b2 + c8 * e2 + q2 * p8;
    s10 += q3 * p7 + q4 * p6 + q5 * p5 + q6 * p4 + q7 * p3;
    s10 += q8 * p2 + ((s9 >> 29) & U35);
    f[d + 1] = (int) s10 & LIMB;
    long s11 = a3 * b8 + c3 * e8 + a4 * b7 + c4 * e7 + a5 * b6;
    s11 += c5 * e6 + a6 * b5 + c6 * e5 + a7 * b4 + c7 * e4;
    s11 += a8 * b3 + c8 * e3 + q3 * p8 + q4 * p7 + q5 * p6;
    s11 += q6 * p5 + q7 * p4 + q8 * p3 + ((s10 >> 29) & U35);
    f[d + 2] = (int) s11 & LIMB;
    long s12 = a4 * b8 + c4 * e8 + a5 * b7 + c5 * e7 + a6 * b6;
    s12 += c6 * e6 + a7 * b5 + c7 * e5 + a8 * b4 + c8 * e4;
    s12 += q4 * p8 + q5 * p7 + q6 * p6 + q7 * p5 + q8 * p4;
    s12 += ((s11 >> 29) & U35);
    f[d + 3] = (int) s12 & LIMB;
    long s13 = a5 * b8 + c5 * e8 + a6 * b7 + c6 * e7 + a7 * b6;
    s13 += c7 * e6 + a8 * b5 + c8 * e5 + q5 * p8 + q6 * p7;
    s13 += q7 * p6 + q8 * p5 + ((s12 >> 29) & U35);
    f[d + 4] = (int) s13 & LIMB;
    long s14 = a6 * b8 + c6 * e8 + a7 * b7 + c7 * e7 + a8 * b6;
    s14 += c8 * e6 + q6 * p8 + q7 * p7 + q8 * p6 + ((s13 >> 29) & U35);
    f[d + 5] = (int) s14 & LIMB;
    long s15 = a7 * b8 + c7 * e8 + a8 * b7 + c8 * e7 + q7 * p8;
    s15 += q8 * p7 + ((s14 >> 29) & U35);
    f[d + 6] = (int) s15 & LIMB;
    long s16 = a8 * b8 + c8 * e8 + q8 * p8 + ((s15 >> 29) & U35);
    f[d + 7] = (int) s16 & LIMB;
    f[d + 8] = (int) (s16 >> 29);
  }

  /** The quotient digit that clears the low limb of a column. */
  private static long digit(long column, int inverse) {
    int q = ((int) column * inverse) & LIMB;
    return q & U32;
  }
}
