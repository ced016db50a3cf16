package dev.twinloop.zk.pairing;

/**
 * Arithmetic of a field whose elements are {@link #size} longs in an array, from an offset on: the
 * coordinates of a curve's points.
 *
 * <pre>
 *   index   xo            xo + size
 *           +-------------+
 *     x     |   element   |     limbs in Montgomery form, least significant first
 *           +-------------+
 * </pre>
 *
 * <p>Every operation takes the result's array and offset first. A result may be an operand; it may
 * not overlap one in part. Elements are always reduced.
 */
public interface CoordinateField {
  /** Longs of an element. */
  int size();

  /** z = x + y. */
  void add(long[] z, int zo, long[] x, int xo, long[] y, int yo);

  /** z = x - y. */
  void sub(long[] z, int zo, long[] x, int xo, long[] y, int yo);

  /** z = x y. */
  void mul(long[] z, int zo, long[] x, int xo, long[] y, int yo);

  /** z = x^2. */
  void sqr(long[] z, int zo, long[] x, int xo);

  /** z = 1 / x, and 0 of 0. */
  void inv(long[] z, int zo, long[] x, int xo);

  /** z = 1. */
  void one(long[] z, int zo);

  /** z = -x. */
  default void neg(long[] z, int zo, long[] x, int xo) {
    long[] zero = new long[size()];
    sub(z, zo, zero, 0, x, xo);
  }

  /** z = 2 x. */
  default void dbl(long[] z, int zo, long[] x, int xo) {
    add(z, zo, x, xo, x, xo);
  }

  /** z = x. */
  default void copy(long[] z, int zo, long[] x, int xo) {
    System.arraycopy(x, xo, z, zo, size());
  }

  /** z = 0. */
  default void zero(long[] z, int zo) {
    java.util.Arrays.fill(z, zo, zo + size(), 0);
  }

  /** Whether x is 0. */
  default boolean isZero(long[] x, int xo) {
    long any = 0;
    for (int i = 0; i < size(); i++) {
      any |= x[xo + i];
    }
    return any == 0;
  }

  /** Whether x = y. */
  default boolean equal(long[] x, int xo, long[] y, int yo) {
    long any = 0;
    for (int i = 0; i < size(); i++) {
      any |= x[xo + i] ^ y[yo + i];
    }
    return any == 0;
  }
}
