package dev.twinloop.zk.pairing;

/**
 * Fp2[v] / (v^3 - xi): c0 + c1 v + c2 v^2, stored in this order. It holds scratch space, so each
 * thread takes one of its own.
 */
final class Fp6 {
  private final Fp2 f;
  private final int m;
  private final long[] t;
  private final long[] s;

  Fp6(Fp2 fp2) {
    this.f = fp2;
    this.m = fp2.size();
    this.t = new long[6 * m];
    this.s = new long[2 * m];
  }

  /** Longs of an element. */
  int size() {
    return 3 * m;
  }

  void add(long[] z, int zo, long[] x, int xo, long[] y, int yo) {
    for (int i = 0; i < 3 * m; i += m) {
      f.add(z, zo + i, x, xo + i, y, yo + i);
    }
  }

  void sub(long[] z, int zo, long[] x, int xo, long[] y, int yo) {
    for (int i = 0; i < 3 * m; i += m) {
      f.sub(z, zo + i, x, xo + i, y, yo + i);
    }
  }

  void neg(long[] z, int zo, long[] x, int xo) {
    for (int i = 0; i < 3 * m; i += m) {
      f.neg(z, zo + i, x, xo + i);
    }
  }

  void copy(long[] z, int zo, long[] x, int xo) {
    System.arraycopy(x, xo, z, zo, 3 * m);
  }

  /** z = x y, by six products. */
  void mul(long[] z, int zo, long[] x, int xo, long[] y, int yo) {
    for (int i = 0; i < 3 * m; i += m) {
      f.mul(t, i, x, xo + i, y, yo + i);
    }
    cross(3, x, xo, y, yo, 1, 2);
    cross(4, x, xo, y, yo, 0, 1);
    cross(5, x, xo, y, yo, 0, 2);
    f.mulXiPlus(z, zo, t, 3 * m, t, 0);
    f.mulXiPlus(z, zo + m, t, 2 * m, t, 4 * m);
    f.add(z, zo + 2 * m, t, 5 * m, t, m);
  }

  /** t[to] = x_i y_j + x_j y_i, where t[i] and t[j] hold x_i y_i and x_j y_j. */
  private void cross(int to, long[] x, int xo, long[] y, int yo, int i, int j) {
    f.add(s, 0, x, xo + i * m, x, xo + j * m);
    f.add(s, m, y, yo + i * m, y, yo + j * m);
    f.mul(t, to * m, s, 0, s, m);
    f.sub(t, to * m, t, to * m, t, i * m);
    f.sub(t, to * m, t, to * m, t, j * m);
  }

  /** z = x (b0 + b1 v). */
  void mulBy01(long[] z, int zo, long[] x, int xo, long[] b0, int o0, long[] b1, int o1) {
    f.mul(t, 0, x, xo, b0, o0);
    f.mul(t, m, x, xo + m, b1, o1);
    f.add(s, 0, x, xo + m, x, xo + 2 * m);
    f.mul(t, 2 * m, s, 0, b1, o1);
    f.sub(t, 2 * m, t, 2 * m, t, m);
    f.add(s, 0, x, xo, x, xo + m);
    f.add(s, m, b0, o0, b1, o1);
    f.mul(t, 3 * m, s, 0, s, m);
    f.sub(t, 3 * m, t, 3 * m, t, 0);
    f.sub(t, 3 * m, t, 3 * m, t, m);
    f.mul(t, 4 * m, x, xo + 2 * m, b0, o0);
    f.mulXiPlus(z, zo, t, 2 * m, t, 0);
    f.copy(z, zo + m, t, 3 * m);
    f.add(z, zo + 2 * m, t, 4 * m, t, m);
  }

  /** z = x b1 v. */
  void mulBy1(long[] z, int zo, long[] x, int xo, long[] b1, int o1) {
    f.mul(t, 0, x, xo + 2 * m, b1, o1);
    f.mul(t, m, x, xo, b1, o1);
    f.mul(z, zo + 2 * m, x, xo + m, b1, o1);
    f.mulXi(z, zo, t, 0);
    f.copy(z, zo + m, t, m);
  }

  /** z = x k, for k in Fp2. */
  void scale(long[] z, int zo, long[] x, int xo, long[] k, int ko) {
    for (int i = 0; i < 3 * m; i += m) {
      f.mul(z, zo + i, x, xo + i, k, ko);
    }
  }

  /** z = x v. */
  void mulV(long[] z, int zo, long[] x, int xo) {
    f.mulXi(t, 0, x, xo + 2 * m);
    f.copy(t, m, x, xo + m);
    f.copy(z, zo + m, x, xo);
    f.copy(z, zo, t, 0);
    f.copy(z, zo + 2 * m, t, m);
  }

  /** z = 1 / x. */
  void inv(long[] z, int zo, long[] x, int xo) {
    // a = c0^2 - xi c1 c2, b = xi c2^2 - c0 c1, c = c1^2 - c0 c2; 1 / x = (a, b, c) / norm.
    minor(0, x, xo, 0, 1, 2, true);
    f.sqr(t, m, x, xo + 2 * m);
    f.mulXi(t, m, t, m);
    f.mul(s, 0, x, xo, x, xo + m);
    f.sub(t, m, t, m, s, 0);
    minor(2 * m, x, xo, 1, 0, 2, false);
    f.mul(s, 0, x, xo + 2 * m, t, m);
    f.mul(s, m, x, xo + m, t, 2 * m);
    f.add(s, 0, s, 0, s, m);
    f.mulXi(s, 0, s, 0);
    f.mul(s, m, x, xo, t, 0);
    f.add(s, 0, s, 0, s, m);
    f.inv(s, 0, s, 0);
    scale(z, zo, t, 0, s, 0);
  }

  /** t[to] = x_i^2 - [xi] x_j x_k. */
  private void minor(int to, long[] x, int xo, int i, int j, int k, boolean byXi) {
    f.mul(s, 0, x, xo + j * m, x, xo + k * m);
    if (byXi) {
      f.mulXi(s, 0, s, 0);
    }
    f.sqr(t, to, x, xo + i * m);
    f.sub(t, to, t, to, s, 0);
  }
}
