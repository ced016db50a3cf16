package dev.twinloop.kernel.machine.edwards;

import dev.twinloop.kernel.edwards.EdwardsPoint;
import dev.twinloop.kernel.machine.Bound;
import dev.twinloop.kernel.machine.FieldAssembler;
import dev.twinloop.kernel.machine.FieldSteps;
import dev.twinloop.kernel.machine.LimbField;
import dev.twinloop.kernel.machine.SignedDigits;
import java.math.BigInteger;

/**
 * Formulas of edwards25519 as machine programs (H. Hisil and others, "Twisted Edwards curves
 * revisited", 2008). A point is (X, Y, Z, T) in extended coordinates, x = X / Z, y = Y / Z, T = X Y
 * / Z; T is not up to date where nothing asked for it. The formulas are complete: they hold for all
 * points, so there is no second program for exceptions.
 */
public final class EdwardsAssembler extends FieldAssembler {
  /** The point that ladders sum in, four registers. */
  public static final int X = 3;

  public static final int Y = 4;
  public static final int Z = 5;
  public static final int T = 6;

  /** The entry that is added: Y + X, Y - X, 2 d T, 2 Z. */
  public static final int ENTRY = 7;

  /** What formulas overwrite, five registers. */
  public static final int E = 11;

  public static final int F = 12;
  public static final int G = 13;
  public static final int H = 14;
  public static final int S = 15;
  private static final int SUM = 16;

  /** First register that programs may use as they like. */
  public static final int FREE = 17;

  private static final int FILE_REGISTERS = 34;

  /** Where the sum in a product is put. */
  public static final int SUM_INTS = SUM * FieldSteps.LIMBS;

  /** Size of the register file. */
  public static final int FILE_INTS = FILE_REGISTERS * FieldSteps.LIMBS;

  /** Ints at the start of the file that an item's digits may take. */
  public static final int DIGIT_INTS = X * FieldSteps.LIMBS;

  /** What any product, sum or reduced number can be: stored coordinates are no larger. */
  private final Bound stored;

  public EdwardsAssembler() {
    super(LimbField.ED25519);
    stored = field().stored();
  }

  /** Where a register starts in the file. */
  public static int ints(int register) {
    return register * FieldSteps.LIMBS;
  }

  /** 2 d. */
  public static BigInteger twiceD() {
    return EdwardsPoint.curveD().shiftLeft(1);
  }

  /** (X, Y, Z) = 2 (X, Y, Z). 4 S + 3 M, and one for T. */
  public void twice(boolean needsT) {
    sub(S, X, Y);
    sqr(F, Y);
    sqr(H, X);
    plus(1, F);
    sqr(Z, Z);
    sqr(E, S);
    plus(-1, H); // -2 X Y
    lin(G, H, -2, F); // X^2 - Y^2
    mul(X, E, new Sum(G, 2, Z));
    mul(Y, G, H);
    mul(Z, G, new Sum(G, 2, Z));
    if (needsT) {
      mul(T, E, H);
    }
  }

  /** (X, Y, Z) += the entry. 7 M, and one for T. */
  public void plusEntry(boolean needsT) {
    mul(F, T, ENTRY + 2);
    mul(G, Z, ENTRY + 3);
    plus(1, F);
    plus(ENTRY, needsT);
  }

  /** (X, Y, Z) += an entry whose Z is 1, from this register on. 6 M, and one for T. */
  public void plusAffine(int entry, boolean needsT) {
    mul(F, T, entry + 2);
    lin(G, F, 2, Z);
    plus(entry, needsT);
  }

  /** Adds an entry, with 2 d T T' in F and 2 Z Z' + F in G. */
  private void plus(int entry, boolean needsT) {
    lin(F, G, -2, F); // 2 Z Z' - 2 d T T'
    mul(S, entry + 1, new Sum(Y, -1, X));
    mul(H, entry, new Sum(Y, 1, X));
    plus(1, S);
    lin(E, H, -2, S);
    mul(X, E, F);
    mul(Y, G, H);
    mul(Z, F, G);
    if (needsT) {
      mul(T, E, H);
    }
  }

  /** (X, Y, Z, T) = the neutral element. */
  public void identity() {
    constant(X, BigInteger.ZERO);
    constant(Y, BigInteger.ONE);
    constant(Z, BigInteger.ONE);
    constant(T, BigInteger.ZERO);
  }

  /** d has a number below 2^256 that the kernel put there. */
  void given(int d) {
    setBound(d, reduced());
  }

  /** d = the number at a word offset of the item, without its top bit. */
  public void words(int d, int word) {
    emit(EdwardsSteps.WORDS, new Registers(d, 0, 0), word);
    setBound(d, reduced());
  }

  /** d = the top bit of that number. */
  public void sign(int d, int word) {
    emit(EdwardsSteps.SIGN, new Registers(d, 0, 0), word);
    setBound(d, reduced());
  }

  /** Stores a product, sum or reduced number at an offset of the item's table. */
  public void store(int a, int at) {
    Bound bound = bound(a);
    if (bound.limb() > stored.limb() || bound.top() > stored.top()) {
      throw new IllegalStateException("store: bound=" + bound + ", accepted: up to " + stored);
    }
    emit(EdwardsSteps.STORE, new Registers(0, a, 0), at);
  }

  /** d = what was stored. */
  public void fetch(int d, int at) {
    emit(EdwardsSteps.FETCH, new Registers(d, 0, 0), at);
    setBound(d, stored);
  }

  /** The entry = the one of a table of the item that window j names. */
  public void digit(SignedDigits digits, int j, int table) {
    emit(EdwardsSteps.DIGIT, new Registers(ENTRY, table, 0), digits.argument(j));
    entryBounds(stored);
    setBound(ENTRY + 3, stored);
  }

  /** The entry, whose Z is 1 = the one of the base point's table that window j names. */
  public void base(SignedDigits digits, int j) {
    emit(EdwardsSteps.BASE, new Registers(ENTRY, 0, 0), digits.argument(j));
    entryBounds(reduced());
  }

  private void entryBounds(Bound bound) {
    setBound(ENTRY, bound);
    setBound(ENTRY + 1, bound);
    setBound(ENTRY + 2, bound.or(field().boundOfNegative(bound)));
  }

  /** d = a where the truth value b is 1. */
  public void select(int d, int a, int b) {
    emit(EdwardsSteps.SELECT, new Registers(d, a, b), 0);
    setBound(d, bound(d).or(bound(a)));
  }

  /** d = whether a is 0 modulo p; a is reduced. */
  public void isZero(int d, int a) {
    canon(a, a);
    emit(EdwardsSteps.IS_ZERO, new Registers(d, a, 0), 0);
    setBound(d, reduced());
  }

  /** d = the lowest bit of a, which is below p or a small sum of truth values. */
  public void odd(int d, int a) {
    emit(EdwardsSteps.ODD, new Registers(d, a, 0), 0);
    setBound(d, reduced());
  }
}
