package dev.twinloop.zk.pairing;

import java.math.BigInteger;

/**
 * Fp[u] / (u^2 + 1): c0 + c1 u, stored c0 then c1. It holds scratch space, so each thread takes one
 * of its own.
 */
public final class Fp2 implements CoordinateField {
  private final PrimeField fp;
  private final int n;
  private final int xi;
  private final long[] t;

  /**
   * The extension of a prime field in which -1 is no square.
   *
   * @param xi a in xi = a + u, the cubic and quadratic non-residue that the tower above is built
   *     on: 1 to 15
   */
  Fp2(PrimeField fp, int xi) {
    this.fp = fp;
    this.n = fp.size();
    this.xi = xi;
    this.t = new long[4 * n];
  }

  /** The field below. */
  public PrimeField fp() {
    return fp;
  }

  @Override
  public int size() {
    return 2 * n;
  }

  @Override
  public void add(long[] z, int zo, long[] x, int xo, long[] y, int yo) {
    fp.add(z, zo, x, xo, y, yo);
    fp.add(z, zo + n, x, xo + n, y, yo + n);
  }

  @Override
  public void sub(long[] z, int zo, long[] x, int xo, long[] y, int yo) {
    fp.sub(z, zo, x, xo, y, yo);
    fp.sub(z, zo + n, x, xo + n, y, yo + n);
  }

  @Override
  public void neg(long[] z, int zo, long[] x, int xo) {
    fp.zero(t, 0);
    fp.sub(z, zo, t, 0, x, xo);
    fp.sub(z, zo + n, t, 0, x, xo + n);
  }

  @Override
  public void mul(long[] z, int zo, long[] x, int xo, long[] y, int yo) {
    fp.mulQuadratic(z, zo, x, xo, y, yo);
  }

  @Override
  public void sqr(long[] z, int zo, long[] x, int xo) {
    fp.add(t, 0, x, xo, x, xo + n);
    fp.sub(t, n, x, xo, x, xo + n);
    fp.mul(t, 2 * n, x, xo, x, xo + n);
    fp.mul(z, zo, t, 0, t, n);
    fp.add(z, zo + n, t, 2 * n, t, 2 * n);
  }

  @Override
  public void inv(long[] z, int zo, long[] x, int xo) {
    fp.sqr(t, 0, x, xo);
    fp.sqr(t, n, x, xo + n);
    fp.add(t, 0, t, 0, t, n);
    fp.inv(t, 0, t, 0);
    fp.mul(z, zo, x, xo, t, 0);
    fp.mul(t, n, x, xo + n, t, 0);
    fp.zero(t, 0);
    fp.sub(z, zo + n, t, 0, t, n);
  }

  @Override
  public void one(long[] z, int zo) {
    fp.one(z, zo);
    fp.zero(z, zo + n);
  }

  /** z = x k, for k in Fp. */
  public void scale(long[] z, int zo, long[] x, int xo, long[] k, int ko) {
    fp.mul(z, zo, x, xo, k, ko);
    fp.mul(z, zo + n, x, xo + n, k, ko);
  }

  /** z = c0 - c1 u: x to the power p. */
  public void conjugate(long[] z, int zo, long[] x, int xo) {
    fp.copy(z, zo, x, xo);
    fp.zero(t, 0);
    fp.sub(z, zo + n, t, 0, x, xo + n);
  }

  /** z = x xi. */
  void mulXi(long[] z, int zo, long[] x, int xo) {
    if (xi == 1) {
      fp.sub(t, 0, x, xo, x, xo + n);
      fp.add(z, zo + n, x, xo, x, xo + n);
    } else {
      fp.zero(t, n);
      fp.sub(t, n, t, n, x, xo + n);
      fp.timesPlus(t, 0, x, xo, xi, t, n);
      fp.timesPlus(z, zo + n, x, xo + n, xi, x, xo);
    }
    fp.copy(z, zo, t, 0);
  }

  /** z = x xi + y; z may be x or y. */
  void mulXiPlus(long[] z, int zo, long[] x, int xo, long[] y, int yo) {
    fp.sub(t, 0, y, yo, x, xo + n);
    fp.add(t, n, y, yo + n, x, xo);
    if (xi == 1) {
      fp.add(t, 0, t, 0, x, xo);
      fp.add(z, zo + n, t, n, x, xo + n);
    } else {
      fp.timesPlus(t, 0, x, xo, xi, t, 0);
      fp.timesPlus(z, zo + n, x, xo + n, xi, t, n);
    }
    fp.copy(z, zo, t, 0);
  }

  /** z = k x + y, for k from 1 to 15. */
  void timesPlus(long[] z, int zo, long[] x, int xo, int k, long[] y, int yo) {
    fp.timesPlus(z, zo, x, xo, k, y, yo);
    fp.timesPlus(z, zo + n, x, xo + n, k, y, yo + n);
  }

  /** z = xi^e, for e of any size. */
  void powXi(long[] z, int zo, BigInteger e) {
    long[] base = new long[2 * n];
    one(base, 0);
    mulXi(base, 0, base, 0);
    pow(z, zo, base, e);
  }

  private void pow(long[] z, int zo, long[] base, BigInteger e) {
    one(z, zo);
    for (int bit = e.bitLength() - 1; bit >= 0; bit--) {
      sqr(z, zo, z, zo);
      if (e.testBit(bit)) {
        mul(z, zo, z, zo, base, 0);
      }
    }
  }
}
