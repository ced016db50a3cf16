package dev.twinloop.kernel.machine.weierstrass;

import dev.twinloop.kernel.group.Group;
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
  private static final BigInteger SIX = BigInteger.valueOf(6);

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
    Lattice lattice = Lattice.of(lambda, n);
    return new Glv(
        beta(group, lambda),
        lambda,
        lattice.a1(),
        lattice.b1(),
        lattice.a2(),
        lattice.b2(),
        scaled(lattice.b2(), n),
        scaled(lattice.b1().negate(), n));
  }

  /** Two short vectors with a + b root = 0 mod n. */
  private record Lattice(BigInteger a1, BigInteger b1, BigInteger a2, BigInteger b2) {
    static Lattice of(BigInteger root, BigInteger n) {
      BigInteger r0 = n;
      BigInteger r1 = root;
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
      BigInteger a1 = t1.signum() > 0 ? r1 : r1.negate();
      BigInteger a2 = t0.signum() < 0 ? r0 : r0.negate();
      return new Lattice(a1, t1.abs().negate(), a2, t0.abs());
    }
  }

  /**
   * Of the two cube roots of one in the field of coordinates, the one that goes with lambda: of (x,
   * y) -> (root x, y), whose third power is the identity, call the endomorphism omega. Frobenius is
   * pi = a + b omega of norm p. It maps differentials to 0, so a + b root = 0 mod p, and points of
   * the group to themselves, so a + b lambda = 1 mod n. The first condition gives pi but for a
   * unit, one of the sixth roots of one. So no point has to be multiplied, which costs a cold JVM
   * 100 ms.
   */
  private static BigInteger beta(Group group, BigInteger lambda) {
    BigInteger n = group.order();
    BigInteger p = group.field().modulus();
    BigInteger root = group.field().cubeRootOfUnity();
    Lattice near = Lattice.of(root, p);
    BigInteger[][] candidates = {
      {near.a1(), near.b1()},
      {near.a2(), near.b2()},
      {near.a1().add(near.a2()), near.b1().add(near.b2())},
      {near.a1().subtract(near.a2()), near.b1().subtract(near.b2())}
    };
    for (BigInteger[] pi : candidates) {
      if (norm(pi[0], pi[1]).equals(p)) {
        BigInteger unit = pi[0].add(pi[1].multiply(lambda)).modPow(SIX, n);
        return unit.equals(BigInteger.ONE) ? root : root.multiply(root).mod(p);
      }
    }
    throw new IllegalStateException(group + ": Frobenius was not found");
  }

  /** Of a + b omega. */
  private static BigInteger norm(BigInteger a, BigInteger b) {
    return a.multiply(a).subtract(a.multiply(b)).add(b.multiply(b));
  }

  private static BigInteger scaled(BigInteger v, BigInteger n) {
    return v.shiftLeft(385).add(n).divide(n.shiftLeft(1));
  }
}
