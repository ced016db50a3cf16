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
 * The machine programs of signature verification. Each leaves four reduced values in the registers
 * from {@link CurveAssembler#RESULT}: 0 if the key is on the curve; Z; 0 if x(R) = r; 0 if x(R) = r
 * + n.
 */
public final class VerifyPrograms {
  /** Word offsets in an item. */
  public static final int HASH_WORD = 0;

  public static final int X_WORD = 8;
  public static final int Y_WORD = 16;
  public static final int R_WORD = 24;
  public static final int S_WORD = 32;

  private final LadderShape shape;

  public VerifyPrograms(LadderShape shape) {
    this.shape = shape;
  }

  /** Finds y of a compressed key and stores it as the table's first y. */
  public CurveAssembler expand() {
    CurveAssembler asm = new CurveAssembler(shape);
    load(asm, PX, X_WORD);
    cubic(asm, T2);
    new SquareRoot(asm).of(PY, T2);
    asm.sqr(T0, PY);
    asm.sub(T0, T0, T2);
    asm.canon(RESULT, T0);
    plain(asm, T0, PY);
    asm.canon(T0, T0);
    asm.canon(PY, PY);
    asm.parity(PY, T0);
    asm.store(PY, 0, 1);
    asm.constant(RESULT + LIMBS, BigInteger.ONE);
    asm.constant(RESULT + 2 * LIMBS, BigInteger.ZERO);
    asm.constant(RESULT + 3 * LIMBS, BigInteger.ZERO);
    return asm;
  }

  /** Verifies with the fast formulas. */
  public CurveAssembler verify() {
    CurveAssembler asm = new CurveAssembler(shape);
    load(asm, PX, X_WORD);
    load(asm, PY, Y_WORD);
    asm.fetchIfCompressed(PY);
    asm.move(PY, PY);
    cubic(asm, T2);
    asm.sqr(T0, PY);
    asm.sub(T0, T0, T2);
    asm.canon(RESULT, T0);
    Ladder ladder = new Ladder(asm, shape);
    ladder.table();
    ladder.fast();
    asm.sqr(T2, Z);
    compare(asm);
    return asm;
  }

  /** Verifies with the complete formulas, over the table that {@link #verify} left. */
  public CurveAssembler settle() {
    CurveAssembler asm = new CurveAssembler(shape);
    asm.assumeTable(verify());
    new Ladder(asm, shape).complete();
    asm.constant(RESULT, BigInteger.ZERO);
    asm.move(T2, Z);
    compare(asm);
    return asm;
  }

  /** Compares X with r and r + n, each times T2. */
  private void compare(CurveAssembler asm) {
    asm.canon(RESULT + LIMBS, Z);
    load(asm, T0, R_WORD);
    asm.mul(T1, T0, T2);
    asm.sub(T1, X, T1);
    asm.canon(RESULT + 2 * LIMBS, T1);
    asm.constant(T1, shape.curve().order());
    asm.add(T0, T0, T1);
    asm.mul(T1, T0, T2);
    asm.sub(T1, X, T1);
    asm.canon(RESULT + 3 * LIMBS, T1);
  }

  /** d = x^3 + a x + b for x in PX. */
  private void cubic(CurveAssembler asm, int d) {
    asm.sqr(d, PX);
    if (shape.curve().a().signum() != 0) {
      asm.constant(T1, shape.curve().a());
      asm.add(d, d, T1);
    }
    asm.mul(d, d, PX);
    asm.constant(T1, shape.curve().b());
    asm.add(d, d, T1);
  }

  /** d = a number of the item in the field's form. */
  private void load(CurveAssembler asm, int d, int word) {
    asm.words(d, word);
    BigInteger toForm = shape.curve().field().toForm(shape.curve().field().toForm(BigInteger.ONE));
    if (!toForm.equals(BigInteger.ONE)) {
      asm.rawConstant(Y, toForm);
      asm.mul(d, d, Y);
    }
  }

  /** d = a, out of the field's form. */
  private void plain(CurveAssembler asm, int d, int a) {
    asm.rawConstant(Y, BigInteger.ONE);
    asm.mul(d, a, Y);
  }
}
