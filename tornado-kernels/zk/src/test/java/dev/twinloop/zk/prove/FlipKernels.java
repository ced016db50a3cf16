package dev.twinloop.zk.prove;

import dev.twinloop.kernel.msm.kernels.Vouching;
import dev.twinloop.task.Control;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** A kernel that inverts one bit: a fault of the device's memory. */
public final class FlipKernels {
  /** Control parameter: the element. */
  public static final int ELEMENT = Control.FIRST_PARAMETER;

  /** Control parameter: its bit. */
  public static final int BIT = Control.FIRST_PARAMETER + 1;

  private FlipKernels() {}

  /** One turn. */
  public static void flip(IntArray control, IntArray receipt, IntArray below, IntArray array) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int at = control.get(ELEMENT);
        array.set(at, array.get(at) ^ (1 << control.get(BIT)));
        if (Vouching.missing(control, below, item) == 0) {
          receipt.set(k, control.get(Control.NONCE));
        }
      }
    }
  }
}
