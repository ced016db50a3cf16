package dev.twinloop.cpu.secret;

import dev.twinloop.task.Control;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/** Kernels of {@link EchoProgram}. */
public final class EchoKernels {
  private EchoKernels() {}

  public static void keep(IntArray control, IntArray receipt, LongArray in, LongArray scratch) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        scratch.set(item, in.get(item));
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  public static void show(IntArray control, IntArray receipt, LongArray scratch, LongArray out) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        out.set(item, scratch.get(item));
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }
}
