package dev.twinloop.kernel.wipe;

import dev.twinloop.kernel.msm.kernels.Vouching;
import dev.twinloop.task.Control;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/** Kernels: overwrite arrays with zeros. Turn k of n takes elements k, k + n, k + 2 n … of each. */
public final class WipeKernels {
  /** Control parameter: length of the first array; those of the others follow. */
  public static final int LENGTHS = Control.FIRST_PARAMETER;

  /** Arrays of {@code ints}. */
  public static final int INTS = 8;

  /** Arrays of {@code longs}. */
  public static final int LONGS = 3;

  /** Ints that a turn overwrites of its private memory. */
  public static final int STACK = 256;

  private WipeKernels() {}

  /** Several arrays of ints. */
  public static void ints(
      IntArray control,
      IntArray receipt,
      IntArray below,
      IntArray a,
      IntArray b,
      IntArray c,
      IntArray d,
      IntArray e,
      IntArray f,
      IntArray g,
      IntArray h) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        wipe(control, item, 0, a);
        wipe(control, item, 1, b);
        wipe(control, item, 2, c);
        wipe(control, item, 3, d);
        wipe(control, item, 4, e);
        wipe(control, item, 5, f);
        wipe(control, item, 6, g);
        wipe(control, item, 7, h);
        if (Vouching.missing(control, below, item) == 0) {
          receipt.set(k, control.get(Control.NONCE));
        }
      }
    }
  }

  /** One array of ints. */
  public static void oneOfInts(IntArray control, IntArray receipt, IntArray below, IntArray array) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        wipe(control, item, 0, array);
        if (Vouching.missing(control, below, item) == 0) {
          receipt.set(k, control.get(Control.NONCE));
        }
      }
    }
  }

  /** Several arrays of longs. */
  public static void longs(
      IntArray control, IntArray receipt, IntArray below, LongArray a, LongArray b, LongArray c) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        wipe(control, item, 0, a);
        wipe(control, item, 1, b);
        wipe(control, item, 2, c);
        if (Vouching.missing(control, below, item) == 0) {
          receipt.set(k, control.get(Control.NONCE));
        }
      }
    }
  }

  /** One array of longs. */
  public static void oneOfLongs(
      IntArray control, IntArray receipt, IntArray below, LongArray array) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        wipe(control, item, 0, array);
        if (Vouching.missing(control, below, item) == 0) {
          receipt.set(k, control.get(Control.NONCE));
        }
      }
    }
  }

  /**
   * What arrays of kernels before this one lay in: private memory, which is a stack where the
   * device is a processor. The array is read at a place that only the run decides, so that a
   * compiler keeps all of it.
   */
  public static void stacks(IntArray control, IntArray receipt, IntArray below) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int nonce = control.get(Control.NONCE);
        int[] own = new int[STACK];
        for (int i = 0; i < STACK; i++) {
          own[i] = nonce;
        }
        int place = (nonce + item) & (STACK - 1);
        if ((Vouching.missing(control, below, item) | (own[place] ^ nonce)) == 0) {
          receipt.set(k, nonce);
        }
      }
    }
  }

  private static void wipe(IntArray control, int item, int which, IntArray array) {
    int length = control.get(LENGTHS + which);
    int step = control.get(Vouching.TURNS);
    for (int i = item; i < length; i += step) {
      array.set(i, 0);
    }
  }

  private static void wipe(IntArray control, int item, int which, LongArray array) {
    int length = control.get(LENGTHS + which);
    int step = control.get(Vouching.TURNS);
    for (int i = item; i < length; i += step) {
      array.set(i, 0L);
    }
  }
}
