// Generated from VouchKernels.java.template by GeneratedKernels: do not edit.
package dev.twinloop.kernel.vouch;

import dev.twinloop.task.Control;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Kernels: answer for the receipts of several launches. Turn k of n looks at receipts k, k + n, k +
 * 2 n … of each, and writes its own only if they are there.
 */
public final class VouchKernels {
  /**
   * Control parameter: how many receipts the first launch has written; those of the others follow.
   */
  public static final int COUNTS = Control.FIRST_PARAMETER;

  /** Control parameter: turns. */
  public static final int TURNS = Control.INTS - 1;

  private VouchKernels() {}

  /** For two launches. */
  public static void two(IntArray control, IntArray receipt, IntArray a, IntArray b) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int missing = missing(control, item, 0, a);
        missing = missing | missing(control, item, 1, b);
        if (missing == 0) {
          receipt.set(k, control.get(Control.NONCE));
        }
      }
    }
  }

  /** For four launches. */
  public static void four(
      IntArray control, IntArray receipt, IntArray a, IntArray b, IntArray c, IntArray d) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int missing = missing(control, item, 0, a);
        missing = missing | missing(control, item, 1, b);
        missing = missing | missing(control, item, 2, c);
        missing = missing | missing(control, item, 3, d);
        if (missing == 0) {
          receipt.set(k, control.get(Control.NONCE));
        }
      }
    }
  }

  /** For eight launches. */
  public static void eight(
      IntArray control,
      IntArray receipt,
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
        int missing = missing(control, item, 0, a);
        missing = missing | missing(control, item, 1, b);
        missing = missing | missing(control, item, 2, c);
        missing = missing | missing(control, item, 3, d);
        missing = missing | missing(control, item, 4, e);
        missing = missing | missing(control, item, 5, f);
        missing = missing | missing(control, item, 6, g);
        missing = missing | missing(control, item, 7, h);
        if (missing == 0) {
          receipt.set(k, control.get(Control.NONCE));
        }
      }
    }
  }

  /** Other than 0 if a receipt that this turn looks at is missing. */
  private static int missing(IntArray control, int item, int which, IntArray below) {
    int nonce = control.get(Control.NONCE);
    int end = control.get(COUNTS + which);
    int step = control.get(TURNS);
    int missing = 0;
    for (int i = item; i < end; i += step) {
      missing = missing | (below.get(i) ^ nonce);
    }
    return missing;
  }
}
