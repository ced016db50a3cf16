package dev.twinloop.kernel.msm;

import dev.twinloop.kernel.field.Montgomery28;
import dev.twinloop.kernel.field.Montgomery29;
import java.math.BigInteger;

/**
 * What {@link XyzzMachine} needs to know about a curve's field, made on the host.
 *
 * @param p the modulus
 * @param limbs 9 or 14
 */
record XyzzField(BigInteger p, int limbs) {
  /** The field of a curve's coordinates. */
  static XyzzField of(G1 curve) {
    int limbs = curve == G1.BN254 ? Montgomery29.LIMBS : Montgomery28.LIMBS;
    return new XyzzField(curve.p(), limbs);
  }

  private int bits() {
    return XyzzMachine.bits(limbs);
  }

  /** R, by which Montgomery forms are multiplied. */
  BigInteger r() {
    return BigInteger.ONE.shiftLeft(limbs * bits());
  }

  /**
   * The constants of a program: p and -1/p mod 2^bits; 2 p, 4 p, 8 p with limbs above those of any
   * number; one; R^2. All but the first as registers.
   */
  int[] constants() {
    int[] all = new int[limbs + 1 + 5 * limbs];
    split(p, all, 0);
    all[limbs] = p.negate().modInverse(BigInteger.ONE.shiftLeft(bits())).intValue();
    int at = limbs + 1;
    for (int i = 1; i <= 3; i++, at += limbs) {
      split(p.shiftLeft(i), all, at);
      raise(all, at);
    }
    split(r().mod(p), all, at);
    split(r().multiply(r()).mod(p), all, at + limbs);
    return all;
  }

  /** Lends each limb but the last two of the next, so that no smaller number's limb exceeds it. */
  private void raise(int[] limbsOf, int at) {
    for (int i = 0; i < limbs - 1; i++) {
      limbsOf[at + i] += 2 << bits();
      limbsOf[at + i + 1] -= 2;
    }
  }

  /** Writes a number as limbs, least significant first; the last takes all that is left. */
  void split(BigInteger number, int[] to, int at) {
    BigInteger rest = number;
    for (int i = 0; i < limbs - 1; i++) {
      to[at + i] = rest.intValue() & ((1 << bits()) - 1);
      rest = rest.shiftRight(bits());
    }
    to[at + limbs - 1] = rest.intValue();
  }

  /** The number that limbs stand for. */
  BigInteger join(int[] from, int at) {
    BigInteger number = BigInteger.ZERO;
    for (int i = limbs - 1; i >= 0; i--) {
      number = number.shiftLeft(bits()).add(BigInteger.valueOf(from[at + i] & 0xffffffffL));
    }
    return number;
  }
}
