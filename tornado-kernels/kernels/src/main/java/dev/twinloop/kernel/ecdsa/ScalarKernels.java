package dev.twinloop.kernel.ecdsa;

import dev.twinloop.kernel.curve.LadderShape;
import dev.twinloop.kernel.curve.PointMachine;
import dev.twinloop.kernel.curve.VerifyPrograms;
import dev.twinloop.kernel.field.Montgomery;
import dev.twinloop.task.Control;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Kernel: range checks, and u = hash / s, v = r / s modulo the group's order, cut into windows. One
 * inversion serves a group of items (P. Montgomery's trick).
 */
public final class ScalarKernels {
  /** Items of a group. */
  static final int GROUP = 32;

  /** Control parameter: how many items there are. */
  static final int ITEMS = Control.FIRST_PARAMETER;

  private static final int LIMBS = 8;
  private static final int INTS = PointMachine.SCALAR_INTS;

  private ScalarKernels() {}

  /**
   * One turn a group.
   *
   * @param constants {@link ScalarConstants}
   * @param forms an item's form: 0 a whole key, 2 or 3 a compressed one, 16 + verdict a malformed
   *     item; bit 8 asks for a low s
   * @param scalars windows out; meanwhile running products at 0 and s in Montgomery form at 8
   */
  public static void prepare(
      IntArray control,
      IntArray receipt,
      IntArray constants,
      IntArray items,
      IntArray forms,
      IntArray scalars,
      IntArray verdicts) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int group = control.get(Control.FROM) + k;
      if (group < control.get(Control.TO)) {
        int from = group * GROUP;
        int to = Math.min(from + GROUP, control.get(ITEMS));
        invert(from, to, constants, items, forms, scalars, verdicts);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  private static void invert(
      int from,
      int to,
      IntArray constants,
      IntArray items,
      IntArray forms,
      IntArray scalars,
      IntArray verdicts) {
    int[] n = new int[LIMBS];
    int[] running = new int[LIMBS];
    int[] one = new int[LIMBS];
    int[] x = new int[LIMBS];
    int[] y = new int[LIMBS];
    int[] s = new int[ScalarConstants.WORDS];
    int[] w = new int[ScalarConstants.WORDS];
    int inverse = constants.get(ScalarConstants.INVERSE);
    constant(n, constants, ScalarConstants.ORDER);
    constant(one, constants, ScalarConstants.ONE);
    constant(running, constants, ScalarConstants.ONE);
    for (int item = from; item < to; item++) {
      int verdict = check(item, constants, items, forms, scalars);
      verdicts.set(item, verdict);
      word(s, items, item, VerifyPrograms.S_WORD);
      constant(x, constants, ScalarConstants.SQUARE);
      Montgomery.mul(s, s, x, n, inverse, LIMBS);
      int good = 0;
      if (verdict >= Status.PENDING) {
        good = -1;
      }
      for (int i = 0; i < LIMBS; i++) {
        s[i] = (s[i] & good) | (one[i] & ~good);
        scalars.set(item * INTS + i, running[i]);
        scalars.set(item * INTS + LIMBS + i, s[i]);
      }
      Montgomery.mul(running, running, s, n, inverse, LIMBS);
    }
    constant(x, constants, ScalarConstants.EXPONENT);
    Montgomery.pow(running, running, x, one, n, inverse, LIMBS);
    for (int j = from; j < to; j++) {
      int item = from + to - 1 - j;
      for (int i = 0; i < LIMBS; i++) {
        w[i] = scalars.get(item * INTS + i);
        s[i] = scalars.get(item * INTS + LIMBS + i);
      }
      Montgomery.mul(w, w, running, n, inverse, LIMBS);
      Montgomery.mul(running, running, s, n, inverse, LIMBS);
      word(x, items, item, VerifyPrograms.HASH_WORD);
      word(y, items, item, VerifyPrograms.R_WORD);
      Montgomery.mul(s, x, w, n, inverse, LIMBS);
      Montgomery.mul(w, y, w, n, inverse, LIMBS);
      Windows.write(item, s, w, constants, scalars);
    }
  }

  /** The item's status, from ranges alone; sets its flag that r + n is below p. */
  private static int check(
      int item, IntArray constants, IntArray items, IntArray forms, IntArray scalars) {
    int[] v = new int[LIMBS];
    int[] limit = new int[LIMBS];
    int form = forms.get(item);
    word(v, items, item, VerifyPrograms.R_WORD);
    constant(limit, constants, ScalarConstants.ORDER);
    int rGood = Montgomery.below(v, limit, LIMBS) & notZero(v);
    constant(limit, constants, ScalarConstants.GAP);
    scalars.set(item * INTS + LadderShape.SECOND_X_FLAG, Montgomery.below(v, limit, LIMBS));
    word(v, items, item, VerifyPrograms.S_WORD);
    constant(limit, constants, ScalarConstants.ORDER);
    int sGood = Montgomery.below(v, limit, LIMBS) & notZero(v);
    constant(limit, constants, ScalarConstants.HALF_NEXT);
    int sLow = Montgomery.below(v, limit, LIMBS);
    word(v, items, item, VerifyPrograms.X_WORD);
    constant(limit, constants, ScalarConstants.PRIME);
    int keyGood = Montgomery.below(v, limit, LIMBS);
    word(v, items, item, VerifyPrograms.Y_WORD);
    int yGood = Montgomery.below(v, limit, LIMBS);
    int status = Status.PENDING;
    if ((form & 2) != 0) {
      status = Status.EXPAND;
      yGood = 1;
    }
    if ((keyGood & yGood) == 0) {
      status = Codes.KEY_OUT_OF_RANGE;
    }
    if ((form & Codes.LOW_S) != 0) {
      if (sLow == 0) {
        status = Codes.HIGH_S;
      }
    }
    if (sGood == 0) {
      status = Codes.S_OUT_OF_RANGE;
    }
    if (rGood == 0) {
      status = Codes.R_OUT_OF_RANGE;
    }
    if ((form & Codes.MALFORMED) != 0) {
      status = form & 15;
    }
    return status;
  }

  private static int notZero(int[] v) {
    int any = 0;
    for (int i = 0; i < LIMBS; i++) {
      any = any | v[i];
    }
    return ((any | -any) >> 31) & 1;
  }

  private static void word(int[] d, IntArray items, int item, int word) {
    for (int i = 0; i < LIMBS; i++) {
      d[i] = PointMachine.bigEndian(items.get(item * PointMachine.ITEM_INTS + word + 7 - i));
    }
  }

  static void constant(int[] d, IntArray constants, int at) {
    for (int i = 0; i < LIMBS; i++) {
      d[i] = constants.get(at + i);
    }
  }
}
