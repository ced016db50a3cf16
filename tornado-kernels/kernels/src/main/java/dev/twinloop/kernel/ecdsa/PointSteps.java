package dev.twinloop.kernel.ecdsa;

import dev.twinloop.kernel.curve.CurveAssembler;
import dev.twinloop.kernel.curve.LadderShape;
import dev.twinloop.kernel.curve.PointMachine;
import dev.twinloop.kernel.field.FieldMachine;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** The steps that both curves' point kernels share. Kernel code. */
final class PointSteps {
  private static final int LIMBS = FieldMachine.LIMBS;

  private PointSteps() {}

  /** Runs the instructions that move an item's own numbers. */
  static void move(
      int op,
      int[] f,
      int d,
      int a,
      int argument,
      int item,
      int own,
      IntArray items,
      IntArray forms,
      IntArray table) {
    if (op == PointMachine.WORDS) {
      PointMachine.words(f, d, items, item * PointMachine.ITEM_INTS + argument);
    }
    if (op == PointMachine.STORE) {
      PointMachine.store(f, a, table, own + argument);
    }
    if (op == PointMachine.FETCH) {
      PointMachine.fetch(f, d, table, own + argument);
    }
    if (op == PointMachine.FETCH_IF_FORM) {
      if ((forms.get(item) & 2) != 0) {
        PointMachine.fetch(f, d, table, own + argument);
      }
    }
    if (op == PointMachine.PARITY) {
      PointMachine.negateIf(-((f[a] ^ forms.get(item)) & 1), f, d);
    }
  }

  /** Runs the instructions that look a digit's point up. */
  static void look(
      int op,
      int[] f,
      int d,
      int a,
      int argument,
      int item,
      int own,
      int baseInts,
      IntArray scalars,
      IntArray table,
      IntArray generator) {
    if (op == PointMachine.DIGIT) {
      int e = PointMachine.window(argument, scalars, item * PointMachine.SCALAR_INTS);
      int sign = e >> 31;
      int at = own + (e ^ sign) * a;
      PointMachine.fetch(f, d, table, at);
      PointMachine.fetch(f, d + LIMBS, table, at + LIMBS);
      if (a > 2 * LIMBS) {
        PointMachine.fetch(f, d + 2 * LIMBS, table, at + 2 * LIMBS);
      }
      PointMachine.negateIf(sign, f, d + LIMBS);
    }
    if (op == PointMachine.GENERATOR) {
      int e = PointMachine.window(argument, scalars, item * PointMachine.SCALAR_INTS);
      int sign = e >> 31;
      int at = a * baseInts + (e ^ sign) * (2 * LIMBS);
      PointMachine.fetch(f, d, generator, at);
      PointMachine.fetch(f, d + LIMBS, generator, at + LIMBS);
      PointMachine.negateIf(sign, f, d + LIMBS);
    }
  }

  /** Turns a program's four results into the item's verdict. */
  static void judge(int[] f, int item, IntArray code, IntArray scalars, IntArray verdicts) {
    int offCurve = 0;
    int z = 0;
    int first = 0;
    int second = 0;
    for (int i = 0; i < LIMBS; i++) {
      offCurve = offCurve | f[CurveAssembler.RESULT + i];
      z = z | f[CurveAssembler.RESULT + LIMBS + i];
      first = first | f[CurveAssembler.RESULT + 2 * LIMBS + i];
      second = second | f[CurveAssembler.RESULT + 3 * LIMBS + i];
    }
    int flag = scalars.get(item * PointMachine.SCALAR_INTS + LadderShape.SECOND_X_FLAG);
    int verdict = code.get(PointPrograms.ON_MISS);
    if (first == 0) {
      verdict = code.get(PointPrograms.ON_MATCH);
    }
    if (second == 0) {
      if (flag != 0) {
        verdict = code.get(PointPrograms.ON_MATCH);
      }
    }
    if (z == 0) {
      verdict = code.get(PointPrograms.ON_ZERO);
    }
    if (offCurve != 0) {
      verdict = code.get(PointPrograms.OFF_CURVE);
    }
    verdicts.set(item, verdict);
  }
}
