package dev.twinloop.kernel.curve;

import java.math.BigInteger;

/**
 * The endomorphism of secp256k1: (x, y) -> (beta x, y) multiplies a point by lambda. A scalar k is
 * k1 + k2 lambda mod n with both halves below 2^128 in absolute value (R. Gallant, R. Lambert, S.
 * Vanstone, CRYPTO 2001).
 *
 * <p>(A1, B1) and (A2, B2) are short vectors with a + b lambda = 0 mod n.
 */
public final class Glv {
  static final BigInteger BETA =
      hex("7ae96a2b657c07106e64479eac3434e99cf0497512f58995c1396c28719501ee");
  static final BigInteger LAMBDA =
      hex("5363ad4cc05c30e0a5261c028812645a122e22ea20816678df02967c1b23bd72");
  public static final BigInteger A1 = hex("3086d221a7d46bcde86c90e49284eb15");
  public static final BigInteger B1 = hex("e4437ed6010e88286f547fa90abfe4c3").negate();
  public static final BigInteger A2 = hex("114ca50f7a8e2f3f657c1108d9d44cfd8");
  public static final BigInteger B2 = A1;

  /** round(2^384 B2 / n), by which a scalar's first lattice coordinate is estimated. */
  public static final BigInteger G1 = scaled(B2);

  /** round(2^384 (-B1) / n), likewise for the second. */
  public static final BigInteger G2 = scaled(B1.negate());

  private Glv() {}

  private static BigInteger scaled(BigInteger v) {
    BigInteger n = Curve.SECP256K1.order();
    return v.shiftLeft(385).add(n).divide(n.shiftLeft(1));
  }

  private static BigInteger hex(String text) {
    return new BigInteger(text, 16);
  }
}
