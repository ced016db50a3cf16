// Generated from HostField.java.template by GeneratedKernels: do not edit.
package dev.twinloop.kernel.field;

/** Up to 255 bits: 4 limbs, R = 2^256. */
final class Fp4 extends Fp {
  private final long n0;
  private final long n1;
  private final long n2;
  private final long n3;

  Fp4(Field field) {
    super(field, 4);
    n0 = limb(0);
    n1 = limb(1);
    n2 = limb(2);
    n3 = limb(3);
  }

  @Override
  public void mul(long[] d, int di, long[] a, int ai, long[] b, int bi) {
    long b0 = b[bi];
    long b1 = b[bi + 1];
    long b2 = b[bi + 2];
    long b3 = b[bi + 3];
    long t0 = 0;
    long t1 = 0;
    long t2 = 0;
    long t3 = 0;
    for (int i = 0; i < 4; i++) {
      long w = a[ai + i];
      long s = t0 + w * b0;
      long c = high(w, b0, s);
      long m = s * inverse;
      long k = Math.unsignedMultiplyHigh(m, n0) + (s != 0 ? 1 : 0);
      long u;
      long v;
      s = t1 + w * b1;
      u = s + c;
      c = high(w, b1, s) + carry(u, c);
      v = u + m * n1;
      t0 = v + k;
      k = high(m, n1, v) + carry(t0, k);
      s = t2 + w * b2;
      u = s + c;
      c = high(w, b2, s) + carry(u, c);
      v = u + m * n2;
      t1 = v + k;
      k = high(m, n2, v) + carry(t1, k);
      s = t3 + w * b3;
      u = s + c;
      c = high(w, b3, s) + carry(u, c);
      v = u + m * n3;
      t2 = v + k;
      k = high(m, n3, v) + carry(t2, k);
      t3 = c + k;
    }
    store(d, di, t0, t1, t2, t3);
  }

  @Override
  public void add(long[] d, int di, long[] a, int ai, long[] b, int bi) {
    long x = a[ai];
    long s0 = x + b[bi];
    long c = carry(s0, x);
    long first;
    x = a[ai + 1];
    long s1 = x + b[bi + 1];
    first = carry(s1, x);
    s1 += c;
    c = first | carry(s1, c);
    x = a[ai + 2];
    long s2 = x + b[bi + 2];
    first = carry(s2, x);
    s2 += c;
    c = first | carry(s2, c);
    long s3 = a[ai + 3] + b[bi + 3] + c;
    store(d, di, s0, s1, s2, s3);
  }

  @Override
  public void sub(long[] d, int di, long[] a, int ai, long[] b, int bi) {
    long x = a[ai];
    long y = b[bi];
    long s0 = x - y;
    long c = carry(x, y);
    long first;
    x = a[ai + 1];
    y = b[bi + 1];
    first = carry(x, y);
    x -= y;
    long s1 = x - c;
    c = first | carry(x, c);
    x = a[ai + 2];
    y = b[bi + 2];
    first = carry(x, y);
    x -= y;
    long s2 = x - c;
    c = first | carry(x, c);
    x = a[ai + 3];
    y = b[bi + 3];
    first = carry(x, y);
    x -= y;
    long s3 = x - c;
    c = first | carry(x, c);
    long below = -c;
    y = n0 & below;
    s0 += y;
    c = carry(s0, y);
    d[di] = s0;
    y = n1 & below;
    s1 += y;
    first = carry(s1, y);
    s1 += c;
    c = first | carry(s1, c);
    d[di + 1] = s1;
    y = n2 & below;
    s2 += y;
    first = carry(s2, y);
    s2 += c;
    c = first | carry(s2, c);
    d[di + 2] = s2;
    d[di + 3] = s3 + (n3 & below) + c;
  }

  @Override
  public void mulQuadratic(long[] d, int di, long[] a, int ai, long[] b, int bi) {
    // The factors b0, p - b1 and b1, b0. Both sums in one loop would outgrow what C2 compiles.
    long[] t = new long[2 * 4];
    sub(t, 4, t, 4, b, bi + 4);
    products(t, 0, a, ai, b, bi, t, 4);
    products(d, di + 4, a, ai, b, bi + 4, b, bi);
    System.arraycopy(t, 0, d, di, 4);
  }

  /** d = a0 b + a1 e over two elements a0 and a1, with one reduction. */
  private void products(long[] d, int di, long[] a, int ai, long[] b, int bi, long[] e, int ei) {
    long b0 = b[bi];
    long b1 = b[bi + 1];
    long b2 = b[bi + 2];
    long b3 = b[bi + 3];
    long e0 = e[ei];
    long e1 = e[ei + 1];
    long e2 = e[ei + 2];
    long e3 = e[ei + 3];
    long t0 = 0;
    long t1 = 0;
    long t2 = 0;
    long t3 = 0;
    for (int i = 0; i < 4; i++) {
      long w = a[ai + i];
      long x = a[ai + 4 + i];
      long s = t0 + w * b0;
      long c = high(w, b0, s);
      long v = s + x * e0;
      long g = high(x, e0, v);
      long m = v * inverse;
      long k = Math.unsignedMultiplyHigh(m, n0) + (v != 0 ? 1 : 0);
      long u;
      long y;
      long z;
      s = t1 + w * b1;
      u = s + c;
      c = high(w, b1, s) + carry(u, c);
      v = u + x * e1;
      y = v + g;
      g = high(x, e1, v) + carry(y, g);
      z = y + m * n1;
      t0 = z + k;
      k = high(m, n1, z) + carry(t0, k);
      s = t2 + w * b2;
      u = s + c;
      c = high(w, b2, s) + carry(u, c);
      v = u + x * e2;
      y = v + g;
      g = high(x, e2, v) + carry(y, g);
      z = y + m * n2;
      t1 = z + k;
      k = high(m, n2, z) + carry(t1, k);
      s = t3 + w * b3;
      u = s + c;
      c = high(w, b3, s) + carry(u, c);
      v = u + x * e3;
      y = v + g;
      g = high(x, e3, v) + carry(y, g);
      z = y + m * n3;
      t2 = z + k;
      k = high(m, n3, z) + carry(t2, k);
      t3 = c + g + k;
    }
    store(d, di, t0, t1, t2, t3);
  }

  @Override
  public void timesPlus(long[] d, int di, long[] a, int ai, int k, long[] b, int bi) {
    long x = a[ai];
    long low = x * k;
    long t0 = low + b[bi];
    long c = Math.unsignedMultiplyHigh(x, k) + carry(t0, low);
    long y;
    x = a[ai + 1];
    low = x * k;
    y = low + b[bi + 1];
    long t1 = y + c;
    c = Math.unsignedMultiplyHigh(x, k) + carry(y, low) + carry(t1, c);
    x = a[ai + 2];
    low = x * k;
    y = low + b[bi + 2];
    long t2 = y + c;
    c = Math.unsignedMultiplyHigh(x, k) + carry(y, low) + carry(t2, c);
    x = a[ai + 3];
    low = x * k;
    y = low + b[bi + 3];
    long t3 = y + c;
    c = Math.unsignedMultiplyHigh(x, k) + carry(y, low) + carry(t3, c);
    long q = multiples(c, t3);
    low = q * n0;
    c = Math.unsignedMultiplyHigh(q, n0) + carry(t0, low);
    t0 -= low;
    low = q * n1;
    y = t1 - low;
    x = Math.unsignedMultiplyHigh(q, n1) + carry(t1, low) + carry(y, c);
    t1 = y - c;
    c = x;
    low = q * n2;
    y = t2 - low;
    x = Math.unsignedMultiplyHigh(q, n2) + carry(t2, low) + carry(y, c);
    t2 = y - c;
    c = x;
    t3 -= q * n3 + c;
    store(d, di, t0, t1, t2, t3);
  }

  /** Writes a number below twice the modulus, less the modulus if it is not below it. */
  private void store(long[] d, int di, long t0, long t1, long t2, long t3) {
    long s0 = t0 - n0;
    long c = carry(t0, n0);
    long x;
    long first;
    first = carry(t1, n1);
    x = t1 - n1;
    long s1 = x - c;
    c = first | carry(x, c);
    first = carry(t2, n2);
    x = t2 - n2;
    long s2 = x - c;
    c = first | carry(x, c);
    first = carry(t3, n3);
    x = t3 - n3;
    long s3 = x - c;
    c = first | carry(x, c);
    long keep = -c;
    d[di] = s0 ^ ((s0 ^ t0) & keep);
    d[di + 1] = s1 ^ ((s1 ^ t1) & keep);
    d[di + 2] = s2 ^ ((s2 ^ t2) & keep);
    d[di + 3] = s3 ^ ((s3 ^ t3) & keep);
  }
}
