// Generated from HostField.java.template by GeneratedKernels: do not edit.
package dev.twinloop.kernel.field;

/** Up to 383 bits: 6 limbs, R = 2^384. */
final class Fp6 extends Fp {
  private final long n0;
  private final long n1;
  private final long n2;
  private final long n3;
  private final long n4;
  private final long n5;

  Fp6(Field field) {
    super(field, 6);
    n0 = limb(0);
    n1 = limb(1);
    n2 = limb(2);
    n3 = limb(3);
    n4 = limb(4);
    n5 = limb(5);
  }

  @Override
  public void mul(long[] d, int di, long[] a, int ai, long[] b, int bi) {
    long b0 = b[bi];
    long b1 = b[bi + 1];
    long b2 = b[bi + 2];
    long b3 = b[bi + 3];
    long b4 = b[bi + 4];
    long b5 = b[bi + 5];
    long t0 = 0;
    long t1 = 0;
    long t2 = 0;
    long t3 = 0;
    long t4 = 0;
    long t5 = 0;
    for (int i = 0; i < 6; i++) {
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
      s = t4 + w * b4;
      u = s + c;
      c = high(w, b4, s) + carry(u, c);
      v = u + m * n4;
      t3 = v + k;
      k = high(m, n4, v) + carry(t3, k);
      s = t5 + w * b5;
      u = s + c;
      c = high(w, b5, s) + carry(u, c);
      v = u + m * n5;
      t4 = v + k;
      k = high(m, n5, v) + carry(t4, k);
      t5 = c + k;
    }
    store(d, di, t0, t1, t2, t3, t4, t5);
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
    x = a[ai + 3];
    long s3 = x + b[bi + 3];
    first = carry(s3, x);
    s3 += c;
    c = first | carry(s3, c);
    x = a[ai + 4];
    long s4 = x + b[bi + 4];
    first = carry(s4, x);
    s4 += c;
    c = first | carry(s4, c);
    long s5 = a[ai + 5] + b[bi + 5] + c;
    store(d, di, s0, s1, s2, s3, s4, s5);
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
    x = a[ai + 4];
    y = b[bi + 4];
    first = carry(x, y);
    x -= y;
    long s4 = x - c;
    c = first | carry(x, c);
    x = a[ai + 5];
    y = b[bi + 5];
    first = carry(x, y);
    x -= y;
    long s5 = x - c;
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
    y = n3 & below;
    s3 += y;
    first = carry(s3, y);
    s3 += c;
    c = first | carry(s3, c);
    d[di + 3] = s3;
    y = n4 & below;
    s4 += y;
    first = carry(s4, y);
    s4 += c;
    c = first | carry(s4, c);
    d[di + 4] = s4;
    d[di + 5] = s5 + (n5 & below) + c;
  }

  @Override
  public void mulQuadratic(long[] d, int di, long[] a, int ai, long[] b, int bi) {
    // The factors b0, p - b1 and b1, b0. Both sums in one loop would outgrow what C2 compiles.
    long[] t = new long[2 * 6];
    sub(t, 6, t, 6, b, bi + 6);
    products(t, 0, a, ai, b, bi, t, 6);
    products(d, di + 6, a, ai, b, bi + 6, b, bi);
    System.arraycopy(t, 0, d, di, 6);
  }

  /** d = a0 b + a1 e over two elements a0 and a1, with one reduction. */
  private void products(long[] d, int di, long[] a, int ai, long[] b, int bi, long[] e, int ei) {
    long b0 = b[bi];
    long b1 = b[bi + 1];
    long b2 = b[bi + 2];
    long b3 = b[bi + 3];
    long b4 = b[bi + 4];
    long b5 = b[bi + 5];
    long e0 = e[ei];
    long e1 = e[ei + 1];
    long e2 = e[ei + 2];
    long e3 = e[ei + 3];
    long e4 = e[ei + 4];
    long e5 = e[ei + 5];
    long t0 = 0;
    long t1 = 0;
    long t2 = 0;
    long t3 = 0;
    long t4 = 0;
    long t5 = 0;
    for (int i = 0; i < 6; i++) {
      long w = a[ai + i];
      long x = a[ai + 6 + i];
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
      s = t4 + w * b4;
      u = s + c;
      c = high(w, b4, s) + carry(u, c);
      v = u + x * e4;
      y = v + g;
      g = high(x, e4, v) + carry(y, g);
      z = y + m * n4;
      t3 = z + k;
      k = high(m, n4, z) + carry(t3, k);
      s = t5 + w * b5;
      u = s + c;
      c = high(w, b5, s) + carry(u, c);
      v = u + x * e5;
      y = v + g;
      g = high(x, e5, v) + carry(y, g);
      z = y + m * n5;
      t4 = z + k;
      k = high(m, n5, z) + carry(t4, k);
      t5 = c + g + k;
    }
    store(d, di, t0, t1, t2, t3, t4, t5);
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
    x = a[ai + 4];
    low = x * k;
    y = low + b[bi + 4];
    long t4 = y + c;
    c = Math.unsignedMultiplyHigh(x, k) + carry(y, low) + carry(t4, c);
    x = a[ai + 5];
    low = x * k;
    y = low + b[bi + 5];
    long t5 = y + c;
    c = Math.unsignedMultiplyHigh(x, k) + carry(y, low) + carry(t5, c);
    long q = multiples(c, t5);
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
    low = q * n3;
    y = t3 - low;
    x = Math.unsignedMultiplyHigh(q, n3) + carry(t3, low) + carry(y, c);
    t3 = y - c;
    c = x;
    low = q * n4;
    y = t4 - low;
    x = Math.unsignedMultiplyHigh(q, n4) + carry(t4, low) + carry(y, c);
    t4 = y - c;
    c = x;
    t5 -= q * n5 + c;
    store(d, di, t0, t1, t2, t3, t4, t5);
  }

  /** Writes a number below twice the modulus, less the modulus if it is not below it. */
  private void store(long[] d, int di, long t0, long t1, long t2, long t3, long t4, long t5) {
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
    first = carry(t4, n4);
    x = t4 - n4;
    long s4 = x - c;
    c = first | carry(x, c);
    first = carry(t5, n5);
    x = t5 - n5;
    long s5 = x - c;
    c = first | carry(x, c);
    long keep = -c;
    d[di] = s0 ^ ((s0 ^ t0) & keep);
    d[di + 1] = s1 ^ ((s1 ^ t1) & keep);
    d[di + 2] = s2 ^ ((s2 ^ t2) & keep);
    d[di + 3] = s3 ^ ((s3 ^ t3) & keep);
    d[di + 4] = s4 ^ ((s4 ^ t4) & keep);
    d[di + 5] = s5 ^ ((s5 ^ t5) & keep);
  }
}
