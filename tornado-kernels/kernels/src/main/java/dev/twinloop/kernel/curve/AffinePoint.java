package dev.twinloop.kernel.curve;

import java.math.BigInteger;

/** A finite point. Host arithmetic for small tables, not for speed. */
public record AffinePoint(BigInteger x, BigInteger y) {
  /** Twice this point, which must not have order two. */
  public AffinePoint twice(Curve curve) {
    BigInteger slope =
        x.multiply(x)
            .multiply(BigInteger.valueOf(3))
            .add(curve.a())
            .multiply(y.shiftLeft(1).modInverse(curve.p()));
    return along(slope, x, curve);
  }

  /** This point plus another with a different x. */
  public AffinePoint plus(AffinePoint other, Curve curve) {
    return plus(other, other.x.subtract(x).modInverse(curve.p()), curve);
  }

  /** This point plus another, given the inverse of the difference of their x. */
  AffinePoint plus(AffinePoint other, BigInteger inverse, Curve curve) {
    BigInteger slope = other.y.subtract(y).multiply(inverse).mod(curve.p());
    return along(slope, other.x, curve);
  }

  private AffinePoint along(BigInteger slope, BigInteger otherX, Curve curve) {
    BigInteger x3 = slope.multiply(slope).subtract(x).subtract(otherX).mod(curve.p());
    return new AffinePoint(x3, slope.multiply(x.subtract(x3)).subtract(y).mod(curve.p()));
  }
}
