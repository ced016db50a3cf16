package dev.twinloop.zk.pairing;

/**
 * Points of y^2 = x^3 + b over a field: G1 over Fp, G2 over Fp2.
 *
 * <pre>
 *   affine    x | y          infinity is all zeros, which is on no curve with b other than 0
 *   Jacobian  X | Y | Z      x = X / Z^2, y = Y / Z^3; infinity has Z = 0
 * </pre>
 *
 * <p>Formulas of D. Bernstein, T. Lange, Explicit-Formulas Database: dbl-2009-l, madd-2007-bl,
 * add-2007-bl. It holds scratch space, so each thread takes one of its own.
 */
public final class Weierstrass {
  private static final int WINDOW = 4;

  private final CoordinateField f;
  private final int m;
  private final long[] b;
  private final long[] t;

  Weierstrass(CoordinateField field, long[] b) {
    this.f = field;
    this.m = field.size();
    this.b = b;
    this.t = new long[10 * m];
  }

  /** The coordinates' field. */
  public CoordinateField field() {
    return f;
  }

  /** Longs of an affine point. */
  public int affineSize() {
    return 2 * m;
  }

  /** Longs of a Jacobian point. */
  public int jacobianSize() {
    return 3 * m;
  }

  /** Whether an affine point is infinity. */
  public boolean affineInfinity(long[] p, int po) {
    return f.isZero(p, po) && f.isZero(p, po + m);
  }

  /** Whether a Jacobian point is infinity. */
  public boolean infinity(long[] p, int po) {
    return f.isZero(p, po + 2 * m);
  }

  /** Whether an affine point is on the curve; true of infinity. */
  public boolean onCurve(long[] p, int po) {
    if (affineInfinity(p, po)) {
      return true;
    }
    f.sqr(t, 0, p, po);
    f.mul(t, 0, t, 0, p, po);
    f.add(t, 0, t, 0, b, 0);
    f.sqr(t, m, p, po + m);
    return f.equal(t, 0, t, m);
  }

  /** z = the Jacobian form of an affine point. */
  public void fromAffine(long[] z, int zo, long[] p, int po) {
    if (affineInfinity(p, po)) {
      setInfinity(z, zo);
      return;
    }
    System.arraycopy(p, po, z, zo, 2 * m);
    f.one(z, zo + 2 * m);
  }

  /** z = infinity, Jacobian. */
  public void setInfinity(long[] z, int zo) {
    f.one(z, zo);
    f.one(z, zo + m);
    f.zero(z, zo + 2 * m);
  }

  /** z = the affine form of a Jacobian point. */
  public void toAffine(long[] z, int zo, long[] p, int po) {
    if (infinity(p, po)) {
      f.zero(z, zo);
      f.zero(z, zo + m);
      return;
    }
    f.inv(t, 0, p, po + 2 * m);
    byInverse(z, zo, p, po);
  }

  /** z = the affine form of a Jacobian point whose 1 / Z is in t[0]. */
  private void byInverse(long[] z, int zo, long[] p, int po) {
    f.sqr(t, m, t, 0);
    f.mul(t, 0, t, 0, t, m);
    f.mul(z, zo, p, po, t, m);
    f.mul(z, zo + m, p, po + m, t, 0);
  }

  /** Affine forms of {@code count} Jacobian points, with one inversion (P. Montgomery's trick). */
  public void toAffine(long[] z, long[] p, int count) {
    long[] products = new long[(count + 1) * m];
    f.one(products, 0);
    for (int i = 0; i < count; i++) {
      if (infinity(p, 3 * m * i)) {
        f.copy(products, (i + 1) * m, products, i * m);
      } else {
        f.mul(products, (i + 1) * m, products, i * m, p, 3 * m * i + 2 * m);
      }
    }
    long[] inverse = new long[m];
    f.inv(inverse, 0, products, count * m);
    for (int i = count - 1; i >= 0; i--) {
      int from = 3 * m * i;
      if (infinity(p, from)) {
        f.zero(z, 2 * m * i);
        f.zero(z, 2 * m * i + m);
        continue;
      }
      f.mul(t, 0, inverse, 0, products, i * m);
      f.mul(inverse, 0, inverse, 0, p, from + 2 * m);
      byInverse(z, 2 * m * i, p, from);
    }
  }

  /** z = -p, affine; -infinity is infinity. */
  public void negAffine(long[] z, int zo, long[] p, int po) {
    f.copy(z, zo, p, po);
    f.neg(z, zo + m, p, po + m);
  }

  /** z = 2 p, Jacobian. */
  public void dbl(long[] z, int zo, long[] p, int po) {
    f.sqr(t, 0, p, po); // A = X^2
    f.sqr(t, m, p, po + m); // B = Y^2
    f.sqr(t, 2 * m, t, m); // C = B^2
    f.add(t, 3 * m, p, po, t, m);
    f.sqr(t, 3 * m, t, 3 * m);
    f.sub(t, 3 * m, t, 3 * m, t, 0);
    f.sub(t, 3 * m, t, 3 * m, t, 2 * m);
    f.dbl(t, 3 * m, t, 3 * m); // D = 2 ((X + B)^2 - A - C)
    f.dbl(t, m, t, 0);
    f.add(t, 0, t, 0, t, m); // E = 3 A
    f.mul(t, m, p, po + m, p, po + 2 * m);
    f.dbl(z, zo + 2 * m, t, m);
    f.sqr(t, m, t, 0);
    f.sub(t, m, t, m, t, 3 * m);
    f.sub(z, zo, t, m, t, 3 * m); // E^2 - 2 D
    f.sub(t, 3 * m, t, 3 * m, z, zo);
    f.mul(t, 3 * m, t, 3 * m, t, 0);
    f.dbl(t, 2 * m, t, 2 * m);
    f.dbl(t, 2 * m, t, 2 * m);
    f.dbl(t, 2 * m, t, 2 * m);
    f.sub(z, zo + m, t, 3 * m, t, 2 * m);
  }

  /** z = p + q, p Jacobian and q affine. */
  public void addAffine(long[] z, int zo, long[] p, int po, long[] q, int qo) {
    if (affineInfinity(q, qo)) {
      System.arraycopy(p, po, z, zo, 3 * m);
      return;
    }
    if (infinity(p, po)) {
      fromAffine(z, zo, q, qo);
      return;
    }
    f.sqr(t, 0, p, po + 2 * m); // Z1Z1
    f.mul(t, m, q, qo, t, 0); // U2
    f.mul(t, 2 * m, q, qo + m, p, po + 2 * m);
    f.mul(t, 2 * m, t, 2 * m, t, 0); // S2
    f.copy(t, 8 * m, p, po); // U1
    f.copy(t, 9 * m, p, po + m); // S1
    f.copy(t, 7 * m, p, po + 2 * m); // Z1
    finishAdd(z, zo, p, po);
  }

  /** z = p + q, both Jacobian. */
  public void add(long[] z, int zo, long[] p, int po, long[] q, int qo) {
    if (infinity(q, qo)) {
      System.arraycopy(p, po, z, zo, 3 * m);
      return;
    }
    if (infinity(p, po)) {
      System.arraycopy(q, qo, z, zo, 3 * m);
      return;
    }
    f.sqr(t, 0, p, po + 2 * m); // Z1Z1
    f.sqr(t, 3 * m, q, qo + 2 * m); // Z2Z2
    f.mul(t, m, q, qo, t, 0); // U2
    f.mul(t, 2 * m, q, qo + m, p, po + 2 * m);
    f.mul(t, 2 * m, t, 2 * m, t, 0); // S2
    f.mul(t, 8 * m, p, po, t, 3 * m); // U1
    f.mul(t, 9 * m, p, po + m, q, qo + 2 * m);
    f.mul(t, 9 * m, t, 9 * m, t, 3 * m); // S1
    f.mul(t, 7 * m, p, po + 2 * m, q, qo + 2 * m); // Z1 Z2
    finishAdd(z, zo, p, po);
  }

  /** With U2, S2, Z, U1, S1 in t[1], t[2], t[7], t[8], t[9]. */
  private void finishAdd(long[] z, int zo, long[] p, int po) {
    f.sub(t, m, t, m, t, 8 * m); // H
    f.sub(t, 2 * m, t, 2 * m, t, 9 * m); // R
    if (f.isZero(t, m)) {
      if (f.isZero(t, 2 * m)) {
        dbl(z, zo, p, po);
      } else {
        setInfinity(z, zo);
      }
      return;
    }
    f.sqr(t, 3 * m, t, m); // H^2
    f.mul(t, 4 * m, t, 3 * m, t, m); // H^3
    f.mul(t, 5 * m, t, 8 * m, t, 3 * m); // V = U1 H^2
    f.mul(z, zo + 2 * m, t, 7 * m, t, m);
    f.sqr(t, 3 * m, t, 2 * m);
    f.sub(t, 3 * m, t, 3 * m, t, 4 * m);
    f.sub(t, 3 * m, t, 3 * m, t, 5 * m);
    f.sub(z, zo, t, 3 * m, t, 5 * m);
    f.sub(t, 5 * m, t, 5 * m, z, zo);
    f.mul(t, 5 * m, t, 5 * m, t, 2 * m);
    f.mul(t, 4 * m, t, 4 * m, t, 9 * m);
    f.sub(z, zo + m, t, 5 * m, t, 4 * m);
  }

  /** Whether two Jacobian points are one. */
  public boolean equal(long[] p, int po, long[] q, int qo) {
    if (infinity(p, po) || infinity(q, qo)) {
      return infinity(p, po) && infinity(q, qo);
    }
    f.sqr(t, 0, p, po + 2 * m);
    f.sqr(t, m, q, qo + 2 * m);
    f.mul(t, 2 * m, p, po, t, m);
    f.mul(t, 3 * m, q, qo, t, 0);
    if (!f.equal(t, 2 * m, t, 3 * m)) {
      return false;
    }
    f.mul(t, 0, t, 0, p, po + 2 * m);
    f.mul(t, m, t, m, q, qo + 2 * m);
    f.mul(t, 2 * m, p, po + m, t, m);
    f.mul(t, 3 * m, q, qo + m, t, 0);
    return f.equal(t, 2 * m, t, 3 * m);
  }

  /**
   * k q, Jacobian, by windows of four bits. Its time depends on k.
   *
   * @param q affine
   * @param k a plain number, 64 bits a long, least significant first
   */
  public long[] multiple(long[] q, int qo, long[] k) {
    long[] table = new long[(3 * m) << WINDOW];
    setInfinity(table, 0);
    for (int i = 1; i < 1 << WINDOW; i++) {
      addAffine(table, 3 * m * i, table, 3 * m * (i - 1), q, qo);
    }
    long[] sum = new long[3 * m];
    setInfinity(sum, 0);
    for (int bit = 64 * k.length - WINDOW; bit >= 0; bit -= WINDOW) {
      if (!infinity(sum, 0)) {
        for (int i = 0; i < WINDOW; i++) {
          dbl(sum, 0, sum, 0);
        }
      }
      int digit = (int) (k[bit >> 6] >>> bit) & ((1 << WINDOW) - 1);
      if (digit != 0) {
        add(sum, 0, sum, 0, table, 3 * m * digit);
      }
    }
    java.util.Arrays.fill(table, 0);
    return sum;
  }
}
