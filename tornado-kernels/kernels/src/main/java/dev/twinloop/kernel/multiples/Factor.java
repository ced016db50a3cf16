package dev.twinloop.kernel.multiples;

import dev.twinloop.kernel.edwards.EdwardsScalar;
import java.math.BigInteger;

/** What points are multiplied by, as an integer: they may have a component of small order. */
public enum Factor {
  /** 1: decodes only. */
  ONE(BigInteger.ONE),
  /** The cofactor: the product is in the group of prime order. */
  EIGHT(BigInteger.valueOf(8)),
  /** The number below l that is 1/8 modulo l: 8 times the product has no small component. */
  EIGHTH(BigInteger.valueOf(8).modInverse(EdwardsScalar.ORDER));

  private final BigInteger value;

  Factor(BigInteger value) {
    this.value = value;
  }

  /** The integer. */
  public BigInteger value() {
    return value;
  }

  /** The same as a scalar. */
  EdwardsScalar scalar() {
    return EdwardsScalar.of(value);
  }
}
