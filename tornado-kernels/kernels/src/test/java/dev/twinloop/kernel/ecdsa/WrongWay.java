package dev.twinloop.kernel.ecdsa;

import dev.twinloop.kernel.group.Group;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;

/** One way each to spoil a good item, and the verdict that it must get. */
enum WrongWay {
  NONE(Verdict.VALID),
  COMPRESSED(Verdict.VALID),
  HASH_BIT(Verdict.WRONG),
  R_BIT(Verdict.WRONG),
  S_BIT(Verdict.WRONG),
  OTHER_KEY(Verdict.WRONG),
  OTHER_PARITY(Verdict.WRONG),
  R_ZERO(Verdict.R_OUT_OF_RANGE),
  R_IS_N(Verdict.R_OUT_OF_RANGE),
  R_ALL_ONES(Verdict.R_OUT_OF_RANGE),
  S_ZERO(Verdict.S_OUT_OF_RANGE),
  S_IS_N(Verdict.S_OUT_OF_RANGE),
  S_ALL_ONES(Verdict.S_OUT_OF_RANGE),
  S_HIGH(Verdict.HIGH_S),
  X_IS_P(Verdict.KEY_OUT_OF_RANGE),
  Y_IS_P(Verdict.KEY_OUT_OF_RANGE),
  Y_BIT(Verdict.KEY_NOT_ON_CURVE),
  X_WITHOUT_Y(Verdict.KEY_NOT_ON_CURVE),
  KEY_ZERO(Verdict.KEY_NOT_ON_CURVE),
  KEY_INFINITY(Verdict.KEY_AT_INFINITY),
  KEY_SHORT(Verdict.MALFORMED_KEY),
  KEY_HYBRID(Verdict.MALFORMED_KEY),
  HASH_SHORT(Verdict.MALFORMED_HASH),
  P1363_SHORT(Verdict.MALFORMED_SIGNATURE),
  DER_GOOD(Verdict.VALID),
  DER_SHORT(Verdict.MALFORMED_SIGNATURE),
  DER_LONG(Verdict.MALFORMED_SIGNATURE),
  DER_NEGATIVE(Verdict.MALFORMED_SIGNATURE),
  DER_EMPTY(Verdict.MALFORMED_SIGNATURE),
  DER_R_257_BITS(Verdict.R_OUT_OF_RANGE);

  private final Verdict verdict;

  WrongWay(Verdict verdict) {
    this.verdict = verdict;
  }

  Verdict verdict() {
    return verdict;
  }

  void add(SignedItems items, Samples.Sample sample, Group curve, Random random) {
    byte[] hash = sample.hash();
    byte[] rs = sample.rs();
    byte[] key = sample.key();
    byte[] ones = new byte[32];
    Arrays.fill(ones, (byte) 0xff);
    switch (this) {
      case NONE, DER_GOOD -> {}
      case COMPRESSED -> key = Samples.compress(key);
      case HASH_BIT -> hash[random.nextInt(32)] ^= (byte) (1 << random.nextInt(8));
      case R_BIT -> rs[8 + random.nextInt(24)] ^= (byte) (1 << random.nextInt(8));
      case S_BIT -> rs[40 + random.nextInt(24)] ^= (byte) (1 << random.nextInt(8));
      case OTHER_KEY -> key = Samples.sign(curve, random).key();
      case OTHER_PARITY -> {
        key = Samples.compress(key);
        key[0] ^= 1;
      }
      case R_ZERO -> Samples.put(BigInteger.ZERO, rs, 0);
      case R_IS_N -> Samples.put(curve.order(), rs, 0);
      case R_ALL_ONES -> System.arraycopy(ones, 0, rs, 0, 32);
      case S_ZERO -> Samples.put(BigInteger.ZERO, rs, 32);
      case S_IS_N -> Samples.put(curve.order(), rs, 32);
      case S_ALL_ONES -> System.arraycopy(ones, 0, rs, 32, 32);
      case S_HIGH ->
          Samples.put(
              curve.order().subtract(new BigInteger(1, Arrays.copyOfRange(rs, 32, 64))), rs, 32);
      case X_IS_P -> Samples.put(curve.field().modulus(), key, 1);
      case Y_IS_P -> Samples.put(curve.field().modulus(), key, 33);
      case Y_BIT -> key[40 + random.nextInt(24)] ^= (byte) (1 << random.nextInt(8));
      case X_WITHOUT_Y -> key = withoutY(key, curve);
      case KEY_ZERO -> Arrays.fill(key, 1, 65, (byte) 0);
      case KEY_INFINITY -> key = new byte[1];
      case KEY_SHORT -> key = Arrays.copyOf(key, 64);
      case KEY_HYBRID -> key[0] = (byte) (6 | (key[64] & 1));
      case HASH_SHORT -> hash = Arrays.copyOf(hash, 31);
      case P1363_SHORT -> rs = Arrays.copyOf(rs, 63);
      default -> {
        items.add(hash, key, der(rs), SignatureFormat.DER);
        return;
      }
    }
    boolean der = this == DER_GOOD;
    items.add(
        hash, key, der ? Samples.der(rs) : rs, der ? SignatureFormat.DER : SignatureFormat.P1363);
  }

  private byte[] der(byte[] rs) {
    byte[] der = Samples.der(rs);
    return switch (this) {
      case DER_SHORT -> Arrays.copyOf(der, der.length - 1);
      case DER_LONG -> Arrays.copyOf(der, der.length + 1);
      case DER_NEGATIVE -> {
        der[4] |= (byte) 0x80;
        yield der;
      }
      case DER_R_257_BITS -> {
        byte[] longer = new byte[6 + 33 + 1];
        longer[0] = 0x30;
        longer[1] = (byte) (longer.length - 2);
        longer[2] = 2;
        longer[3] = 33;
        longer[4] = 1;
        longer[37] = 2;
        longer[38] = 1;
        longer[39] = 1;
        yield longer;
      }
      default -> new byte[0];
    };
  }

  /** A compressed key whose x has no y. */
  private static byte[] withoutY(byte[] key, Group curve) {
    BigInteger x = new BigInteger(1, Arrays.copyOfRange(key, 1, 33));
    BigInteger half = curve.field().modulus().shiftRight(1);
    do {
      x = x.add(BigInteger.ONE).mod(curve.field().modulus());
    } while (!x.modPow(BigInteger.valueOf(3), curve.field().modulus())
        .add(curve.curve().a().number().multiply(x))
        .add(curve.curve().b().number())
        .modPow(half, curve.field().modulus())
        .equals(curve.field().modulus().subtract(BigInteger.ONE)));
    byte[] compressed = Samples.compress(key);
    Samples.put(x, compressed, 1);
    return compressed;
  }
}
