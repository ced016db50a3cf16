package dev.twinloop.kernel.machine.weierstrass;

import dev.twinloop.kernel.machine.Bound;
import dev.twinloop.kernel.machine.Digits;
import dev.twinloop.kernel.machine.FieldAssembler;
import dev.twinloop.kernel.machine.FieldSteps;
import dev.twinloop.kernel.machine.Instruction;
import dev.twinloop.kernel.machine.LimbField;

/**
 * Point formulas as machine programs. A point is (X, Y, Z) in Jacobian coordinates, x = X / Z^2, y
 * = Y / Z^3.
 *
 * <p>{@link #twice} and {@link #plus} are fast and incomplete: where they do not hold (an equal or
 * opposite point, infinity), Z becomes 0 and stays 0, so that one test at the end of a program
 * finds every item that needs {@link CompleteFormulas}.
 */
public final class CurveAssembler extends FieldAssembler {
  static final int X = 3;
  static final int Y = 4;
  static final int Z = 5;
  static final int T0 = 6;
  static final int T1 = 7;
  static final int T2 = 8;
  static final int T3 = 9;

  /** The point that is added: X, Y, and Z where it has one. */
  static final int PX = 10;

  static final int PY = 11;
  static final int PZ = 12;

  /** First of four registers for a program's results; see the kernels that read them. */
  private static final int RESULTS = 13;

  /** First register that programs may use as they like. */
  static final int FREE = 17;

  private static final int SUM = 39;
  private static final int FILE_REGISTERS = 40;

  /** Where the sum in a product is put. */
  public static final int SUM_INTS = SUM * FieldSteps.LIMBS;

  /** Size of the register file. Its first three registers hold the item's scalars. */
  public static final int FILE_INTS = FILE_REGISTERS * FieldSteps.LIMBS;

  /** Where the four results start in the file. */
  public static final int RESULT_INTS = RESULTS * FieldSteps.LIMBS;

  private final LadderShape shape;
  private final Bound[] tableBounds = {reduced(), reduced(), reduced()};

  public CurveAssembler(LadderShape shape) {
    super(LimbField.of(shape.curve().field()));
    this.shape = shape;
  }

  public LadderShape shape() {
    return shape;
  }

  /** One of the four results. */
  static int result(int index) {
    return RESULTS + index;
  }

  /** (X, Y, Z) = 2 (X, Y, Z). 3 M + 4 S with a = 0, 4 M + 4 S with a = -3. */
  void twice() {
    if (shape.curve().curve().a().isZero()) {
      sqr(T0, X);
    } else {
      sqr(T0, Z);
      sub(T3, X, T0);
      mul(T0, T3, new Sum(X, 1, T0));
    }
    half3(T0, T0);
    sqr(T1, Y);
    mul(T2, X, T1);
    mul(Z, Y, Z);
    sqr(X, T0);
    plus(-2, T2);
    sqr(T1, T1);
    mul(Y, T0, new Sum(T2, -1, X));
    plus(-1, T1);
  }

  /**
   * (X, Y, Z) += (PX, PY), both seen on the curve where Z is what register {@code z} says. 8 M + 3
   * S.
   */
  void plus(int z) {
    sqr(T2, z);
    mul(T1, PX, T2);
    plus(-1, X);
    mul(T0, T2, z);
    mul(T0, PY, T0);
    plus(-1, Y);
    mul(Z, Z, T1);
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
    plus(-1, X);
    mul(T0, T0, Z);
    mul(T0, PY, T0);
    plus(-1, Y);
    mul(Z, Z, PZ);
    mul(Z, Z, T1);
    finishPlus();
  }

  /** H in T1, R in T0, Z done: X = R^2 - E and Y = R (V - X) - Y H^3, with E = H^3 + 2 V. */
  private void finishPlus() {
    sqr(T2, T1);
    mul(T1, T2, new Sum(T1, 2, X)); // E = H^2 (H + 2 X)
    mul(T2, X, T2); // V = H^2 X
    sqr(X, T0);
    plus(-1, T1);
    mul(T1, Y, new Sum(T1, -2, T2)); // H^3 = E - 2 V
    mul(Y, T0, new Sum(T2, -1, X));
    plus(-1, T1);
  }

  /** d = 3 * a / 2. */
  void half3(int d, int a) {
    Bound x = bound(a);
    if (3 * Math.max(x.limb(), x.top()) + (1L << 25) >= 1L << 31) {
      throw new IllegalStateException("3/2: bound=" + x + ", accepted: 3 a below 2^31 - 2^25");
    }
    emit(Instruction.HALF3, new Registers(d, a, a), 0);
    setBound(d, new Bound(1L << 29, (3 * x.top() + (1L << 24) + 8) / 2));
  }

  void words(int d, int wordOffset) {
    emit(WeierstrassSteps.WORDS, new Registers(d, 0, 0), wordOffset);
    setBound(d, reduced());
  }

  /** Stores a coordinate, 0 to 2, of a table entry. */
  void store(int a, int entry, int coordinate) {
    emit(WeierstrassSteps.STORE, new Registers(0, a, 0), shape.at(entry, coordinate));
    tableBounds[coordinate] = tableBounds[coordinate].or(bound(a));
  }

  void fetch(int d, int entry, int coordinate) {
    emit(WeierstrassSteps.FETCH, new Registers(d, 0, 0), shape.at(entry, coordinate));
    setBound(d, tableBounds[coordinate]);
  }

  /** Keeps a reduced value, 0 to 2, behind the item's table. */
  void keep(int a, int slot) {
    emit(WeierstrassSteps.STORE, new Registers(0, a, 0), shape.behindTable(slot));
  }

  /** d = a reduced value that was kept. */
  void kept(int d, int slot) {
    emit(WeierstrassSteps.FETCH, new Registers(d, 0, 0), shape.behindTable(slot));
    setBound(d, reduced());
  }

  /** d = a, if the item's key was compressed. */
  void moveIfCompressed(int d, int a) {
    emit(WeierstrassSteps.MOVE_IF_FORM, new Registers(d, a, 0), 0);
    setBound(d, bound(d).or(bound(a)));
  }

  /** d = -d if its form says so by the parity of the reduced, plain value in a. */
  void parity(int d, int a) {
    emit(WeierstrassSteps.PARITY, new Registers(d, a, 0), 0);
    setBound(d, signed(bound(d)));
  }

  /** (PX, PY) or (PX, PY, PZ) = the entry of the item's table that window j names. */
  void digit(Digits digits, int j) {
    emit(WeierstrassSteps.DIGIT, new Registers(PX, shape.coordinates(), 0), digits.argument(j));
    setBound(PX, tableBounds[0]);
    setBound(PY, signed(tableBounds[1]));
    if (!shape.sharedScale()) {
      setBound(PZ, tableBounds[2]);
    }
  }

  /** (PX, PY) = the entry of the generator's table that window j names. */
  void generator(Digits digits, int j, int base) {
    emit(WeierstrassSteps.GENERATOR, new Registers(PX, base, 0), digits.argument(j));
    setBound(PX, reduced());
    setBound(PY, signed(reduced()));
  }

  private Bound signed(Bound bound) {
    return bound.or(field().boundOfNegative(bound));
  }
}
