package dev.twinloop.kernel.machine;

import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Point;
import java.math.BigInteger;

/**
 * The endomorphism of a curve y^2 = x^3 + b: (x, y) -> (beta x, y) multiplies a point by lambda. A
 * scalar k is k1 + k2 lambda mod n with both halves of about half its length (R. Gallant, R.
 * Lambert, S. Vanstone, CRYPTO 2001).
 *
 * <p>(a1, b1) and (a2, b2) are short vectors with a + b lambda = 0 mod n, from Euclid's algorithm
 * for n and lambda.
 *
 * @param beta a cube root of one in the field of coordinates
 * @param lambda the smaller cube root of one among scalars
 * @param g1 round(2^384 b2 / n), by which a scalar's first lattice coordinate is estimated
 * @param g2 round(2^384 (-b1) / n), likewise for the second
 */
public record Glv(
    BigInteger beta,
    BigInteger lambda,
    BigInteger a1,
    BigInteger b1,
    BigInteger a2,
    BigInteger b2,
    BigInteger g1,
    BigInteger g2) {

  /** Whether a group has it. */
  public static boolean applies(Group group) {
    return group.curve().a().isZero();
  }

  /**
   * That of a group.
   *
   * @throws IllegalStateException if it has none
   */
  public static Glv of(Group group) {
    BigInteger n = group.order();
    BigInteger root = group.scalars().cubeRootOfUnity();
    BigInteger lambda = root.min(root.multiply(root).mod(n));
    BigInteger r0 = n;
    BigInteger r1 = lambda;
    BigInteger t0 = BigInteger.ZERO;
    BigInteger t1 = BigInteger.ONE;
    while (r1.pow(2).compareTo(n) >= 0) {
      BigInteger q = r0.divide(r1);
      BigInteger r2 = r0.subtract(q.multiply(r1));
      BigInteger t2 = t0.subtract(q.multiply(t1));
      r0 = r1;
      r1 = r2;
      t0 = t1;
      t1 = t2;
    }
    // (r1, -t1) and (r0, -t0) are short; the signs of t alternate
    BigInteger b1 = t1.abs().negate();
    BigInteger a1 = t1.signum() > 0 ? r1 : r1.negate();
    BigInteger b2 = t0.abs();
    BigInteger a2 = t0.signum() < 0 ? r0 : r0.negate();
    return new Glv(
        beta(group, lambda), lambda, a1, b1, a2, b2, scaled(b2, n), scaled(b1.negate(), n));
  }

  private static BigInteger beta(Group group, BigInteger lambda) {
    Point generator = group.generator();
    BigInteger x = generator.multiple(lambda).x().number();
    BigInteger p = group.field().modulus();
    return x.multiply(generator.x().number().modInverse(p)).mod(p);
  }

  private static BigInteger scaled(BigInteger v, BigInteger n) {
    return v.shiftLeft(385).add(n).divide(n.shiftLeft(1));
  }
}
