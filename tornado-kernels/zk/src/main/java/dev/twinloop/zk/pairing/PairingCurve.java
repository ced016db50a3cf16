package dev.twinloop.zk.pairing;

import dev.twinloop.kernel.field.Field;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Groups;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;

/**
 * The two curves that circom compiles for, with what pairings need to know of them.
 *
 * <p>Sources: EIP-197 for BN254; draft-irtf-cfrg-pairing-friendly-curves §4.2.1 for BLS12-381.
 */
public enum PairingCurve {
  /** Also called bn128 and alt_bn128: r = 36 x^4 + 36 x^3 + 18 x^2 + 6 x + 1; a D-twist. */
  BN254("bn128", Groups.BN254, Groups.BN254_G2, new Seed(4965661367192848881L, false), 9),

  /** r = x^4 - x^2 + 1, x negative; an M-twist. */
  BLS12_381(
      "bls12381", Groups.BLS12_381, Groups.BLS12_381_G2, new Seed(0xd201000000010000L, true), 1);

  private final String jsonName;
  private final int xi;

  @SuppressWarnings("ImmutableEnumChecker") // a value
  private final Group g1;

  @SuppressWarnings("ImmutableEnumChecker") // a value
  private final Group g2;

  @SuppressWarnings("ImmutableEnumChecker") // a record of two numbers
  private final Seed seed;

  @SuppressWarnings("ImmutableEnumChecker") // its arrays are changed by nobody
  private final PrimeField fp;

  @SuppressWarnings("ImmutableEnumChecker") // as above
  private final PrimeField fr;

  PairingCurve(String json, Group g1, Group g2, Seed seed, int xi) {
    this.jsonName = json;
    this.g1 = g1;
    this.g2 = g2;
    this.seed = seed;
    this.xi = xi;
    this.fp = new PrimeField(g1.field());
    this.fr = new PrimeField(g1.scalars());
  }

  /**
   * The curve's parameter x.
   *
   * @param magnitude |x|, unsigned
   * @param negative whether x is below 0
   */
  record Seed(long magnitude, boolean negative) {}

  /** As snarkjs writes it: {@code bn128}, {@code bls12381}. */
  public String jsonName() {
    return jsonName;
  }

  /**
   * The curve of this name: bn128, BN254, alt_bn128, bls12381, BLS12-381 and the like; case and
   * punctuation do not count.
   */
  public static Optional<PairingCurve> named(String name) {
    return switch (name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "")) {
      case "bn128", "bn254", "altbn128" -> Optional.of(BN254);
      case "bls12381" -> Optional.of(BLS12_381);
      default -> Optional.empty();
    };
  }

  /** The group G1, over Fp. */
  public Group g1() {
    return g1;
  }

  /** The group G2, on the twist over Fp2. */
  public Group g2() {
    return g2;
  }

  /** The field of scalars, of prime r. */
  public Field scalars() {
    return g1.scalars();
  }

  /** r, the order of both groups. */
  public BigInteger order() {
    return g1.order();
  }

  /** The prime q, below which coordinates are. */
  public BigInteger modulus() {
    return fp.modulus();
  }

  /** The field of G1's coordinates, for the host. */
  public PrimeField fp() {
    return fp;
  }

  /** The scalar field, for the host. */
  public PrimeField fr() {
    return fr;
  }

  /** Bytes of a number of Fp: 32 or 48. */
  public int coordinateBytes() {
    return g1.coordinateBytes();
  }

  /** Whether every point of the curve is in G1. */
  public boolean g1IsWholeCurve() {
    return g1.cofactor().equals(BigInteger.ONE);
  }

  Seed seed() {
    return seed;
  }

  /** a in xi = a + u. */
  int xi() {
    return xi;
  }

  /** Whether the twist divides b by xi (else it multiplies). */
  boolean dTwist() {
    return this == BN254;
  }

  /**
   * The root of unity of order 2^logSize that snarkjs takes: a power of 5, the smallest
   * non-residue, on both curves. On BLS12-381 transforms here take powers of 7.
   *
   * @param logSize 0 to 28 (BN254) or 32
   */
  public BigInteger rootOfUnity(int logSize) {
    if (logSize < 0 || logSize > scalars().twoAdicity()) {
      throw new IllegalArgumentException(
          "root of unity: curve=%s, logSize=%d, accepted: 0 to %d"
              .formatted(this, logSize, scalars().twoAdicity()));
    }
    BigInteger r = order();
    return BigInteger.valueOf(5).modPow(r.subtract(BigInteger.ONE).shiftRight(logSize), r);
  }
}
