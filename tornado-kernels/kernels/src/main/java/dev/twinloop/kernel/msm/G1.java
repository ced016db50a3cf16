package dev.twinloop.kernel.msm;

import dev.twinloop.kernel.field.MontgomeryModulus;
import java.math.BigInteger;

/**
 * The groups G1 of two pairing curves, y^2 = x^3 + b over a prime field.
 *
 * <p>Sources: EIP-196 for BN254 (also called alt_bn128); EIP-2537 and draft-irtf-cfrg-bls-signature
 * for BLS12-381.
 */
public enum G1 {
  /** 254-bit field, b = 3, generator (1, 2). Every point of the curve is in the group. */
  BN254(
      32,
      "30644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd47",
      "30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f0000001",
      3,
      "1",
      "2",
      "1"),

  /** 381-bit field, b = 4. One point of the curve in 2^125 is in the group. */
  BLS12_381(
      48,
      "1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaab",
      "73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001",
      4,
      "17f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb",
      "08b3f481e3aaa0f1a09e30ed741d8ae4fcf5e095d5d00af600db18cb2c04b3edd03cc744a2888ae40caa232946c5e7e1",
      "396c8c005555e1568c00aaab0000aaab");

  /** Bytes of a scalar, big-endian, on both curves. */
  public static final int SCALAR_BYTES = 32;

  private final int coordinateBytes;
  private final BigInteger p;
  private final BigInteger order;
  private final BigInteger b;
  private final BigInteger generatorX;
  private final BigInteger generatorY;
  private final BigInteger cofactor;

  G1(int coordinateBytes, String p, String order, int b, String x, String y, String cofactor) {
    this.coordinateBytes = coordinateBytes;
    this.p = new BigInteger(p, 16);
    this.order = new BigInteger(order, 16);
    this.b = BigInteger.valueOf(b);
    this.generatorX = new BigInteger(x, 16);
    this.generatorY = new BigInteger(y, 16);
    this.cofactor = new BigInteger(cofactor, 16);
  }

  /** The modulus of coordinates. */
  public BigInteger p() {
    return p;
  }

  /** The group's prime order r, by which scalars are reduced. */
  public BigInteger order() {
    return order;
  }

  /** The constant term of the curve's equation. */
  public BigInteger b() {
    return b;
  }

  /** Number of the curve's points over the group's order. */
  public BigInteger cofactor() {
    return cofactor;
  }

  /** The standard generator. */
  public G1Point generator() {
    return new G1Point(this, generatorX, generatorY);
  }

  /** The neutral element. */
  public G1Point infinity() {
    return new G1Point(this, BigInteger.ZERO, BigInteger.ZERO);
  }

  /** Bytes of a coordinate, big-endian: 32 or 48. */
  public int coordinateBytes() {
    return coordinateBytes;
  }

  /** Bytes of a point, x before y: 64 or 96. */
  public int pointBytes() {
    return 2 * coordinateBytes;
  }

  /** The field in Montgomery form with 32-bit limbs: 8 or 12 of them. */
  public MontgomeryModulus field() {
    return new MontgomeryModulus(p, coordinateBytes / 4);
  }
}
