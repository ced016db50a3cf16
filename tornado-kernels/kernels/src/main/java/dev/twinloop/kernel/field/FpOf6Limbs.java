// Generated from HostField.java.template by GeneratedKernels: do not edit.
package dev.twinloop.kernel.field;

/**
 * Up to 383 bits: 6 limbs, R = 2^384.
 *
 * <p>A product takes its factors apart into 7 digits of 55 bits and adds up their products column
 * by column, the upper halves in one sum, the lower ones modulo 2^64 in another: no addition has a
 * carry to look for. The last digit that a reduction clears has 54 bits, which makes R what it is.
 */
final class FpOf6Limbs extends Fp {
  private static final int BITS = 55;
  private static final long DIGIT = (1L << BITS) - 1;
  private static final int REST = 54;
  private static final int LEFT = BITS - REST;
  private static final int ONE = 4;
  private static final int OTHER = 64 - BITS - ONE;

  private final long n0;
  private final long n1;
  private final long n2;
  private final long n3;
  private final long n4;
  private final long n5;
  private final long p0;
  private final long p1;
  private final long p2;
  private final long p3;
  private final long p4;
  private final long p5;
  private final long p6;
  private final long q0;
  private final long q1;
  private final long q2;
  private final long q3;
  private final long q4;
  private final long q5;
  private final long q6;
  private final long q7;

  FpOf6Limbs(Field field) {
    super(field, 6);
    n0 = limb(0);
    n1 = limb(1);
    n2 = limb(2);
    n3 = limb(3);
    n4 = limb(4);
    n5 = limb(5);
    p0 = digit(0 * BITS, BITS);
    p1 = digit(1 * BITS, BITS);
    p2 = digit(2 * BITS, BITS);
    p3 = digit(3 * BITS, BITS);
    p4 = digit(4 * BITS, BITS);
    p5 = digit(5 * BITS, BITS);
    p6 = digit(6 * BITS, BITS);
    q0 = digit(0, LEFT);
    q1 = digit(LEFT + 0 * BITS, BITS);
    q2 = digit(LEFT + 1 * BITS, BITS);
    q3 = digit(LEFT + 2 * BITS, BITS);
    q4 = digit(LEFT + 3 * BITS, BITS);
    q5 = digit(LEFT + 4 * BITS, BITS);
    q6 = digit(LEFT + 5 * BITS, BITS);
    q7 = digit(LEFT + 6 * BITS, BITS);
  }

  /** The product of two digits without its lowest digit. */
  private static long high(long a, long b) {
    return Math.multiplyHigh(a << ONE, b << OTHER);
  }

  @Override
  public void mul(long[] d, int di, long[] a, int ai, long[] b, int bi) {
    long a0 = a[ai] & DIGIT;
    long a1 = (a[ai] >>> 55 | a[ai + 1] << 9) & DIGIT;
    long a2 = (a[ai + 1] >>> 46 | a[ai + 2] << 18) & DIGIT;
    long a3 = (a[ai + 2] >>> 37 | a[ai + 3] << 27) & DIGIT;
    long a4 = (a[ai + 3] >>> 28 | a[ai + 4] << 36) & DIGIT;
    long a5 = (a[ai + 4] >>> 19 | a[ai + 5] << 45) & DIGIT;
    long a6 = a[ai + 5] >>> 10;
    long b0 = b[bi] & DIGIT;
    long b1 = (b[bi] >>> 55 | b[bi + 1] << 9) & DIGIT;
    long b2 = (b[bi + 1] >>> 46 | b[bi + 2] << 18) & DIGIT;
    long b3 = (b[bi + 2] >>> 37 | b[bi + 3] << 27) & DIGIT;
    long b4 = (b[bi + 3] >>> 28 | b[bi + 4] << 36) & DIGIT;
    long b5 = (b[bi + 4] >>> 19 | b[bi + 5] << 45) & DIGIT;
    long b6 = b[bi + 5] >>> 10;
    long low;
    long high;
    long sum;
    long c = 0;
    low = a0 * b0;
    high = high(a0, b0);
    sum = low - (high << BITS) + c;
    long m0 = sum * inverse & DIGIT;
    low = high(m0, p0);
    sum += m0 * p0 - (low << BITS);
    c = (sum >> BITS) + high + low;
    low = a0 * b1 + m0 * p1 + a1 * b0;
    high = high(a0, b1) + high(m0, p1) + high(a1, b0);
    sum = low - (high << BITS) + c;
    long m1 = sum * inverse & DIGIT;
    low = high(m1, p0);
    sum += m1 * p0 - (low << BITS);
    c = (sum >> BITS) + high + low;
    low = a0 * b2 + m0 * p2 + a1 * b1 + m1 * p1 + a2 * b0;
    high = high(a0, b2) + high(m0, p2) + high(a1, b1) + high(m1, p1) + high(a2, b0);
    sum = low - (high << BITS) + c;
    long m2 = sum * inverse & DIGIT;
    low = high(m2, p0);
    sum += m2 * p0 - (low << BITS);
    c = (sum >> BITS) + high + low;
    low = a0 * b3 + m0 * p3 + a1 * b2 + m1 * p2 + a2 * b1 + m2 * p1 + a3 * b0;
    high =
        high(a0, b3)
            + high(m0, p3)
            + high(a1, b2)
            + high(m1, p2)
            + high(a2, b1)
            + high(m2, p1)
            + high(a3, b0);
    sum = low - (high << BITS) + c;
    long m3 = sum * inverse & DIGIT;
    low = high(m3, p0);
    sum += m3 * p0 - (low << BITS);
    c = (sum >> BITS) + high + low;
    low = a0 * b4 + m0 * p4 + a1 * b3 + m1 * p3 + a2 * b2 + m2 * p2 + a3 * b1 + m3 * p1 + a4 * b0;
    high =
        high(a0, b4)
            + high(m0, p4)
            + high(a1, b3)
            + high(m1, p3)
            + high(a2, b2)
            + high(m2, p2)
            + high(a3, b1)
            + high(m3, p1)
            + high(a4, b0);
    sum = low - (high << BITS) + c;
    long m4 = sum * inverse & DIGIT;
    low = high(m4, p0);
    sum += m4 * p0 - (low << BITS);
    c = (sum >> BITS) + high + low;
    low =
        a0 * b5 + m0 * p5 + a1 * b4 + m1 * p4 + a2 * b3 + m2 * p3 + a3 * b2 + m3 * p2 + a4 * b1
            + m4 * p1 + a5 * b0;
    high =
        high(a0, b5)
            + high(m0, p5)
            + high(a1, b4)
            + high(m1, p4)
            + high(a2, b3)
            + high(m2, p3)
            + high(a3, b2)
            + high(m3, p2)
            + high(a4, b1)
            + high(m4, p1)
            + high(a5, b0);
    sum = low - (high << BITS) + c;
    long m5 = sum * inverse & DIGIT;
    low = high(m5, p0);
    sum += m5 * p0 - (low << BITS);
    c = (sum >> BITS) + high + low;
    low =
        a0 * b6 + m0 * p6 + a1 * b5 + m1 * p5 + a2 * b4 + m2 * p4 + a3 * b3 + m3 * p3 + a4 * b2
            + m4 * p2 + a5 * b1 + m5 * p1 + a6 * b0;
    high =
        high(a0, b6)
            + high(m0, p6)
            + high(a1, b5)
            + high(m1, p5)
            + high(a2, b4)
            + high(m2, p4)
            + high(a3, b3)
            + high(m3, p3)
            + high(a4, b2)
            + high(m4, p2)
            + high(a5, b1)
            + high(m5, p1)
            + high(a6, b0);
    sum = low - (high << BITS) + c;
    long m6 = sum * inverse & (1L << REST) - 1;
    low = high(m6, p0);
    sum += m6 * p0 - (low << BITS);
    c = (sum >> BITS) + high + low;
    long v0 = sum >>> REST & (1L << LEFT) - 1;
    low =
        a1 * b6 + m1 * p6 + a2 * b5 + m2 * p5 + a3 * b4 + m3 * p4 + a4 * b3 + m4 * p3 + a5 * b2
            + m5 * p2 + a6 * b1 + m6 * p1;
    high =
        high(a1, b6)
            + high(m1, p6)
            + high(a2, b5)
            + high(m2, p5)
            + high(a3, b4)
            + high(m3, p4)
            + high(a4, b3)
            + high(m4, p3)
            + high(a5, b2)
            + high(m5, p2)
            + high(a6, b1)
            + high(m6, p1);
    sum = low - (high << BITS) + c;
    long v1 = sum & DIGIT;
    c = (sum >> BITS) + high;
    low =
        a2 * b6 + m2 * p6 + a3 * b5 + m3 * p5 + a4 * b4 + m4 * p4 + a5 * b3 + m5 * p3 + a6 * b2
            + m6 * p2;
    high =
        high(a2, b6)
            + high(m2, p6)
            + high(a3, b5)
            + high(m3, p5)
            + high(a4, b4)
            + high(m4, p4)
            + high(a5, b3)
            + high(m5, p3)
            + high(a6, b2)
            + high(m6, p2);
    sum = low - (high << BITS) + c;
    long v2 = sum & DIGIT;
    c = (sum >> BITS) + high;
    low = a3 * b6 + m3 * p6 + a4 * b5 + m4 * p5 + a5 * b4 + m5 * p4 + a6 * b3 + m6 * p3;
    high =
        high(a3, b6)
            + high(m3, p6)
            + high(a4, b5)
            + high(m4, p5)
            + high(a5, b4)
            + high(m5, p4)
            + high(a6, b3)
            + high(m6, p3);
    sum = low - (high << BITS) + c;
    long v3 = sum & DIGIT;
    c = (sum >> BITS) + high;
    low = a4 * b6 + m4 * p6 + a5 * b5 + m5 * p5 + a6 * b4 + m6 * p4;
    high = high(a4, b6) + high(m4, p6) + high(a5, b5) + high(m5, p5) + high(a6, b4) + high(m6, p4);
    sum = low - (high << BITS) + c;
    long v4 = sum & DIGIT;
    c = (sum >> BITS) + high;
    low = a5 * b6 + m5 * p6 + a6 * b5 + m6 * p5;
    high = high(a5, b6) + high(m5, p6) + high(a6, b5) + high(m6, p5);
    sum = low - (high << BITS) + c;
    long v5 = sum & DIGIT;
    c = (sum >> BITS) + high;
    low = a6 * b6 + m6 * p6;
    high = high(a6, b6) + high(m6, p6);
    sum = low - (high << BITS) + c;
    long v6 = sum & DIGIT;
    c = (sum >> BITS) + high;
    join(d, di, v0, v1, v2, v3, v4, v5, v6, c);
  }

  @Override
  public void mulQuadratic(long[] d, int di, long[] a, int ai, long[] b, int bi) {
    // The factors b0, p - b1 and b1, b0. Both sums in one method would outgrow what C2 compiles.
    long[] t = new long[2 * 6];
    sub(t, 6, t, 6, b, bi + 6);
    products(t, 0, a, ai, b, bi, t, 6);
    products(d, di + 6, a, ai, b, bi + 6, b, bi);
    System.arraycopy(t, 0, d, di, 6);
  }

  /** d = a0 b + a1 e over two elements a0 and a1, with one reduction. */
  private void products(long[] d, int di, long[] a, int ai, long[] b, int bi, long[] e, int ei) {
    long a0 = a[ai] & DIGIT;
    long a1 = (a[ai] >>> 55 | a[ai + 1] << 9) & DIGIT;
    long a2 = (a[ai + 1] >>> 46 | a[ai + 2] << 18) & DIGIT;
    long a3 = (a[ai + 2] >>> 37 | a[ai + 3] << 27) & DIGIT;
    long a4 = (a[ai + 3] >>> 28 | a[ai + 4] << 36) & DIGIT;
    long a5 = (a[ai + 4] >>> 19 | a[ai + 5] << 45) & DIGIT;
    long a6 = a[ai + 5] >>> 10;
    long b0 = b[bi] & DIGIT;
    long b1 = (b[bi] >>> 55 | b[bi + 1] << 9) & DIGIT;
    long b2 = (b[bi + 1] >>> 46 | b[bi + 2] << 18) & DIGIT;
    long b3 = (b[bi + 2] >>> 37 | b[bi + 3] << 27) & DIGIT;
    long b4 = (b[bi + 3] >>> 28 | b[bi + 4] << 36) & DIGIT;
    long b5 = (b[bi + 4] >>> 19 | b[bi + 5] << 45) & DIGIT;
    long b6 = b[bi + 5] >>> 10;
    long f0 = a[ai + 6] & DIGIT;
    long f1 = (a[ai + 6] >>> 55 | a[ai + 6 + 1] << 9) & DIGIT;
    long f2 = (a[ai + 6 + 1] >>> 46 | a[ai + 6 + 2] << 18) & DIGIT;
    long f3 = (a[ai + 6 + 2] >>> 37 | a[ai + 6 + 3] << 27) & DIGIT;
    long f4 = (a[ai + 6 + 3] >>> 28 | a[ai + 6 + 4] << 36) & DIGIT;
    long f5 = (a[ai + 6 + 4] >>> 19 | a[ai + 6 + 5] << 45) & DIGIT;
    long f6 = a[ai + 6 + 5] >>> 10;
    long e0 = e[ei] & DIGIT;
    long e1 = (e[ei] >>> 55 | e[ei + 1] << 9) & DIGIT;
    long e2 = (e[ei + 1] >>> 46 | e[ei + 2] << 18) & DIGIT;
    long e3 = (e[ei + 2] >>> 37 | e[ei + 3] << 27) & DIGIT;
    long e4 = (e[ei + 3] >>> 28 | e[ei + 4] << 36) & DIGIT;
    long e5 = (e[ei + 4] >>> 19 | e[ei + 5] << 45) & DIGIT;
    long e6 = e[ei + 5] >>> 10;
    long low;
    long high;
    long sum;
    long c = 0;
    low = a0 * b0 + f0 * e0;
    high = high(a0, b0) + high(f0, e0);
    sum = low - (high << BITS) + c;
    long m0 = sum * inverse & DIGIT;
    low = high(m0, p0);
    sum += m0 * p0 - (low << BITS);
    c = (sum >> BITS) + high + low;
    low = a0 * b1 + f0 * e1 + m0 * p1 + a1 * b0 + f1 * e0;
    high = high(a0, b1) + high(f0, e1) + high(m0, p1) + high(a1, b0) + high(f1, e0);
    sum = low - (high << BITS) + c;
    long m1 = sum * inverse & DIGIT;
    low = high(m1, p0);
    sum += m1 * p0 - (low << BITS);
    c = (sum >> BITS) + high + low;
    low = a0 * b2 + f0 * e2 + m0 * p2 + a1 * b1 + f1 * e1 + m1 * p1 + a2 * b0 + f2 * e0;
    high =
        high(a0, b2)
            + high(f0, e2)
            + high(m0, p2)
            + high(a1, b1)
            + high(f1, e1)
            + high(m1, p1)
            + high(a2, b0)
            + high(f2, e0);
    sum = low - (high << BITS) + c;
    long m2 = sum * inverse & DIGIT;
    low = high(m2, p0);
    sum += m2 * p0 - (low << BITS);
    c = (sum >> BITS) + high + low;
    low =
        a0 * b3 + f0 * e3 + m0 * p3 + a1 * b2 + f1 * e2 + m1 * p2 + a2 * b1 + f2 * e1 + m2 * p1
            + a3 * b0 + f3 * e0;
    high =
        high(a0, b3)
            + high(f0, e3)
            + high(m0, p3)
            + high(a1, b2)
            + high(f1, e2)
            + high(m1, p2)
            + high(a2, b1)
            + high(f2, e1)
            + high(m2, p1)
            + high(a3, b0)
            + high(f3, e0);
    sum = low - (high << BITS) + c;
    long m3 = sum * inverse & DIGIT;
    low = high(m3, p0);
    sum += m3 * p0 - (low << BITS);
    c = (sum >> BITS) + high + low;
    low =
        a0 * b4 + f0 * e4 + m0 * p4 + a1 * b3 + f1 * e3 + m1 * p3 + a2 * b2 + f2 * e2 + m2 * p2
            + a3 * b1 + f3 * e1 + m3 * p1 + a4 * b0 + f4 * e0;
    high =
        high(a0, b4)
            + high(f0, e4)
            + high(m0, p4)
            + high(a1, b3)
            + high(f1, e3)
            + high(m1, p3)
            + high(a2, b2)
            + high(f2, e2)
            + high(m2, p2)
            + high(a3, b1)
            + high(f3, e1)
            + high(m3, p1)
            + high(a4, b0)
            + high(f4, e0);
    sum = low - (high << BITS) + c;
    long m4 = sum * inverse & DIGIT;
    low = high(m4, p0);
    sum += m4 * p0 - (low << BITS);
    c = (sum >> BITS) + high + low;
    low =
        a0 * b5 + f0 * e5 + m0 * p5 + a1 * b4 + f1 * e4 + m1 * p4 + a2 * b3 + f2 * e3 + m2 * p3
            + a3 * b2 + f3 * e2 + m3 * p2 + a4 * b1 + f4 * e1 + m4 * p1 + a5 * b0 + f5 * e0;
    high =
        high(a0, b5)
            + high(f0, e5)
            + high(m0, p5)
            + high(a1, b4)
            + high(f1, e4)
            + high(m1, p4)
            + high(a2, b3)
            + high(f2, e3)
            + high(m2, p3)
            + high(a3, b2)
            + high(f3, e2)
            + high(m3, p2)
            + high(a4, b1)
            + high(f4, e1)
            + high(m4, p1)
            + high(a5, b0)
            + high(f5, e0);
    sum = low - (high << BITS) + c;
    long m5 = sum * inverse & DIGIT;
    low = high(m5, p0);
    sum += m5 * p0 - (low << BITS);
    c = (sum >> BITS) + high + low;
    low =
        a0 * b6 + f0 * e6 + m0 * p6 + a1 * b5 + f1 * e5 + m1 * p5 + a2 * b4 + f2 * e4 + m2 * p4
            + a3 * b3 + f3 * e3 + m3 * p3 + a4 * b2 + f4 * e2 + m4 * p2 + a5 * b1 + f5 * e1
            + m5 * p1 + a6 * b0 + f6 * e0;
    high =
        high(a0, b6)
            + high(f0, e6)
            + high(m0, p6)
            + high(a1, b5)
            + high(f1, e5)
            + high(m1, p5)
            + high(a2, b4)
            + high(f2, e4)
            + high(m2, p4)
            + high(a3, b3)
            + high(f3, e3)
            + high(m3, p3)
            + high(a4, b2)
            + high(f4, e2)
            + high(m4, p2)
            + high(a5, b1)
            + high(f5, e1)
            + high(m5, p1)
            + high(a6, b0)
            + high(f6, e0);
    sum = low - (high << BITS) + c;
    long m6 = sum * inverse & (1L << REST) - 1;
    low = high(m6, p0);
    sum += m6 * p0 - (low << BITS);
    c = (sum >> BITS) + high + low;
    long v0 = sum >>> REST & (1L << LEFT) - 1;
    low =
        a1 * b6 + f1 * e6 + m1 * p6 + a2 * b5 + f2 * e5 + m2 * p5 + a3 * b4 + f3 * e4 + m3 * p4
            + a4 * b3 + f4 * e3 + m4 * p3 + a5 * b2 + f5 * e2 + m5 * p2 + a6 * b1 + f6 * e1
            + m6 * p1;
    high =
        high(a1, b6)
            + high(f1, e6)
            + high(m1, p6)
            + high(a2, b5)
            + high(f2, e5)
            + high(m2, p5)
            + high(a3, b4)
            + high(f3, e4)
            + high(m3, p4)
            + high(a4, b3)
            + high(f4, e3)
            + high(m4, p3)
            + high(a5, b2)
            + high(f5, e2)
            + high(m5, p2)
            + high(a6, b1)
            + high(f6, e1)
            + high(m6, p1);
    sum = low - (high << BITS) + c;
    long v1 = sum & DIGIT;
    c = (sum >> BITS) + high;
    low =
        a2 * b6 + f2 * e6 + m2 * p6 + a3 * b5 + f3 * e5 + m3 * p5 + a4 * b4 + f4 * e4 + m4 * p4
            + a5 * b3 + f5 * e3 + m5 * p3 + a6 * b2 + f6 * e2 + m6 * p2;
    high =
        high(a2, b6)
            + high(f2, e6)
            + high(m2, p6)
            + high(a3, b5)
            + high(f3, e5)
            + high(m3, p5)
            + high(a4, b4)
            + high(f4, e4)
            + high(m4, p4)
            + high(a5, b3)
            + high(f5, e3)
            + high(m5, p3)
            + high(a6, b2)
            + high(f6, e2)
            + high(m6, p2);
    sum = low - (high << BITS) + c;
    long v2 = sum & DIGIT;
    c = (sum >> BITS) + high;
    low =
        a3 * b6 + f3 * e6 + m3 * p6 + a4 * b5 + f4 * e5 + m4 * p5 + a5 * b4 + f5 * e4 + m5 * p4
            + a6 * b3 + f6 * e3 + m6 * p3;
    high =
        high(a3, b6)
            + high(f3, e6)
            + high(m3, p6)
            + high(a4, b5)
            + high(f4, e5)
            + high(m4, p5)
            + high(a5, b4)
            + high(f5, e4)
            + high(m5, p4)
            + high(a6, b3)
            + high(f6, e3)
            + high(m6, p3);
    sum = low - (high << BITS) + c;
    long v3 = sum & DIGIT;
    c = (sum >> BITS) + high;
    low = a4 * b6 + f4 * e6 + m4 * p6 + a5 * b5 + f5 * e5 + m5 * p5 + a6 * b4 + f6 * e4 + m6 * p4;
    high =
        high(a4, b6)
            + high(f4, e6)
            + high(m4, p6)
            + high(a5, b5)
            + high(f5, e5)
            + high(m5, p5)
            + high(a6, b4)
            + high(f6, e4)
            + high(m6, p4);
    sum = low - (high << BITS) + c;
    long v4 = sum & DIGIT;
    c = (sum >> BITS) + high;
    low = a5 * b6 + f5 * e6 + m5 * p6 + a6 * b5 + f6 * e5 + m6 * p5;
    high = high(a5, b6) + high(f5, e6) + high(m5, p6) + high(a6, b5) + high(f6, e5) + high(m6, p5);
    sum = low - (high << BITS) + c;
    long v5 = sum & DIGIT;
    c = (sum >> BITS) + high;
    low = a6 * b6 + f6 * e6 + m6 * p6;
    high = high(a6, b6) + high(f6, e6) + high(m6, p6);
    sum = low - (high << BITS) + c;
    long v6 = sum & DIGIT;
    c = (sum >> BITS) + high;
    join(d, di, v0, v1, v2, v3, v4, v5, v6, c);
  }

  /** Writes a number below twice the modulus, less the modulus if it is not below it. */
  private void join(
      long[] d, int di, long v0, long v1, long v2, long v3, long v4, long v5, long v6, long v7) {
    long s0 = v0 - q0;
    long s1 = v1 - q1 + (s0 >> LEFT);
    s0 &= (1L << LEFT) - 1;
    long s2 = v2 - q2 + (s1 >> BITS);
    s1 &= DIGIT;
    long s3 = v3 - q3 + (s2 >> BITS);
    s2 &= DIGIT;
    long s4 = v4 - q4 + (s3 >> BITS);
    s3 &= DIGIT;
    long s5 = v5 - q5 + (s4 >> BITS);
    s4 &= DIGIT;
    long s6 = v6 - q6 + (s5 >> BITS);
    s5 &= DIGIT;
    long s7 = v7 - q7 + (s6 >> BITS);
    s6 &= DIGIT;
    long keep = s7 >> 63;
    v0 = s0 ^ ((s0 ^ v0) & keep);
    v1 = s1 ^ ((s1 ^ v1) & keep);
    v2 = s2 ^ ((s2 ^ v2) & keep);
    v3 = s3 ^ ((s3 ^ v3) & keep);
    v4 = s4 ^ ((s4 ^ v4) & keep);
    v5 = s5 ^ ((s5 ^ v5) & keep);
    v6 = s6 ^ ((s6 ^ v6) & keep);
    v7 = s7 ^ ((s7 ^ v7) & keep);
    d[di] = v0 | v1 << 1 | v2 << 56;
    d[di + 1] = v2 >>> 8 | v3 << 47;
    d[di + 2] = v3 >>> 17 | v4 << 38;
    d[di + 3] = v4 >>> 26 | v5 << 29;
    d[di + 4] = v5 >>> 35 | v6 << 20;
    d[di + 5] = v6 >>> 44 | v7 << 11;
  }

  @Override
  public void add(long[] d, int di, long[] a, int ai, long[] b, int bi) {
    long x;
    long y;
    long c = 0;
    x = a[ai];
    y = b[bi];
    long t0 = x + y + c;
    c = overflow(x, y, t0);
    x = a[ai + 1];
    y = b[bi + 1];
    long t1 = x + y + c;
    c = overflow(x, y, t1);
    x = a[ai + 2];
    y = b[bi + 2];
    long t2 = x + y + c;
    c = overflow(x, y, t2);
    x = a[ai + 3];
    y = b[bi + 3];
    long t3 = x + y + c;
    c = overflow(x, y, t3);
    x = a[ai + 4];
    y = b[bi + 4];
    long t4 = x + y + c;
    c = overflow(x, y, t4);
    long t5 = a[ai + 5] + b[bi + 5] + c;
    reduce(d, di, t0, t1, t2, t3, t4, t5);
  }

  @Override
  public void sub(long[] d, int di, long[] a, int ai, long[] b, int bi) {
    long x;
    long y;
    long c = 0;
    x = a[ai];
    y = b[bi];
    long s0 = x - y - c;
    c = borrow(x, y, s0);
    x = a[ai + 1];
    y = b[bi + 1];
    long s1 = x - y - c;
    c = borrow(x, y, s1);
    x = a[ai + 2];
    y = b[bi + 2];
    long s2 = x - y - c;
    c = borrow(x, y, s2);
    x = a[ai + 3];
    y = b[bi + 3];
    long s3 = x - y - c;
    c = borrow(x, y, s3);
    x = a[ai + 4];
    y = b[bi + 4];
    long s4 = x - y - c;
    c = borrow(x, y, s4);
    x = a[ai + 5];
    y = b[bi + 5];
    long s5 = x - y - c;
    c = borrow(x, y, s5);
    long below = -c;
    c = 0;
    y = n0 & below;
    x = s0 + y + c;
    c = overflow(s0, y, x);
    d[di] = x;
    y = n1 & below;
    x = s1 + y + c;
    c = overflow(s1, y, x);
    d[di + 1] = x;
    y = n2 & below;
    x = s2 + y + c;
    c = overflow(s2, y, x);
    d[di + 2] = x;
    y = n3 & below;
    x = s3 + y + c;
    c = overflow(s3, y, x);
    d[di + 3] = x;
    y = n4 & below;
    x = s4 + y + c;
    c = overflow(s4, y, x);
    d[di + 4] = x;
    d[di + 5] = s5 + (n5 & below) + c;
  }

  @Override
  public void timesPlus(long[] d, int di, long[] a, int ai, int k, long[] b, int bi) {
    long x;
    long y;
    long low;
    long c = 0;
    x = a[ai];
    low = x * k;
    y = low + b[bi];
    long t0 = y + c;
    c = Math.unsignedMultiplyHigh(x, k) + overflow(low, b[bi], y) + overflow(y, c, t0);
    x = a[ai + 1];
    low = x * k;
    y = low + b[bi + 1];
    long t1 = y + c;
    c = Math.unsignedMultiplyHigh(x, k) + overflow(low, b[bi + 1], y) + overflow(y, c, t1);
    x = a[ai + 2];
    low = x * k;
    y = low + b[bi + 2];
    long t2 = y + c;
    c = Math.unsignedMultiplyHigh(x, k) + overflow(low, b[bi + 2], y) + overflow(y, c, t2);
    x = a[ai + 3];
    low = x * k;
    y = low + b[bi + 3];
    long t3 = y + c;
    c = Math.unsignedMultiplyHigh(x, k) + overflow(low, b[bi + 3], y) + overflow(y, c, t3);
    x = a[ai + 4];
    low = x * k;
    y = low + b[bi + 4];
    long t4 = y + c;
    c = Math.unsignedMultiplyHigh(x, k) + overflow(low, b[bi + 4], y) + overflow(y, c, t4);
    x = a[ai + 5];
    low = x * k;
    y = low + b[bi + 5];
    long t5 = y + c;
    c = Math.unsignedMultiplyHigh(x, k) + overflow(low, b[bi + 5], y) + overflow(y, c, t5);
    long q = multiples(c, t5);
    c = 0;
    low = q * n0;
    y = t0 - low;
    x = Math.unsignedMultiplyHigh(q, n0) + borrow(t0, low, y);
    t0 = y - c;
    c = x + borrow(y, c, t0);
    low = q * n1;
    y = t1 - low;
    x = Math.unsignedMultiplyHigh(q, n1) + borrow(t1, low, y);
    t1 = y - c;
    c = x + borrow(y, c, t1);
    low = q * n2;
    y = t2 - low;
    x = Math.unsignedMultiplyHigh(q, n2) + borrow(t2, low, y);
    t2 = y - c;
    c = x + borrow(y, c, t2);
    low = q * n3;
    y = t3 - low;
    x = Math.unsignedMultiplyHigh(q, n3) + borrow(t3, low, y);
    t3 = y - c;
    c = x + borrow(y, c, t3);
    low = q * n4;
    y = t4 - low;
    x = Math.unsignedMultiplyHigh(q, n4) + borrow(t4, low, y);
    t4 = y - c;
    c = x + borrow(y, c, t4);
    t5 -= q * n5 + c;
    reduce(d, di, t0, t1, t2, t3, t4, t5);
  }

  /** Writes a number below twice the modulus, less the modulus if it is not below it. */
  private void reduce(long[] d, int di, long t0, long t1, long t2, long t3, long t4, long t5) {
    long c = 0;
    long s0 = t0 - n0 - c;
    c = borrow(t0, n0, s0);
    long s1 = t1 - n1 - c;
    c = borrow(t1, n1, s1);
    long s2 = t2 - n2 - c;
    c = borrow(t2, n2, s2);
    long s3 = t3 - n3 - c;
    c = borrow(t3, n3, s3);
    long s4 = t4 - n4 - c;
    c = borrow(t4, n4, s4);
    long s5 = t5 - n5 - c;
    c = borrow(t5, n5, s5);
    long keep = -c;
    d[di] = s0 ^ ((s0 ^ t0) & keep);
    d[di + 1] = s1 ^ ((s1 ^ t1) & keep);
    d[di + 2] = s2 ^ ((s2 ^ t2) & keep);
    d[di + 3] = s3 ^ ((s3 ^ t3) & keep);
    d[di + 4] = s4 ^ ((s4 ^ t4) & keep);
    d[di + 5] = s5 ^ ((s5 ^ t5) & keep);
  }
}
