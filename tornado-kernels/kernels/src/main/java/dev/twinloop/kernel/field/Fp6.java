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
    long t0 = 0, t1 = 0, t2 = 0, t3 = 0, t4 = 0, t5 = 0;
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
    d[di] = t0;
    d[di + 1] = t1;
    d[di + 2] = t2;
    d[di + 3] = t3;
    d[di + 4] = t4;
    d[di + 5] = t5;
    reduce(d, di);
  }
}
