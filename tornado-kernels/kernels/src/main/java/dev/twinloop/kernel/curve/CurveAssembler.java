package dev.twinloop.kernel.curve;

import static dev.twinloop.kernel.field.FieldMachine.LIMBS;

import dev.twinloop.kernel.field.FieldAssembler;
import dev.twinloop.kernel.field.LimbField;

/**
 * Point formulas as machine programs. A point is (X, Y, Z) in Jacobian coordinates, x = X / Z^2, y
 * = Y / Z^3.
 *
 * <p>{@link #twice} and {@link #plus} are fast and incomplete: where they do not hold (an equal or
 * opposite point, infinity), Z becomes 0 and stays 0, so that one test at the end of a program
 * finds every item that needs {@link CompleteFormulas}.
 */
public final class CurveAssembler extends FieldAssembler {
  static final int X = 3 * LIMBS;
  static final int Y = 4 * LIMBS;
  static final int Z = 5 * LIMBS;
  static final int T0 = 6 * LIMBS;
  static final int T1 = 7 * LIMBS;
  static final int T2 = 8 * LIMBS;
  static final int T3 = 9 * LIMBS;

  /** The point that is added: X, Y, and Z where it has one. */
  static final int PX = 10 * LIMBS;

  static final int PY = 11 * LIMBS;
  static final int PZ = 12 * LIMBS;

  /** Four registers for a program's results; see the kernels that read them. */
  public static final int RESULT = 13 * LIMBS;

  private static final int NONE = -1;

  /** First register that programs may use as they like, to {@link #FILE_INTS}. */
  static final int FREE = 19 * LIMBS;

  /** Size of the register file. */
  public static final int FILE_INTS = 37 * LIMBS;

  private final Curve curve;
  private final LadderShape shape;
  private final Bound[] tableBounds = {reduced(), reduced(), reduced(), reduced()};

  public CurveAssembler(LadderShape shape) {
    super(shape.curve().field());
    this.shape = shape;
    this.curve = shape.curve();
  }

  /** Starts from a table that an earlier program made. */
  void assumeTable(CurveAssembler maker) {
    System.arraycopy(maker.tableBounds, 0, tableBounds, 0, tableBounds.length);
  }

  public Curve curve() {
    return curve;
  }

  /** (X, Y, Z) = 2 (X, Y, Z). 3 M + 4 S with a = 0, 4 M + 4 S with a = -3. */
  void twice() {
    if (curve.a().signum() == 0) {
      sqr(T0, X);
      half3(T0, T0);
      sqr(T1, Y);
      mul(T2, X, T1);
    } else {
      sqr(T0, Z);
      sqr(T1, Y);
      mul(T2, X, T1);
      sub(T3, X, T0);
      add(T0, X, T0);
      mul(T0, T3, T0);
      half3(T0, T0);
    }
    mul(Z, Y, Z);
    sqr(X, T0);
    lin(X, 1, X, -2, T2);
    tighten(X);
    sub(T2, T2, X);
    mul(T2, T0, T2);
    sqr(T1, T1);
    sub(Y, T2, T1);
  }

  /** Folds a result, where products alone would not keep values from growing. */
  private void tighten(int register) {
    if (field() == LimbField.P256) {
      fold(register, register);
    }
  }

  /** (X, Y, Z) += (PX, PY), both seen on the curve where Z is what register {@code z} says. */
  void plus(int z) {
    plus(z, NONE);
  }

  /** The same; keeps what Z was multiplied by in register {@code step}. */
  void plus(int z, int step) {
    sqr(T2, z);
    mul(T1, PX, T2);
    mul(T0, T2, z);
    mul(T0, PY, T0);
    sub(T1, T1, X);
    sub(T0, T0, Y);
    mul(Z, Z, T1);
    if (step != NONE) {
      move(step, T1);
    }
    finishPlus();
  }

  /** (X, Y, Z) += (PX, PY, PZ). 12 M + 4 S. */
  void plusJacobian() {
    sqr(T0, PZ);
    mul(X, X, T0);
    mul(T0, T0, PZ);
    mul(Y, Y, T0);
    sqr(T0, Z);
    mul(T1, PX, T0);
    mul(T0, T0, Z);
    mul(T0, PY, T0);
    sub(T1, T1, X);
    sub(T0, T0, Y);
    mul(Z, Z, PZ);
    mul(Z, Z, T1);
    finishPlus();
  }

  /** H in T1, R in T0, Z done. */
  private void finishPlus() {
    sqr(T2, T1);
    mul(T1, T1, T2);
    mul(T2, X, T2);
    mul(Y, Y, T1);
    sqr(X, T0);
    lin(T1, 1, T1, 2, T2);
    sub(X, X, T1);
    tighten(X);
    sub(T2, T2, X);
    mul(T2, T0, T2);
    sub(Y, T2, Y);
  }

  /** Copies a register. */
  void move(int d, int a) {
    lin(d, 1, a, 0, a);
  }

  void words(int d, int wordOffset) {
    emit(PointMachine.WORDS, d, 0, 0, wordOffset);
    setBound(d, reduced());
  }

  /** Stores a coordinate, 0 to 2, of a table entry; 3 is the table's scale. */
  void store(int a, int entry, int coordinate) {
    emit(PointMachine.STORE, 0, a, 0, shape.at(entry, coordinate));
    tableBounds[coordinate] = tableBounds[coordinate].or(bound(a));
  }

  void fetch(int d, int entry, int coordinate) {
    emit(PointMachine.FETCH, d, 0, 0, shape.at(entry, coordinate));
    setBound(d, tableBounds[coordinate]);
  }

  /** Keeps a reduced value, 0 to 2, behind the item's table. */
  void keep(int a, int slot) {
    emit(PointMachine.STORE, 0, a, 0, shape.tableInts() + slot * LIMBS);
  }

  /** d = a reduced value that was kept. */
  void kept(int d, int slot) {
    emit(PointMachine.FETCH, d, 0, 0, shape.tableInts() + slot * LIMBS);
    setBound(d, reduced());
  }

  /** d = the y that an earlier program stored in entry 0, if the item's key was compressed. */
  void fetchIfCompressed(int d) {
    emit(PointMachine.FETCH_IF_FORM, d, 0, 0, shape.at(0, 1));
    setBound(d, field().boundOfNegative(reduced()));
  }

  /** d = -d if its form says so by the parity of the reduced, plain value in a. */
  void parity(int d, int a) {
    emit(PointMachine.PARITY, d, a, 0, 0);
    setBound(d, signed(bound(d)));
  }

  /** (PX, PY) or (PX, PY, PZ) = the entry of the item's table that window j names. */
  void digit(Digits digits, int j) {
    emit(PointMachine.DIGIT, PX, shape.entryInts(), 0, digits.argument(j));
    setBound(PX, tableBounds[0]);
    setBound(PY, signed(tableBounds[1]));
    if (!shape.sharedScale()) {
      setBound(PZ, tableBounds[2]);
    }
  }

  /** (PX, PY) = the entry of the generator's table that window j names. */
  void generator(Digits digits, int j, int base) {
    emit(PointMachine.GENERATOR, PX, base, 0, digits.argument(j));
    setBound(PX, reduced());
    setBound(PY, signed(reduced()));
  }

  private Bound signed(Bound bound) {
    return bound.or(field().boundOfNegative(bound));
  }
}
