package dev.twinloop.kernel.machine.weierstrass;

import static dev.twinloop.kernel.machine.weierstrass.CurveAssembler.FREE;
import static dev.twinloop.kernel.machine.weierstrass.CurveAssembler.PX;
import static dev.twinloop.kernel.machine.weierstrass.CurveAssembler.PY;
import static dev.twinloop.kernel.machine.weierstrass.CurveAssembler.PZ;
import static dev.twinloop.kernel.machine.weierstrass.CurveAssembler.T0;
import static dev.twinloop.kernel.machine.weierstrass.CurveAssembler.T1;
import static dev.twinloop.kernel.machine.weierstrass.CurveAssembler.T2;
import static dev.twinloop.kernel.machine.weierstrass.CurveAssembler.T3;
import static dev.twinloop.kernel.machine.weierstrass.CurveAssembler.X;
import static dev.twinloop.kernel.machine.weierstrass.CurveAssembler.Y;
import static dev.twinloop.kernel.machine.weierstrass.CurveAssembler.Z;

import java.math.BigInteger;

/**
 * Addition that holds for every pair of points of a curve of odd order: equal, opposite, infinity
 * (0 : 1 : 0). Homogeneous coordinates, x = X / Z, y = Y / Z. About twice the cost of the fast
 * formulas. J. Renes, C. Costello, L. Batina, "Complete addition formulas for prime order elliptic
 * curves" (EUROCRYPT 2016), equation (1) for any a.
 */
final class CompleteFormulas {
  private static final int A = FREE + 7;
  private static final int B3 = FREE + 8;
  private static final int T4 = FREE + 9;
  private static final int T5 = FREE + 10;
  private static final int T6 = FREE + 11;
  private static final int T7 = FREE + 12;

  private final CurveAssembler asm;

  CompleteFormulas(CurveAssembler asm) {
    this.asm = asm;
    asm.constant(A, asm.shape().curve().curve().a().number());
    asm.constant(B3, asm.shape().curve().curve().b().number().multiply(BigInteger.valueOf(3)));
  }

  /** (X, Y, Z) = 2 (X, Y, Z). */
  void twice() {
    asm.move(PX, X);
    asm.move(PY, Y);
    asm.move(PZ, Z);
    plus();
  }

  /** (X, Y, Z) += (PX, PY, PZ). */
  void plus() {
    asm.mul(T0, X, PX);
    asm.mul(T1, Y, PY);
    asm.mul(T2, Z, PZ);
    cross(T3, X, PY, PX, Y);
    cross(T4, X, PZ, PX, Z);
    cross(T5, Y, PZ, PY, Z);
    // u = a t4 + 3b t2, v = 3b t4 + a (t0 - a t2), w = 3 t0 + a t2
    asm.mul(X, A, T2);
    asm.mul(T2, B3, T2);
    asm.mul(Y, A, T4);
    asm.add(T2, T2, Y);
    asm.mul(T4, B3, T4);
    asm.sub(Y, T0, X);
    asm.mul(Y, A, Y);
    asm.add(T4, T4, Y);
    asm.lin(T0, X, 3, T0);
    asm.sub(T6, T1, T2);
    asm.add(T1, T1, T2);
    dotMinus(X, T3, T6, T5, T4);
    dotPlus(Y, T1, T6, T0, T4);
    dotPlus(Z, T5, T1, T3, T0);
  }

  private void cross(int d, int a, int b, int c, int e) {
    dotPlus(d, a, b, c, e);
  }

  private void dotPlus(int d, int a, int b, int c, int e) {
    asm.mul(T7, a, b);
    asm.mul(d, c, e);
    asm.add(d, T7, d);
  }

  private void dotMinus(int d, int a, int b, int c, int e) {
    asm.mul(T7, a, b);
    asm.mul(d, c, e);
    asm.sub(d, T7, d);
  }
}
