package dev.twinloop.zk.pairing;

import dev.twinloop.kernel.field.Element;
import dev.twinloop.kernel.group.Point;
import java.math.BigInteger;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The groups of a pairing curve and the fields that they are built on, with the scratch space that
 * arithmetic needs: each thread takes one of its own.
 */
public final class PairingGroups {
  /** By curve; computed once, read by all. */
  private static final Map<PairingCurve, Constants> CONSTANTS = new ConcurrentHashMap<>();

  private final PairingCurve curve;
  private final PrimeField fp;
  private final Fp2 fp2;
  private final Weierstrass g1;
  private final Weierstrass g2;
  private final long[] psi;
  private final long[] beta;

  /**
   * Numbers of a curve.
   *
   * @param b of y^2 = x^3 + b over Fp
   * @param twisted the twist's b, over Fp2
   * @param psi xi^((q - 1) / 3), then xi^((q - 1) / 2); on an M-twist their inverses
   * @param beta a primitive cube root of 1 in Fp: (x, y) -> (beta x, y) multiplies G1 by a root of
   *     unity
   */
  @SuppressWarnings("ArrayRecordComponent") // compared and changed by nobody
  private record Constants(long[] b, long[] twisted, long[] psi, long[] beta) {
    static Constants of(PairingCurve curve) {
      PrimeField fp = curve.fp();
      Fp2 fp2 = new Fp2(fp, curve.xi());
      int n = fp.size();
      long[] b = new long[n];
      fp.put(b, 0, curve.g1().curve().b().c0());
      long[] twisted = new long[2 * n];
      fp2.powXi(twisted, 0, BigInteger.ONE);
      if (curve.dTwist()) {
        fp2.inv(twisted, 0, twisted, 0);
      }
      fp2.scale(twisted, 0, twisted, 0, b, 0);
      long[] beta = new long[n];
      fp.put(beta, 0, curve.g1().field().cubeRootOfUnity());
      return new Constants(b, twisted, psi(curve, fp2), beta);
    }

    private static long[] psi(PairingCurve curve, Fp2 fp2) {
      int m = fp2.size();
      long[] factors = new long[2 * m];
      BigInteger q1 = curve.modulus().subtract(BigInteger.ONE);
      fp2.powXi(factors, 0, q1.divide(BigInteger.valueOf(3)));
      fp2.powXi(factors, m, q1.shiftRight(1));
      if (!curve.dTwist()) {
        fp2.inv(factors, 0, factors, 0);
        fp2.inv(factors, m, factors, m);
      }
      return factors;
    }
  }

  /** The groups of this curve. */
  public PairingGroups(PairingCurve curve) {
    Constants constants = CONSTANTS.computeIfAbsent(curve, Constants::of);
    this.curve = curve;
    this.fp = curve.fp();
    this.fp2 = new Fp2(fp, curve.xi());
    this.g1 = new Weierstrass(fp, constants.b);
    this.g2 = new Weierstrass(fp2, constants.twisted);
    this.psi = constants.psi;
    this.beta = constants.beta;
  }

  /** The curve. */
  public PairingCurve curve() {
    return curve;
  }

  /** Points over Fp. */
  public Weierstrass g1() {
    return g1;
  }

  /** Points over Fp2, on the twist. */
  public Weierstrass g2() {
    return g2;
  }

  /** The field of G2's coordinates. */
  public Fp2 fp2() {
    return fp2;
  }

  /** Affine limbs of a point of G1 or G2. */
  public long[] limbs(Point point) {
    int n = fp.size();
    int degree = point.x().degree();
    long[] limbs = new long[2 * degree * n];
    for (int i = 0; i < degree; i++) {
      fp.put(limbs, i * n, point.x().coefficients().get(i));
      fp.put(limbs, (degree + i) * n, point.y().coefficients().get(i));
    }
    return limbs;
  }

  /** The G1 point of affine limbs. */
  public Point point1(long[] affine, int at) {
    return curve.g1().point(fp.number(affine, at), fp.number(affine, at + fp.size()));
  }

  /** The G2 point of affine limbs. */
  public Point point2(long[] affine, int at) {
    int m = fp2.size();
    return new Point(curve.g2(), element2(affine, at), element2(affine, at + m));
  }

  private Element element2(long[] limbs, int at) {
    return Element.of(fp.number(limbs, at), fp.number(limbs, at + fp.size()));
  }

  /** z = psi(q), affine: the Frobenius endomorphism carried over to the twist. */
  void psiAffine(long[] z, int zo, long[] q, int qo) {
    int m = fp2.size();
    fp2.conjugate(z, zo, q, qo);
    fp2.mul(z, zo, z, zo, psi, 0);
    fp2.conjugate(z, zo + m, q, qo + m);
    fp2.mul(z, zo + m, z, zo + m, psi, m);
  }

  /** psi of a Jacobian point. */
  private long[] psi(long[] q) {
    int m = fp2.size();
    long[] z = new long[3 * m];
    psiAffine(z, 0, q, 0);
    fp2.conjugate(z, 2 * m, q, 2 * m);
    return z;
  }

  /**
   * Whether an affine point of the curve over Fp is in the group of order r. On BN254 the curve is
   * the group. On BLS12-381: (beta x, y) = -x^2 P for the right cube root beta (M. Scott, 2021).
   */
  public boolean inG1(long[] p, int po) {
    if (curve.g1IsWholeCurve() || g1.affineInfinity(p, po)) {
      return true;
    }
    int n = fp.size();
    BigInteger x = new BigInteger(Long.toUnsignedString(curve.seed().magnitude()));
    BigInteger square = x.multiply(x);
    long[] multiple =
        g1.multiple(p, po, new long[] {square.longValue(), square.shiftRight(64).longValue()});
    long[] image = new long[2 * n];
    fp.mul(image, 0, p, po, beta, 0);
    fp.neg(image, n, p, po + n);
    long[] expected = new long[3 * n];
    g1.fromAffine(expected, 0, image, 0);
    if (g1.equal(multiple, 0, expected, 0)) {
      return true;
    }
    fp.mul(image, 0, image, 0, beta, 0); // the other cube root
    g1.fromAffine(expected, 0, image, 0);
    return g1.equal(multiple, 0, expected, 0);
  }

  /**
   * Whether an affine point of the twist is in the group of order r. BLS12-381: psi(Q) = x Q (M.
   * Scott, 2021). BN254: (x + 1) Q + psi(x Q) + psi^2(x Q) = psi^3(2 x Q) (Y. Dai, K. Lin, C. Zhao,
   * Z. Zhou, 2022).
   */
  public boolean inG2(long[] q, int qo) {
    if (g2.affineInfinity(q, qo)) {
      return true;
    }
    int m = fp2.size();
    long[] xq = g2.multiple(q, qo, new long[] {curve.seed().magnitude()});
    if (curve == PairingCurve.BLS12_381) {
      long[] image = new long[2 * m];
      psiAffine(image, 0, q, qo);
      g2.negAffine(image, 0, image, 0);
      long[] expected = new long[3 * m];
      g2.fromAffine(expected, 0, image, 0);
      return g2.equal(xq, 0, expected, 0);
    }
    long[] first = psi(xq);
    long[] second = psi(first);
    long[] third = psi(second);
    g2.dbl(third, 0, third, 0);
    g2.addAffine(xq, 0, xq, 0, q, qo);
    g2.add(xq, 0, xq, 0, first, 0);
    g2.add(xq, 0, xq, 0, second, 0);
    return g2.equal(xq, 0, third, 0);
  }
}
