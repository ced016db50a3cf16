package dev.twinloop.kernel.generated;

import dev.twinloop.kernel.field.Field;
import dev.twinloop.kernel.field.Fields;
import dev.twinloop.kernel.field.KernelClasses;
import dev.twinloop.kernel.group.Group;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields whose primes have a shape that makes reduction cheap: arithmetic of their own. */
enum SpecialField {
  /** 2^256 - 2^32 - 977: what lies above 2^261 is folded in. */
  SECP256K1(
      Fields.SECP256K1_BASE,
      "2^256 - 2^32 - 977",
      "The upper half is carried and folded in with 2^261 = 2^37 + 31264 mod p, the little that is"
          + " left once more.",
      "Results: limbs below 2^29, but limb 2 up to 2^29 + 2^19; the value is congruent, below 2^261"
          + " + 2^78, and not reduced further.",
      96,
      -977,
      -8,
      0,
      0,
      0,
      0,
      0,
      0),

  /** 2^255 - 19: what lies above 2^261 is folded in, by one product a limb. */
  ED25519(
      Fields.ED25519_BASE,
      "2^255 - 19",
      "The upper half is carried and folded in with 2^261 = 1216 mod p, the little that is left"
          + " once more.",
      "Results: limbs below 2^29, but limb 1 up to 2^29 + 2^17; the value is congruent, below 2^261"
          + " + 2^47, and not reduced further.",
      96,
      -38,
      0,
      0,
      0,
      0,
      0,
      0,
      0),

  /** 2^256 - 2^224 + 2^192 + 2^96 - 1: quotient digits are the columns themselves. */
  P256(
      Fields.P256_BASE,
      "2^256 - 2^224 + 2^192 + 2^96 - 1",
      "Numbers are in Montgomery form with R = 2^261: as -1/p = 1 mod 2^29, the quotient digit is"
          + " the column itself; m p = m (2^96 + 2^192 + 2^256 - 2^224) - m costs two shifts and"
          + " two products.",
      "Results: limbs below 2^29; the value is below a b / 2^261 + p, and not reduced further.",
      8,
      -1,
      0,
      0,
      1 << 9,
      0,
      0,
      1 << 18,
      -(1 << 21));

  private static final int LIMBS = 9;
  private static final int LEAST_SHIFTED = 1 << 9;

  @SuppressWarnings("ImmutableEnumChecker") // immutable, but for what it makes once
  private final Field field;

  private final String modulus;
  private final String reduction;
  private final String results;
  private final int multiple;

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list
  private final List<Integer> sparse;

  SpecialField(
      Field field,
      String modulus,
      String reduction,
      String results,
      int multiple,
      Integer... sparse) {
    this.field = field;
    this.modulus = modulus;
    this.reduction = reduction;
    this.results = results;
    this.multiple = multiple;
    this.sparse = List.of(sparse);
  }

  /** The field of a group's coordinates, if it is one of these. */
  static Optional<SpecialField> of(Group group) {
    return Arrays.stream(values())
        .filter(own -> group.base().degree() == 1 && own.field.equals(group.field()))
        .findFirst();
  }

  private boolean folds() {
    return this != P256;
  }

  /** Bits of the modulus in the last limb. */
  private int topBits() {
    return field.bits() - (LIMBS - 1) * 29;
  }

  /** What sparse limbs stand for: the modulus, or twice as much, 2^256 less something. */
  private int sparseMultiple() {
    return 1 << (24 - topBits());
  }

  String className() {
    return KernelClasses.javaName(field.name().replace("-base", "")) + "Field";
  }

  String source() {
    Columns columns = new Columns(LIMBS, 29);
    Columns.Products products = k -> columns.products(k, "a", "b");
    Map<String, Object> values = new HashMap<>();
    values.put("class", className());
    values.put("modulus", modulus);
    values.put("reduction", reduction);
    values.put("results", results);
    values.put("negative", multiple);
    values.put("folds", folds() ? "yes" : "");
    values.put("halves", this == ED25519 ? "" : "yes"); // Weierstrass formulas alone take it
    values.put("shifts", shifts() ? "yes" : "");
    values.put("shifted", shifts() ? " + (q << 8)" : "");
    values.put("fold", shifts() ? 31264 : 1216);
    values.put("mul", product(columns, products));
    values.put("sqr", product(columns, columns::squares));
    for (int i = 0; i < LIMBS; i++) {
      String lift = lift(i);
      values.put("lift" + i, lift);
      values.put("mask" + i, folds() || lift.equals("LIFT") ? lift : "(" + lift + ")");
      values.put(
          "odd" + i,
          times("odd", i < LIMBS - 1 ? sparse.get(i) / sparseMultiple() : 1 << topBits()));
    }
    return Template.of("SpecialField").fill(values);
  }

  private String product(Columns columns, Columns.Products products) {
    return folds() ? columns.folded(products, shifts()) : columns.p256(products);
  }

  /** Whether 2^261 modulo the prime has a bit beside the small factor: 2^37. */
  private boolean shifts() {
    return this == SECP256K1;
  }

  /** A limb of the number that covers what is subtracted: m times p, and what limbs borrow. */
  private String lift(int limb) {
    String m = folds() ? Integer.toString(multiple) : "m";
    if (limb == LIMBS - 1) {
      return folds() ? "((" + m + " << 24) - 3)" : "(" + m + " << 24) - 3";
    }
    String lift = "LIFT" + (limb == 0 ? " + 3" : "") + times(m, sparse.get(limb));
    return folds() && !lift.equals("LIFT") ? "(" + lift + ")" : lift; // one constant
  }

  /** {@code + (name << shift)}, or what else a small factor takes. */
  private static String times(String name, int factor) {
    if (factor == 0) {
      return "";
    }
    int size = Math.abs(factor);
    String text =
        (size > 1 && size < LEAST_SHIFTED) || Integer.bitCount(size) > 1
            ? size + " * " + name
            : size == 1 ? name : "(" + name + " << " + Integer.numberOfTrailingZeros(size) + ")";
    return (factor < 0 ? " - " : " + ") + text;
  }
}
