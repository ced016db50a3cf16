// Generated from SpecialField.java.template by GeneratedKernels: do not edit.
package dev.twinloop.kernel.field;

/**
 * Arithmetic modulo p = 2^255 - 19 on nine limbs of 29 bits, least significant first. Kernel code.
 *
 * <p><b>Products.</b> 17 column sums of 64 bits take 81 products (45 for a square) and no carry.
 * The upper half is carried and folded in with 2^261 = 1216 mod p, the little that is left once
 * more. Operands: limbs 0 to 7 below 2^31, limb 8 below 2^32, no column above 2^64 - 2^60; Results:
 * limbs below 2^29, but limb 1 up to 2^29 + 2^17; the value is congruent, below 2^261 + 2^47, and
 * not reduced further.
 *
 * <p><b>Other steps.</b> What is subtracted is covered by a lift: a multiple of p, written so that
 * every limb is larger than what is taken from it. Each limb gives its carry to the next and no
 * further, so that nothing waits. Registers are the same or do not overlap, so limbs that were read
 * may be written: three at a time, since all nine are more than a processor has room for, and one
 * by one would make a device wait for each.
 */
public final class Ed25519Field {
  private static final long U32 = 0xffffffffL;
  private static final long U35 = 0x7ffffffffL;
  private static final long LOW = 0x1fffffffL;
  private static final int LIMB = 0x1fffffff;
  private static final int LIFT = (3 << 29) - 3;
  private static final int FOLD = 1216;

  private Ed25519Field() {}

  /** {@code f[d..d+8] = f[a..a+8] * f[b..b+8]}; the operands may overlap the result. */
  public static void mul(int[] f, int d, int a, int b) {
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
    long c9 = a1 * b8 + a2 * b7 + a3 * b6 + a4 * b5 + a5 * b4;
    c9 += a6 * b3 + a7 * b2 + a8 * b1;
    long c10 = a2 * b8 + a3 * b7 + a4 * b6 + a5 * b5 + a6 * b4;
    c10 += a7 * b3 + a8 * b2 + ((c9 >> 29) & U35);
    long c11 = a3 * b8 + a4 * b7 + a5 * b6 + a6 * b5 + a7 * b4;
    c11 += a8 * b3 + ((c10 >> 29) & U35);
    long c12 = a4 * b8 + a5 * b7 + a6 * b6 + a7 * b5 + a8 * b4;
    c12 += ((c11 >> 29) & U35);
    long c13 = a5 * b8 + a6 * b7 + a7 * b6 + a8 * b5 + ((c12 >> 29) & U35);
    long c14 = a6 * b8 + a7 * b7 + a8 * b6 + ((c13 >> 29) & U35);
    long c15 = a7 * b8 + a8 * b7 + ((c14 >> 29) & U35);
    long c16 = a8 * b8 + ((c15 >> 29) & U35);
    long top = (c16 >> 29) & U35;
    long c0 = a0 * b0 + (c9 & LOW) * FOLD;
    long c1 = a0 * b1 + a1 * b0 + (c10 & LOW) * FOLD + ((c0 >> 29) & U35);
    long c2 = a0 * b2 + a1 * b1 + a2 * b0 + (c11 & LOW) * FOLD + ((c1 >> 29) & U35);
    long c3 = a0 * b3 + a1 * b2 + a2 * b1 + a3 * b0 + (c12 & LOW) * FOLD;
    c3 += ((c2 >> 29) & U35);
    long c4 = a0 * b4 + a1 * b3 + a2 * b2 + a3 * b1 + a4 * b0;
    c4 += (c13 & LOW) * FOLD + ((c3 >> 29) & U35);
    long c5 = a0 * b5 + a1 * b4 + a2 * b3 + a3 * b2 + a4 * b1;
    c5 += a5 * b0 + (c14 & LOW) * FOLD + ((c4 >> 29) & U35);
    long c6 = a0 * b6 + a1 * b5 + a2 * b4 + a3 * b3 + a4 * b2;
    c6 += a5 * b1 + a6 * b0 + (c15 & LOW) * FOLD + ((c5 >> 29) & U35);
    long c7 = a0 * b7 + a1 * b6 + a2 * b5 + a3 * b4 + a4 * b3;
    c7 += a5 * b2 + a6 * b1 + a7 * b0 + (c16 & LOW) * FOLD + ((c6 >> 29) & U35);
    long c8 = a0 * b8 + a1 * b7 + a2 * b6 + a3 * b5 + a4 * b4;
    c8 += a5 * b3 + a6 * b2 + a7 * b1 + a8 * b0 + top * FOLD;
    c8 += ((c7 >> 29) & U35);
    c0 = (c0 & LOW) + ((c8 >> 29) & U35) * FOLD;
    f[d] = (int) c0 & LIMB;
    f[d + 1] = ((int) c1 & LIMB) + (int) ((c0 >> 29) & U35);
    f[d + 2] = (int) c2 & LIMB;
    f[d + 3] = (int) c3 & LIMB;
    f[d + 4] = (int) c4 & LIMB;
    f[d + 5] = (int) c5 & LIMB;
    f[d + 6] = (int) c6 & LIMB;
    f[d + 7] = (int) c7 & LIMB;
    f[d + 8] = (int) c8 & LIMB;
  }

  /** {@code f[d..d+8] = f[a..a+8]} squared; the operand may overlap the result. */
  public static void sqr(int[] f, int d, int a) {
    long a0 = f[a] & U32;
    long a1 = f[a + 1] & U32;
    long a2 = f[a + 2] & U32;
    long a3 = f[a + 3] & U32;
    long a4 = f[a + 4] & U32;
    long a5 = f[a + 5] & U32;
    long a6 = f[a + 6] & U32;
    long a7 = f[a + 7] & U32;
    long a8 = f[a + 8] & U32;
    long d0 = (f[a] << 1) & U32;
    long d1 = (f[a + 1] << 1) & U32;
    long d2 = (f[a + 2] << 1) & U32;
    long d3 = (f[a + 3] << 1) & U32;
    long d4 = (f[a + 4] << 1) & U32;
    long d5 = (f[a + 5] << 1) & U32;
    long d6 = (f[a + 6] << 1) & U32;
    long d7 = (f[a + 7] << 1) & U32;
    long c9 = d1 * a8 + d2 * a7 + d3 * a6 + d4 * a5;
    long c10 = d2 * a8 + d3 * a7 + d4 * a6 + a5 * a5 + ((c9 >> 29) & U35);
    long c11 = d3 * a8 + d4 * a7 + d5 * a6 + ((c10 >> 29) & U35);
    long c12 = d4 * a8 + d5 * a7 + a6 * a6 + ((c11 >> 29) & U35);
    long c13 = d5 * a8 + d6 * a7 + ((c12 >> 29) & U35);
    long c14 = d6 * a8 + a7 * a7 + ((c13 >> 29) & U35);
    long c15 = d7 * a8 + ((c14 >> 29) & U35);
    long c16 = a8 * a8 + ((c15 >> 29) & U35);
    long top = (c16 >> 29) & U35;
    long c0 = a0 * a0 + (c9 & LOW) * FOLD;
    long c1 = d0 * a1 + (c10 & LOW) * FOLD + ((c0 >> 29) & U35);
    long c2 = d0 * a2 + a1 * a1 + (c11 & LOW) * FOLD + ((c1 >> 29) & U35);
    long c3 = d0 * a3 + d1 * a2 + (c12 & LOW) * FOLD + ((c2 >> 29) & U35);
    long c4 = d0 * a4 + d1 * a3 + a2 * a2 + (c13 & LOW) * FOLD + ((c3 >> 29) & U35);
    long c5 = d0 * a5 + d1 * a4 + d2 * a3 + (c14 & LOW) * FOLD + ((c4 >> 29) & U35);
    long c6 = d0 * a6 + d1 * a5 + d2 * a4 + a3 * a3 + (c15 & LOW) * FOLD;
    c6 += ((c5 >> 29) & U35);
    long c7 = d0 * a7 + d1 * a6 + d2 * a5 + d3 * a4 + (c16 & LOW) * FOLD;
    c7 += ((c6 >> 29) & U35);
    long c8 = d0 * a8 + d1 * a7 + d2 * a6 + d3 * a5 + a4 * a4;
    c8 += top * FOLD + ((c7 >> 29) & U35);
    c0 = (c0 & LOW) + ((c8 >> 29) & U35) * FOLD;
    f[d] = (int) c0 & LIMB;
    f[d + 1] = ((int) c1 & LIMB) + (int) ((c0 >> 29) & U35);
    f[d + 2] = (int) c2 & LIMB;
    f[d + 3] = (int) c3 & LIMB;
    f[d + 4] = (int) c4 & LIMB;
    f[d + 5] = (int) c5 & LIMB;
    f[d + 6] = (int) c6 & LIMB;
    f[d + 7] = (int) c7 & LIMB;
    f[d + 8] = (int) c8 & LIMB;
  }

  /** d = b + k * c, without carries. */
  public static void sum(int[] f, int d, int b, int k, int c) {
    f[d] = f[b] + k * f[c];
    f[d + 1] = f[b + 1] + k * f[c + 1];
    f[d + 2] = f[b + 2] + k * f[c + 2];
    f[d + 3] = f[b + 3] + k * f[c + 3];
    f[d + 4] = f[b + 4] + k * f[c + 4];
    f[d + 5] = f[b + 5] + k * f[c + 5];
    f[d + 6] = f[b + 6] + k * f[c + 6];
    f[d + 7] = f[b + 7] + k * f[c + 7];
    f[d + 8] = f[b + 8] + k * f[c + 8];
  }

  /** d = b - k * c, without carries; m says which multiple of p covers it. */
  public static void difference(int[] f, int d, int b, int k, int c, int m) {
    f[d] = f[b] - k * f[c] + (LIFT + 3 - 38 * 96);
    f[d + 1] = f[b + 1] - k * f[c + 1] + LIFT;
    f[d + 2] = f[b + 2] - k * f[c + 2] + LIFT;
    f[d + 3] = f[b + 3] - k * f[c + 3] + LIFT;
    f[d + 4] = f[b + 4] - k * f[c + 4] + LIFT;
    f[d + 5] = f[b + 5] - k * f[c + 5] + LIFT;
    f[d + 6] = f[b + 6] - k * f[c + 6] + LIFT;
    f[d + 7] = f[b + 7] - k * f[c + 7] + LIFT;
    f[d + 8] = f[b + 8] - k * f[c + 8] + ((96 << 24) - 3);
  }

  /** d = a + k * e. */
  public static void add(int[] f, int d, int a, int k, int e) {
    int t0 = f[a] + k * f[e];
    int t1 = f[a + 1] + k * f[e + 1];
    int t2 = f[a + 2] + k * f[e + 2];
    f[d + 2] = (t2 & LIMB) + ((t1 >> 29) & 7);
    int t3 = f[a + 3] + k * f[e + 3];
    int t4 = f[a + 4] + k * f[e + 4];
    int t5 = f[a + 5] + k * f[e + 5];
    f[d + 3] = (t3 & LIMB) + ((t2 >> 29) & 7);
    f[d + 4] = (t4 & LIMB) + ((t3 >> 29) & 7);
    f[d + 5] = (t5 & LIMB) + ((t4 >> 29) & 7);
    int t6 = f[a + 6] + k * f[e + 6];
    int t7 = f[a + 7] + k * f[e + 7];
    int t8 = f[a + 8] + k * f[e + 8] + ((t7 >> 29) & 7);
    f[d + 6] = (t6 & LIMB) + ((t5 >> 29) & 7);
    f[d + 7] = (t7 & LIMB) + ((t6 >> 29) & 7);
    int q = (t8 >> 29) & 7;
    f[d] = (t0 & LIMB) + q * FOLD;
    f[d + 1] = (t1 & LIMB) + ((t0 >> 29) & 7);
    f[d + 8] = t8 & LIMB;
  }

  /** d = a - k * e; m says which multiple of p covers it. */
  public static void subtract(int[] f, int d, int a, int k, int e, int m) {
    int t0 = f[a] - k * f[e] + (LIFT + 3 - 38 * 96);
    int t1 = f[a + 1] - k * f[e + 1] + LIFT;
    int t2 = f[a + 2] - k * f[e + 2] + LIFT;
    f[d + 2] = (t2 & LIMB) + ((t1 >> 29) & 7);
    int t3 = f[a + 3] - k * f[e + 3] + LIFT;
    int t4 = f[a + 4] - k * f[e + 4] + LIFT;
    int t5 = f[a + 5] - k * f[e + 5] + LIFT;
    f[d + 3] = (t3 & LIMB) + ((t2 >> 29) & 7);
    f[d + 4] = (t4 & LIMB) + ((t3 >> 29) & 7);
    f[d + 5] = (t5 & LIMB) + ((t4 >> 29) & 7);
    int t6 = f[a + 6] - k * f[e + 6] + LIFT;
    int t7 = f[a + 7] - k * f[e + 7] + LIFT;
    int t8 = f[a + 8] - k * f[e + 8] + ((96 << 24) - 3) + ((t7 >> 29) & 7);
    f[d + 6] = (t6 & LIMB) + ((t5 >> 29) & 7);
    f[d + 7] = (t7 & LIMB) + ((t6 >> 29) & 7);
    int q = (t8 >> 29) & 7;
    f[d] = (t0 & LIMB) + q * FOLD;
    f[d + 1] = (t1 & LIMB) + ((t0 >> 29) & 7);
    f[d + 8] = t8 & LIMB;
  }

  /** y = -y where sign is -1; unchanged where it is 0. No carries. */
  public static void negateIf(int sign, int[] f, int y) {
    f[y] = (f[y] ^ sign) - sign + (sign & (LIFT + 3 - 38 * 96));
    f[y + 1] = (f[y + 1] ^ sign) - sign + (sign & LIFT);
    f[y + 2] = (f[y + 2] ^ sign) - sign + (sign & LIFT);
    f[y + 3] = (f[y + 3] ^ sign) - sign + (sign & LIFT);
    f[y + 4] = (f[y + 4] ^ sign) - sign + (sign & LIFT);
    f[y + 5] = (f[y + 5] ^ sign) - sign + (sign & LIFT);
    f[y + 6] = (f[y + 6] ^ sign) - sign + (sign & LIFT);
    f[y + 7] = (f[y + 7] ^ sign) - sign + (sign & LIFT);
    f[y + 8] = (f[y + 8] ^ sign) - sign + (sign & ((96 << 24) - 3));
  }
}
