package dev.twinloop.kernel.machine.xyzz;

import dev.twinloop.kernel.machine.Instruction;

/**
 * The ops of the XYZZ set: branches, and what moves whole points. Kernel code.
 *
 * <p>A point is four numbers (X, Y, ZZ, ZZZ) with x = X / ZZ, y = Y / ZZZ and ZZ^3 = ZZZ^2, a group
 * of four registers; ZZ = 0 is infinity. Branches go forward, over as many instructions as their
 * argument says.
 */
final class XyzzSteps {
  /** Branches if the square a, of a number below 8 p, is 0 modulo p. */
  static final int IF_ZERO = 7;

  /** Branches if the point at a is infinity. */
  static final int IF_INFINITY = 8;

  /** Branches. */
  static final int SKIP = 9;

  /** Point d = point a. */
  static final int COPY = 10;

  /** Point d = infinity. */
  static final int CLEAR = 11;

  private XyzzSteps() {}

  /**
   * Runs an op of this set.
   *
   * @return how many instructions it skips
   */
  static int run(int word, int argument, int[] f, int[] n, int limbs) {
    int op = word & 15;
    int d = Instruction.d(word) * limbs;
    int a = Instruction.a(word) * limbs;
    int skipped = 0;
    if (op <= SKIP) {
      if (taken(op, f, a, n, limbs) != 0) {
        skipped = argument;
      }
    } else {
      move(op, f, d, a, limbs);
    }
    return skipped;
  }

  private static int taken(int op, int[] f, int a, int[] n, int limbs) {
    int taken = 0;
    if (op == SKIP) {
      taken = 1;
    }
    if (op == IF_INFINITY) {
      taken = XyzzNumbers.zero(f, a + 2 * limbs, limbs);
    }
    if (op == IF_ZERO) {
      taken = XyzzNumbers.multiple(f, a, n, limbs);
    }
    return taken;
  }

  private static void move(int op, int[] f, int d, int a, int limbs) {
    if (op == COPY) {
      for (int i = 0; i < 4 * limbs; i++) {
        f[d + i] = f[a + i];
      }
    }
    if (op == CLEAR) {
      for (int i = 0; i < 4 * limbs; i++) {
        f[d + i] = 0;
      }
    }
  }
}
