package dev.twinloop.kernel.msm;

import java.math.BigInteger;

/** Points for tests. */
final class Points {
  private Points() {}

  /** The first point of the curve with an x from {@code x} on; rarely in BLS12-381's subgroup. */
  static G1Point onCurve(G1 curve, long x) {
    BigInteger p = curve.p();
    for (BigInteger at = BigInteger.valueOf(x); ; at = at.add(BigInteger.ONE)) {
      BigInteger right = at.pow(3).add(curve.b()).mod(p);
      BigInteger y = right.modPow(p.add(BigInteger.ONE).shiftRight(2), p); // p mod 4 = 3
      if (y.multiply(y).mod(p).equals(right)) {
        return new G1Point(curve, at, y);
      }
    }
  }
}
