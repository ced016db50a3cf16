package dev.twinloop.kernel.ecdsa.kernels;

import dev.twinloop.kernel.field.Montgomery;
import dev.twinloop.kernel.machine.PointMemory;
import dev.twinloop.kernel.machine.weierstrass.LadderShape;
import dev.twinloop.kernel.machine.weierstrass.VerifyPrograms;
import dev.twinloop.task.Control;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Kernels: range checks, and u = hash / s, v = r / s modulo the group's order, cut into windows.
 * One inversion serves a group of items (P. Montgomery's trick).
 */
public final class ScalarKernels {
  /** Items of a group. */
  public static final int GROUP = 32;

  /** Control parameter of {@link #invert}: how many items there are. */
  public static final int ITEMS = Control.FIRST_PARAMETER;

  /** Control parameter of {@link #ranges}: 1 if s must be at most n/2. */
  public static final int LOW_S = Control.FIRST_PARAMETER;

  private static final int LIMBS = 8;
  private static final int INTS = PointMemory.SCALAR_INTS;

  private ScalarKernels() {}

  /**
   * One turn an item: its status, from ranges alone, and s.
   *
   * @param constants {@link ScalarConstants}
   * @param forms an item's form, as {@link Codes} says
   * @param scalars s in Montgomery form at word 8, or 1 if the item is judged: it must not spoil
   *     its group's product; the flag that r + n is below p
   */
  public static void ranges(
      IntArray control,
      IntArray receipt,
      IntArray constants,
      IntArray items,
      IntArray forms,
      IntArray scalars,
      IntArray verdicts) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int[] n = new int[LIMBS];
        int[] v = new int[LIMBS];
        int[] x = new int[LIMBS];
        constant(n, constants, ScalarConstants.ORDER);
        word(v, items, item, VerifyPrograms.R_WORD);
        int rGood = Montgomery.below(v, n, LIMBS) & notZero(v);
        constant(x, constants, ScalarConstants.GAP);
        scalars.set(item * INTS + LadderShape.SECOND_X_FLAG, Montgomery.below(v, x, LIMBS));
        constant(x, constants, ScalarConstants.PRIME);
        word(v, items, item, VerifyPrograms.X_WORD);
        int xGood = Montgomery.below(v, x, LIMBS);
        word(v, items, item, VerifyPrograms.Y_WORD);
        int yGood = Montgomery.below(v, x, LIMBS);
        word(v, items, item, VerifyPrograms.S_WORD);
        int sGood = Montgomery.below(v, n, LIMBS) & notZero(v);
        constant(x, constants, ScalarConstants.HALF_NEXT);
        int sLow = Montgomery.below(v, x, LIMBS);
        int flags = rGood | sGood << 1 | sLow << 2 | xGood << 3 | yGood << 4;
        int status = status(forms.get(item), control.get(LOW_S), flags);
        verdicts.set(item, status);
        constant(x, constants, ScalarConstants.SQUARE);
        Montgomery.mul(v, v, x, n, constants.get(ScalarConstants.INVERSE), LIMBS);
        constant(x, constants, ScalarConstants.ONE);
        int good = 0;
        if (status >= Status.PENDING) {
          good = -1;
        }
        for (int i = 0; i < LIMBS; i++) {
          scalars.set(item * INTS + LIMBS + i, (v[i] & good) | (x[i] & ~good));
        }
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /**
   * One turn a group of {@link #GROUP} items: 1 / s of each, modulo whatever the constants say.
   *
   * @param scalars s at word 8 in, 1 / s at word 0 out, both in Montgomery form
   */
  public static void invert(
      IntArray control, IntArray receipt, IntArray constants, IntArray scalars) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int group = control.get(Control.FROM) + k;
      if (group < control.get(Control.TO)) {
        int[] n = new int[LIMBS];
        int[] one = new int[LIMBS];
        int[] running = new int[LIMBS];
        int[] x = new int[LIMBS];
        int[] s = new int[LIMBS];
        int inverse = constants.get(ScalarConstants.INVERSE);
        constant(n, constants, ScalarConstants.ORDER);
        constant(one, constants, ScalarConstants.ONE);
        constant(running, constants, ScalarConstants.ONE);
        int from = group * GROUP;
        int to = Math.min(from + GROUP, control.get(ITEMS));
        for (int item = from; item < to; item++) {
          store(running, scalars, item * INTS);
          constant(s, scalars, item * INTS + LIMBS);
          Montgomery.mul(running, running, s, n, inverse, LIMBS);
        }
        constant(x, constants, ScalarConstants.EXPONENT);
        Montgomery.pow(running, running, x, one, n, inverse, LIMBS);
        for (int j = from; j < to; j++) {
          int item = from + to - 1 - j;
          constant(x, scalars, item * INTS);
          constant(s, scalars, item * INTS + LIMBS);
          Montgomery.mul(x, x, running, n, inverse, LIMBS);
          Montgomery.mul(running, running, s, n, inverse, LIMBS);
          store(x, scalars, item * INTS);
        }
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /**
   * One turn an item: u and v, cut into windows.
   *
   * @param scalars 1 / s in, windows out
   */
  public static void windows(
      IntArray control, IntArray receipt, IntArray constants, IntArray items, IntArray scalars) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int[] hash = new int[LIMBS];
        word(hash, items, item, VerifyPrograms.HASH_WORD);
        windows(hash, item, constants, items, scalars);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /**
   * One turn an item: the same, where some hashes are those of messages.
   *
   * @param forms {@link Codes#MESSAGE} says whose
   * @param digests eight ints an item, as the bytes lie in memory
   */
  public static void windowsOfMessages(
      IntArray control,
      IntArray receipt,
      IntArray constants,
      IntArray items,
      IntArray forms,
      IntArray digests,
      IntArray scalars) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int[] hash = new int[LIMBS];
        word(hash, items, item, VerifyPrograms.HASH_WORD);
        if ((forms.get(item) & Codes.MESSAGE) != 0) {
          word(hash, digests, item * LIMBS);
        }
        windows(hash, item, constants, items, scalars);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  private static void windows(
      int[] hash, int item, IntArray constants, IntArray items, IntArray scalars) {
    int[] n = new int[LIMBS];
    int[] x = new int[LIMBS];
    int[] w = new int[LIMBS];
    int[] u = new int[ScalarConstants.WORDS];
    int[] v = new int[ScalarConstants.WORDS];
    int inverse = constants.get(ScalarConstants.INVERSE);
    constant(n, constants, ScalarConstants.ORDER);
    constant(w, scalars, item * INTS);
    Montgomery.mul(u, hash, w, n, inverse, LIMBS);
    word(x, items, item, VerifyPrograms.R_WORD);
    Montgomery.mul(v, x, w, n, inverse, LIMBS);
    cut(u, v, item * INTS, constants, scalars);
  }

  /** Writes the windows of u and v, which are lost. */
  static void cut(int[] u, int[] v, int at, IntArray constants, IntArray scalars) {
    int[] second = new int[ScalarConstants.WORDS];
    Windows.makeOdd(u, constants);
    Windows.halve(u, at, ScalarConstants.GENERATOR_OFFSET, 10, constants, scalars);
    int first = at + constants.get(ScalarConstants.POINT_WORD);
    if (constants.get(ScalarConstants.SPLIT) != 0) {
      Windows.split(v, u, second, constants);
      Windows.halve(u, first, ScalarConstants.POINT_OFFSET, 6, constants, scalars);
      int other = at + constants.get(ScalarConstants.SECOND_WORD);
      Windows.halve(second, other, ScalarConstants.POINT_OFFSET, 6, constants, scalars);
    } else {
      Windows.makeOdd(v, constants);
      Windows.halve(v, first, ScalarConstants.POINT_OFFSET, 10, constants, scalars);
    }
  }

  private static int status(int form, int lowS, int flags) {
    int status = Status.PENDING;
    int keyGood = (flags >> 3) & 1;
    if ((form & 2) != 0) {
      status = Status.EXPAND;
    }
    if ((form & 2) == 0) {
      keyGood = keyGood & (flags >> 4);
    }
    if (keyGood == 0) {
      status = Codes.KEY_OUT_OF_RANGE;
    }
    if (lowS != 0) {
      if ((flags & 4) == 0) {
        status = Codes.HIGH_S;
      }
    }
    if ((flags & 2) == 0) {
      status = Codes.S_OUT_OF_RANGE;
    }
    if ((flags & 1) == 0) {
      status = Codes.R_OUT_OF_RANGE;
    }
    if ((form & ~(Codes.KEY | Codes.MESSAGE)) != 0) {
      status = Codes.MALFORMED_KEY;
    }
    if ((form & Codes.KEY) == 1) {
      status = Codes.MALFORMED_KEY;
    }
    return status;
  }

  /** 1 if a number is not zero, else 0. */
  static int notZero(int[] v) {
    int any = 0;
    for (int i = 0; i < LIMBS; i++) {
      any = any | v[i];
    }
    return ((any | -any) >> 31) & 1;
  }

  private static void word(int[] d, IntArray items, int item, int word) {
    word(d, items, item * PointMemory.ITEM_INTS + word);
  }

  /** Reads 32 bytes, big-endian. */
  static void word(int[] d, IntArray items, int at) {
    for (int i = 0; i < LIMBS; i++) {
      d[i] = PointMemory.bigEndian(items.get(at + LIMBS - 1 - i));
    }
  }

  static void store(int[] a, IntArray to, int at) {
    for (int i = 0; i < LIMBS; i++) {
      to.set(at + i, a[i]);
    }
  }

  static void constant(int[] d, IntArray constants, int at) {
    for (int i = 0; i < LIMBS; i++) {
      d[i] = constants.get(at + i);
    }
  }
}
