package dev.twinloop.kernel.machine.weierstrass;

import static dev.twinloop.kernel.machine.weierstrass.CurveAssembler.FREE;
import static dev.twinloop.kernel.machine.weierstrass.CurveAssembler.PX;
import static dev.twinloop.kernel.machine.weierstrass.CurveAssembler.PY;
import static dev.twinloop.kernel.machine.weierstrass.CurveAssembler.T0;
import static dev.twinloop.kernel.machine.weierstrass.CurveAssembler.T1;
import static dev.twinloop.kernel.machine.weierstrass.CurveAssembler.T2;
import static dev.twinloop.kernel.machine.weierstrass.CurveAssembler.X;
import static dev.twinloop.kernel.machine.weierstrass.CurveAssembler.Y;
import static dev.twinloop.kernel.machine.weierstrass.CurveAssembler.Z;
import static dev.twinloop.kernel.machine.weierstrass.CurveAssembler.result;

import dev.twinloop.kernel.group.Group;
import java.math.BigInteger;

/**
 * The machine programs of signature verification, run one after the other over the same registers.
 * Each leaves four reduced values as its results: 0 if the key is on the curve; Z; 0 if x(R) = r; 0
 * if x(R) = r + n.
 */
public final class VerifyPrograms {
  /** Word offsets in an item. */
  public static final int HASH_WORD = 0;

  public static final int X_WORD = 8;
  public static final int Y_WORD = 16;
  public static final int R_WORD = 24;
  public static final int S_WORD = 32;

  /** y of a compressed key, from one program to the next. */
  private static final int KEY_Y = FREE + 2;

  private final CurveAssembler asm;
  private final Group curve;

  /** Programs that are written one behind the other, in the order of the methods. */
  public VerifyPrograms(CurveAssembler asm) {
    this.asm = asm;
    this.curve = asm.shape().curve();
  }

  /** Finds y of a compressed key. */
  public void expand() {
    load(PX, X_WORD);
    cubic(T2);
    new SquareRoot(asm).of(PY, T2);
    asm.sqr(T0, PY);
    asm.sub(T0, T0, T2);
    asm.canon(result(0), T0);
    plain(T0, PY);
    asm.canon(T0, T0);
    asm.canon(PY, PY);
    asm.parity(PY, T0);
    asm.canon(KEY_Y, PY);
    asm.constant(result(1), BigInteger.ONE);
    asm.constant(result(2), BigInteger.ZERO);
    asm.constant(result(3), BigInteger.ZERO);
  }

  /** Verifies with the fast formulas. */
  public void verify() {
    load(PX, X_WORD);
    load(PY, Y_WORD);
    asm.moveIfCompressed(PY, KEY_Y);
    cubic(T2);
    asm.sqr(T0, PY);
    asm.sub(T0, T0, T2);
    asm.canon(result(0), T0);
    Ladder ladder = new Ladder(asm);
    ladder.table();
    ladder.fast();
    asm.sqr(T2, Z);
    compare();
  }

  /** Verifies with the complete formulas, over the table that {@link #verify} left. */
  public void settle() {
    new Ladder(asm).complete();
    asm.constant(result(0), BigInteger.ZERO);
    asm.move(T2, Z);
    compare();
  }

  /** Compares X with r and r + n, each times T2. */
  private void compare() {
    asm.canon(result(1), Z);
    load(T0, R_WORD);
    asm.mul(T1, T0, T2);
    asm.sub(T1, X, T1);
    asm.canon(result(2), T1);
    asm.constant(T1, curve.order());
    asm.add(T0, T0, T1);
    asm.mul(T1, T0, T2);
    asm.sub(T1, X, T1);
    asm.canon(result(3), T1);
  }

  /** d = x^3 + a x + b for x in PX. */
  private void cubic(int d) {
    asm.sqr(d, PX);
    if (curve.curve().a().number().signum() != 0) {
      asm.constant(T1, curve.curve().a().number());
      asm.add(d, d, T1);
    }
    asm.mul(d, d, PX);
    asm.constant(T1, curve.curve().b().number());
    asm.add(d, d, T1);
  }

  /** d = a number of the item in the field's form. */
  private void load(int d, int word) {
    asm.words(d, word);
    BigInteger toForm = asm.field().toForm(asm.field().toForm(BigInteger.ONE));
    if (!toForm.equals(BigInteger.ONE)) {
      asm.rawConstant(Y, toForm);
      asm.mul(d, d, Y);
    }
  }

  /** d = a, out of the field's form. */
  private void plain(int d, int a) {
    asm.rawConstant(Y, BigInteger.ONE);
    asm.mul(d, a, Y);
  }
}
