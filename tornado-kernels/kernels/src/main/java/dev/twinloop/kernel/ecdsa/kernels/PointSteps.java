package dev.twinloop.kernel.ecdsa.kernels;

import dev.twinloop.kernel.machine.FieldSteps;
import dev.twinloop.kernel.machine.PointMemory;
import dev.twinloop.kernel.machine.weierstrass.CurveAssembler;
import dev.twinloop.kernel.machine.weierstrass.LadderShape;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/** The steps that both curves' point kernels share. Kernel code. */
final class PointSteps {
  private static final int LIMBS = FieldSteps.LIMBS;

  private PointSteps() {}

  /**
   * Copies the item's windows into the first registers.
   *
   * @param count {@link PointMemory#SCALAR_INTS}, from memory: nobody should unroll this loop
   */
  static void start(int[] f, int count, IntArray scalars, int item) {
    for (int i = 0; i < count; i++) {
      f[i] = scalars.get(item * PointMemory.SCALAR_INTS + i);
    }
  }

  /** Turns a program's four results into the item's verdict, by its head. */
  static void judge(int[] f, int item, int head, LongArray code, IntArray verdicts) {
    int offCurve = 0;
    int z = 0;
    int first = 0;
    int second = 0;
    for (int i = 0; i < LIMBS; i++) {
      offCurve = offCurve | f[CurveAssembler.RESULT_INTS + i];
      z = z | f[CurveAssembler.RESULT_INTS + LIMBS + i];
      first = first | f[CurveAssembler.RESULT_INTS + 2 * LIMBS + i];
      second = second | f[CurveAssembler.RESULT_INTS + 3 * LIMBS + i];
    }
    int verdict = (int) code.get(head + PointCode.ON_MISS);
    if (first == 0) {
      verdict = (int) code.get(head + PointCode.ON_MATCH);
    }
    if (second == 0) {
      if (f[LadderShape.SECOND_X_FLAG] != 0) {
        verdict = (int) code.get(head + PointCode.ON_MATCH);
      }
    }
    if (z == 0) {
      verdict = (int) code.get(head + PointCode.ON_ZERO);
    }
    if (offCurve != 0) {
      verdict = (int) code.get(head + PointCode.OFF_CURVE);
    }
    verdicts.set(item, verdict);
  }
}
