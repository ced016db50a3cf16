package dev.twinloop.kernel.eddsa;

import static java.math.BigInteger.ONE;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Ed25519 verification under any rule on big integers, written from RFC 8032 5.1 and ZIP 215 alone.
 * It compares points where other code compares bytes.
 */
final class Textbook {
  private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
  private static final BigInteger L =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
  private static final BigInteger D =
      BigInteger.valueOf(-121665).multiply(BigInteger.valueOf(121666).modInverse(P)).mod(P);
  private static final BigInteger I = BigInteger.TWO.modPow(P.subtract(ONE).shiftRight(2), P);
  private static final Point NEUTRAL = new Point(BigInteger.ZERO, ONE, ONE);
  private static final Point B = base();

  private Textbook() {}

  /** A point (X : Y : Z), x = X / Z, y = Y / Z. */
  private record Point(BigInteger x, BigInteger y, BigInteger z) {
    Point plus(Point q) {
      BigInteger a = z.multiply(q.z).mod(P);
      BigInteger b = a.multiply(a).mod(P);
      BigInteger c = x.multiply(q.x).mod(P);
      BigInteger e = y.multiply(q.y).mod(P);
      BigInteger f = D.multiply(c).mod(P).multiply(e).mod(P);
      BigInteger less = b.subtract(f);
      BigInteger more = b.add(f);
      BigInteger cross = x.add(y).multiply(q.x.add(q.y)).subtract(c).subtract(e).mod(P);
      return new Point(
          a.multiply(less).mod(P).multiply(cross).mod(P),
          a.multiply(more).mod(P).multiply(e.add(c)).mod(P),
          less.multiply(more).mod(P));
    }

    Point times(BigInteger k) {
      Point sum = NEUTRAL;
      for (int i = k.bitLength() - 1; i >= 0; i--) {
        sum = sum.plus(sum);
        sum = k.testBit(i) ? sum.plus(this) : sum;
      }
      return sum;
    }

    boolean same(Point q) {
      return x.multiply(q.z).subtract(q.x.multiply(z)).mod(P).signum() == 0
          && y.multiply(q.z).subtract(q.y.multiply(z)).mod(P).signum() == 0;
    }

    boolean small() {
      return times(BigInteger.valueOf(8)).same(NEUTRAL);
    }
  }

  private static Point base() {
    byte[] encoding = new byte[32];
    Arrays.fill(encoding, (byte) 0x66);
    encoding[0] = 0x58;
    return decode(encoding, false).orElseThrow();
  }

  /** Whether a signature is valid; arrays may have any length. */
  static boolean valid(Rule rule, byte[] key, byte[] message, byte[] signature) {
    if (key.length != 32 || signature.length != 64) {
      return false;
    }
    byte[] rBytes = Arrays.copyOf(signature, 32);
    Optional<Point> a = decode(key, rule.unreducedKeys());
    Optional<Point> r = decode(rBytes, rule.unreducedR());
    BigInteger s = little(Arrays.copyOfRange(signature, 32, 64));
    if (a.isEmpty() || r.isEmpty() || s.compareTo(L) >= 0) {
      return false;
    }
    if ((!rule.smallOrderKeys() && a.get().small()) || (!rule.smallOrderR() && r.get().small())) {
      return false;
    }
    BigInteger h = little(sha512(rBytes, key, message)).mod(L);
    Point left = B.times(s);
    Point right = r.get().plus(a.get().times(h));
    BigInteger cofactor = BigInteger.valueOf(rule.cofactored() ? 8 : 1);
    return left.times(cofactor).same(right.times(cofactor));
  }

  private static Optional<Point> decode(byte[] bytes, boolean unreduced) {
    BigInteger number = little(bytes);
    boolean sign = number.testBit(255);
    BigInteger y = number.clearBit(255);
    if (!unreduced && y.compareTo(P) >= 0) {
      return Optional.empty();
    }
    BigInteger yy = y.multiply(y).mod(P);
    BigInteger xx = yy.subtract(ONE).multiply(D.multiply(yy).add(ONE).modInverse(P)).mod(P);
    BigInteger x = xx.modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
    x = x.multiply(x).mod(P).equals(xx) ? x : x.multiply(I).mod(P);
    if (!x.multiply(x).mod(P).equals(xx) || (x.signum() == 0 && sign && !unreduced)) {
      return Optional.empty();
    }
    return Optional.of(new Point(x.testBit(0) == sign ? x : P.subtract(x).mod(P), y.mod(P), ONE));
  }

  private static BigInteger little(byte[] bytes) {
    byte[] big = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      big[bytes.length - 1 - i] = bytes[i];
    }
    return new BigInteger(1, big);
  }

  private static byte[] sha512(byte[]... parts) {
    try {
      MessageDigest sha512 = MessageDigest.getInstance("SHA-512");
      for (byte[] part : parts) {
        sha512.update(part);
      }
      return sha512.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
