package dev.twinloop.kernel.field;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/**
 * What {@link FieldMachine} programs need to know about a field: its modulus, the form of its
 * elements, and how large a product of the field's multiplier can be.
 *
 * <p>Elements are nine limbs of 29 bits, least significant first. On secp256k1's prime they stand
 * for themselves; on P-256's they are in Montgomery form with R = 2^261.
 */
public enum LimbField {
  /** 2^256 - 2^32 - 977, {@link Secp256k1Field}. */
  SECP256K1("fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f", 1L << 30, 977, 8),
  /** 2^256 - 2^224 + 2^192 + 2^96 - 1, {@link P256Field}. */
  P256(
      "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
      1L << 26,
      1,
      0,
      0,
      -(1 << 9),
      0,
      0,
      -(1 << 18),
      1 << 21);

  /**
   * How much of K keeps a difference from falling below zero in any limb.
   *
   * @param count how many times K
   * @param limb the most it adds to limbs 0 to 7
   * @param top what it adds to limb 8
   */
  record Lift(int count, long limb, long top) {
    static final Lift NONE = new Lift(0, 0, 0);
  }

  private static final int BITS = 29;
  private static final long DIGIT = (1L << BITS) + (1L << 19);
  private static final long MOST = DIGIT + (1L << BITS);

  private final BigInteger modulus;

  @SuppressWarnings("ImmutableEnumChecker") // unmodifiable lists
  private final List<Integer> k;

  @SuppressWarnings("ImmutableEnumChecker")
  private final List<Integer> sparseGap;

  LimbField(String modulus, long topOfK, int... sparseGap) {
    this.modulus = new BigInteger(modulus, 16);
    this.k = list(multiple(topOfK));
    this.sparseGap = list(Arrays.copyOf(sparseGap, FieldMachine.LIMBS));
  }

  /** The next multiple of the modulus above the number whose limbs are DIGIT, and top. */
  private int[] multiple(long top) {
    BigInteger least = BigInteger.valueOf(top);
    for (int i = FieldMachine.LIMBS - 2; i >= 0; i--) {
      least = least.shiftLeft(BITS).add(BigInteger.valueOf(DIGIT));
    }
    int[] limbs = new int[FieldMachine.LIMBS];
    split(least.negate().mod(modulus), limbs, 0);
    for (int i = 0; i < FieldMachine.LIMBS; i++) {
      limbs[i] += (int) (i < FieldMachine.LIMBS - 1 ? DIGIT : top);
    }
    return limbs;
  }

  /** The smallest lift that covers these limbs. */
  Lift lift(long limb, long top) {
    long topOfK = k.getLast();
    long count = Math.max((limb + DIGIT - 1) / DIGIT, (top + topOfK - 1) / topOfK);
    return new Lift((int) count, count * MOST, count * topOfK);
  }

  /** The modulus. */
  public BigInteger modulus() {
    return modulus;
  }

  /** A value as the field's multiplier wants it. */
  public BigInteger toForm(BigInteger value) {
    return this == SECP256K1
        ? value.mod(modulus)
        : value.shiftLeft(BITS * FieldMachine.LIMBS).mod(modulus);
  }

  /** The value that limbs stand for. */
  public BigInteger fromForm(BigInteger limbs) {
    return this == SECP256K1
        ? limbs.mod(modulus)
        : limbs
            .multiply(BigInteger.ONE.shiftLeft(BITS * FieldMachine.LIMBS).modInverse(modulus))
            .mod(modulus);
  }

  /** Writes a value below 2^264 as nine limbs. */
  public static void split(BigInteger value, int[] to, int offset) {
    BigInteger rest = value;
    for (int i = 0; i < FieldMachine.LIMBS - 1; i++) {
      to[offset + i] = rest.intValue() & ((1 << BITS) - 1);
      rest = rest.shiftRight(BITS);
    }
    to[offset + FieldMachine.LIMBS - 1] = rest.intValue();
  }

  /** The value of nine limbs, which may exceed 29 bits. */
  public static BigInteger join(int[] from, int offset) {
    BigInteger value = BigInteger.ZERO;
    for (int i = FieldMachine.LIMBS - 1; i >= 0; i--) {
      value = value.shiftLeft(BITS).add(BigInteger.valueOf(from[offset + i] & 0xffffffffL));
    }
    return value;
  }

  /**
   * The bound of 2 K less a value.
   *
   * @throws IllegalStateException if a value of this bound can exceed 2 K in a limb
   */
  public FieldAssembler.Bound boundOfNegative(FieldAssembler.Bound value) {
    long topOfK = k.getLast();
    if (value.limb() > 2 * DIGIT || value.top() > 2 * topOfK) {
      throw new IllegalStateException("negate: bound=" + value + ", accepted: up to 2 K");
    }
    return new FieldAssembler.Bound(2 * MOST, 2 * topOfK);
  }

  private static List<Integer> list(int[] limbs) {
    return Arrays.stream(limbs).boxed().toList();
  }

  private static void copy(List<Integer> limbs, int[] to, int at) {
    for (int i = 0; i < FieldMachine.LIMBS; i++) {
      to[at + i] = limbs.get(i);
    }
  }

  void header(int[] constants) {
    copy(k, constants, FieldMachine.K);
    copy(sparseGap, constants, FieldMachine.SPARSE_GAP);
    split(modulus, constants, FieldMachine.P);
    split(BigInteger.TWO.pow(256).subtract(modulus), constants, FieldMachine.GAP);
  }

  FieldAssembler.Bound productBound(FieldAssembler.Bound a, FieldAssembler.Bound b) {
    if (this == SECP256K1) {
      return new FieldAssembler.Bound((1L << 29) + (1L << 19) - 1, 1L << 29);
    }
    // value below a * b / 2^261 + p, with every value below (top + 8) * 2^232
    double value = (a.top() + 8.0) * (b.top() + 8.0) * 0x1p-29 + 0x1p24;
    return new FieldAssembler.Bound(1L << 29, (long) value + 8);
  }
}
