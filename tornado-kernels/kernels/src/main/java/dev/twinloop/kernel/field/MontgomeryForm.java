package dev.twinloop.kernel.field;

import java.math.BigInteger;

/**
 * How kernels hold numbers modulo p: as limbs, least significant first, the last of which takes all
 * that is left, in Montgomery form with R = 2^(limbs bits). The host computes from it every number
 * that multipliers, point kernels and transforms read.
 *
 * <pre>
 *   p up to     limbs   bits   R       multiplier
 *   256 bits    9       29     2^261   {@link Montgomery29}
 *   384 bits    14      28     2^392   {@link Montgomery28}
 * </pre>
 *
 * @param p odd, above 2
 * @param limbs 9 or 14
 * @param bits of a limb, 29 or 28
 */
public record MontgomeryForm(BigInteger p, int limbs, int bits) {
  public MontgomeryForm {
    boolean nine = limbs == Montgomery29.LIMBS && bits == Montgomery29.BITS;
    boolean fourteen = limbs == Montgomery28.LIMBS && bits == Montgomery28.BITS;
    int most = nine ? 256 : 384;
    if (!(nine || fourteen)
        || !p.testBit(0)
        || p.bitLength() > most
        || p.compareTo(BigInteger.TWO) <= 0) {
      throw new IllegalArgumentException(
          "Montgomery form: p=%s, limbs=%d of %d bits, accepted: odd p above 2 of up to 256 bits in 9 limbs of 29, up to 384 in 14 of 28"
              .formatted(p, limbs, bits));
    }
  }

  /** The shortest form of a field. */
  public static MontgomeryForm of(Field field) {
    return of(field.modulus());
  }

  /** The shortest form of numbers modulo p. */
  public static MontgomeryForm of(BigInteger p) {
    return p.bitLength() <= 256
        ? new MontgomeryForm(p, Montgomery29.LIMBS, Montgomery29.BITS)
        : new MontgomeryForm(p, Montgomery28.LIMBS, Montgomery28.BITS);
  }

  /** R, by which numbers are multiplied. */
  public BigInteger r() {
    return BigInteger.ONE.shiftLeft(limbs * bits);
  }

  /** R mod p: one. */
  public BigInteger one() {
    return r().mod(p);
  }

  /** R^2 mod p: a product with it brings a number into Montgomery form. */
  public BigInteger rSquared() {
    return r().multiply(r()).mod(p);
  }

  /** -1/p mod 2^bits. */
  public int inverse() {
    return p.negate().modInverse(BigInteger.ONE.shiftLeft(bits)).intValue();
  }

  /** A number in Montgomery form: times R, below p. */
  public BigInteger toForm(BigInteger number) {
    return number.mod(p).multiply(r()).mod(p);
  }

  /** The number of a Montgomery form, below p. */
  public BigInteger fromForm(BigInteger form) {
    return form.multiply(r().modInverse(p)).mod(p);
  }

  /** What multipliers call n: the limbs of p, then -1/p mod 2^bits. */
  public int[] parameters() {
    int[] n = new int[limbs + 1];
    split(p, n, 0);
    n[limbs] = inverse();
    return n;
  }

  /**
   * What sums of points read: 2 p, 4 p and 8 p, with limbs above those of any number that is taken
   * from them; then one.
   */
  public int[] multiples() {
    int[] k = new int[4 * limbs];
    for (int i = 0; i < 3; i++) {
      split(p.shiftLeft(i + 1), k, i * limbs);
      raise(k, i * limbs);
    }
    split(one(), k, 3 * limbs);
    return k;
  }

  /** The constants of point kernels: {@link #parameters}, {@link #multiples}, R^2. */
  public int[] constants() {
    int[] all = new int[limbs + 1 + 5 * limbs];
    System.arraycopy(parameters(), 0, all, 0, limbs + 1);
    System.arraycopy(multiples(), 0, all, limbs + 1, 4 * limbs);
    split(rSquared(), all, limbs + 1 + 4 * limbs);
    return all;
  }

  /** Lends each limb but the last two of the next, so that no smaller number's limb exceeds it. */
  private void raise(int[] limbsOf, int at) {
    for (int i = 0; i < limbs - 1; i++) {
      limbsOf[at + i] += 2 << bits;
      limbsOf[at + i + 1] -= 2;
    }
  }

  /** Writes a number as limbs. */
  public void split(BigInteger number, int[] to, int at) {
    BigInteger rest = number;
    for (int i = 0; i < limbs - 1; i++) {
      to[at + i] = rest.intValue() & ((1 << bits) - 1);
      rest = rest.shiftRight(bits);
    }
    to[at + limbs - 1] = rest.intValue();
  }

  /** The number that limbs stand for, each up to 32 bits, unsigned. */
  public BigInteger join(int[] from, int at) {
    BigInteger number = BigInteger.ZERO;
    for (int i = limbs - 1; i >= 0; i--) {
      number = number.shiftLeft(bits).add(BigInteger.valueOf(from[at + i] & 0xffffffffL));
    }
    return number;
  }
}
