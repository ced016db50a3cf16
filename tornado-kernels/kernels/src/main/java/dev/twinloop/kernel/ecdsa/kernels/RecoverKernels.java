package dev.twinloop.kernel.ecdsa.kernels;

import dev.twinloop.kernel.field.Montgomery;
import dev.twinloop.kernel.field.Shoup29;
import dev.twinloop.kernel.machine.PointMemory;
import dev.twinloop.kernel.machine.weierstrass.RecoverPrograms;
import dev.twinloop.task.Control;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/**
 * Kernels of key recovery around the points' programs: range checks and x of R before them, u =
 * -hash / r and v = s / r cut into windows; affine coordinates after them. {@link
 * ScalarKernels#invert} serves both moduli.
 */
public final class RecoverKernels {
  /** Ints of an item: hash, v, r, s. */
  public static final int ITEM_INTS = 32;

  private static final int LIMBS = 8;
  private static final int INTS = PointMemory.SCALAR_INTS;
  private static final int V_WORD = 8;
  private static final int R_WORD = 16;
  private static final int S_WORD = 24;
  private static final int LONGS = PointMemory.LONGS;
  private static final int Z_AT = 2 * LONGS;
  private static final int KEPT_LONGS = RecoverPrograms.KEPT * LONGS;
  private static final long M = 0xffffffffL;

  private RecoverKernels() {}

  /**
   * One turn an item: its status, from ranges alone, r, and x of R.
   *
   * @param constants {@link ScalarConstants} of the order
   * @param forms bit 0: whether y of R is odd
   * @param scalars r in Montgomery form at word 8, or 1 if the item is judged
   * @param table x of R behind the item's points
   */
  public static void candidates(
      IntArray control,
      IntArray receipt,
      IntArray constants,
      IntArray items,
      IntArray forms,
      IntArray scalars,
      LongArray table,
      IntArray outcomes) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int[] n = new int[LIMBS];
        int[] v = new int[LIMBS];
        int[] x = new int[LIMBS];
        int at = item * ITEM_INTS;
        ScalarKernels.constant(n, constants, ScalarConstants.ORDER);
        ScalarKernels.word(v, items, at + S_WORD);
        int sGood = Montgomery.below(v, n, LIMBS) & ScalarKernels.notZero(v);
        ScalarKernels.word(v, items, at + R_WORD);
        int rGood = Montgomery.below(v, n, LIMBS) & ScalarKernels.notZero(v);
        ScalarKernels.constant(x, constants, ScalarConstants.GAP);
        int room = Montgomery.below(v, x, LIMBS);
        int id = recoveryId(items, at + V_WORD);
        int status = status(id, rGood, sGood, room);
        outcomes.set(item, status);
        forms.set(item, id);
        plus(x, v, n, -((id >> 1) & 1));
        spread(x, table, kept(item, constants));
        ScalarKernels.constant(x, constants, ScalarConstants.SQUARE);
        Montgomery.mul(v, v, x, n, constants.get(ScalarConstants.INVERSE), LIMBS);
        storeIf(status, Status.PENDING, v, constants, scalars, item);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /**
   * One turn an item: u and v, cut into windows.
   *
   * @param scalars 1 / r in, windows out
   */
  public static void multipliers(
      IntArray control, IntArray receipt, IntArray constants, IntArray items, IntArray scalars) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int[] n = new int[LIMBS];
        int[] x = new int[LIMBS];
        int[] w = new int[LIMBS];
        int[] u = new int[ScalarConstants.WORDS];
        int[] v = new int[ScalarConstants.WORDS];
        int inverse = constants.get(ScalarConstants.INVERSE);
        ScalarKernels.constant(n, constants, ScalarConstants.ORDER);
        ScalarKernels.constant(w, scalars, item * INTS);
        ScalarKernels.word(x, items, item * ITEM_INTS + S_WORD);
        Montgomery.mul(v, x, w, n, inverse, LIMBS);
        ScalarKernels.word(x, items, item * ITEM_INTS);
        Montgomery.mul(u, x, w, n, inverse, LIMBS);
        for (int i = 0; i < LIMBS; i++) {
          x[i] = 0;
        }
        Montgomery.sub(u, x, u, n, LIMBS);
        ScalarKernels.cut(u, v, item * INTS, constants, scalars);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /**
   * One turn an item: Z of its key, ready to be inverted.
   *
   * @param constants {@link ScalarConstants} of the field's modulus
   * @param scalars Z in Montgomery form at word 8, or 1 if there is no key
   */
  public static void denominators(
      IntArray control,
      IntArray receipt,
      IntArray constants,
      IntArray scalars,
      LongArray table,
      IntArray outcomes) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int[] p = new int[LIMBS];
        int[] v = new int[LIMBS];
        int[] x = new int[LIMBS];
        ScalarKernels.constant(p, constants, ScalarConstants.ORDER);
        ScalarKernels.constant(x, constants, ScalarConstants.SQUARE);
        gather(v, table, kept(item, constants) + Z_AT);
        Montgomery.mul(v, v, x, p, constants.get(ScalarConstants.INVERSE), LIMBS);
        storeIf(outcomes.get(item), 0, v, constants, scalars, item);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /**
   * One turn an item: x and y of its key.
   *
   * @param constants {@link ScalarConstants} of the field's modulus
   * @param scalars 1 / Z at word 0
   * @param keys 64 bytes an item, big-endian; zeros where there is no key
   */
  public static void affine(
      IntArray control,
      IntArray receipt,
      IntArray constants,
      IntArray scalars,
      LongArray table,
      IntArray outcomes,
      IntArray keys) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int[] p = new int[LIMBS];
        int[] w = new int[LIMBS];
        int[] power = new int[LIMBS];
        int[] v = new int[LIMBS];
        int inverse = constants.get(ScalarConstants.INVERSE);
        ScalarKernels.constant(p, constants, ScalarConstants.ORDER);
        ScalarKernels.constant(w, scalars, item * INTS);
        ScalarKernels.constant(power, scalars, item * INTS);
        int good = 0;
        if (outcomes.get(item) == 0) {
          good = -1;
        }
        // X / Z^2, then Y / Z^3: one loop, so that the multiplier is compiled twice and not four
        // times
        for (int j = 0; j < 2; j++) {
          Montgomery.mul(power, power, w, p, inverse, LIMBS);
          gather(v, table, kept(item, constants) + j * LONGS);
          Montgomery.mul(v, v, power, p, inverse, LIMBS);
          int to = item * AddressKernels.KEY_INTS + j * LIMBS;
          for (int i = 0; i < LIMBS; i++) {
            keys.set(to + LIMBS - 1 - i, PointMemory.bigEndian(v[i]) & good);
          }
        }
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  private static int status(int id, int rGood, int sGood, int room) {
    int status = Status.PENDING;
    if ((id & 2) != 0) {
      if (room == 0) {
        status = RecoveryCodes.X_OUT_OF_RANGE;
      }
    }
    if (sGood == 0) {
      status = RecoveryCodes.S_OUT_OF_RANGE;
    }
    if (rGood == 0) {
      status = RecoveryCodes.R_OUT_OF_RANGE;
    }
    if (id < 0) {
      status = -id;
    }
    return status;
  }

  /** 0 to 3, or less than zero: minus the code of what is wrong. */
  private static int recoveryId(IntArray items, int at) {
    int high = 0;
    for (int i = 0; i < LIMBS - 1; i++) {
      high = high | items.get(at + i);
    }
    int low = PointMemory.bigEndian(items.get(at + LIMBS - 1));
    int id = -RecoveryCodes.ID_OUT_OF_RANGE;
    if ((low & -4) == 0) {
      id = low;
    }
    if (low == 27) {
      id = 0;
    }
    if (low == 28) {
      id = 1;
    }
    if (high != 0) {
      id = -RecoveryCodes.ID_OUT_OF_RANGE;
    }
    return id;
  }

  /** Stores v, or 1 where the status is another: it must not spoil its group's product. */
  private static void storeIf(
      int status, int wanted, int[] v, IntArray constants, IntArray scalars, int item) {
    int good = 0;
    if (status == wanted) {
      good = -1;
    }
    for (int i = 0; i < LIMBS; i++) {
      int one = constants.get(ScalarConstants.ONE + i);
      scalars.set(item * INTS + LIMBS + i, (v[i] & good) | (one & ~good));
    }
  }

  /** d = a, or a + n where the mask is -1, below 2^256. */
  private static void plus(int[] d, int[] a, int[] n, int mask) {
    long carry = 0;
    for (int i = 0; i < LIMBS; i++) {
      long s = (a[i] & M) + ((n[i] & mask) & M) + carry;
      d[i] = (int) s;
      carry = (s >> 32) & M;
    }
  }

  private static int kept(int item, IntArray constants) {
    int stride = constants.get(ScalarConstants.TABLE_LONGS);
    return item * stride + stride - KEPT_LONGS;
  }

  /** Writes eight 32-bit words as nine 29-bit limbs. */
  private static void spread(int[] w, LongArray table, int at) {
    int[] limbs = new int[LIMBS + 1];
    Shoup29.unpack(limbs, 0, w);
    PointMemory.store(limbs, 0, table, at);
  }

  /** Reads nine 29-bit limbs as eight 32-bit words. */
  private static void gather(int[] w, LongArray table, int at) {
    int[] limbs = new int[LIMBS + 1];
    PointMemory.fetch(limbs, 0, table, at);
    Shoup29.pack(w, limbs);
  }
}
