package dev.twinloop.kernel.ntt;

import dev.twinloop.kernel.field.Modulus29;
import java.math.BigInteger;

/**
 * A prime field with roots of unity of order 2^m: the scalar field of a pairing curve.
 *
 * <p>Roots are those of gnark and arkworks: omega = g^((r - 1) / n) with g = 5 for BN254 and 7 for
 * BLS12-381.
 */
public enum NttField {
  /** Scalars of BN254 (alt_bn128), 254 bits. */
  BN254("30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f0000001", 5, 28),
  /** Scalars of BLS12-381, 255 bits. */
  BLS12_381("73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001", 7, 32);

  private final BigInteger prime;
  private final BigInteger generator;
  private final int twoAdicity;

  NttField(String prime, int generator, int twoAdicity) {
    this.prime = new BigInteger(prime, 16);
    this.generator = BigInteger.valueOf(generator);
    this.twoAdicity = twoAdicity;
  }

  /** The field's prime, r. */
  public BigInteger prime() {
    return prime;
  }

  /** The generator of the multiplicative group that roots are powers of. */
  public BigInteger generator() {
    return generator;
  }

  /**
   * The root of unity of order 2^logSize.
   *
   * @param logSize 0 to the field's two-adicity: 28 for BN254, 32 for BLS12-381
   */
  public BigInteger omega(int logSize) {
    if (logSize < 0 || logSize > twoAdicity) {
      throw new IllegalArgumentException(
          "omega: field=" + this + ", logSize=" + logSize + ", accepted: 0 to " + twoAdicity);
    }
    BigInteger order = prime.subtract(BigInteger.ONE).shiftRight(logSize);
    return generator.modPow(order, prime);
  }

  Modulus29 modulus() {
    return new Modulus29(prime);
  }
}
