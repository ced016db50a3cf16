package dev.twinloop.kernel.edwards;

import static dev.twinloop.kernel.edwards.EdwardsField.LIMBS;

/**
 * A point that changes: doublings and additions in registers that are made once. T is kept up to
 * date only where an addition needs it. Not thread-safe.
 */
final class RunningPoint {
  private final long[] x;
  private final long[] y;
  private final long[] z;
  private final long[] t;
  private final long[] a = new long[LIMBS];
  private final long[] b = new long[LIMBS];
  private final long[] e = new long[LIMBS];
  private final long[] f = new long[LIMBS];
  private final long[] g = new long[LIMBS];
  private final long[] h = new long[LIMBS];

  RunningPoint(EdwardsPoint start) {
    x = start.x.clone();
    y = start.y.clone();
    z = start.z.clone();
    t = start.t.clone();
  }

  /** A point as additions want it. */
  static final class Cached {
    private final long[] sum = new long[LIMBS];
    private final long[] difference = new long[LIMBS];
    private final long[] twiceZ = new long[LIMBS];
    private final long[] twiceDT = new long[LIMBS];

    Cached(EdwardsPoint point) {
      EdwardsField.add(sum, point.y, point.x);
      EdwardsField.sub(difference, point.y, point.x);
      EdwardsField.add(twiceZ, point.z, point.z);
      EdwardsField.mul(twiceDT, point.t, EdwardsPoint.TWO_D);
    }
  }

  /** What it is now; T must be up to date. */
  EdwardsPoint point() {
    return new EdwardsPoint(x.clone(), y.clone(), z.clone(), t.clone());
  }

  /** Doubles: 4 S + 3 M, and one for T. */
  void twice(boolean needsT) {
    EdwardsField.add(e, x, y);
    EdwardsField.sqr(e, e);
    EdwardsField.sqr(a, x);
    EdwardsField.sqr(b, y);
    EdwardsField.add(h, a, b);
    EdwardsField.sub(e, h, e);
    EdwardsField.sub(g, a, b);
    EdwardsField.sqr(f, z);
    EdwardsField.add(f, f, f);
    EdwardsField.add(f, f, g);
    finish(f, g, needsT);
  }

  /**
   * Adds a point, or subtracts it: 7 M, and one for T.
   *
   * @param sign 1 or -1
   */
  void add(Cached point, int sign, boolean needsT) {
    boolean minus = sign < 0;
    EdwardsField.sub(a, y, x);
    EdwardsField.mul(a, a, minus ? point.sum : point.difference);
    EdwardsField.add(b, y, x);
    EdwardsField.mul(b, b, minus ? point.difference : point.sum);
    EdwardsField.mul(f, t, point.twiceDT);
    EdwardsField.mul(g, z, point.twiceZ);
    EdwardsField.sub(e, b, a);
    EdwardsField.add(h, b, a);
    EdwardsField.sub(a, g, f);
    EdwardsField.add(b, g, f);
    finish(minus ? b : a, minus ? a : b, needsT);
  }

  private void finish(long[] low, long[] high, boolean needsT) {
    EdwardsField.mul(x, e, low);
    EdwardsField.mul(y, high, h);
    EdwardsField.mul(z, low, high);
    if (needsT) {
      EdwardsField.mul(t, e, h);
    }
  }
}
