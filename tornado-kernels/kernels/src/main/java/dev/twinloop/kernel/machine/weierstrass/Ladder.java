package dev.twinloop.kernel.machine.weierstrass;

import static dev.twinloop.kernel.machine.weierstrass.CurveAssembler.FREE;
import static dev.twinloop.kernel.machine.weierstrass.CurveAssembler.PX;
import static dev.twinloop.kernel.machine.weierstrass.CurveAssembler.PY;
import static dev.twinloop.kernel.machine.weierstrass.CurveAssembler.PZ;
import static dev.twinloop.kernel.machine.weierstrass.CurveAssembler.T0;
import static dev.twinloop.kernel.machine.weierstrass.CurveAssembler.T1;
import static dev.twinloop.kernel.machine.weierstrass.CurveAssembler.T2;
import static dev.twinloop.kernel.machine.weierstrass.CurveAssembler.X;
import static dev.twinloop.kernel.machine.weierstrass.CurveAssembler.Y;
import static dev.twinloop.kernel.machine.weierstrass.CurveAssembler.Z;

import dev.twinloop.kernel.machine.Assembler.Sum;
import dev.twinloop.kernel.machine.Digits;
import java.math.BigInteger;
import java.util.List;

/**
 * Programs that compute u G + v Q for scalars cut into {@link Digits}: the windows of all streams
 * are interleaved over one run of doublings, from the most significant down.
 *
 * <p>Q's odd multiples are made first. On secp256k1 they share one Z, so that the ladder adds them
 * as affine points of an isomorphic curve, and v is split by the endomorphism; on P-256, whose
 * doubling wants the curve's own a, each keeps its Z.
 */
final class Ladder {
  private static final int BETA = FREE;
  private static final int SCALE = FREE + 1;
  private static final int DX = FREE + 3;
  private static final int DY = FREE + 4;
  private static final int DZ = FREE + 5;
  private static final int STEPS = FREE + 6;

  private final CurveAssembler asm;
  private final LadderShape shape;

  Ladder(CurveAssembler asm) {
    this.asm = asm;
    this.shape = asm.shape();
  }

  /**
   * Makes the table of odd multiples of the affine point (PX, PY). Each is the one before plus
   * twice the point, both seen where they have the same Z (N. Meloni, "New point addition formulae
   * for ECC applications", WAIFI 2007): 4 M + 2 S, and Z grows by the difference of their x.
   */
  void table() {
    asm.move(X, PX);
    asm.move(Y, PY);
    asm.constant(Z, BigInteger.ONE);
    asm.twice();
    asm.move(DX, X);
    asm.move(DY, Y);
    asm.move(DZ, Z);
    asm.sqr(T0, DZ);
    asm.mul(X, PX, T0);
    asm.mul(T0, T0, DZ);
    asm.mul(Y, PY, T0);
    store(0);
    for (int i = 1; i < shape.entries(); i++) {
      addTwice(STEPS + i - 1);
      if (!shape.sharedScale()) {
        asm.mul(Z, Z, STEPS + i - 1);
      }
      store(i);
    }
    if (shape.sharedScale()) {
      shareScale();
    }
  }

  private void store(int entry) {
    asm.store(X, entry, 0);
    asm.store(Y, entry, 1);
    if (!shape.sharedScale()) {
      asm.store(Z, entry, 2);
    }
  }

  /** (X, Y) += (DX, DY), both then seen where Z is {@code step} times what it was. */
  private void addTwice(int step) {
    asm.sub(step, DX, X);
    asm.sqr(T0, step);
    asm.sub(T1, DY, Y);
    asm.mul(DX, DX, T0);
    asm.mul(T2, X, T0);
    asm.sqr(X, T1);
    asm.plus(-1, DX);
    asm.sub(X, X, T2);
    asm.mul(DY, DY, new Sum(DX, -1, T2));
    asm.mul(Y, T1, new Sum(DX, -1, X));
    asm.plus(-1, DY);
  }

  /** Brings all entries to the Z of the last one. */
  private void shareScale() {
    int last = shape.entries() - 1;
    asm.constant(SCALE, BigInteger.ONE);
    for (int i = last - 1; i >= 0; i--) {
      asm.mul(SCALE, SCALE, STEPS + i);
      asm.sqr(T0, SCALE);
      asm.fetch(T1, i, 0);
      asm.mul(T1, T1, T0);
      asm.store(T1, i, 0);
      asm.mul(T0, T0, SCALE);
      asm.fetch(T1, i, 1);
      asm.mul(T1, T1, T0);
      asm.store(T1, i, 1);
    }
    asm.mul(SCALE, SCALE, DZ);
  }

  /** (X, Y, Z) = u G + v Q, fast formulas; Z is 0 if they did not hold. */
  void fast() {
    prepare();
    run(new Steps(asm::twice, this::addFast, this::addGeneratorFast));
    if (shape.sharedScale()) {
      asm.mul(Z, Z, SCALE);
    }
  }

  /** (X, Y, Z) = u G + v Q in homogeneous coordinates, complete formulas. */
  void complete() {
    CompleteFormulas formulas = new CompleteFormulas(asm);
    prepare();
    run(
        new Steps(
            formulas::twice,
            started -> {
              homogeneous();
              addComplete(formulas, started);
            },
            () -> {
              asm.constant(PZ, BigInteger.ONE);
              formulas.plus();
            }));
  }

  private record Steps(
      Runnable twice, java.util.function.Consumer<Boolean> addPoint, Runnable addGenerator) {}

  private void prepare() {
    if (Glv.applies(shape.curve())) {
      asm.constant(BETA, Glv.of(shape.curve()).beta());
    }
  }

  private void run(Steps steps) {
    List<Digits> points = shape.points();
    Digits generator = shape.generator();
    int top = points.getFirst().width() * (points.getFirst().windows() - 1);
    boolean started = false;
    for (int depth = top; depth >= 0; depth--) {
      if (started) {
        steps.twice().run();
      }
      if (depth % shape.pointWidth() == 0) {
        for (int stream = 0; stream < points.size(); stream++) {
          asm.digit(points.get(stream), depth / shape.pointWidth());
          if (stream == 1) {
            asm.mul(PX, PX, BETA);
          }
          steps.addPoint().accept(started);
          started = true;
        }
      }
      int j = depth / generator.width();
      if (depth % generator.width() == 0 && j < shape.windowsPerBase()) {
        for (int base = 0; base < shape.bases(); base++) {
          int window = base * shape.windowsPerBase() + j;
          if (window < generator.windows()) {
            asm.generator(generator, window, base);
            steps.addGenerator().run();
          }
        }
      }
    }
  }

  private void addFast(boolean started) {
    if (!started) {
      asm.move(X, PX);
      asm.carry(Y, PY);
      if (shape.sharedScale()) {
        asm.constant(Z, BigInteger.ONE);
      } else {
        asm.move(Z, PZ);
      }
    } else if (shape.sharedScale()) {
      asm.plus(Z);
    } else {
      asm.plusJacobian();
    }
  }

  private void addGeneratorFast() {
    if (shape.sharedScale()) {
      asm.mul(CurveAssembler.T3, Z, SCALE);
      asm.plus(CurveAssembler.T3);
    } else {
      asm.plus(Z);
    }
  }

  private void addComplete(CompleteFormulas formulas, boolean started) {
    if (started) {
      formulas.plus();
    } else {
      asm.move(X, PX);
      asm.carry(Y, PY);
      asm.move(Z, PZ);
    }
  }

  /** From x = PX / z^2, y = PY / z^3 to PX / PZ, PY / PZ. */
  private void homogeneous() {
    int z = shape.sharedScale() ? SCALE : PZ;
    asm.mul(PX, PX, z);
    asm.sqr(T0, z);
    asm.mul(PZ, T0, z);
  }
}
