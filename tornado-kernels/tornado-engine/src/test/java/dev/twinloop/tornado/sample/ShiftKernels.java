package dev.twinloop.tornado.sample;

import dev.twinloop.task.Control;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** Kernels of {@link ShiftProgram}. */
public final class ShiftKernels {
  private ShiftKernels() {}

  public static void twice(IntArray control, IntArray receipt, IntArray base, IntArray doubled) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        doubled.set(item, 2 * base.get(item));
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  public static void shift(
      IntArray control, IntArray receipt, IntArray base, IntArray doubled, IntArray sum) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        sum.set(item, base.get(item) + doubled.get(item) + control.get(Control.FIRST_PARAMETER));
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }
}
