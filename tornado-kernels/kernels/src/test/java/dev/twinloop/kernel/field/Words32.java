package dev.twinloop.kernel.field;

import java.math.BigInteger;

/**
 * A modulus in 32-bit words, as {@link Montgomery} reads it: computed by other means than the
 * kernels
 *
 * @param value odd, above 2, of at most {@code 32 * limbs} bits
 * @param limbs 8 or 12
 */
record Words32(BigInteger value, int limbs) {
  public Words32 {
    if (limbs != 8 && limbs != Montgomery.MOST_LIMBS) {
      throw new IllegalArgumentException("modulus: limbs=" + limbs + ", accepted: 8 or 12");
    }
    if (!value.testBit(0) || value.bitLength() > 32 * limbs || value.bitLength() < 2) {
      throw new IllegalArgumentException(
          "modulus: value=" + value + ", accepted: odd, above 2, at most " + 32 * limbs + " bits");
    }
  }

  /** R = 2^(32 limbs). */
  public BigInteger r() {
    return BigInteger.TWO.pow(32 * limbs);
  }

  /** -1 / value mod 2^32. */
  public int inverse() {
    return value.negate().modInverse(BigInteger.TWO.pow(32)).intValue();
  }

  /** The limbs of a number below R. */
  public int[] split(BigInteger number) {
    int[] words = new int[limbs];
    for (int i = 0; i < limbs; i++) {
      words[i] = number.shiftRight(32 * i).intValue();
    }
    return words;
  }

  /** The number that limbs stand for. */
  public BigInteger join(int[] words) {
    BigInteger number = BigInteger.ZERO;
    for (int i = limbs - 1; i >= 0; i--) {
      number = number.shiftLeft(32).add(BigInteger.valueOf(words[i] & 0xffffffffL));
    }
    return number;
  }

  /** A number in Montgomery form: times R. */
  public int[] toForm(BigInteger number) {
    return split(number.mod(value).multiply(r()).mod(value));
  }

  /** The number of a Montgomery form. */
  public BigInteger fromForm(int[] form) {
    return join(form).multiply(r().modInverse(value)).mod(value);
  }
}
