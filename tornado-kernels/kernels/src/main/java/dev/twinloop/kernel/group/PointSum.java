package dev.twinloop.kernel.group;

import dev.twinloop.kernel.field.Fp2;
import dev.twinloop.kernel.field.HostField;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * A sum of points that grows in place, on the host: 10 multiplications for a point with affine
 * coordinates, 14 for another sum, 9 to double. Not thread-safe.
 *
 * <p>Coordinates are (x, y, zz, zzz) with zz^3 = zzz^2 for the point (x / zz, y / zzz); zz = 0 is
 * infinity. Elements are those of {@link HostField}. Formulas: explicit-formulas database, short
 * Weierstrass curves, XYZZ coordinates (madd-2008-s, add-2008-s, dbl-2008-s-1), with the cases they
 * leave out.
 */
public final class PointSum {
  private final HostField field;
  private final Group group;
  private final long[] x;
  private final long[] y;
  private final long[] zz;
  private final long[] zzz;
  private final long[] u;
  private final long[] s;
  private final long[] p;
  private final long[] r;
  private final long[] a;
  private final long[] before;
  private final boolean curved;

  /** Infinity. */
  public PointSum(Group group) {
    this.group = group;
    this.field = group.host();
    this.a = group.hostA();
    this.before = field.zero();
    this.curved = !field.isZero(a);
    this.x = field.zero();
    this.y = field.zero();
    this.zz = field.zero();
    this.zzz = field.zero();
    this.u = field.zero();
    this.s = field.zero();
    this.p = field.zero();
    this.r = field.zero();
  }

  /** A point. */
  public static PointSum of(Point point) {
    PointSum sum = new PointSum(point.group());
    sum.set(sum.field.element(point.x()), sum.field.element(point.y()));
    return sum;
  }

  /** The group. */
  public Group group() {
    return group;
  }

  /** Makes this infinity. */
  public void clear() {
    Arrays.fill(zz, 0);
    Arrays.fill(zzz, 0);
  }

  public boolean isInfinity() {
    return field.isZero(zz);
  }

  /** Takes another sum's place. */
  public void set(PointSum other) {
    copy(other.x, x);
    copy(other.y, y);
    copy(other.zz, zz);
    copy(other.zzz, zzz);
  }

  /** Takes these coordinates: x, y, zz, zzz. */
  public void setAll(long[][] coordinates) {
    copy(coordinates[0], x);
    copy(coordinates[1], y);
    copy(coordinates[2], zz);
    copy(coordinates[3], zzz);
  }

  /** Makes this the point of these affine coordinates; (0, 0) is infinity. */
  public void set(long[] px, long[] py) {
    clear();
    add(px, py);
  }

  /** Adds a point of affine coordinates; (0, 0) is infinity. */
  public void add(long[] px, long[] py) {
    if (field.isZero(px) && field.isZero(py)) {
      return;
    }
    if (isInfinity()) {
      copy(px, x);
      copy(py, y);
      field.setOne(zz);
      field.setOne(zzz);
      return;
    }
    field.mul(u, px, zz);
    field.mul(s, py, zzz);
    field.sub(p, u, x);
    field.sub(r, s, y);
    if (field.isZero(p)) {
      doubleOrClear();
      return;
    }
    join();
  }

  /** Adds another sum. */
  public void add(PointSum other) {
    if (other.isInfinity()) {
      return;
    }
    if (isInfinity()) {
      set(other);
      return;
    }
    field.mul(u, other.x, zz);
    field.mul(s, other.y, zzz);
    field.mul(x, x, other.zz);
    field.mul(y, y, other.zzz);
    field.sub(p, u, x);
    field.sub(r, s, y);
    field.mul(zz, zz, other.zz);
    field.mul(zzz, zzz, other.zzz);
    if (field.isZero(p)) {
      doubleOrClear();
      return;
    }
    join();
  }

  /** Both points have the same x: the same point, or one and its negative. */
  private void doubleOrClear() {
    if (field.isZero(r)) {
      twice();
    } else {
      clear();
    }
  }

  /** The sum from the differences p and r of both points' x and y over the same denominators. */
  private void join() {
    field.mul(u, p, p);
    field.mul(p, p, u);
    field.mul(s, x, u);
    field.mul(zz, zz, u);
    field.mul(zzz, zzz, p);
    field.mul(u, y, p);
    field.mul(x, r, r);
    field.sub(x, x, p);
    field.sub(x, x, s);
    field.sub(x, x, s);
    field.sub(s, s, x);
    field.mul(y, r, s);
    field.sub(y, y, u);
  }

  /** Doubles. */
  public void twice() {
    field.add(u, y, y);
    if (field.isZero(u)) {
      clear(); // also where this is infinity with y = 0
      return;
    }
    if (curved) {
      field.mul(before, zz, zz);
      field.mul(before, before, a);
    }
    field.mul(p, u, u);
    field.mul(r, u, p);
    field.mul(s, x, p);
    field.mul(zz, zz, p);
    field.mul(zzz, zzz, r);
    field.mul(r, r, y);
    field.mul(u, x, x);
    field.add(p, u, u);
    field.add(u, u, p);
    if (curved) {
      field.add(u, u, before);
    }
    field.mul(x, u, u);
    field.sub(x, x, s);
    field.sub(x, x, s);
    field.sub(s, s, x);
    field.mul(y, u, s);
    field.sub(y, y, r);
  }

  /**
   * Doubles {@code times} times. Where the curve's a is 0, in Jacobian coordinates (dbl-2009-l),
   * which saves two multiplications of nine.
   */
  public void twice(int times) {
    if (curved || times < 3) {
      for (int i = 0; i < times; i++) {
        twice();
      }
      return;
    }
    field.mul(x, x, zz); // over zz^2
    field.mul(y, y, zzz); // over zzz^2 = zz^3
    for (int i = 0; i < times; i++) {
      twiceJacobian(zz);
    }
    field.mul(u, zz, zz);
    field.mul(zzz, u, zz);
    copy(u, zz);
  }

  /** Doubles (x / z^2, y / z^3) on a curve whose a is 0. */
  private void twiceJacobian(long[] z) {
    field.mul(z, z, y);
    field.add(z, z, z);
    field.mul(p, y, y);
    field.mul(s, x, p);
    field.add(s, s, s);
    field.add(s, s, s); // 4 x y^2
    field.mul(p, p, p);
    field.add(p, p, p);
    field.add(p, p, p);
    field.add(p, p, p); // 8 y^4
    field.mul(u, x, x);
    field.add(r, u, u);
    field.add(u, u, r); // 3 x^2
    field.mul(x, u, u);
    field.sub(x, x, s);
    field.sub(x, x, s);
    field.sub(s, s, x);
    field.mul(y, u, s);
    field.sub(y, y, p);
  }

  /**
   * Makes this a multiple of another sum, whatever the sign: one doubling a bit, one addition a
   * one.
   */
  public void setMultiple(PointSum other, BigInteger scalar) {
    BigInteger digits = scalar.abs();
    set(other);
    for (int bit = digits.bitLength() - 2; bit >= 0; bit--) {
      twice();
      if (digits.testBit(bit)) {
        add(other);
      }
    }
    if (scalar.signum() == 0) {
      clear();
    }
    if (scalar.signum() < 0) {
      negate();
    }
  }

  /** Makes this the point below the x axis. */
  public void negate() {
    field.negate(y, y);
  }

  /** Whether the denominators belong together: zz^3 = zzz^2, as in every result here. */
  public boolean consistent() {
    field.mul(u, zz, zz);
    field.mul(u, u, zz);
    field.mul(s, zzz, zzz);
    field.sub(u, u, s);
    return isInfinity() || field.isZero(u);
  }

  /** Whether this and another are the same point; not if either is not {@link #consistent}. */
  public boolean same(PointSum other) {
    if (isInfinity() || other.isInfinity()) {
      return isInfinity() && other.isInfinity();
    }
    if (!consistent() || !other.consistent()) {
      return false;
    }
    field.mul(u, x, other.zz);
    field.mul(s, other.x, zz);
    field.sub(p, u, s);
    field.mul(u, y, other.zzz);
    field.mul(s, other.y, zzz);
    field.sub(r, u, s);
    return field.isZero(p) && field.isZero(r);
  }

  /** Multiplies the affine x by a factor: with a cube root of one, an endomorphism. */
  public void scaleX(long[] factor) {
    field.mul(x, x, factor);
  }

  /** Multiplies the affine y by a factor. */
  public void scaleY(long[] factor) {
    field.mul(y, y, factor);
  }

  /** Replaces all coordinates by their conjugates: with an extension, the Frobenius map. */
  void conjugate(Fp2 extension) {
    extension.conjugate(x, x);
    extension.conjugate(y, y);
    extension.conjugate(zz, zz);
    extension.conjugate(zzz, zzz);
  }

  /** Writes affine coordinates; (0, 0) for infinity. One inversion. */
  public void affine(long[] px, long[] py) {
    if (isInfinity()) {
      Arrays.fill(px, 0);
      Arrays.fill(py, 0);
      return;
    }
    field.invert(u, zzz);
    field.mul(py, y, u);
    field.mul(u, u, zz); // zz / zzz = 1 / z
    field.mul(u, u, u);
    field.mul(px, x, u);
  }

  /** The point. */
  public Point point() {
    long[] px = field.zero();
    long[] py = field.zero();
    affine(px, py);
    return new Point(group, field.value(px), field.value(py));
  }

  private static void copy(long[] from, long[] to) {
    System.arraycopy(from, 0, to, 0, to.length);
  }
}
