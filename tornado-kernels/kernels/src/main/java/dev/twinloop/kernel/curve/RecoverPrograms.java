package dev.twinloop.kernel.curve;

import static dev.twinloop.kernel.curve.CurveAssembler.PX;
import static dev.twinloop.kernel.curve.CurveAssembler.PY;
import static dev.twinloop.kernel.curve.CurveAssembler.RESULT;
import static dev.twinloop.kernel.curve.CurveAssembler.T0;
import static dev.twinloop.kernel.curve.CurveAssembler.T1;
import static dev.twinloop.kernel.curve.CurveAssembler.T2;
import static dev.twinloop.kernel.curve.CurveAssembler.X;
import static dev.twinloop.kernel.curve.CurveAssembler.Y;
import static dev.twinloop.kernel.curve.CurveAssembler.Z;
import static dev.twinloop.kernel.field.FieldMachine.LIMBS;

import java.math.BigInteger;

/**
 * The machine programs of key recovery on secp256k1 (SEC 1 v2, 4.1.6): R from its x and the parity
 * of its y, then Q = u G + v R for u = -hash / r and v = s / r.
 *
 * <p>Behind its table of points an item has three more numbers: x of R goes in, X, Y, Z of Q in
 * reduced Jacobian coordinates come out. The registers from {@link CurveAssembler#RESULT} hold 0 if
 * R is on the curve; Z; 0; 1.
 */
public final class RecoverPrograms {
  /** Numbers that an item has behind its table. */
  private static final int KEPT = 3;

  private final LadderShape shape;

  /**
   * Programs of a shape.
   *
   * @throws IllegalArgumentException if its curve is not secp256k1
   */
  public RecoverPrograms(LadderShape shape) {
    if (shape.curve() != Curve.SECP256K1) {
      throw new IllegalArgumentException(
          "recovery: curve=" + shape.curve() + ", accepted: SECP256K1");
    }
    this.shape = shape;
  }

  /** Ints of an item's table and of what is kept behind it. */
  public static int tableInts(LadderShape shape) {
    return shape.tableInts() + KEPT * LIMBS;
  }

  /** Recovers with the fast formulas. */
  public CurveAssembler recover() {
    CurveAssembler asm = new CurveAssembler(shape);
    asm.kept(PX, 0);
    asm.sqr(T2, PX);
    asm.mul(T2, T2, PX);
    asm.constant(T1, shape.curve().b());
    asm.add(T2, T2, T1);
    new SquareRoot(asm).of(PY, T2);
    asm.sqr(T0, PY);
    asm.sub(T0, T0, T2);
    asm.canon(RESULT, T0);
    asm.canon(PY, PY);
    asm.parity(PY, PY);
    asm.move(PY, PY);
    Ladder ladder = new Ladder(asm, shape);
    ladder.table();
    ladder.fast();
    finish(asm);
    return asm;
  }

  /** Recovers with the complete formulas, over the table that {@link #recover} left. */
  public CurveAssembler settle() {
    CurveAssembler asm = new CurveAssembler(shape);
    asm.assumeTable(recover());
    new Ladder(asm, shape).complete();
    asm.mul(X, X, Z);
    asm.sqr(T0, Z);
    asm.mul(Y, Y, T0);
    asm.constant(RESULT, BigInteger.ZERO);
    finish(asm);
    return asm;
  }

  private static void finish(CurveAssembler asm) {
    asm.canon(RESULT + LIMBS, Z);
    asm.constant(RESULT + 2 * LIMBS, BigInteger.ZERO);
    asm.constant(RESULT + 3 * LIMBS, BigInteger.ONE);
    asm.canon(T0, X);
    asm.canon(T1, Y);
    asm.keep(T0, 0);
    asm.keep(T1, 1);
    asm.keep(RESULT + LIMBS, 2);
  }
}
