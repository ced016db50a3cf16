package dev.twinloop.kernel.field;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The moduli that curves of interest need, and values that are hard for limb arithmetic. */
public enum Moduli {
  SECP256K1_P("fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f", 8),
  SECP256K1_N("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 8),
  P256_P("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 8),
  P256_N("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 8),
  BN254_P("30644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd47", 8),
  BN254_R("30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f0000001", 8),
  BLS12_381_R("73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001", 8),
  BLS12_381_P(
      "1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f624"
          + "1eabfffeb153ffffb9feffffffffaaab",
      12),
  SECP256K1_P_IN_12_LIMBS("fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f", 12),
  SMALLEST("3", 8);

  private final String hex;
  private final int limbs;

  Moduli(String hex, int limbs) {
    this.hex = hex;
    this.limbs = limbs;
  }

  Words32 modulus() {
    return new Words32(new BigInteger(hex, 16), limbs);
  }

  /** Edge values below {@code limit}, and random ones. */
  public static List<BigInteger> values(BigInteger limit, Random random, int count) {
    List<BigInteger> values = new ArrayList<>();
    for (int bits : new int[] {0, 1, 29, 31, 32, 33, 58, 64, 128, 224, 232, 255, 256, 320, 383}) {
      BigInteger power = BigInteger.TWO.pow(bits);
      values.addAll(List.of(power, power.subtract(BigInteger.ONE), power.add(BigInteger.ONE)));
      values.add(limit.subtract(power));
    }
    values.add(limit.shiftRight(1));
    while (values.size() < 61 + count) {
      values.add(new BigInteger(limit.bitLength(), random));
    }
    return values.stream().map(v -> v.mod(limit)).distinct().toList();
  }
}
