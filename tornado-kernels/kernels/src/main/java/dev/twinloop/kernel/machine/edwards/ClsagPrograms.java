package dev.twinloop.kernel.machine.edwards;

import static dev.twinloop.kernel.machine.edwards.EdwardsAssembler.E;
import static dev.twinloop.kernel.machine.edwards.EdwardsAssembler.ENTRY;
import static dev.twinloop.kernel.machine.edwards.EdwardsAssembler.F;
import static dev.twinloop.kernel.machine.edwards.EdwardsAssembler.G;
import static dev.twinloop.kernel.machine.edwards.EdwardsAssembler.H;
import static dev.twinloop.kernel.machine.edwards.EdwardsAssembler.T;
import static dev.twinloop.kernel.machine.edwards.EdwardsAssembler.X;
import static dev.twinloop.kernel.machine.edwards.EdwardsAssembler.Y;
import static dev.twinloop.kernel.machine.edwards.EdwardsAssembler.Z;

import dev.twinloop.kernel.edwards.EdwardsField;
import dev.twinloop.kernel.machine.FieldSteps;
import dev.twinloop.kernel.machine.PointMemory;
import dev.twinloop.kernel.machine.SignedDigits;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * The machine programs of ring signatures (CLSAG): a member's points, what a signature has once,
 * both sides of a round, and its end. The sides have no memory in common that either writes, so
 * that two threads may compute them.
 *
 * <pre>
 *   member, longs   0        10            20               40
 *                  +--------+-------------+----------------+
 *                  | P: x y | C: x y      | Hp(P): X Y Z T |
 *                  +--------+-------------+----------------+
 *   own, longs      0      340       680    1020    1360    1375       1390       1405     1445
 *                  +------+---------+------+-------+-------+----------+----------+--------+
 *                  | of P | of C-Co | of W | of Hp |  -Co  | L: X Y Z | R: X Y Z | member |
 *                  | of I | of 8 D  |      |       |       |          |          |        |
 *                  +------+---------+------+-------+-------+----------+----------+--------+
 * </pre>
 *
 * Tables 0 and 1 serve the key image and 8 D before the first round.
 */
public final class ClsagPrograms {
  /** The programs, in the order in which they are written. */
  public enum Program {
    /** Of a member: decodes P. */
    KEY,
    /** Of a member: decodes C. */
    COMMITMENT,
    /** Of a member: Hp(P), from its digest in {@link #DIGEST_INT}. */
    HASH,
    /** Once: decodes the key image I, and multiplies it by the digits' number, l. */
    IMAGE,
    /** Once: decodes D, and makes 8 D. */
    D,
    /** Once: decodes the pseudo output, Co. */
    PSEUDO,
    /** Once: W, by the digits of both factors. */
    WEIGHTED,
    /** Of a round: L, by the digits of c_p, c_c and s. */
    LEFT,
    /** Of a round: R, by the digits of s and c. */
    RIGHT,
    /** Of a round: the coordinates of both. */
    END
  }

  /** Longs of a member's points. */
  public static final int MEMBER_LONGS = 8 * PointMemory.LONGS;

  private static final int KEY_AT = 0;
  private static final int COMMITMENT_AT = 2 * PointMemory.LONGS;
  private static final int HASHED_AT = 4 * PointMemory.LONGS;
  private static final int NEGATIVE_PSEUDO_AT = 4 * EdwardsSteps.TABLE_LONGS;
  private static final int LEFT_AT = NEGATIVE_PSEUDO_AT + 3 * PointMemory.LONGS;
  private static final int RIGHT_AT = LEFT_AT + 3 * PointMemory.LONGS;

  /** Where a round's member is copied to, in a signature's own longs: its first half for L. */
  public static final int MEMBER_AT = RIGHT_AT + 3 * PointMemory.LONGS;

  /** A signature's own longs. */
  public static final int OWN_LONGS = MEMBER_AT + MEMBER_LONGS;

  /** Word offsets of the numbers that are decoded once, from the key image on. */
  private static final int IMAGE_WORD = 0;

  private static final int D_WORD = 8;
  private static final int PSEUDO_WORD = 16;

  private static final int OWN = EdwardsDecode.END;
  private static final int TWICE_D = OWN + 3;
  private static final int FOUND = OWN + 4;
  private static final int IMAGE_PRIME = FOUND + 1;
  private static final int IMAGE_FOUND = FOUND + 2;
  private static final int D_FOUND = FOUND + 3;
  private static final int D_SMALL = FOUND + 4;
  private static final int PSEUDO_FOUND = FOUND + 5;
  private static final int U = FOUND;
  private static final int V = FOUND + 1;
  private static final int W = FOUND + 2;
  private static final int SQUARE = FOUND + 3;
  private static final int NEGATIVE = FOUND + 4;
  private static final int TURNED = FOUND + 5;
  private static final int FACTOR = FOUND + 6;
  private static final int LEFT_X = FOUND;

  /** Where truth values lie in the file: a member's point was found. */
  public static final int FOUND_INT = FOUND * FieldSteps.LIMBS;

  /** There is a point I; l I is the neutral element. */
  public static final int IMAGE_FOUND_INT = IMAGE_FOUND * FieldSteps.LIMBS;

  public static final int IMAGE_PRIME_INT = IMAGE_PRIME * FieldSteps.LIMBS;

  /** There is a point D; 8 D is the neutral element. */
  public static final int D_FOUND_INT = D_FOUND * FieldSteps.LIMBS;

  public static final int D_SMALL_INT = D_SMALL * FieldSteps.LIMBS;

  /** There is a point Co. */
  public static final int PSEUDO_FOUND_INT = PSEUDO_FOUND * FieldSteps.LIMBS;

  /** Where the limbs of a digest of 256 bits lie before {@link Program#HASH}. */
  public static final int DIGEST_INT = U * FieldSteps.LIMBS;

  /** Where {@link Program#END} leaves x and y of L, then of R, fully reduced. */
  public static final int ROUND_INT = LEFT_X * FieldSteps.LIMBS;

  /** The digits of the first two scalars, eight words each, and of the base point's behind them. */
  private static final SignedDigits FIRST = EdwardsLadder.digits(0);

  private static final SignedDigits SECOND = EdwardsLadder.digits(8);
  private static final SignedDigits BASE = EdwardsLadder.baseDigits(16);

  private static final BigInteger A = BigInteger.valueOf(486662);

  private final EdwardsAssembler asm;
  private final EdwardsDecode decode;
  private final EdwardsLadder ladder;

  /** Programs that are written one behind the other, in the order of {@link Program}. */
  public ClsagPrograms(EdwardsAssembler asm) {
    this.asm = asm;
    this.decode = new EdwardsDecode(asm);
    this.ladder = new EdwardsLadder(asm);
  }

  /** How a scalar of a point is cut. */
  public static SignedDigits pointDigits() {
    return FIRST;
  }

  /** How the base point's scalar is cut. */
  public static SignedDigits baseDigits() {
    return BASE;
  }

  /**
   * Writes one.
   *
   * @param roots sqrt(-2A(A+2)), sqrt(2A(A+2)), sqrt(-iA(A+2)), sqrt(iA(A+2)), of any sign
   */
  public void write(Program program, List<BigInteger> roots) {
    switch (program) {
      case KEY -> member(KEY_AT);
      case COMMITMENT -> member(COMMITMENT_AT);
      case HASH -> hash(roots);
      case IMAGE -> image();
      case D -> d();
      case PSEUDO -> pseudo();
      case WEIGHTED -> weighted();
      case LEFT -> left();
      case RIGHT -> right();
      case END -> end();
    }
  }

  private void member(int at) {
    decode.point(0, false, FOUND);
    asm.store(X, at);
    asm.store(Y, at + PointMemory.LONGS);
  }

  /** Elligator 2 on curve25519 as a point of edwards25519, times 8. */
  private void hash(List<BigInteger> roots) {
    asm.given(U);
    asm.sqr(E, U);
    asm.add(V, E, E);
    asm.constant(F, BigInteger.ONE);
    asm.add(W, V, F);
    asm.constant(F, A.multiply(A).shiftLeft(1));
    asm.mul(F, E, F);
    asm.sqr(Y, W);
    asm.sub(Y, Y, F); // w^2 - 2 A^2 u^2
    asm.sqr(X, Y);
    asm.mul(X, X, Y);
    asm.sqr(H, X);
    asm.mul(H, H, Y);
    asm.mul(H, H, W);
    decode.powerOfRoot(H, H);
    asm.mul(X, X, W);
    asm.mul(X, X, H);
    asm.sqr(T, X);
    asm.mul(T, T, Y);
    asm.sub(E, T, W);
    asm.isZero(SQUARE, E);
    asm.add(E, T, W);
    asm.isZero(NEGATIVE, E);
    asm.constant(F, EdwardsField.number(EdwardsField.sqrtMinusOne()));
    asm.mul(E, T, F);
    asm.sub(E, E, W);
    asm.isZero(TURNED, E);
    asm.constant(FACTOR, roots.get(2));
    choose(TURNED, roots.get(3), false);
    choose(NEGATIVE, roots.get(0), true);
    choose(SQUARE, roots.get(1), true);
    asm.mul(X, X, FACTOR);
    asm.constant(Z, A.negate());
    asm.mul(E, Z, V);
    asm.select(Z, E, NEGATIVE);
    asm.select(Z, E, SQUARE);
    hashSign();
    asm.sub(Y, Z, W);
    asm.add(Z, Z, W);
    asm.mul(X, X, Z);
    asm.twice(false);
    asm.twice(false);
    asm.twice(true);
    storePoint(HASHED_AT);
    asm.store(T, HASHED_AT + 3 * PointMemory.LONGS);
  }

  /** The factor = a root, times u or not, where a truth value is 1. */
  private void choose(int truth, BigInteger root, boolean timesU) {
    asm.constant(E, root);
    if (timesU) {
      asm.mul(E, E, U);
    }
    asm.select(FACTOR, E, truth);
  }

  /** X = -X if its lowest bit is not 0 where the ratio or its negative is a square, else not 1. */
  private void hashSign() {
    asm.constant(F, BigInteger.ONE);
    asm.constant(G, BigInteger.ZERO);
    asm.select(F, G, NEGATIVE);
    asm.select(F, G, SQUARE);
    asm.canon(H, X);
    asm.odd(E, H);
    asm.add(E, E, F);
    asm.odd(F, E);
    asm.sub(G, G, H);
    asm.select(X, G, F);
  }

  private void image() {
    decode.point(IMAGE_WORD, false, IMAGE_FOUND);
    ladder.table(0, OWN);
    ladder.sum(List.of(new EdwardsLadder.Stream(FIRST, 0)), Optional.empty(), false);
    neutral(IMAGE_PRIME);
  }

  private void d() {
    decode.point(D_WORD, false, D_FOUND);
    asm.constant(Z, BigInteger.ONE);
    asm.twice(false);
    asm.twice(false);
    asm.twice(true);
    neutral(D_SMALL);
    table(1);
  }

  private void pseudo() {
    decode.point(PSEUDO_WORD, true, PSEUDO_FOUND);
    asm.constant(TWICE_D, EdwardsAssembler.twiceD());
    ladder.affineEntry(ENTRY, TWICE_D);
    for (int i = 0; i < 3; i++) {
      asm.store(ENTRY + i, NEGATIVE_PSEUDO_AT + i * PointMemory.LONGS);
    }
  }

  private void weighted() {
    ladder.sum(
        List.of(new EdwardsLadder.Stream(FIRST, 0), new EdwardsLadder.Stream(SECOND, 1)),
        Optional.empty(),
        true);
    table(2);
  }

  private void left() {
    fetchMember(X, KEY_AT);
    fetchMember(Y, KEY_AT + PointMemory.LONGS);
    ladder.table(0, OWN);
    fetchMember(X, COMMITMENT_AT);
    fetchMember(Y, COMMITMENT_AT + PointMemory.LONGS);
    asm.constant(Z, BigInteger.ONE);
    asm.mul(T, X, Y);
    for (int i = 0; i < 3; i++) {
      asm.fetch(ENTRY + i, NEGATIVE_PSEUDO_AT + i * PointMemory.LONGS);
    }
    asm.plusAffine(ENTRY, true);
    table(1);
    ladder.sum(
        List.of(new EdwardsLadder.Stream(FIRST, 0), new EdwardsLadder.Stream(SECOND, 1)),
        Optional.of(BASE),
        false);
    storePoint(LEFT_AT);
  }

  private void right() {
    for (int i = 0; i < 4; i++) {
      fetchMember(X + i, HASHED_AT + i * PointMemory.LONGS);
    }
    table(3);
    ladder.sum(
        List.of(new EdwardsLadder.Stream(FIRST, 3), new EdwardsLadder.Stream(SECOND, 2)),
        Optional.empty(),
        false);
    storePoint(RIGHT_AT);
  }

  /** Both encodings by one inversion, of the product of both Z. */
  private void end() {
    asm.fetch(X, LEFT_AT + 2 * PointMemory.LONGS);
    asm.fetch(Y, RIGHT_AT + 2 * PointMemory.LONGS);
    asm.mul(E, X, Y);
    decode.invert(H, E);
    asm.mul(F, H, Y); // 1 / Z of L
    asm.mul(G, H, X); // 1 / Z of R
    for (int i = 0; i < 2; i++) {
      asm.fetch(E, LEFT_AT + i * PointMemory.LONGS);
      asm.mul(E, E, F);
      asm.canon(LEFT_X + i, E);
      asm.fetch(E, RIGHT_AT + i * PointMemory.LONGS);
      asm.mul(E, E, G);
      asm.canon(LEFT_X + 2 + i, E);
    }
  }

  private void fetchMember(int d, int at) {
    asm.fetch(d, MEMBER_AT + at);
  }

  private void storePoint(int at) {
    asm.store(X, at);
    asm.store(Y, at + PointMemory.LONGS);
    asm.store(Z, at + 2 * PointMemory.LONGS);
  }

  /** Makes a table of (X, Y, Z, T), which is left as it was in the entry. */
  private void table(int table) {
    asm.constant(TWICE_D, EdwardsAssembler.twiceD());
    asm.add(ENTRY, Y, X);
    asm.sub(ENTRY + 1, Y, X);
    asm.mul(ENTRY + 2, T, TWICE_D);
    asm.add(ENTRY + 3, Z, Z);
    ladder.neutralEntry(table);
    ladder.store(table, 1, TWICE_D);
    asm.twice(true);
    ladder.store(table, 2, TWICE_D);
    for (int entry = 3; entry < EdwardsSteps.ENTRIES; entry++) {
      asm.plusEntry(true);
      ladder.store(table, entry, TWICE_D);
    }
  }

  /** A truth value: whether (X, Y, Z) is the neutral element. */
  private void neutral(int d) {
    asm.sub(E, Y, Z);
    asm.isZero(F, E);
    asm.isZero(G, X);
    asm.mul(d, F, G);
  }
}
