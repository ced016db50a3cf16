package dev.twinloop.kernel.field;

import java.math.BigInteger;

/**
 * What {@link Shoup29} needs to know about a modulus, made on the host: nine limbs of 29 bits, no
 * Montgomery form.
 *
 * @param p odd, above 2^232 and below 2^255
 */
public record ShoupForm(BigInteger p) {
  private static final BigInteger R = BigInteger.ONE.shiftLeft(Montgomery29.BITS * 9);

  public ShoupForm {
    if (!p.testBit(0) || p.bitLength() <= 232 || p.bitLength() > 255) {
      throw new IllegalArgumentException(
          "Shoup form: p=" + p + ", accepted: odd, above 2^232, below 2^255");
    }
  }

  /** Whether a field's numbers have this form. */
  public static boolean fits(Field field) {
    return field.bits() > 232 && field.bits() <= 255;
  }

  /** The array n of {@link Shoup29}. */
  public int[] parameters() {
    MontgomeryForm limbs = MontgomeryForm.of(p);
    int[] n = new int[Shoup29.PARAMETERS];
    limbs.split(R.subtract(p), n, 0);
    n[Montgomery29.LIMBS] = R.shiftLeft(3).divide(p).intValue();
    int lift = Montgomery29.LIMBS + 1;
    limbs.split(p.multiply(BigInteger.valueOf(3)), n, lift);
    for (int i = 0; i < Montgomery29.LIMBS - 1; i++) {
      n[lift + i] += 1 << Montgomery29.BITS;
      n[lift + i + 1]--;
    }
    return n;
  }

  /** The array w of {@link Shoup29} for a factor: its limbs, then those of its quotient. */
  public int[] factor(BigInteger factor) {
    MontgomeryForm limbs = MontgomeryForm.of(p);
    BigInteger w = factor.mod(p);
    int[] to = new int[Shoup29.FACTOR_INTS];
    limbs.split(w, to, 0);
    limbs.split(w.multiply(R).divide(p), to, Montgomery29.LIMBS);
    return to;
  }
}
