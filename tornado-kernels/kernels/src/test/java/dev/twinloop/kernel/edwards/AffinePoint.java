package dev.twinloop.kernel.edwards;

import static java.math.BigInteger.ONE;

import java.math.BigInteger;
import java.util.Random;

/**
 * edwards25519 by the textbook, on big integers: the addition law of RFC 8032 5.1.4's curve
 * equation, one inversion an addition. Shares nothing with what it is compared with.
 */
record AffinePoint(BigInteger x, BigInteger y) {
  static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
  static final BigInteger L =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
  static final BigInteger D =
      BigInteger.valueOf(-121665).multiply(BigInteger.valueOf(121666).modInverse(P)).mod(P);
  static final AffinePoint IDENTITY = new AffinePoint(BigInteger.ZERO, ONE);

  /** The base point, x by its value in RFC 8032 5.1. */
  static final AffinePoint BASE =
      new AffinePoint(
          new BigInteger(
              "15112221349535400772501151409588531511454012693041857206046113283949847762202"),
          BigInteger.valueOf(4).multiply(BigInteger.valueOf(5).modInverse(P)).mod(P));

  AffinePoint plus(AffinePoint other) {
    BigInteger cross = D.multiply(x).multiply(other.x).multiply(y).multiply(other.y).mod(P);
    BigInteger top = x.multiply(other.y).add(y.multiply(other.x));
    BigInteger right = y.multiply(other.y).add(x.multiply(other.x));
    return new AffinePoint(
        top.multiply(ONE.add(cross).modInverse(P)).mod(P),
        right.multiply(ONE.subtract(cross).modInverse(P)).mod(P));
  }

  AffinePoint times(BigInteger k) {
    AffinePoint sum = IDENTITY;
    for (int i = k.bitLength() - 1; i >= 0; i--) {
      sum = sum.plus(sum);
      if (k.testBit(i)) {
        sum = sum.plus(this);
      }
    }
    return sum;
  }

  byte[] encode() {
    byte[] bytes = little(y);
    bytes[31] |= (byte) (x.testBit(0) ? 0x80 : 0);
    return bytes;
  }

  static byte[] little(BigInteger number) {
    byte[] bytes = new byte[32];
    for (int i = 0; i < 32; i++) {
      bytes[i] = number.shiftRight(8 * i).byteValue();
    }
    return bytes;
  }

  /** A point of any order: most have a component of order 8. */
  static AffinePoint random(Random random) {
    while (true) {
      BigInteger y = new BigInteger(255, random).mod(P);
      BigInteger yy = y.multiply(y);
      BigInteger xx = yy.subtract(ONE).multiply(D.multiply(yy).add(ONE).modInverse(P)).mod(P);
      BigInteger x = xx.modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
      BigInteger i = BigInteger.TWO.modPow(P.subtract(ONE).shiftRight(2), P);
      for (BigInteger root : new BigInteger[] {x, x.multiply(i).mod(P)}) {
        if (root.multiply(root).mod(P).equals(xx)) {
          return new AffinePoint(random.nextBoolean() ? root : P.subtract(root).mod(P), y);
        }
      }
    }
  }
}
