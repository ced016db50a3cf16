package dev.twinloop.kernel.machine.edwards;

import static dev.twinloop.kernel.machine.edwards.EdwardsAssembler.E;
import static dev.twinloop.kernel.machine.edwards.EdwardsAssembler.F;
import static dev.twinloop.kernel.machine.edwards.EdwardsAssembler.G;
import static dev.twinloop.kernel.machine.edwards.EdwardsAssembler.H;
import static dev.twinloop.kernel.machine.edwards.EdwardsAssembler.X;
import static dev.twinloop.kernel.machine.edwards.EdwardsAssembler.Y;
import static dev.twinloop.kernel.machine.edwards.EdwardsAssembler.Z;

import dev.twinloop.kernel.machine.FieldSteps;
import dev.twinloop.kernel.machine.PointMemory;
import dev.twinloop.kernel.machine.SignedDigits;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * The machine programs of Ed25519 verification: S B - h A, and either its comparison with R as a
 * point, or its coordinates for a group of items that share one inversion and compare bytes.
 *
 * <pre>
 *   item, ints      0     8    16        digits, ints    0      8       17
 *                 +-----+----+----+                    +------+--------+
 *                 |  A  | R  | S  |                    | of h |  of S  |
 *                 +-----+----+----+                    +------+--------+
 *   table, longs   0          340  345  350  355      360
 *                 +----------+----+----+----+--------+
 *                 |  of -A   | X  | Y  | Z  | before |
 *                 +----------+----+----+----+--------+
 * </pre>
 */
public final class EddsaPrograms {
  /** Ints of an item. */
  public static final int ITEM_INTS = 24;

  /** Word offsets in an item. */
  public static final int KEY_WORD = 0;

  public static final int R_WORD = 8;
  public static final int S_WORD = 16;

  /** Ints of an item's digits. */
  public static final int DIGIT_INTS = 17;

  /** Longs of an item's table. */
  public static final int TABLE_LONGS = EdwardsSteps.TABLE_LONGS + 4 * PointMemory.LONGS;

  private static final int X_AT = EdwardsSteps.TABLE_LONGS;
  private static final int Y_AT = X_AT + PointMemory.LONGS;
  private static final int Z_AT = Y_AT + PointMemory.LONGS;
  private static final int BEFORE_AT = Z_AT + PointMemory.LONGS;

  private static final int OWN = EdwardsDecode.END;
  private static final int R_ENTRY = OWN + 4;
  private static final int KEY_FOUND = R_ENTRY + 4;
  private static final int R_FOUND = KEY_FOUND + 1;
  private static final int EQUAL = R_FOUND + 1;

  /** The product of all Z, then the inverse of what is left of it. */
  private static final int RUNNING = OWN;

  /** Where truth values lie in the file: there is a point A; a point R; the equation holds. */
  public static final int KEY_FOUND_INT = KEY_FOUND * FieldSteps.LIMBS;

  public static final int R_FOUND_INT = R_FOUND * FieldSteps.LIMBS;
  public static final int EQUAL_INT = EQUAL * FieldSteps.LIMBS;

  private final EdwardsAssembler asm;
  private final EdwardsDecode decode;

  /** Programs that are written one behind the other. */
  public EddsaPrograms(EdwardsAssembler asm) {
    this.asm = asm;
    this.decode = new EdwardsDecode(asm);
  }

  /** The digits of h. */
  public static SignedDigits keyDigits() {
    return EdwardsLadder.digits(0);
  }

  /** The digits of S. */
  public static SignedDigits baseDigits() {
    return EdwardsLadder.baseDigits(8);
  }

  /** S B - h A, whose coordinates are kept; the third truth value is 2. */
  public void difference() {
    asm.constant(R_FOUND, BigInteger.ONE);
    asm.constant(EQUAL, BigInteger.TWO);
    ladder(false);
    asm.store(X, X_AT);
    asm.store(Y, Y_AT);
    asm.store(Z, Z_AT);
  }

  /**
   * Whether S B - h A - R is the neutral element.
   *
   * @param cofactored or whether 8 times that is
   */
  public void equation(boolean cofactored) {
    decode.point(R_WORD, true, R_FOUND);
    asm.constant(OWN + 3, EdwardsAssembler.twiceD());
    new EdwardsLadder(asm).affineEntry(R_ENTRY, OWN + 3);
    ladder(true);
    asm.plusAffine(R_ENTRY, false);
    for (int i = 0; cofactored && i < 3; i++) {
      asm.twice(false);
    }
    asm.sub(E, Y, Z);
    asm.isZero(F, E);
    asm.isZero(G, X);
    asm.mul(EQUAL, F, G);
  }

  private void ladder(boolean needsT) {
    decode.point(KEY_WORD, true, KEY_FOUND);
    EdwardsLadder ladder = new EdwardsLadder(asm);
    ladder.table(0, OWN);
    ladder.sum(
        List.of(new EdwardsLadder.Stream(keyDigits(), 0)), Optional.of(baseDigits()), needsT);
  }

  /** Before a group's first item. */
  public void first() {
    asm.constant(RUNNING, BigInteger.ONE);
  }

  /** An item's part of the product of all Z. */
  public void forth() {
    asm.store(RUNNING, BEFORE_AT);
    asm.fetch(E, Z_AT);
    asm.mul(RUNNING, RUNNING, E);
  }

  /** Between the last item's part and the way back. */
  public void turn() {
    decode.invert(RUNNING, RUNNING);
  }

  /** Whether an item's point is encoded as R says. */
  public void back() {
    asm.fetch(E, BEFORE_AT);
    asm.mul(H, RUNNING, E); // 1 / Z
    asm.fetch(E, Z_AT);
    asm.mul(RUNNING, RUNNING, E);
    asm.fetch(Y, Y_AT);
    asm.mul(Y, Y, H);
    asm.words(E, R_WORD);
    asm.sub(E, E, Y);
    asm.isZero(G, E);
    asm.fetch(X, X_AT);
    asm.mul(X, X, H);
    asm.canon(X, X);
    asm.odd(E, X);
    asm.sign(F, R_WORD);
    asm.constant(H, BigInteger.ONE);
    asm.add(E, E, F);
    asm.add(E, E, H);
    asm.odd(F, E); // the signs are the same
    asm.mul(EQUAL, F, G);
  }
}
