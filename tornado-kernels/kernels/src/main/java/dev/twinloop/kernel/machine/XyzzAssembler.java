package dev.twinloop.kernel.machine;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes programs for {@link XyzzMachine}: complete addition and doubling of points on y^2 = x^3 +
 * a x + b, at any place of a longer program, where a is 0 or 2.
 *
 * <p>Formulas: D. Bernstein, T. Lange, Explicit-Formulas Database, short Weierstrass curves, XYZZ
 * coordinates: {@code madd-2008-s}, {@code add-2008-s}, {@code dbl-2008-s-1}, {@code
 * mdbl-2008-s-1}.
 *
 * <p><b>Bounds.</b> Numbers are kept, in units of p, below 1.5 for products, 7.2 for X and 3.3 for
 * Y of a point: a difference adds 2 p, 4 p or 8 p, whichever is above what is taken away, and
 * products bring all back. The multipliers take factors whose product is below 169 p^2 (BN254) and
 * so everything that arises here; limbs are below 2^bits + 16 after each sum. Over an extension a
 * coefficient of a product is a sum of two products, one of them by 8 p less a coefficient of the
 * first factor: first factors stay below 8, and products below 1.8, X below 7.5, Y below 3.8.
 *
 * <p>A product is below {@code ab / (R/p) + 1}. With R = 64 p, the least there is (2^255 - 19), the
 * same walk gives products below 2.3, where P^2 of the affine addition is the largest, X below 7.5
 * and Y below 3.9: of a doubling, the slope is below 7.5 and Q - X + 8 p = 3 Q - (slope)^2 + 4 p
 * below 7.7. A factor that is 0 modulo p is at most 8 p, and its square p or 0. {@code
 * XyzzMachineTest} walks the extremes.
 */
public final class XyzzAssembler {
  /** A group of four registers. */
  public enum Point {
    A(0),
    P(4),
    B(8),
    C(12);

    private final int register;

    Point(int register) {
      this.register = register;
    }
  }

  private static final int T0 = 16;
  private static final int T1 = 17;
  private static final int T2 = 18;
  private static final int T3 = 19;
  private static final int TWO_P = XyzzMachine.TWO_P;
  private static final int FOUR_P = XyzzMachine.TWO_P + 1;
  private static final int EIGHT_P = XyzzMachine.TWO_P + 2;
  private static final int UNKNOWN = -1;

  private final int limbs;
  private final boolean curved;
  private final List<Integer> code = new ArrayList<>();

  /**
   * An empty program.
   *
   * @param limbs of a number
   * @param a the curve's coefficient of x: 0 or, over a prime field, 2
   * @throws IllegalArgumentException for another a
   */
  public XyzzAssembler(int limbs, int a) {
    if (a != 0 && (a != 2 || XyzzMachine.degree(limbs) > 1)) {
      throw new IllegalArgumentException("XYZZ: a=" + a + ", accepted: 0, 2 over a prime field");
    }
    this.limbs = limbs;
    this.curved = a == 2;
    code.add(0);
  }

  /** Where the next instruction goes. */
  public int here() {
    return code.size();
  }

  /** Where the instructions end, and the instructions. */
  public int[] code() {
    code.set(0, here());
    return code.stream().mapToInt(Integer::intValue).toArray();
  }

  /** sum = sum + point. 12 M + 2 S. */
  public void add(Point sum, Point point) {
    int x = sum.register;
    int px = point.register;
    int nothing = jump(XyzzMachine.JUMP_INFINITY, px);
    int first = jump(XyzzMachine.JUMP_INFINITY, x);
    mul(T3, x, px + 2);
    mul(T0, px, x + 2);
    mul(T2, x + 1, px + 3);
    mul(T1, px + 1, x + 3);
    sub(T0, T0, T3, TWO_P);
    sub(T1, T1, T2, TWO_P);
    sqr(T2, T0);
    int same = jump(XyzzMachine.JUMP_ZERO, T2);
    mul(T0, T0, T2);
    mul(T3, T3, T2);
    mul(x + 1, x + 1, px + 3);
    mul(x + 2, x + 2, px + 2);
    mul(x + 2, x + 2, T2);
    mul(x + 3, x + 3, px + 3);
    mul(x + 3, x + 3, T0);
    finish(x, x + 1);
    int done = jump(XyzzMachine.JUMP, 0);
    land(first);
    emit(XyzzMachine.COPY, x, px, 0, 0);
    int copied = jump(XyzzMachine.JUMP, 0);
    land(same);
    equalOrOpposite(sum);
    land(nothing);
    land(done);
    land(copied);
  }

  /**
   * sum = sum + point, where the point's ZZ and ZZZ are 1. 8 M + 2 S. Over an extension; over a
   * prime field this is written out in a kernel.
   */
  public void addAffine(Point sum, Point point) {
    int x = sum.register;
    int px = point.register;
    int first = jump(XyzzMachine.JUMP_INFINITY, x);
    mul(T0, px, x + 2);
    mul(T1, px + 1, x + 3);
    sub(T0, T0, x, EIGHT_P);
    emit(XyzzMachine.SETTLE, T0, T0, 0, 0);
    sub(T1, T1, x + 1, FOUR_P);
    sqr(T2, T0);
    int same = jump(XyzzMachine.JUMP_ZERO, T2);
    mul(T0, T0, T2);
    mul(T3, x, T2);
    mul(x + 2, x + 2, T2);
    mul(x + 3, x + 3, T0);
    finish(x, x + 1);
    int done = jump(XyzzMachine.JUMP, 0);
    land(first);
    emit(XyzzMachine.COPY, x, px, 0, 0);
    int copied = jump(XyzzMachine.JUMP, 0);
    land(same);
    equalOrOpposite(sum);
    land(done);
    land(copied);
  }

  /** point = 2 point. 6 M + 3 S, and one S if a is not 0. */
  public void twice(Point point) {
    int infinity = jump(XyzzMachine.JUMP_INFINITY, point.register);
    twiceFinite(point.register);
    land(infinity);
  }

  /**
   * X = x, Y = y; ZZ and ZZZ stay as they are, so that it is no point any more. 1 / ZZZ by Fermat's
   * theorem: a square for each bit of p and a product for each that is 1. Not for infinity.
   */
  public void affine(Point point, BigInteger p) {
    int x = point.register;
    BigInteger exponent = p.subtract(BigInteger.TWO);
    int from = x + 3;
    for (int bit = exponent.bitLength() - 2; bit >= 0; bit--) {
      sqr(T0, from);
      from = T0;
      if (exponent.testBit(bit)) {
        mul(T0, T0, x + 3);
      }
    }
    mul(T1, x + 2, T0);
    sqr(T1, T1);
    mul(x, x, T1);
    mul(x + 1, x + 1, T0);
  }

  /** point = one of the points that the item reads. */
  public void load(Point point, int index) {
    emit(XyzzMachine.LOAD, point.register, 0, 0, index);
  }

  /** The item's result = point. */
  public void store(Point point) {
    emit(XyzzMachine.STORE, 0, point.register, 0, 0);
  }

  /** point = infinity. */
  public void clear(Point point) {
    emit(XyzzMachine.CLEAR, point.register, 0, 0, 0);
  }

  /** Begins a part that runs where a bit of the item's number is 1; {@link #endIf} ends it. */
  public int ifBit(int bit) {
    int place = jump(XyzzMachine.JUMP_BIT, 0);
    code.set(place + 1, bit << 24);
    return place;
  }

  /** Ends the part that began at {@code place}. */
  public void endIf(int place) {
    land(place);
  }

  /** PPP in T0, R in T1, Q in T3, ZZ and ZZZ done: X = R^2 - PPP - 2 Q, Y = R (Q - X) - y PPP. */
  private void finish(int x, int y) {
    sqr(x, T1);
    sub(x, x, T0, TWO_P);
    emit(XyzzMachine.SUB, x, x, T3, offset(FOUR_P) | 1 << 16);
    sub(T3, T3, x, EIGHT_P);
    mul(T3, T1, T3);
    mul(T0, y, T0);
    sub(x + 1, T3, T0, TWO_P);
  }

  /** Both points have the same x; R in T1 says whether the same y. */
  private void equalOrOpposite(Point sum) {
    sqr(T2, T1);
    int equal = jump(XyzzMachine.JUMP_ZERO, T2);
    clear(sum);
    int opposite = jump(XyzzMachine.JUMP, 0);
    land(equal);
    twiceFinite(sum.register);
    land(opposite);
  }

  private void twiceFinite(int x) {
    emit(XyzzMachine.ADD, T0, x + 1, x + 1, 0);
    sqr(T1, T0);
    mul(T0, T0, T1);
    if (curved) {
      sqr(T2, x + 2);
    }
    mul(x + 2, x + 2, T1);
    mul(x + 3, x + 3, T0);
    mul(T3, x, T1);
    if (curved) {
      sqr(T1, x);
      emit(XyzzMachine.ADD, T1, T1, T1, 1);
      emit(XyzzMachine.ADD, T2, T1, T2, 1); // 3 X^2 + 2 ZZ^2
    } else {
      sqr(T2, x);
      emit(XyzzMachine.ADD, T2, T2, T2, 1);
    }
    mul(T0, x + 1, T0);
    sqr(x, T2);
    emit(XyzzMachine.SUB, x, x, T3, offset(FOUR_P) | 1 << 16);
    sub(T3, T3, x, EIGHT_P);
    mul(T3, T2, T3);
    sub(x + 1, T3, T0, TWO_P);
  }

  private void mul(int d, int a, int b) {
    emit(XyzzMachine.MUL, d, a, b, 0);
  }

  private void sqr(int d, int a) {
    emit(XyzzMachine.SQR, d, a, a, 0);
  }

  private void sub(int d, int a, int b, int multiple) {
    emit(XyzzMachine.SUB, d, a, b, offset(multiple));
  }

  private int jump(int op, int register) {
    int place = here();
    emit(op, 0, register, 0, UNKNOWN);
    return place;
  }

  /** Lets a jump arrive here. */
  private void land(int place) {
    int argument = code.get(place + 1);
    code.set(place + 1, (argument == UNKNOWN ? 0 : argument) | here());
  }

  private int offset(int register) {
    return register * limbs;
  }

  private void emit(int op, int d, int a, int b, int argument) {
    int unit = XyzzMachine.unit(limbs);
    code.add(op | (offset(d) / unit) << 4 | (offset(a) / unit) << 13 | (offset(b) / unit) << 22);
    code.add(argument);
  }
}
