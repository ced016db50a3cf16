package dev.twinloop.zk.pairing;

import java.math.BigInteger;

/** From a product of Miller loops to the pairing's value. */
final class FinalExponentiation {
  private static final int DIGIT_BITS = 3;
  private static final int FEW = 8;

  private final PairingCurve curve;
  private final Fp12 f;
  private final byte[] x;
  private final boolean few;

  FinalExponentiation(PairingCurve curve, Fp12 field) {
    this.curve = curve;
    this.f = field;
    this.few = Long.bitCount(curve.seed().magnitude()) <= FEW;
    this.x =
        SignedDigits.of(
            new BigInteger(Long.toUnsignedString(curve.seed().magnitude())), DIGIT_BITS);
  }

  /** The value, in an array of its own. */
  long[] of(long[] miller) {
    long[] r = easy(miller);
    return curve == PairingCurve.BN254 ? hardBn(r) : hardBls(r);
  }

  /** z^((q^6 - 1)(q^2 + 1)). */
  private long[] easy(long[] z) {
    long[] r = room();
    long[] s = room();
    f.inv(s, z);
    f.conjugate(r, z);
    f.mul(r, r, s);
    f.frobenius(s, r, 2);
    f.mul(r, s, r);
    return r;
  }

  private long[] room() {
    return new long[f.size()];
  }

  private long[] product(long[] a, long[] b) {
    long[] z = room();
    f.mul(z, a, b);
    return z;
  }

  private long[] square(long[] a) {
    long[] z = room();
    f.cyclotomicSqr(z, a);
    return z;
  }

  private long[] conjugate(long[] a) {
    long[] z = room();
    f.conjugate(z, a);
    return z;
  }

  private long[] frobenius(long[] a, int e) {
    long[] z = room();
    f.frobenius(z, a, e);
    return z;
  }

  /** a^x. */
  private long[] byX(long[] a) {
    long[] z = room();
    if (few) {
      f.cyclotomicPowOfFew(z, a, curve.seed().magnitude());
    } else {
      f.cyclotomicPow(z, a, x);
    }
    return curve.seed().negative() ? conjugate(z) : z;
  }

  /** The exponent is 2 x (6 x^2 + 3 x + 1) (q^4 - q^2 + 1) / r. */
  private long[] hardBn(long[] r) {
    long[] y0 = conjugate(byX(r));
    long[] y1 = square(y0);
    long[] y3 = product(square(y1), y1);
    long[] y4 = conjugate(byX(y3));
    long[] y6 = byX(square(y4));
    long[] y7 = product(y6, y4);
    long[] y8 = product(y7, conjugate(y3));
    long[] y9 = product(y8, y1);
    long[] y11 = product(product(y8, y4), r);
    long[] y13 = product(frobenius(y9, 1), y11);
    long[] y14 = product(frobenius(y8, 2), y13);
    return product(frobenius(product(conjugate(r), y9), 3), y14);
  }

  /** The exponent is 3 (q^4 - q^2 + 1) / r. */
  private long[] hardBls(long[] r) {
    long[] y1 = product(byX(r), conjugate(r)); // x - 1
    y1 = product(byX(y1), conjugate(y1)); // (x - 1)^2
    y1 = product(byX(y1), frobenius(y1, 1)); // (x - 1)^2 (x + q)
    long[] y0 = byX(byX(y1));
    y1 = product(product(frobenius(y1, 2), conjugate(y1)), y0); // ... (x^2 + q^2 - 1)
    return product(product(r, square(r)), y1);
  }
}
