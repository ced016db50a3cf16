package dev.twinloop.kernel.msm;

import java.math.BigInteger;

/**
 * A point with coordinates below the field's modulus; (0, 0), which is on neither curve, stands for
 * infinity. It need not be on the curve: {@link #onCurve} and {@link #inSubgroup} tell.
 *
 * <p>The arithmetic here is plain affine arithmetic on {@link BigInteger}, about 20 µs an addition:
 * for a few points, and to compare with.
 *
 * @param curve its curve
 * @param x 0 to p - 1
 * @param y 0 to p - 1
 */
public record G1Point(G1 curve, BigInteger x, BigInteger y) {
  private static final BigInteger THREE = BigInteger.valueOf(3);

  public G1Point {
    requireBelowP(curve, "x", x);
    requireBelowP(curve, "y", y);
  }

  private static void requireBelowP(G1 curve, String name, BigInteger value) {
    if (value.signum() < 0 || value.compareTo(curve.p()) >= 0) {
      throw new IllegalArgumentException(
          "point: %s=%s, accepted on %s: 0 to %s"
              .formatted(name, hex(value), curve, hex(curve.p().subtract(BigInteger.ONE))));
    }
  }

  private static String hex(BigInteger value) {
    return (value.signum() < 0 ? "-0x" : "0x") + value.abs().toString(16);
  }

  /** Whether this is the neutral element. */
  public boolean isInfinity() {
    return x.signum() == 0 && y.signum() == 0;
  }

  /** Whether the curve's equation holds; true of infinity. */
  public boolean onCurve() {
    BigInteger right = x.multiply(x).multiply(x).add(curve.b());
    return isInfinity() || y.multiply(y).subtract(right).mod(curve.p()).signum() == 0;
  }

  /** Whether this is a point of the curve and, by its definition, of the group: r P = infinity. */
  public boolean inSubgroup() {
    return onCurve() && multiple(curve.order()).isInfinity();
  }

  /** The point below the x axis. */
  public G1Point negated() {
    return new G1Point(curve, x, y.negate().mod(curve.p()));
  }

  /**
   * The sum of two points of one curve.
   *
   * @throws IllegalArgumentException if they belong to different curves
   */
  public G1Point plus(G1Point other) {
    if (curve != other.curve) {
      throw new IllegalArgumentException(
          "point: curve=" + other.curve + ", accepted: " + curve + ", as the first one's");
    }
    if (isInfinity()) {
      return other;
    }
    if (other.isInfinity()) {
      return this;
    }
    BigInteger p = curve.p();
    if (!x.equals(other.x)) {
      return along(other.y.subtract(y).multiply(other.x.subtract(x).modInverse(p)), other.x);
    }
    return y.equals(other.y) && y.signum() != 0
        ? along(x.multiply(x).multiply(THREE).multiply(y.shiftLeft(1).modInverse(p)), x)
        : curve.infinity();
  }

  /** The third point of the line with this slope, negated. */
  private G1Point along(BigInteger slope, BigInteger otherX) {
    BigInteger p = curve.p();
    BigInteger x3 = slope.multiply(slope).subtract(x).subtract(otherX).mod(p);
    return new G1Point(curve, x3, slope.multiply(x.subtract(x3)).subtract(y).mod(p));
  }

  /** This point times a whole number, which is not reduced first; negative ones negate. */
  public G1Point multiple(BigInteger scalar) {
    G1Point base = scalar.signum() < 0 ? negated() : this;
    BigInteger digits = scalar.abs();
    G1Point sum = curve.infinity();
    for (int bit = digits.bitLength() - 1; bit >= 0; bit--) {
      sum = sum.plus(sum);
      sum = digits.testBit(bit) ? sum.plus(base) : sum;
    }
    return sum;
  }

  /** {@code x y} in hex digits of fixed width; infinity is all zeros. */
  @Override
  public String toString() {
    String format = "%0" + 2 * curve.coordinateBytes() + "x";
    return format.formatted(x) + " " + format.formatted(y);
  }
}
