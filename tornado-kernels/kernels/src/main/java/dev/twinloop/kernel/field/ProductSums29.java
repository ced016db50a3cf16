package dev.twinloop.kernel.field;

/**
 * Sums of two products with one Montgomery reduction, which saves almost a quarter of the work: d =
 * (a b + c e) / R mod p, for the limbs of {@link Montgomery29}, where it is said how they go.
 * Kernel code.
 *
 * <p><b>Bounds.</b> With limbs of a, b, c, e below A, B, C, E, the sum A B + C E must not exceed
 * 2^61. The result has all limbs but the last below 2^29 and a value below (a b + c e) / R + p.
 * Operands may overlap the result.
 */
public final class ProductSums29 {
  private static final long U32 = 0xffffffffL;
  private static final long U35 = 0x7ffffffffL;

  private ProductSums29() {}

  /** d = (a b + c e) / R; {@code n} as in {@link Montgomery29}. */
  public static void add(int[] f, int d, int a, int b, int c, int e, int[] n) {
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
    int inverse = n[9];
    long s0 = a0 * b0 + c0 * e0;
    long q0 = Montgomery29.digit(s0, inverse);
    s0 += q0 * p0;
    long s1 = a0 * b1 + c0 * e1 + a1 * b0 + c1 * e0 + q0 * p1;
    s1 += ((s0 >> 29) & U35);
    long q1 = Montgomery29.digit(s1, inverse);
    s1 += q1 * p0;
    long s2 = a0 * b2 + c0 * e2 + a1 * b1 + c1 * e1 + a2 * b0;
    s2 += c2 * e0 + q0 * p2 + q1 * p1 + ((s1 >> 29) & U35);
    long q2 = Montgomery29.digit(s2, inverse);
    s2 += q2 * p0;
    long s3 = a0 * b3 + c0 * e3 + a1 * b2 + c1 * e2 + a2 * b1;
    s3 += c2 * e1 + a3 * b0 + c3 * e0 + q0 * p3 + q1 * p2;
    s3 += q2 * p1 + ((s2 >> 29) & U35);
    long q3 = Montgomery29.digit(s3, inverse);
    s3 += q3 * p0;
    long s4 = a0 * b4 + c0 * e4 + a1 * b3 + c1 * e3 + a2 * b2;
    s4 += c2 * e2 + a3 * b1 + c3 * e1 + a4 * b0 + c4 * e0;
    s4 += q0 * p4 + q1 * p3 + q2 * p2 + q3 * p1 + ((s3 >> 29) & U35);
    long q4 = Montgomery29.digit(s4, inverse);
    s4 += q4 * p0;
    long s5 = a0 * b5 + c0 * e5 + a1 * b4 + c1 * e4 + a2 * b3;
    s5 += c2 * e3 + a3 * b2 + c3 * e2 + a4 * b1 + c4 * e1;
    s5 += a5 * b0 + c5 * e0 + q0 * p5 + q1 * p4 + q2 * p3;
    s5 += q3 * p2 + q4 * p1 + ((s4 >> 29) & U35);
    long q5 = Montgomery29.digit(s5, inverse);
    s5 += q5 * p0;
    long s6 = a0 * b6 + c0 * e6 + a1 * b5 + c1 * e5 + a2 * b4;
    s6 += c2 * e4 + a3 * b3 + c3 * e3 + a4 * b2 + c4 * e2;
    s6 += a5 * b1 + c5 * e1 + a6 * b0 + c6 * e0 + q0 * p6;
    s6 += q1 * p5 + q2 * p4 + q3 * p3 + q4 * p2 + q5 * p1;
    s6 += ((s5 >> 29) & U35);
    long q6 = Montgomery29.digit(s6, inverse);
    s6 += q6 * p0;
    long s7 = a0 * b7 + c0 * e7 + a1 * b6 + c1 * e6 + a2 * b5;
    s7 += c2 * e5 + a3 * b4 + c3 * e4 + a4 * b3 + c4 * e3;
    s7 += a5 * b2 + c5 * e2 + a6 * b1 + c6 * e1 + a7 * b0;
    s7 += c7 * e0 + q0 * p7 + q1 * p6 + q2 * p5 + q3 * p4;
    s7 += q4 * p3 + q5 * p2 + q6 * p1 + ((s6 >> 29) & U35);
    long q7 = Montgomery29.digit(s7, inverse);
    s7 += q7 * p0;
    long s8 = a0 * b8 + c0 * e8 + a1 * b7 + c1 * e7 + a2 * b6;
    s8 += c2 * e6 + a3 * b5 + c3 * e5 + a4 * b4 + c4 * e4;
    s8 += a5 * b3 + c5 * e3 + a6 * b2 + c6 * e2 + a7 * b1;
    s8 += c7 * e1 + a8 * b0 + c8 * e0 + q0 * p8 + q1 * p7;
    s8 += q2 * p6 + q3 * p5 + q4 * p4 + q5 * p3 + q6 * p2;
    s8 += q7 * p1 + ((s7 >> 29) & U35);
    long q8 = Montgomery29.digit(s8, inverse);
    s8 += q8 * p0;
    long s9 = a1 * b8 + c1 * e8 + a2 * b7 + c2 * e7 + a3 * b6;
    s9 += c3 * e6 + a4 * b5 + c4 * e5 + a5 * b4 + c5 * e4;
    s9 += a6 * b3 + c6 * e3 + a7 * b2 + c7 * e2 + a8 * b1;
    s9 += c8 * e1 + q1 * p8 + q2 * p7 + q3 * p6 + q4 * p5;
    s9 += q5 * p4 + q6 * p3 + q7 * p2 + q8 * p1 + ((s8 >> 29) & U35);
    f[d] = (int) s9 & 0x1fffffff;
    long s10 = a2 * b8 + c2 * e8 + a3 * b7 + c3 * e7 + a4 * b6;
    s10 += c4 * e6 + a5 * b5 + c5 * e5 + a6 * b4 + c6 * e4;
    s10 += a7 * b3 + c7 * e3 + a8 * b2 + c8 * e2 + q2 * p8;
    s10 += q3 * p7 + q4 * p6 + q5 * p5 + q6 * p4 + q7 * p3;
    s10 += q8 * p2 + ((s9 >> 29) & U35);
    f[d + 1] = (int) s10 & 0x1fffffff;
    long s11 = a3 * b8 + c3 * e8 + a4 * b7 + c4 * e7 + a5 * b6;
    s11 += c5 * e6 + a6 * b5 + c6 * e5 + a7 * b4 + c7 * e4;
    s11 += a8 * b3 + c8 * e3 + q3 * p8 + q4 * p7 + q5 * p6;
    s11 += q6 * p5 + q7 * p4 + q8 * p3 + ((s10 >> 29) & U35);
    f[d + 2] = (int) s11 & 0x1fffffff;
    long s12 = a4 * b8 + c4 * e8 + a5 * b7 + c5 * e7 + a6 * b6;
    s12 += c6 * e6 + a7 * b5 + c7 * e5 + a8 * b4 + c8 * e4;
    s12 += q4 * p8 + q5 * p7 + q6 * p6 + q7 * p5 + q8 * p4;
    s12 += ((s11 >> 29) & U35);
    f[d + 3] = (int) s12 & 0x1fffffff;
    long s13 = a5 * b8 + c5 * e8 + a6 * b7 + c6 * e7 + a7 * b6;
    s13 += c7 * e6 + a8 * b5 + c8 * e5 + q5 * p8 + q6 * p7;
    s13 += q7 * p6 + q8 * p5 + ((s12 >> 29) & U35);
    f[d + 4] = (int) s13 & 0x1fffffff;
    long s14 = a6 * b8 + c6 * e8 + a7 * b7 + c7 * e7 + a8 * b6;
    s14 += c8 * e6 + q6 * p8 + q7 * p7 + q8 * p6 + ((s13 >> 29) & U35);
    f[d + 5] = (int) s14 & 0x1fffffff;
    long s15 = a7 * b8 + c7 * e8 + a8 * b7 + c8 * e7 + q7 * p8;
    s15 += q8 * p7 + ((s14 >> 29) & U35);
    f[d + 6] = (int) s15 & 0x1fffffff;
    long s16 = a8 * b8 + c8 * e8 + q8 * p8 + ((s15 >> 29) & U35);
    f[d + 7] = (int) s16 & 0x1fffffff;
    f[d + 8] = (int) (s16 >> 29);
  }
}
