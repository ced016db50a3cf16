package dev.twinloop.kernel.machine;

import dev.twinloop.kernel.field.Ed25519Field;
import dev.twinloop.kernel.field.Field;
import dev.twinloop.kernel.field.Fields;
import dev.twinloop.kernel.field.MontgomeryForm;
import dev.twinloop.kernel.field.P256Field;
import dev.twinloop.kernel.field.Secp256k1Field;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/**
 * What micro-programs need to know about a field: its modulus, the form of its elements, and how
 * large the results of its steps can be.
 *
 * <p>Elements are nine limbs of 29 bits, least significant first. On secp256k1's prime and on 2^255
 * - 19 they stand for themselves; on P-256's they are in Montgomery form with R = 2^261.
 */
public enum LimbField implements Numbers {
  /** 2^256 - 2^32 - 977, {@link Secp256k1Field}. */
  SECP256K1(Fields.SECP256K1_BASE, -977, -8, 0, 0, 0, 0, 0, 0, 1 << 24),
  /** 2^256 - 2^224 + 2^192 + 2^96 - 1, {@link P256Field}. */
  P256(Fields.P256_BASE, -1, 0, 0, 1 << 9, 0, 0, 1 << 18, -(1 << 21), 1 << 24),
  /** 2^255 - 19, {@link Ed25519Field}; the sparse limbs are those of twice as much. */
  ED25519(Fields.ED25519_BASE, -38, 0, 0, 0, 0, 0, 0, 0, 1 << 24);

  /** The one m where products are folded: limb 8 is like the others. */
  static final int FOLDED_MULTIPLE = 96;

  /** m by which P-256's table entries are negated. */
  static final int P256_NEGATIVE = 8;

  private static final double COLUMN_LIMIT = 0x1p64 - 0x1p60;

  /**
   * Of a product's limb 8, which is an int; or of what lies above its lowest 17 limbs where it is
   * folded: on secp256k1's prime, limb 2 gets 2^8 / 2^29 of (2^8 of it and 2^35), less than 2^19.
   */
  private static final double MOST_TOP = 0x1.ep31;

  private static final int BITS = 29;
  private static final int MOST_MULTIPLE = 127;
  private static final MontgomeryForm NINE = MontgomeryForm.of(Fields.ED25519_BASE);

  @SuppressWarnings("ImmutableEnumChecker") // immutable, but for what it makes once
  private final Field field;

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list
  private final List<Integer> sparse;

  LimbField(Field field, Integer... sparse) {
    this.field = field;
    this.sparse = List.of(sparse);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Limbs 1 to 7 borrow three units from the limb above and lend three to the limb below, limb 0
   * and limb 8 accordingly; then m times the modulus is added, in few and signed limbs.
   */
  @Override
  public Lift lift(long limb, long top) {
    int least = (int) Math.min(MOST_MULTIPLE + 1, (top + 3 + (1 << 24) - 1) >> 24);
    return lift(folds() ? FOLDED_MULTIPLE : least, limb, top);
  }

  private Lift lift(int multiple, long limb, long top) {
    long least = Long.MAX_VALUE;
    long most = 0;
    for (int i = 0; i < FieldSteps.LIMBS - 1; i++) {
      long value = FieldSteps.LIFT + (i == 0 ? 3 : 0) + (long) multiple * sparse.get(i);
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    long topOfLift = ((long) multiple << 24) - 3;
    if (multiple < 1 || multiple > MOST_MULTIPLE || limb > least || top > topOfLift) {
      throw new IllegalStateException(
          "lift: limb=%d, top=%d, accepted: up to %d and %d"
              .formatted(limb, top, least, topOfLift));
    }
    return new Lift(multiple, most, topOfLift);
  }

  /**
   * That of a field.
   *
   * @throws IllegalArgumentException if it has no multiplier of its own
   */
  public static LimbField of(Field field) {
    return Arrays.stream(values())
        .filter(own -> own.field.equals(field))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "machine: field="
                        + field
                        + ", accepted: "
                        + Arrays.stream(values()).map(own -> own.field).toList()));
  }

  /** The modulus. */
  public BigInteger modulus() {
    return field.modulus();
  }

  /** A value as the field's multiplier wants it. */
  public BigInteger toForm(BigInteger value) {
    return folds()
        ? value.mod(field.modulus())
        : value.shiftLeft(BITS * FieldSteps.LIMBS).mod(field.modulus());
  }

  /** The value that limbs stand for. */
  public BigInteger fromForm(BigInteger limbs) {
    return folds()
        ? limbs.mod(field.modulus())
        : limbs
            .multiply(BigInteger.ONE.shiftLeft(BITS * FieldSteps.LIMBS).modInverse(field.modulus()))
            .mod(field.modulus());
  }

  /** Writes a value below 2^264 as nine limbs. */
  public static void split(BigInteger value, int[] to, int offset) {
    NINE.split(value, to, offset);
  }

  /** The value of nine limbs, which may exceed 29 bits. */
  public static BigInteger join(int[] from, int offset) {
    return NINE.join(from, offset);
  }

  /**
   * The bound of K less a value, as the fields' {@code negateIf} computes it.
   *
   * @throws IllegalStateException if a value of this bound can exceed K in a limb
   */
  public Bound boundOfNegative(Bound value) {
    int multiple = folds() ? FOLDED_MULTIPLE : P256_NEGATIVE;
    Lift lift = lift(multiple, value.limb(), value.top());
    return new Bound(lift.limb(), lift.top());
  }

  @Override
  public Bound carried(long limb, long top) {
    if (limb >= 1L << 32 || top + 8 >= 1L << 32) {
      throw new IllegalStateException("sum: limb=" + limb + ", top=" + top + ", accepted: 32 bits");
    }
    return folds()
        ? new Bound((1L << 29) + (1L << 18), 1L << 29)
        : new Bound((1L << 29) + 8, top + 8);
  }

  /** The bound of any product, carried sum or reduced number of a field that folds. */
  public Bound stored() {
    return carried(0, 0).or(product(FieldAssembler.reduced(), FieldAssembler.reduced()));
  }

  @Override
  public Bound product(Bound a, Bound b) {
    double mixed = (double) a.top() * b.limb() + (double) a.limb() * b.top();
    double most = 7.0 * a.limb() * b.limb() + Math.max((double) a.limb() * b.limb(), mixed);
    double column = Math.max(most, (double) a.top() * b.top());
    if (column >= COLUMN_LIMIT || Math.max(b.limb(), b.top()) >= 1L << 32) {
      throw new IllegalStateException(
          "product: column=" + column + ", factor=" + b + ", accepted: below 2^64 - 2^60, 32 bits");
    }
    // value below a * b / 2^261 + p, with every value below (top + 8) * 2^232
    double value = (a.top() + 8.0) * (b.top() + 8.0) * 0x1p-29 + 0x1p24;
    if (value >= MOST_TOP) {
      throw new IllegalStateException(
          "product: factors=%s and %s, accepted: limbs 8 whose product is below 2^60.9"
              .formatted(a, b));
    }
    return folds()
        ? new Bound((1L << 29) + (1L << 19) - 1, 1L << 29)
        : new Bound(1L << 29, (long) value + 8);
  }

  /** Whether what lies above 2^261 is folded in: elements stand for themselves. */
  private boolean folds() {
    return this != P256;
  }

  /** That power of two less the modulus, as {@link FieldSteps#canonical} wants it. */
  void header(int[] constants) {
    BigInteger power = BigInteger.TWO.pow(field.bits());
    split(power.subtract(field.modulus()), constants, FieldSteps.GAP);
  }

  /** The limbs of K, for tests: its value is m times what the sparse limbs stand for. */
  int[] limbsOfLift(int multiple) {
    int[] limbs = new int[FieldSteps.LIMBS];
    Arrays.setAll(limbs, i -> FieldSteps.LIFT + multiple * sparse.get(i));
    limbs[0] += 3;
    limbs[FieldSteps.LIMBS - 1] = (multiple << 24) - 3;
    return limbs;
  }
}
