package dev.twinloop.kernel.machine.xyzz;

import dev.twinloop.kernel.field.MontgomeryForm;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.machine.Assembler;
import dev.twinloop.kernel.machine.Bound;
import java.math.BigInteger;

/**
 * Complete addition and doubling of points on y^2 = x^3 + a x + b over a prime field, where a is 0
 * or 2, as programs for {@link XyzzMachine}: at any place of a longer one.
 *
 * <p>Formulas: D. Bernstein, T. Lange, Explicit-Formulas Database, short Weierstrass curves, XYZZ
 * coordinates: {@code add-2008-s}, {@code dbl-2008-s-1}.
 *
 * <p><b>Bounds.</b> Points that a program is given and leaves have X below 7.5 p, Y below 3.95 p,
 * ZZ and ZZZ below 1.5 p; kernels that add affine points themselves keep to that. The assembler
 * walks from these bounds through each formula, {@link MontgomeryNumbers}, and refuses one whose
 * results exceed them. A product is below {@code ab / R + p}, and R above 64 p: there the walk
 * comes closest.
 */
public final class XyzzAssembler extends Assembler {
  /** A group of four registers. */
  public enum Point {
    A(0),
    P(4);

    private final int register;

    Point(int register) {
      this.register = register;
    }
  }

  private static final int T0 = 8;
  private static final int T1 = 9;
  private static final int T2 = 10;
  private static final int T3 = 11;
  private static final int CODE = 1;

  private final MontgomeryNumbers numbers;
  private final BigInteger p;
  private final boolean curved;
  private final Bound[] kept;

  /**
   * An empty program.
   *
   * @throws IllegalArgumentException if the field is no prime field, or the curve's a neither 0 nor
   *     2
   */
  public XyzzAssembler(Group group) {
    this(group, new MontgomeryNumbers(group.field()));
  }

  private XyzzAssembler(Group group, MontgomeryNumbers numbers) {
    super(numbers);
    boolean zero = group.curve().a().isZero();
    boolean prime = group.base().degree() == 1;
    boolean two = prime && group.curve().a().equals(group.base().number(BigInteger.TWO));
    if (!prime || (!zero && !two)) {
      throw new IllegalArgumentException(
          "XYZZ: a=" + group.curve().a() + ", accepted: 0 or 2, over a prime field");
    }
    this.numbers = numbers;
    this.p = MontgomeryForm.of(group.field()).p();
    this.curved = two;
    this.kept =
        new Bound[] {
          numbers.below(750), numbers.below(395), numbers.below(150), numbers.below(150)
        };
  }

  /** Where the instructions end, and the instructions: what kernels read. */
  public long[] program() {
    long[] instructions = code();
    long[] program = new long[CODE + instructions.length];
    program[0] = program.length;
    System.arraycopy(instructions, 0, program, CODE, instructions.length);
    return program;
  }

  /** Notes that a kernel put a point there. */
  public void given(Point point) {
    for (int i = 0; i < 4; i++) {
      setBound(point.register + i, kept[i]);
    }
  }

  /** Checks that a point is one that kernels may read. */
  public void leaves(Point point) {
    for (int i = 0; i < 4; i++) {
      Bound bound = bound(point.register + i);
      if (!kept[i].covers(bound)) {
        throw new IllegalStateException(
            "point %s, coordinate %d: bound=%s, accepted: up to %s"
                .formatted(point, i, bound, kept[i]));
      }
    }
  }

  /** sum = sum + point. 12 M + 2 S. */
  public void add(Point sum, Point point) {
    int x = sum.register;
    int px = point.register;
    Place nothing = branch(XyzzSteps.IF_INFINITY, px, false);
    Place first = branch(XyzzSteps.IF_INFINITY, x, false);
    mul(T3, x, px + 2);
    mul(T2, x + 1, px + 3);
    mul(T0, px, x + 2);
    plus(-1, T3);
    mul(T1, px + 1, x + 3);
    plus(-1, T2);
    sqr(T2, T0);
    Place same = branch(XyzzSteps.IF_ZERO, T2, false);
    mul(T0, T0, T2);
    mul(T3, T3, T2);
    mul(x + 1, x + 1, px + 3);
    mul(x + 2, x + 2, px + 2);
    mul(x + 2, x + 2, T2);
    mul(x + 3, x + 3, px + 3);
    mul(x + 3, x + 3, T0);
    finish(x);
    Place done = skip();
    land(first);
    copy(sum, point);
    Place copied = skip();
    land(same);
    equalOrOpposite(sum);
    land(nothing);
    land(done);
    land(copied);
    leaves(sum);
  }

  /** point = 2 point. 6 M + 3 S, and one S if a is not 0. */
  public void twice(Point point) {
    Place infinity = branch(XyzzSteps.IF_INFINITY, point.register, false);
    twiceFinite(point);
    land(infinity);
    leaves(point);
  }

  /**
   * X = x, Y = y, both 0 of infinity; ZZ and ZZZ stay as they are, so that it is no point any more.
   * 1 / ZZZ by Fermat's theorem: a square for each bit of p and a product for each that is 1.
   */
  public void affine(Point point) {
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

  /** point = infinity. */
  private void clear(Point point) {
    emit(XyzzSteps.CLEAR, new Registers(point.register, 0, 0), 0);
    for (int i = 0; i < 4; i++) {
      setBound(point.register + i, new Bound(0, 0));
    }
  }

  private Place skip() {
    return branch(XyzzSteps.SKIP, 0, true);
  }

  private void copy(Point to, Point from) {
    emit(XyzzSteps.COPY, new Registers(to.register, from.register, 0), 0);
    for (int i = 0; i < 4; i++) {
      setBound(to.register + i, bound(from.register + i));
    }
  }

  /** PPP in T0, R in T1, Q in T3, ZZ and ZZZ done: X = R^2 - PPP - 2 Q, Y = R (Q - X) - Y PPP. */
  private void finish(int x) {
    sqr(x, T1);
    plus(-1, T0);
    lin(x, x, -2, T3);
    mul(T0, x + 1, T0);
    sub(T3, T3, x);
    mul(x + 1, T1, T3);
    plus(-1, T0);
  }

  /** Both points have the same x; R in T1 says whether the same y. */
  private void equalOrOpposite(Point sum) {
    sqr(T2, T1);
    Place equal = branch(XyzzSteps.IF_ZERO, T2, false);
    clear(sum);
    Place opposite = skip();
    land(equal);
    twiceFinite(sum);
    land(opposite);
  }

  /**
   * Of a point of order two Y is 0 modulo p, but rarely 0: its ZZ would come to p, which no test
   * takes for infinity.
   */
  private void twiceFinite(Point point) {
    int x = point.register;
    add(T0, x + 1, x + 1);
    sqr(T1, T0);
    Place orderTwo = branch(XyzzSteps.IF_ZERO, T1, false);
    mul(T0, T0, T1);
    if (curved) {
      sqr(T2, x + 2);
    }
    mul(x + 2, x + 2, T1);
    mul(x + 3, x + 3, T0);
    mul(T3, x, T1);
    if (curved) {
      sqr(T1, x);
      plus(2, T1);
      lin(T2, T1, 2, T2); // 3 X^2 + 2 ZZ^2
    } else {
      sqr(T2, x);
      plus(2, T2);
    }
    mul(T0, x + 1, T0);
    sqr(x, T2);
    lin(x, x, -2, T3); // X = S^2 - 2 Q + 4 p
    Bound product = bound(T3);
    sub(T3, T3, x);
    setBound(T3, numbers.threeTimesAndFour(product)); // Q - X + 8 p = 3 Q - S^2 + 4 p
    mul(x + 1, T2, T3);
    plus(-1, T0);
    Place finite = skip();
    land(orderTwo);
    clear(point);
    land(finite);
  }
}
