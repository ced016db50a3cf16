package dev.twinloop.kernel.field;

import java.math.BigInteger;

/**
 * What {@link Montgomery29} and {@link Shoup29} need to know about a modulus, made on the host:
 * limbs, inverse, Montgomery form with R = 2^261, and the way between 9 limbs of 29 bits and 8
 * words of 32.
 *
 * @param value odd, above 2, of at most 256 bits
 */
public record Modulus29(BigInteger value) {
  private static final int LIMB = (1 << Montgomery29.BITS) - 1;

  /** R = 2^261. */
  public static final BigInteger R = BigInteger.ONE.shiftLeft(Montgomery29.BITS * 9);

  public Modulus29 {
    if (!value.testBit(0) || value.bitLength() > 256 || value.compareTo(BigInteger.TWO) <= 0) {
      throw new IllegalArgumentException(
          "modulus: value=" + value + ", accepted: odd, above 2, at most 256 bits");
    }
  }

  /** The array n of {@link Montgomery29}: nine limbs, then -1/value mod 2^29. */
  public int[] parameters() {
    int[] n = new int[Montgomery29.PARAMETERS];
    split(value, n, 0);
    BigInteger limb = BigInteger.ONE.shiftLeft(Montgomery29.BITS);
    n[Montgomery29.INVERSE] = value.negate().modInverse(limb).intValue();
    return n;
  }

  /**
   * The array n of {@link Shoup29}.
   *
   * @throws IllegalStateException if value is not above 2^232
   */
  public int[] shoupParameters() {
    if (value.bitLength() <= 232) {
      throw new IllegalStateException("modulus: value=" + value + ", accepted: above 2^232");
    }
    int[] n = new int[Shoup29.PARAMETERS];
    split(R.subtract(value), n, 0);
    n[Montgomery29.LIMBS] = R.shiftLeft(3).divide(value).intValue();
    int lift = Montgomery29.LIMBS + 1;
    split(value.multiply(BigInteger.valueOf(3)), n, lift);
    for (int i = 0; i < Montgomery29.LIMBS - 1; i++) {
      n[lift + i] += 1 << Montgomery29.BITS;
      n[lift + i + 1]--;
    }
    return n;
  }

  /** The array w of {@link Shoup29} for a factor: its limbs, then those of its quotient. */
  public int[] factor(BigInteger factor) {
    BigInteger w = factor.mod(value);
    int[] to = new int[Shoup29.FACTOR_INTS];
    split(w, to, 0);
    split(w.multiply(R).divide(value), to, Montgomery29.LIMBS);
    return to;
  }

  /** R mod value: one, in Montgomery form. */
  public BigInteger one() {
    return R.mod(value);
  }

  /** R^2 mod value: a product with it brings a number into Montgomery form. */
  public BigInteger rSquared() {
    return R.multiply(R).mod(value);
  }

  /** A number in Montgomery form: times R, below value. */
  public BigInteger toForm(BigInteger number) {
    return number.mod(value).multiply(R).mod(value);
  }

  /** The number of a Montgomery form, below value. */
  public BigInteger fromForm(BigInteger form) {
    return form.multiply(R.modInverse(value)).mod(value);
  }

  /**
   * Writes a number as nine limbs, least significant first; the ninth takes all that is left.
   *
   * @param number below 2^264
   */
  public static void split(BigInteger number, int[] to, int at) {
    BigInteger rest = number;
    for (int i = 0; i < Montgomery29.LIMBS - 1; i++) {
      to[at + i] = rest.intValue() & LIMB;
      rest = rest.shiftRight(Montgomery29.BITS);
    }
    to[at + Montgomery29.LIMBS - 1] = rest.intValue();
  }

  /** The number that nine limbs stand for, each up to 32 bits, unsigned. */
  public static BigInteger join(int[] from, int at) {
    BigInteger number = BigInteger.ZERO;
    for (int i = Montgomery29.LIMBS - 1; i >= 0; i--) {
      number = number.shiftLeft(Montgomery29.BITS);
      number = number.add(BigInteger.valueOf(Integer.toUnsignedLong(from[at + i])));
    }
    return number;
  }
}
