package dev.twinloop.kernel.group;

import java.math.BigInteger;

/** Points for tests. */
public final class TestPoints {
  private TestPoints() {}

  /** The first point of the curve with an x from {@code x} on; rarely in BLS12-381's subgroup. */
  public static Point onCurve(Group group, long x) {
    BigInteger p = group.field().modulus();
    for (BigInteger at = BigInteger.valueOf(x); ; at = at.add(BigInteger.ONE)) {
      BigInteger right = at.pow(3).add(group.curve().b().number()).mod(p);
      BigInteger y = right.modPow(p.add(BigInteger.ONE).shiftRight(2), p); // p mod 4 = 3
      if (y.multiply(y).mod(p).equals(right)) {
        return group.point(at, y);
      }
    }
  }
}
