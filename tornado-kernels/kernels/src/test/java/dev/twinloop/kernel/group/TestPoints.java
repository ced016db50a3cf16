package dev.twinloop.kernel.group;

import dev.twinloop.kernel.edwards.EdwardsImage;
import dev.twinloop.kernel.edwards.EdwardsPoint;
import dev.twinloop.kernel.field.Field;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Optional;

/** Points for tests. */
public final class TestPoints {
  private TestPoints() {}

  /** The first point of the curve with an x from {@code x} on; rarely in BLS12-381's subgroup. */
  public static Point onCurve(Group group, long x) {
    BigInteger p = group.field().modulus();
    for (BigInteger at = BigInteger.valueOf(x); ; at = at.add(BigInteger.ONE)) {
      BigInteger line = at.multiply(group.curve().a().number()).add(group.curve().b().number());
      BigInteger right = at.pow(3).add(line).mod(p);
      BigInteger y = squareRoot(group.field(), right);
      if (y.multiply(y).mod(p).equals(right)) {
        return group.point(at, y);
      }
    }
  }

  /** The point with y = 0, on curves that have one: those with an even number of points. */
  public static Optional<Point> ofOrderTwo(Group group) {
    if (group == Groups.ED25519) {
      byte[] minusOne = HexFormat.of().parseHex("ec" + "ff".repeat(30) + "7f");
      return EdwardsPoint.decode(minusOne, 0).map(EdwardsImage::of);
    }
    return group == Groups.BLS12_377
        ? Optional.of(
            group.point(group.field().modulus().subtract(BigInteger.ONE), BigInteger.ZERO))
        : Optional.empty();
  }

  /** A square root if there is one, else any number (A. Tonelli, D. Shanks). */
  static BigInteger squareRoot(Field field, BigInteger a) {
    BigInteger p = field.modulus();
    int log = field.twoAdicity();
    BigInteger odd = p.subtract(BigInteger.ONE).shiftRight(log);
    BigInteger root = a.modPow(odd.add(BigInteger.ONE).shiftRight(1), p);
    BigInteger rest = a.modPow(odd, p); // root^2 = a rest, and rest is of order 2^i, i < log
    for (int i = log - 1; i > 0; i--) {
      if (!rest.modPow(BigInteger.ONE.shiftLeft(i - 1), p).equals(BigInteger.ONE)) {
        BigInteger step = field.rootOfUnity(i + 1);
        root = root.multiply(step).mod(p);
        rest = rest.multiply(step).multiply(step).mod(p);
      }
    }
    return root;
  }
}
