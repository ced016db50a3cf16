package dev.twinloop.kernel.field;

import java.math.BigInteger;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A prime field as a value: its modulus, and what follows from it. {@link Fields} lists those that
 * curves here are made of.
 *
 * <pre>
 *   name, modulus, nonSquare ──▶ bits, bytes, twoAdicity, rootOfUnity
 *                            ──▶ host():  64-bit limbs, {@link Fp}
 * </pre>
 *
 * <p>Equal fields are one object. Immutable, thread-safe.
 */
public final class Field {
  /** The most bits of a modulus. */
  public static final int MOST_BITS = 383;

  private final String name;
  private final BigInteger modulus;
  private final BigInteger nonSquare;
  private final int twoAdicity;
  private volatile @Nullable Fp host;

  private Field(String name, BigInteger modulus, BigInteger nonSquare) {
    this.name = name;
    this.modulus = modulus;
    this.nonSquare = nonSquare;
    this.twoAdicity = modulus.subtract(BigInteger.ONE).getLowestSetBit();
  }

  /**
   * A field.
   *
   * @param name by which programs, reports and the command line call it
   * @param modulus a prime in hex digits, of 33 to 383 bits
   * @param nonSquare a number that is no square modulo the prime, such as a generator of the
   *     multiplicative group: roots of unity are powers of it, so that the standards' choice
   *     matters
   * @throws IllegalArgumentException if the modulus has another size or is even
   */
  public static Field of(String name, String modulus, int nonSquare) {
    BigInteger p = new BigInteger(modulus, 16);
    if (!p.testBit(0) || p.bitLength() < 33 || p.bitLength() > MOST_BITS) {
      throw new IllegalArgumentException(
          "field %s: modulus=0x%s, accepted: a prime of 33 to %d bits"
              .formatted(name, modulus, MOST_BITS));
    }
    return new Field(name, p, BigInteger.valueOf(nonSquare));
  }

  /**
   * The field of this name, of those in {@link Fields#all}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Field valueOf(String name) {
    return Fields.all().stream()
        .filter(field -> field.name.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "field: name=" + name + ", accepted: " + Fields.all()));
  }

  /** By which programs, reports and the command line call it. */
  public String name() {
    return name;
  }

  /** The prime. */
  public BigInteger modulus() {
    return modulus;
  }

  /** Bits of the modulus. */
  public int bits() {
    return modulus.bitLength();
  }

  /** Bytes of an element where it is stored: whole words of 64 bits, 32 or 48 bytes as a rule. */
  public int bytes() {
    return (bits() + 63) / 64 * 8;
  }

  /** A number that is no square, whose powers roots of unity are. */
  public BigInteger nonSquare() {
    return nonSquare;
  }

  /** The largest m for which there are roots of unity of order 2^m. */
  public int twoAdicity() {
    return twoAdicity;
  }

  /**
   * The root of unity of order 2^log: {@code nonSquare^((modulus - 1) / 2^log)}.
   *
   * @param log 0 to {@link #twoAdicity}
   * @throws IllegalStateException if {@code nonSquare} is a square after all
   */
  public BigInteger rootOfUnity(int log) {
    if (log < 0 || log > twoAdicity) {
      throw new IllegalArgumentException(
          "root of unity: field=%s, log=%d, accepted: 0 to %d".formatted(name, log, twoAdicity));
    }
    BigInteger minusOne = modulus.subtract(BigInteger.ONE);
    BigInteger root = nonSquare.modPow(minusOne.shiftRight(log), modulus);
    BigInteger half = BigInteger.ONE.shiftLeft(log).shiftRight(1);
    if (log > 0 && !root.modPow(half, modulus).equals(minusOne)) {
      throw new IllegalStateException(
          "field %s: nonSquare=%d, accepted: a number that is no square"
              .formatted(name, nonSquare));
    }
    return root;
  }

  /**
   * A cube root of one other than one; the other is its square.
   *
   * @throws IllegalStateException if there is none: the modulus is 2 modulo 3
   */
  public BigInteger cubeRootOfUnity() {
    BigInteger three = BigInteger.valueOf(3);
    BigInteger exponent = modulus.subtract(BigInteger.ONE);
    if (exponent.mod(three).signum() != 0) {
      throw new IllegalStateException("field " + name + ": no cube root of one but one");
    }
    for (BigInteger base = BigInteger.TWO; ; base = base.add(BigInteger.ONE)) {
      BigInteger root = base.modPow(exponent.divide(three), modulus);
      if (!root.equals(BigInteger.ONE)) {
        return root;
      }
    }
  }

  /** Whether a number is one of the field's: 0 to modulus - 1. */
  public boolean has(BigInteger number) {
    return number.signum() >= 0 && number.compareTo(modulus) < 0;
  }

  /** Arithmetic on the host; made once. */
  public Fp host() {
    Fp made = host;
    if (made == null) {
      made = Fp.of(this);
      host = made;
    }
    return made;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Field field
        && name.equals(field.name)
        && modulus.equals(field.modulus)
        && nonSquare.equals(field.nonSquare);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, modulus);
  }

  /** The name. */
  @Override
  public String toString() {
    return name;
  }
}
