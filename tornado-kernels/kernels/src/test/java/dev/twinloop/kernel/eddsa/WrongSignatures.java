package dev.twinloop.kernel.eddsa;

import dev.twinloop.kernel.edwards.EdwardsPoint;
import dev.twinloop.kernel.edwards.EdwardsScalar;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * Signatures that are wrong in one way each: every field changed, cut or not reduced, and every
 * case on which rules differ. Some of the latter are valid under some rules: {@link Textbook} says.
 */
final class WrongSignatures {
  /** How many ways there are. */
  static final int WAYS = 24;

  /** Ways 0 to 14 are wrong under every rule; the others are what rules differ on. */
  static final int ALWAYS = 15;

  private static final byte[] ORDER =
      HexFormat.of().parseHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");

  private static final List<EdwardsPoint> SMALL = EdwardsPoint.smallOrder();

  private final Random random;

  WrongSignatures(Random random) {
    this.random = random;
  }

  /** A signature that is wrong in a way; the message and, where it can, the key of a good one. */
  SignedCase of(SignedCase good, int way) {
    byte[] k = good.key().clone();
    byte[] m = good.message().clone();
    byte[] s = good.signature().clone();
    switch (way) {
      case 0 -> flip(k, 0, 32);
      case 1 -> flip(s, 0, 32);
      case 2 -> flip(s, 32, 63);
      case 3 -> m = Arrays.copyOf(m, m.length + 1);
      case 4 -> addOrder(s);
      case 5 -> k[31] ^= (byte) 0x80;
      case 6 -> s[31] ^= (byte) 0x80;
      case 7 -> Arrays.fill(k, 1, 32, (byte) -1); // y of p or more, the sign set
      case 8 -> Arrays.fill(s, 0, 32, (byte) 0); // R of order 4
      case 9 -> s = Arrays.copyOf(s, random.nextInt(64));
      case 10 -> m = changed(m);
      case 11 -> k = Arrays.copyOf(k, random.nextInt(32));
      case 12 -> Arrays.fill(s, 32, 64, (byte) -1);
      case 13 -> s[63] |= (byte) (0x20 << random.nextInt(3));
      case 14 -> Arrays.fill(s, 32, 64, (byte) 0);
      default -> {
        return differing(way, m);
      }
    }
    return new SignedCase(good.name() + ", wrong in way " + way, k, m, s);
  }

  private void flip(byte[] bytes, int from, int to) {
    bytes[from + random.nextInt(to - from)] ^= (byte) (1 << random.nextInt(8));
  }

  private byte[] changed(byte[] message) {
    if (message.length == 0) {
      return new byte[] {7};
    }
    byte[] other = message.clone();
    flip(other, 0, other.length);
    return other;
  }

  /** S + l, which is not reduced. */
  private static void addOrder(byte[] signature) {
    int carry = 0;
    for (int i = 0; i < 32; i++) {
      int t = (signature[32 + i] & 0xff) + (ORDER[i] & 0xff) + carry;
      signature[32 + i] = (byte) t;
      carry = t >> 8;
    }
  }

  /** Made with a key of its own, so that the equation holds up to components of small order. */
  private SignedCase differing(int way, byte[] message) {
    EdwardsScalar secret = scalar();
    EdwardsScalar nonce = scalar();
    EdwardsPoint key = EdwardsPoint.baseTimes(secret);
    EdwardsPoint commitment = EdwardsPoint.baseTimes(nonce);
    EdwardsPoint small = SMALL.get(1 + random.nextInt(7));
    byte[] k = key.encode();
    byte[] r = commitment.encode();
    switch (way) {
      case 15 -> k = key.plus(small).encode();
      case 16 -> r = commitment.plus(small).encode();
      case 17 -> {
        k = key.plus(small).encode();
        r = commitment.plus(SMALL.get(1 + random.nextInt(7))).encode();
      }
      case 18 -> {
        secret = EdwardsScalar.ZERO;
        k = SMALL.get(random.nextInt(8)).encode();
      }
      case 19 -> {
        nonce = EdwardsScalar.ZERO;
        r = SMALL.get(random.nextInt(8)).encode();
      }
      case 20 -> {
        secret = EdwardsScalar.ZERO;
        k = unreduced();
      }
      case 21 -> {
        nonce = EdwardsScalar.ZERO;
        r = unreduced();
      }
      case 22 -> {
        secret = EdwardsScalar.ZERO;
        nonce = EdwardsScalar.ZERO;
        k = unreduced();
        r = SMALL.get(random.nextInt(8)).encode();
      }
      default -> {
        secret = EdwardsScalar.ZERO;
        k = SMALL.get(random.nextInt(8)).encode();
        r = commitment.plus(small).encode();
      }
    }
    EdwardsScalar s = nonce.plus(challenge(r, k, message).times(secret));
    byte[] signature = Arrays.copyOf(r, 64);
    System.arraycopy(s.toBytes(), 0, signature, 32, 32);
    return new SignedCase("made in way " + way, k, message, signature);
  }

  private EdwardsScalar scalar() {
    byte[] bytes = new byte[64];
    random.nextBytes(bytes);
    return EdwardsScalar.reduceWide(bytes, 0);
  }

  private static EdwardsScalar challenge(byte[] r, byte[] key, byte[] message) {
    MessageDigest sha512 = Challenge.sha512();
    sha512.update(r);
    sha512.update(key);
    sha512.update(message);
    return EdwardsScalar.reduceWide(sha512.digest(), 0);
  }

  /** y = p, p + 1 with either sign, or y = 1 or -1 with the sign of x = 0 set. */
  private byte[] unreduced() {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) -1);
    switch (random.nextInt(6)) {
      case 0 -> {
        bytes[0] = (byte) 0xed;
        bytes[31] = 0x7f;
      }
      case 1 -> bytes[0] = (byte) 0xed;
      case 2 -> {
        bytes[0] = (byte) 0xee;
        bytes[31] = 0x7f;
      }
      case 3 -> bytes[0] = (byte) 0xee;
      case 4 -> {
        Arrays.fill(bytes, (byte) 0);
        bytes[0] = 1;
        bytes[31] = (byte) 0x80;
      }
      default -> bytes[0] = (byte) 0xec;
    }
    return bytes;
  }
}
