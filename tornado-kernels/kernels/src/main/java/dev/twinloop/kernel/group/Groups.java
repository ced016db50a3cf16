package dev.twinloop.kernel.group;

import dev.twinloop.kernel.field.BaseField;
import dev.twinloop.kernel.field.Element;
import dev.twinloop.kernel.field.Field;
import dev.twinloop.kernel.field.Fields;
import java.math.BigInteger;
import java.util.List;

/** The groups that are known here. A new one is a value more; programs find it by its name. */
public final class Groups {
  private static final BigInteger BLS12_381_U = new BigInteger("-d201000000010000", 16);
  private static final BigInteger BLS12_377_U = new BigInteger("8508c00000000001", 16);
  private static final BigInteger BN254_U = new BigInteger("44e992b44a6909f1", 16);

  /**
   * G1 of BN254 (alt_bn128, EIP-196): y^2 = x^3 + 3, generator (1, 2). Every point of the curve is
   * in the group.
   */
  public static final Group BN254 =
      over("bn254", Fields.BN254_BASE, Fields.BN254_SCALAR)
          .equation(0, "3")
          .generator("1", "2")
          .build();

  /** G2 of BN254 (EIP-197): y^2 = x^3 + 3 / (9 + u), u^2 = -1. */
  public static final Group BN254_G2 =
      twist("bn254-g2", Fields.BN254_BASE, Fields.BN254_SCALAR)
          .equation(
              element(
                  "2b149d40ceb8aaae81be18991be06ac3b5b4c5e559dbefa33267e6dc24a138e5",
                  "9713b03af0fed4cd2cafadeed8fdf4a74fa084e52d1852e4a2bd0685c315d2"))
          .generator(
              element(
                  "1800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6ed",
                  "198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c2"),
              element(
                  "12c85ea5db8c6deb4aab71808dcb408fe3d1e7690c43d37b4ce6cc0166fa7daa",
                  "90689d0585ff075ec9e99ad690c3395bc4b313370b38ef355acdadcd122975b"))
          .cofactor("30644e72e131a029b85045b68181585e06ceecda572a2489345f2299c0f9fa8d")
          .build(
              new Membership.Frobenius(
                  BigInteger.valueOf(3), BN254_U.pow(2).multiply(BigInteger.valueOf(6))));

  /**
   * G1 of BLS12-381 (EIP-2537, draft-irtf-cfrg-bls-signature): y^2 = x^3 + 4. One point of the
   * curve in 2^125 is in the group.
   */
  public static final Group BLS12_381 =
      over("bls12-381", Fields.BLS12_381_BASE, Fields.BLS12_381_SCALAR)
          .equation(0, "4")
          .generator(
              "17f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac58"
                  + "6c55e83ff97a1aeffb3af00adb22c6bb",
              "08b3f481e3aaa0f1a09e30ed741d8ae4fcf5e095d5d00af600db18cb2c04b3ed"
                  + "d03cc744a2888ae40caa232946c5e7e1")
          .cofactor("396c8c005555e1568c00aaab0000aaab")
          .build(new Membership.CubeRoot(BLS12_381_U.pow(2).negate()));

  /** G2 of BLS12-381 (EIP-2537): y^2 = x^3 + 4 (1 + u), u^2 = -1. */
  public static final Group BLS12_381_G2 =
      twist("bls12-381-g2", Fields.BLS12_381_BASE, Fields.BLS12_381_SCALAR)
          .equation(element("4", "4"))
          .generator(
              element(
                  "24aa2b2f08f0a91260805272dc51051c6e47ad4fa403b02b4510b647ae3d1770"
                      + "bac0326a805bbefd48056c8c121bdb8",
                  "13e02b6052719f607dacd3a088274f65596bd0d09920b61ab5da61bbdc7f5049"
                      + "334cf11213945d57e5ac7d055d042b7e"),
              element(
                  "ce5d527727d6e118cc9cdc6da2e351aadfd9baa8cbdd3a76d429a695160d12c9"
                      + "23ac9cc3baca289e193548608b82801",
                  "606c4a02ea734cc32acd2b02bc28b99cb3e287e85a763af267492ab572e99ab3"
                      + "f370d275cec1da1aaa9075ff05f79be"))
          .cofactor(
              "5d543a95414e7f1091d50792876a202cd91de4547085abaa68a205b2e5a7ddfa"
                  + "628f1cb4d9e82ef21537e293a6691ae1616ec6e786f0c70cf1c38e31c7238e5")
          .build(new Membership.Frobenius(BigInteger.valueOf(4), BLS12_381_U));

  /** G1 of BLS12-377 (EIP-2539): y^2 = x^3 + 1. One point of the curve in 2^124 is in the group. */
  public static final Group BLS12_377 =
      over("bls12-377", Fields.BLS12_377_BASE, Fields.BLS12_377_SCALAR)
          .equation(0, "1")
          .generator(
              "008848defe740a67c8fc6225bf87ff5485951e2caa9d41bb188282c8bd37cb5c"
                  + "d5481512ffcd394eeab9b16eb21be9ef",
              "01914a69c5102eff1f674f5d30afeec4bd7fb348ca3e52d96d182ad44fb82305"
                  + "c2fe3d3634a9591afd82de55559c8ea6")
          .cofactor("170b5d44300000000000000000000000")
          .build(new Membership.CubeRoot(BLS12_377_U.pow(2).negate()));

  /** secp256k1 (SEC 2, 2.4.1): y^2 = x^3 + 7. */
  public static final Group SECP256K1 =
      over("secp256k1", Fields.SECP256K1_BASE, Fields.SECP256K1_SCALAR)
          .equation(0, "7")
          .generator(
              "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798",
              "483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8")
          .build();

  /** P-256 (SEC 2, 2.4.2; FIPS 186): y^2 = x^3 - 3 x + b. */
  public static final Group P256 =
      over("p256", Fields.P256_BASE, Fields.P256_SCALAR)
          .equation(-3, "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b")
          .generator(
              "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296",
              "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5")
          .build();

  /** Pallas (the Pasta curves): y^2 = x^3 + 5, generator (-1, 2); its order is Vesta's modulus. */
  public static final Group PALLAS =
      over("pallas", Fields.PALLAS_BASE, Fields.PALLAS_SCALAR)
          .equation(0, "5")
          .generator("40000000000000000000000000000000224698fc094cf91b992d30ed00000000", "2")
          .build();

  /** Vesta (the Pasta curves): y^2 = x^3 + 5, generator (-1, 2); its order is Pallas's modulus. */
  public static final Group VESTA =
      over("vesta", Fields.PALLAS_SCALAR, Fields.PALLAS_BASE)
          .equation(0, "5")
          .generator("40000000000000000000000000000000224698fc0994a8dd8c46eb2100000000", "2")
          .build();

  /**
   * Grumpkin (Aztec): y^2 = x^3 - 17, generator (1, sqrt(-16)); its field is that of BN254's
   * scalars, its order BN254's modulus.
   */
  public static final Group GRUMPKIN =
      over("grumpkin", Fields.BN254_SCALAR, Fields.BN254_BASE)
          .equation(0, "-11")
          .generator("1", "2cf135e7506a45d632d270d45f1181294833fc48d823f272c")
          .build();

  /**
   * edwards25519 (RFC 7748, RFC 8032) as y^2 = x^3 + 2 x + b, the form in which sums of points are
   * computed; {@code EdwardsImage} maps to it and back. The curve has 8 l points, the group l.
   */
  public static final Group ED25519 =
      over("ed25519", Fields.ED25519_BASE, Fields.ED25519_SCALAR)
          .equation(2, "653e25fa4aa43eb9cc42c61b806bcfd10e67bc2309966e9095a202fe9aac731c")
          .generator(
              "6830153c8751299ece7179cba7dd8a492652b210f8d15e6ca11c3b17856beff3",
              "2d295c4972cc67e013a5866c1fbe7675d63631e6fda6961f0a2be12b5039622a")
          .cofactor("8")
          .build(new Membership.ByOrder());

  private static final List<Group> ALL =
      List.of(
          BN254,
          BN254_G2,
          BLS12_381,
          BLS12_381_G2,
          BLS12_377,
          SECP256K1,
          P256,
          PALLAS,
          VESTA,
          GRUMPKIN,
          ED25519);

  private Groups() {}

  /** All of them. */
  public static List<Group> all() {
    return ALL;
  }

  private static Group.Builder over(String name, Field field, Field scalars) {
    return new Group.Builder(name, BaseField.of(field), scalars);
  }

  /** Over numbers c0 + c1 u with u^2 = -1. */
  private static Group.Builder twist(String name, Field field, Field scalars) {
    return new Group.Builder(name, BaseField.quadratic(field, -1), scalars);
  }

  private static Element element(String c0, String c1) {
    return Element.of(new BigInteger(c0, 16), new BigInteger(c1, 16));
  }
}
