// Generated from HostField.java.template by GeneratedKernels: do not edit.
package dev.twinloop.kernel.field;

/**
 * Up to 255 bits: 4 limbs, R = 2^256.
 *
 * <p>A product takes its factors apart into 5 digits of 52 bits and adds up their products column
 * by column, the upper halves in one sum, the lower ones modulo 2^64 in another: no addition has a
 * carry to look for. The last digit that a reduction clears has 48 bits, which makes R what it is.
 */
final class FpOf4Limbs extends Fp {
  private static final int BITS = 52;
  private static final long DIGIT = (1L << BITS) - 1;
  private static final int REST = 48;
  private static final int LEFT = BITS - REST;
  private static final int ONE = 6;
  private static final int OTHER = 64 - BITS - ONE;

  private final long n0;
  private final long n1;
  private final long n2;
  private final long n3;
  private final long p0;
  private final long p1;
  private final long p2;
  private final long p3;
  private final long p4;
  private final long q0;
  private final long q1;
  private final long q2;
  private final long q3;
  private final long q4;
  private final long q5;

  FpOf4Limbs(Field field) {
    super(field, 4);
    n0 = limb(0);
    n1 = limb(1);
    n2 = limb(2);
    n3 = limb(3);
    p0 = digit(0 * BITS, BITS);
    p1 = digit(1 * BITS, BITS);
    p2 = digit(2 * BITS, BITS);
    p3 = digit(3 * BITS, BITS);
    p4 = digit(4 * BITS, BITS);
    q0 = digit(0, LEFT);
    q1 = digit(LEFT + 0 * BITS, BITS);
    q2 = digit(LEFT + 1 * BITS, BITS);
    q3 = digit(LEFT + 2 * BITS, BITS);
    q4 = digit(LEFT + 3 * BITS, BITS);
    q5 = digit(LEFT + 4 * BITS, BITS);
  }

  /** The product of two digits without its lowest digit. */
  private static long high(long a, long b) {
    return Math.multiplyHigh(a << ONE, b << OTHER);
  }

  @Override
  public void mul(long[] d, int di, long[] a, int ai, long[] b, int bi) {
    long a0 = a[ai] & DIGIT;
    long a1 = (a[ai] >>> 52 | a[ai + 1] << 12) & DIGIT;
    long a2 = (a[ai + 1] >>> 40 | a[ai + 2] << 24) & DIGIT;
    long a3 = (a[ai + 2] >>> 28 | a[ai + 3] << 36) & DIGIT;
    long a4 = a[ai + 3] >>> 16;
    long b0 = b[bi] & DIGIT;
    long b1 = (b[bi] >>> 52 | b[bi + 1] << 12) & DIGIT;
    long b2 = (b[bi + 1] >>> 40 | b[bi + 2] << 24) & DIGIT;
    long b3 = (b[bi + 2] >>> 28 | b[bi + 3] << 36) & DIGIT;
    long b4 = b[bi + 3] >>> 16;
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
    long m4 = sum * inverse & (1L << REST) - 1;
    low = high(m4, p0);
    sum += m4 * p0 - (low << BITS);
    c = (sum >> BITS) + high + low;
    long v0 = sum >>> REST & (1L << LEFT) - 1;
    low = a1 * b4 + m1 * p4 + a2 * b3 + m2 * p3 + a3 * b2 + m3 * p2 + a4 * b1 + m4 * p1;
    high =
        high(a1, b4)
            + high(m1, p4)
            + high(a2, b3)
            + high(m2, p3)
            + high(a3, b2)
            + high(m3, p2)
            + high(a4, b1)
            + high(m4, p1);
    sum = low - (high << BITS) + c;
    long v1 = sum & DIGIT;
    c = (sum >> BITS) + high;
    low = a2 * b4 + m2 * p4 + a3 * b3 + m3 * p3 + a4 * b2 + m4 * p2;
    high = high(a2, b4) + high(m2, p4) + high(a3, b3) + high(m3, p3) + high(a4, b2) + high(m4, p2);
    sum = low - (high << BITS) + c;
    long v2 = sum & DIGIT;
    c = (sum >> BITS) + high;
    low = a3 * b4 + m3 * p4 + a4 * b3 + m4 * p3;
    high = high(a3, b4) + high(m3, p4) + high(a4, b3) + high(m4, p3);
    sum = low - (high << BITS) + c;
    long v3 = sum & DIGIT;
    c = (sum >> BITS) + high;
    low = a4 * b4 + m4 * p4;
    high = high(a4, b4) + high(m4, p4);
    sum = low - (high << BITS) + c;
    long v4 = sum & DIGIT;
    c = (sum >> BITS) + high;
    join(d, di, v0, v1, v2, v3, v4, c);
  }

  @Override
  public void mulQuadratic(long[] d, int di, long[] a, int ai, long[] b, int bi) {
    // The factors b0, p - b1 and b1, b0. Both sums in one method would outgrow what C2 compiles.
    long[] t = new long[2 * 4];
    sub(t, 4, t, 4, b, bi + 4);
    products(t, 0, a, ai, b, bi, t, 4);
    products(d, di + 4, a, ai, b, bi + 4, b, bi);
    System.arraycopy(t, 0, d, di, 4);
  }

  /** d = a0 b + a1 e over two elements a0 and a1, with one reduction. */
  private void products(long[] d, int di, long[] a, int ai, long[] b, int bi, long[] e, int ei) {
    long a0 = a[ai] & DIGIT;
    long a1 = (a[ai] >>> 52 | a[ai + 1] << 12) & DIGIT;
    long a2 = (a[ai + 1] >>> 40 | a[ai + 2] << 24) & DIGIT;
    long a3 = (a[ai + 2] >>> 28 | a[ai + 3] << 36) & DIGIT;
    long a4 = a[ai + 3] >>> 16;
    long b0 = b[bi] & DIGIT;
    long b1 = (b[bi] >>> 52 | b[bi + 1] << 12) & DIGIT;
    long b2 = (b[bi + 1] >>> 40 | b[bi + 2] << 24) & DIGIT;
    long b3 = (b[bi + 2] >>> 28 | b[bi + 3] << 36) & DIGIT;
    long b4 = b[bi + 3] >>> 16;
    long f0 = a[ai + 4] & DIGIT;
    long f1 = (a[ai + 4] >>> 52 | a[ai + 4 + 1] << 12) & DIGIT;
    long f2 = (a[ai + 4 + 1] >>> 40 | a[ai + 4 + 2] << 24) & DIGIT;
    long f3 = (a[ai + 4 + 2] >>> 28 | a[ai + 4 + 3] << 36) & DIGIT;
    long f4 = a[ai + 4 + 3] >>> 16;
    long e0 = e[ei] & DIGIT;
    long e1 = (e[ei] >>> 52 | e[ei + 1] << 12) & DIGIT;
    long e2 = (e[ei + 1] >>> 40 | e[ei + 2] << 24) & DIGIT;
    long e3 = (e[ei + 2] >>> 28 | e[ei + 3] << 36) & DIGIT;
    long e4 = e[ei + 3] >>> 16;
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
    long m4 = sum * inverse & (1L << REST) - 1;
    low = high(m4, p0);
    sum += m4 * p0 - (low << BITS);
    c = (sum >> BITS) + high + low;
    long v0 = sum >>> REST & (1L << LEFT) - 1;
    low =
        a1 * b4 + f1 * e4 + m1 * p4 + a2 * b3 + f2 * e3 + m2 * p3 + a3 * b2 + f3 * e2 + m3 * p2
            + a4 * b1 + f4 * e1 + m4 * p1;
    high =
        high(a1, b4)
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
            + high(m4, p1);
    sum = low - (high << BITS) + c;
    long v1 = sum & DIGIT;
    c = (sum >> BITS) + high;
    low = a2 * b4 + f2 * e4 + m2 * p4 + a3 * b3 + f3 * e3 + m3 * p3 + a4 * b2 + f4 * e2 + m4 * p2;
    high =
        high(a2, b4)
            + high(f2, e4)
            + high(m2, p4)
            + high(a3, b3)
            + high(f3, e3)
            + high(m3, p3)
            + high(a4, b2)
            + high(f4, e2)
            + high(m4, p2);
    sum = low - (high << BITS) + c;
    long v2 = sum & DIGIT;
    c = (sum >> BITS) + high;
    low = a3 * b4 + f3 * e4 + m3 * p4 + a4 * b3 + f4 * e3 + m4 * p3;
    high = high(a3, b4) + high(f3, e4) + high(m3, p4) + high(a4, b3) + high(f4, e3) + high(m4, p3);
    sum = low - (high << BITS) + c;
    long v3 = sum & DIGIT;
    c = (sum >> BITS) + high;
    low = a4 * b4 + f4 * e4 + m4 * p4;
    high = high(a4, b4) + high(f4, e4) + high(m4, p4);
    sum = low - (high << BITS) + c;
    long v4 = sum & DIGIT;
    c = (sum >> BITS) + high;
    join(d, di, v0, v1, v2, v3, v4, c);
  }

  /** Writes a number below twice the modulus, less the modulus if it is not below it. */
  private void join(long[] d, int di, long v0, long v1, long v2, long v3, long v4, long v5) {
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
    long keep = s5 >> 63;
    v0 = s0 ^ ((s0 ^ v0) & keep);
    v1 = s1 ^ ((s1 ^ v1) & keep);
    v2 = s2 ^ ((s2 ^ v2) & keep);
    v3 = s3 ^ ((s3 ^ v3) & keep);
    v4 = s4 ^ ((s4 ^ v4) & keep);
    v5 = s5 ^ ((s5 ^ v5) & keep);
    d[di] = v0 | v1 << 4 | v2 << 56;
    d[di + 1] = v2 >>> 8 | v3 << 44;
    d[di + 2] = v3 >>> 20 | v4 << 32;
    d[di + 3] = v4 >>> 32 | v5 << 20;
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
    long t3 = a[ai + 3] + b[bi + 3] + c;
    reduce(d, di, t0, t1, t2, t3);
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
    d[di + 3] = s3 + (n3 & below) + c;
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
    long q = multiples(c, t3);
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
    t3 -= q * n3 + c;
    reduce(d, di, t0, t1, t2, t3);
  }

  /** Writes a number below twice the modulus, less the modulus if it is not below it. */
  private void reduce(long[] d, int di, long t0, long t1, long t2, long t3) {
    long c = 0;
    long s0 = t0 - n0 - c;
    c = borrow(t0, n0, s0);
    long s1 = t1 - n1 - c;
    c = borrow(t1, n1, s1);
    long s2 = t2 - n2 - c;
    c = borrow(t2, n2, s2);
    long s3 = t3 - n3 - c;
    c = borrow(t3, n3, s3);
    long keep = -c;
    d[di] = s0 ^ ((s0 ^ t0) & keep);
    d[di + 1] = s1 ^ ((s1 ^ t1) & keep);
    d[di + 2] = s2 ^ ((s2 ^ t2) & keep);
    d[di + 3] = s3 ^ ((s3 ^ t3) & keep);
  }
}
