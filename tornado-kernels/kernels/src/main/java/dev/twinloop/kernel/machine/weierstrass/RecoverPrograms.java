package dev.twinloop.kernel.machine.weierstrass;

import static dev.twinloop.kernel.machine.weierstrass.CurveAssembler.PX;
import static dev.twinloop.kernel.machine.weierstrass.CurveAssembler.PY;
import static dev.twinloop.kernel.machine.weierstrass.CurveAssembler.T0;
import static dev.twinloop.kernel.machine.weierstrass.CurveAssembler.T1;
import static dev.twinloop.kernel.machine.weierstrass.CurveAssembler.T2;
import static dev.twinloop.kernel.machine.weierstrass.CurveAssembler.X;
import static dev.twinloop.kernel.machine.weierstrass.CurveAssembler.Y;
import static dev.twinloop.kernel.machine.weierstrass.CurveAssembler.Z;
import static dev.twinloop.kernel.machine.weierstrass.CurveAssembler.result;

import dev.twinloop.kernel.group.Groups;
import java.math.BigInteger;

/**
 * The machine programs of key recovery on secp256k1 (SEC 1 v2, 4.1.6), run one after the other over
 * the same registers: R from its x and the parity of its y, then Q = u G + v R for u = -hash / r
 * and v = s / r.
 *
 * <p>Behind its table of points an item has three more numbers: x of R goes in, X, Y, Z of Q in
 * reduced Jacobian coordinates come out. The results are 0 if R is on the curve; Z; 0; 1.
 */
public final class RecoverPrograms {
  /** Numbers that an item has behind its table. */
  public static final int KEPT = 3;

  private final CurveAssembler asm;

  /**
   * Programs that are written one behind the other, in the order of the methods.
   *
   * @throws IllegalArgumentException if the curve is not secp256k1
   */
  public RecoverPrograms(CurveAssembler asm) {
    if (asm.shape().curve() != Groups.SECP256K1) {
      throw new IllegalArgumentException(
          "recovery: curve=" + asm.shape().curve() + ", accepted: SECP256K1");
    }
    this.asm = asm;
  }

  /** Longs of an item's table and of what is kept behind it. */
  public static int tableLongs(LadderShape shape) {
    return shape.behindTable(KEPT);
  }

  /** Recovers with the fast formulas. */
  public void recover() {
    asm.kept(PX, 0);
    asm.sqr(T2, PX);
    asm.mul(T2, T2, PX);
    asm.constant(T1, asm.shape().curve().curve().b().number());
    asm.add(T2, T2, T1);
    new SquareRoot(asm).of(PY, T2);
    asm.sqr(T0, PY);
    asm.sub(T0, T0, T2);
    asm.canon(result(0), T0);
    asm.canon(PY, PY);
    asm.parity(PY, PY);
    asm.canon(PY, PY);
    Ladder ladder = new Ladder(asm);
    ladder.table();
    ladder.fast();
    finish();
  }

  /** Recovers with the complete formulas, over the table that {@link #recover} left. */
  public void settle() {
    new Ladder(asm).complete();
    asm.mul(X, X, Z);
    asm.sqr(T0, Z);
    asm.mul(Y, Y, T0);
    asm.constant(result(0), BigInteger.ZERO);
    finish();
  }

  private void finish() {
    asm.canon(result(1), Z);
    asm.constant(result(2), BigInteger.ZERO);
    asm.constant(result(3), BigInteger.ONE);
    asm.canon(T0, X);
    asm.canon(T1, Y);
    asm.keep(T0, 0);
    asm.keep(T1, 1);
    asm.keep(result(1), 2);
  }
}
