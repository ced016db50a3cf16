package dev.twinloop.kernel.field;

import java.util.List;

/**
 * The prime fields that curves here are made of: of coordinates ({@code …-base}), and of scalars,
 * whose modulus is the group's order ({@code …-scalar}).
 */
public final class Fields {
  /** Coordinates of BN254 (alt_bn128, EIP-196), 254 bits. */
  public static final Field BN254_BASE =
      Field.of("bn254-base", "30644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd47", 3);

  /** Scalars of BN254, 254 bits, 2^28 divides r - 1; roots of unity as in gnark and arkworks. */
  public static final Field BN254_SCALAR =
      Field.of(
          "bn254-scalar", "30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f0000001", 5);

  /** Coordinates of BLS12-381 (EIP-2537, draft-irtf-cfrg-pairing-friendly-curves), 381 bits. */
  public static final Field BLS12_381_BASE =
      Field.of(
          "bls12-381-base",
          "1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f624"
              + "1eabfffeb153ffffb9feffffffffaaab",
          2);

  /** Scalars of BLS12-381, 255 bits, 2^32 divides r - 1; roots of unity as in arkworks. */
  public static final Field BLS12_381_SCALAR =
      Field.of(
          "bls12-381-scalar",
          "73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001",
          7);

  /** Coordinates of BLS12-377 (EIP-2539; Bowe and others, "Zexe", 2018), 377 bits. */
  public static final Field BLS12_377_BASE =
      Field.of(
          "bls12-377-base",
          "01ae3a4617c510eac63b05c06ca1493b1a22d9f300f5138f1ef3622fba094800"
              + "170b5d44300000008508c00000000001",
          5);

  /**
   * Scalars of BLS12-377, 253 bits, 2^47 divides r - 1; roots of unity as in arkworks and gnark.
   */
  public static final Field BLS12_377_SCALAR =
      Field.of(
          "bls12-377-scalar",
          "12ab655e9a2ca55660b44d1e5c37b00159aa76fed00000010a11800000000001",
          22);

  /** Coordinates of secp256k1 (SEC 2, 2.4.1), 256 bits. */
  public static final Field SECP256K1_BASE =
      Field.of(
          "secp256k1-base", "fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f", 3);

  /** Scalars of secp256k1. */
  public static final Field SECP256K1_SCALAR =
      Field.of(
          "secp256k1-scalar",
          "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141",
          5);

  /** Coordinates of P-256 (SEC 2, 2.4.2; FIPS 186), 256 bits. */
  public static final Field P256_BASE =
      Field.of("p256-base", "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 3);

  /** Scalars of P-256. */
  public static final Field P256_SCALAR =
      Field.of(
          "p256-scalar", "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 7);

  /**
   * Coordinates of Pallas and scalars of Vesta (the Pasta curves, Electric Coin Company), 255 bits.
   */
  public static final Field PALLAS_BASE =
      Field.of(
          "pallas-base", "40000000000000000000000000000000224698fc094cf91b992d30ed00000001", 5);

  /** Scalars of Pallas and coordinates of Vesta, 255 bits. */
  public static final Field PALLAS_SCALAR =
      Field.of(
          "pallas-scalar", "40000000000000000000000000000000224698fc0994a8dd8c46eb2100000001", 5);

  /** Coordinates of edwards25519 (RFC 7748, RFC 8032), 255 bits. */
  public static final Field ED25519_BASE =
      Field.of(
          "ed25519-base", "7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffed", 2);

  /** Scalars of edwards25519: its prime order l, 253 bits. */
  public static final Field ED25519_SCALAR =
      Field.of(
          "ed25519-scalar", "1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed", 2);

  private static final List<Field> ALL =
      List.of(
          BN254_BASE,
          BN254_SCALAR,
          BLS12_381_BASE,
          BLS12_381_SCALAR,
          BLS12_377_BASE,
          BLS12_377_SCALAR,
          SECP256K1_BASE,
          SECP256K1_SCALAR,
          P256_BASE,
          P256_SCALAR,
          PALLAS_BASE,
          PALLAS_SCALAR,
          ED25519_BASE,
          ED25519_SCALAR);

  private Fields() {}

  /** All of them. */
  public static List<Field> all() {
    return ALL;
  }
}
