package dev.twinloop.kernel.ecdsa.kernels;

import dev.twinloop.kernel.machine.CurveAssembler;
import dev.twinloop.kernel.machine.FieldMachine;
import dev.twinloop.kernel.machine.LadderShape;
import dev.twinloop.kernel.machine.PointMachine;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/** The steps that both curves' point kernels share. Kernel code. */
final class PointSteps {
  private static final int LIMBS = FieldMachine.LIMBS;

  /** Bits of limb 8 below 2^256. */
  private static final int TOP = 24;

  private PointSteps() {}

  /**
   * Copies the item's windows into the first registers.
   *
   * @param count {@link PointMachine#SCALAR_INTS}, from memory: nobody should unroll this loop
   */
  static void start(int[] f, int count, IntArray scalars, int item) {
    for (int i = 0; i < count; i++) {
      f[i] = scalars.get(item * PointMachine.SCALAR_INTS + i);
    }
  }

  /** Runs the instructions that move numbers. */
  static void move(
      int word,
      int argument,
      int[] f,
      int item,
      int own,
      IntArray constants,
      IntArray items,
      LongArray table) {
    int op = word & 15;
    int d = FieldMachine.d(word);
    int a = FieldMachine.a(word);
    if (op == FieldMachine.MOVE) {
      FieldMachine.move(f, d, a);
    }
    if (op == FieldMachine.CANON) {
      FieldMachine.canonical(f, d, a, constants, TOP);
    }
    if (op == FieldMachine.CONST) {
      FieldMachine.load(f, d, argument, constants);
    }
    if (op == PointMachine.WORDS) {
      PointMachine.words(f, d, items, item * PointMachine.ITEM_INTS + argument);
    }
    if (op == PointMachine.STORE) {
      PointMachine.store(f, a, table, own + argument);
    }
  }

  /**
   * Runs the instructions that may negate.
   *
   * @return -1 if register d + 9 is to be negated (or d itself, after {@link PointMachine#PARITY})
   */
  static int choose(
      int word,
      int argument,
      int[] f,
      int form,
      int own,
      int baseLongs,
      LongArray table,
      LongArray generator) {
    int op = word & 15;
    int d = FieldMachine.d(word);
    int sign = 0;
    int at = own + argument;
    int coordinates = 0;
    if (op == PointMachine.MOVE_IF_FORM) {
      if ((form & 2) != 0) {
        FieldMachine.move(f, d, FieldMachine.a(word));
      }
    }
    if (op == PointMachine.PARITY) {
      sign = -((f[FieldMachine.a(word)] ^ form) & 1);
    }
    if (op == PointMachine.FETCH) {
      coordinates = 1;
    }
    if (op >= PointMachine.DIGIT) {
      int number = PointMachine.number(word);
      int e = PointMachine.window(f, argument);
      sign = e >> 31;
      coordinates = number;
      at = own + (e ^ sign) * number * PointMachine.LONGS;
      if (op == PointMachine.GENERATOR) {
        coordinates = 0;
        at = number * baseLongs + (e ^ sign) * (2 * PointMachine.LONGS);
        for (int i = 0; i < 2; i++) {
          PointMachine.fetch(f, d + i * LIMBS, generator, at + i * PointMachine.LONGS);
        }
      }
    }
    for (int i = 0; i < coordinates; i++) {
      PointMachine.fetch(f, d + i * LIMBS, table, at + i * PointMachine.LONGS);
    }
    return sign;
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
