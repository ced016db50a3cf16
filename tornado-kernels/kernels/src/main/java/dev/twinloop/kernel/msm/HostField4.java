package dev.twinloop.kernel.msm;

import java.math.BigInteger;

/** BN254: 4 limbs, R = 2^256. */
final class HostField4 extends HostField {
  private final long n0;
  private final long n1;
  private final long n2;
  private final long n3;

  HostField4(BigInteger modulus) {
    super(modulus, 4);
    n0 = limb(0);
    n1 = limb(1);
    n2 = limb(2);
    n3 = limb(3);
  }

  @Override
  void mul(long[] d, long[] a, long[] b) {
    long t0 = 0, t1 = 0, t2 = 0, t3 = 0;
    for (long w : a) {
      long s = t0 + w * b[0];
      long c = high(w, b[0], s);
      long m = s * inverse;
      long k = Math.unsignedMultiplyHigh(m, n0) + (s != 0 ? 1 : 0);
      long u;
      long v;
      s = t1 + w * b[1];
      u = s + c;
      c = high(w, b[1], s) + carry(u, c);
      v = u + m * n1;
      t0 = v + k;
      k = high(m, n1, v) + carry(t0, k);
      s = t2 + w * b[2];
      u = s + c;
      c = high(w, b[2], s) + carry(u, c);
      v = u + m * n2;
      t1 = v + k;
      k = high(m, n2, v) + carry(t1, k);
      s = t3 + w * b[3];
      u = s + c;
      c = high(w, b[3], s) + carry(u, c);
      v = u + m * n3;
      t2 = v + k;
      k = high(m, n3, v) + carry(t2, k);
      t3 = c + k;
    }
    d[0] = t0;
    d[1] = t1;
    d[2] = t2;
    d[3] = t3;
    reduce(d);
  }
}
