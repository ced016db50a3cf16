package dev.twinloop.zk.pairing;

import java.math.BigInteger;

/**
 * Computes {@link Lines}: doubling and addition steps in homogeneous coordinates.
 *
 * <p>The loop's last point R tells whether Q is in the group of order r, at the price of two
 * products:
 *
 * <pre>
 *   BN254       R = (6 x + 2) Q + psi(Q) - psi^2(Q) = -psi^3(Q)
 *   BLS12-381   R = |x| Q = -psi(Q)                              (M. Scott, 2021)
 * </pre>
 *
 * On BN254 the endomorphism 6 x + 2 + psi - psi^2 + psi^3 vanishes on the group, and its degree has
 * no divisor but r in common with the order of the twist, so that it vanishes nowhere else (the
 * argument of Y. Dai, K. Lin, C. Zhao, Z. Zhou, 2022). Steps that meet infinity on their way leave
 * Z = 0, which no point of the group does.
 */
final class LineSteps {
  private final PairingGroups groups;
  private final Fp2 f;
  private final int m;
  private final byte[] digits;
  private final long[] b3;
  private final long[] half;
  private final long[] t;
  private final long[] r;

  LineSteps(PairingGroups groups) {
    this.groups = groups;
    this.f = groups.fp2();
    this.m = f.size();
    this.digits = loopDigits(groups.curve());
    this.t = new long[10 * m];
    this.r = new long[3 * m];
    PrimeField fp = f.fp();
    this.half = new long[fp.size()];
    fp.put(half, 0, BigInteger.TWO.modInverse(fp.modulus()));
    long[] b = new long[m];
    f.powXi(b, 0, BigInteger.ONE);
    if (groups.curve().dTwist()) {
      f.inv(b, 0, b, 0);
    }
    long[] three = new long[fp.size()];
    fp.put(three, 0, groups.curve().g1().curve().b().c0().multiply(BigInteger.valueOf(3)));
    f.scale(b, 0, b, 0, three, 0);
    this.b3 = b;
  }

  /** The loop's length in signed digits, the most significant first: 6 x + 2, or |x|. */
  byte[] digits() {
    return digits;
  }

  private static byte[] loopDigits(PairingCurve curve) {
    BigInteger loop = new BigInteger(Long.toUnsignedString(curve.seed().magnitude()));
    if (curve == PairingCurve.BN254) {
      loop = loop.multiply(BigInteger.valueOf(6)).add(BigInteger.TWO);
    }
    return SignedDigits.of(loop, 2);
  }

  /** The lines of an affine point. */
  Lines lines(long[] q, int qo) {
    if (groups.g2().affineInfinity(q, qo)) {
      return new Lines(new long[0], false, true);
    }
    int count = digits.length - 1;
    for (int i = 1; i < digits.length; i++) {
      count += digits[i] != 0 ? 1 : 0;
    }
    boolean bn = groups.curve() == PairingCurve.BN254;
    long[] lines = new long[3 * m * (count + (bn ? 2 : 0))];
    long[] negative = new long[2 * m];
    groups.g2().negAffine(negative, 0, q, qo);
    System.arraycopy(q, qo, r, 0, 2 * m);
    f.one(r, 2 * m);
    int at = 0;
    for (int i = 1; i < digits.length; i++) {
      at = doubling(lines, at);
      if (digits[i] > 0) {
        at = addition(lines, at, q, qo);
      } else if (digits[i] < 0) {
        at = addition(lines, at, negative, 0);
      }
    }
    long[] image = new long[2 * m];
    groups.psiAffine(image, 0, q, qo);
    if (bn) {
      at = addition(lines, at, image, 0);
      groups.psiAffine(image, 0, image, 0);
      groups.g2().negAffine(image, 0, image, 0);
      addition(lines, at, image, 0);
      groups.psiAffine(image, 0, image, 0);
    } else {
      groups.g2().negAffine(image, 0, image, 0);
    }
    return new Lines(lines, false, endsAt(image));
  }

  /** Whether R is this affine point, and no step met infinity. */
  private boolean endsAt(long[] point) {
    f.mul(t, 0, point, 0, r, 2 * m);
    f.mul(t, m, point, m, r, 2 * m);
    return !f.isZero(r, 2 * m) && f.equal(t, 0, r, 0) && f.equal(t, m, r, m);
  }

  /**
   * The same lines with 1 as the coefficient of y: each is divided by its own, which the final
   * exponentiation does not see. Pays where lines are used often: it takes an inversion.
   */
  Lines monic(Lines lines) {
    long[] c = lines.coefficients();
    int count = c.length / (3 * m);
    int one = groups.curve().dTwist() ? 0 : 2 * m; // where a line has its coefficient of y
    long[] products = new long[(count + 1) * m];
    f.one(products, 0);
    for (int i = 0; i < count; i++) {
      f.mul(products, (i + 1) * m, products, i * m, c, 3 * m * i + one);
    }
    long[] monic = new long[c.length];
    long[] inverse = new long[2 * m];
    f.inv(inverse, 0, products, count * m);
    for (int i = count - 1; i >= 0; i--) {
      int at = 3 * m * i;
      f.mul(inverse, m, inverse, 0, products, i * m); // 1 / this line's
      f.mul(inverse, 0, inverse, 0, c, at + one);
      for (int k = 0; k < 3 * m; k += m) {
        f.mul(monic, at + k, c, at + k, inverse, m);
      }
    }
    return new Lines(monic, true, lines.inGroup());
  }

  /** R = 2 R, and the tangent. */
  private int doubling(long[] line, int at) {
    int x = 0;
    int y = m;
    int z = 2 * m;
    f.mul(t, 0, r, x, r, y);
    f.scale(t, 0, t, 0, half, 0); // A = X Y / 2
    f.sqr(t, m, r, y); // B = Y^2
    f.sqr(t, 2 * m, r, z); // C = Z^2
    f.mul(t, 3 * m, t, 2 * m, b3, 0); // E = 3 b C
    f.dbl(t, 4 * m, t, 3 * m);
    f.add(t, 4 * m, t, 4 * m, t, 3 * m); // F = 3 E
    f.add(t, 5 * m, t, m, t, 4 * m);
    f.scale(t, 5 * m, t, 5 * m, half, 0); // G = (B + F) / 2
    f.add(t, 6 * m, r, y, r, z);
    f.sqr(t, 6 * m, t, 6 * m);
    f.sub(t, 6 * m, t, 6 * m, t, m);
    f.sub(t, 6 * m, t, 6 * m, t, 2 * m); // H = (Y + Z)^2 - B - C
    f.sub(t, 7 * m, t, 3 * m, t, m); // I = E - B
    f.sqr(t, 8 * m, r, x); // J = X^2
    f.sqr(t, 9 * m, t, 3 * m); // E^2
    f.sub(r, x, t, m, t, 4 * m);
    f.mul(r, x, r, x, t, 0); // X = A (B - F)
    f.sqr(r, y, t, 5 * m);
    f.sub(r, y, r, y, t, 9 * m);
    f.sub(r, y, r, y, t, 9 * m);
    f.sub(r, y, r, y, t, 9 * m); // Y = G^2 - 3 E^2
    f.mul(r, z, t, m, t, 6 * m); // Z = B H
    f.neg(t, 6 * m, t, 6 * m);
    f.dbl(t, 9 * m, t, 8 * m);
    f.add(t, 9 * m, t, 9 * m, t, 8 * m);
    return put(line, at, 6, 9, 7); // -H, 3 J, I
  }

  /** R = R + Q, and the line through both. */
  private int addition(long[] line, int at, long[] q, int qo) {
    int x = 0;
    int y = m;
    int z = 2 * m;
    f.mul(t, 0, q, qo + m, r, z);
    f.sub(t, 0, r, y, t, 0); // theta = Y - y Z
    f.mul(t, m, q, qo, r, z);
    f.sub(t, m, r, x, t, m); // lambda = X - x Z
    f.sqr(t, 2 * m, t, 0); // C = theta^2
    f.sqr(t, 3 * m, t, m); // D = lambda^2
    f.mul(t, 4 * m, t, m, t, 3 * m); // E = lambda D
    f.mul(t, 5 * m, r, z, t, 2 * m); // F = Z C
    f.mul(t, 6 * m, r, x, t, 3 * m); // G = X D
    f.add(t, 7 * m, t, 4 * m, t, 5 * m);
    f.sub(t, 7 * m, t, 7 * m, t, 6 * m);
    f.sub(t, 7 * m, t, 7 * m, t, 6 * m); // H = E + F - 2 G
    f.mul(r, x, t, m, t, 7 * m); // X = lambda H
    f.sub(t, 6 * m, t, 6 * m, t, 7 * m);
    f.mul(t, 6 * m, t, 6 * m, t, 0);
    f.mul(t, 5 * m, t, 4 * m, r, y);
    f.sub(r, y, t, 6 * m, t, 5 * m); // Y = theta (G - H) - E Y
    f.mul(r, z, r, z, t, 4 * m); // Z = Z E
    f.mul(t, 2 * m, t, 0, q, qo);
    f.mul(t, 3 * m, t, m, q, qo + m);
    f.sub(t, 2 * m, t, 2 * m, t, 3 * m); // J = theta x - lambda y
    f.neg(t, 0, t, 0);
    return put(line, at, 1, 0, 2); // lambda, -theta, J
  }

  /**
   * Writes a line: the coefficients of y, of x, and the constant one; the last first on an M-twist.
   */
  private int put(long[] line, int at, int byY, int byX, int constant) {
    boolean d = groups.curve().dTwist();
    f.copy(line, at, t, (d ? byY : constant) * m);
    f.copy(line, at + m, t, byX * m);
    f.copy(line, at + 2 * m, t, (d ? constant : byY) * m);
    return at + 3 * m;
  }
}
