package dev.twinloop.kernel.msm.kernels;

import dev.twinloop.task.Control;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * How each kernel of an MSM answers for the one before it: turn {@code k} of n looks at receipts k,
 * k + n, k + 2 n … below, and writes its own only if they are there. So the receipts of the last
 * kernel stand for those of all. Kernel code.
 */
public final class Vouching {
  /** Control parameter: receipts that the kernel below has written. */
  public static final int BELOW = Control.INTS - 2;

  /** Control parameter: turns of this kernel. */
  public static final int TURNS = Control.INTS - 1;

  private Vouching() {}

  /** Other than 0 if a receipt that this turn looks at is missing. */
  public static int missing(IntArray control, IntArray below, int item) {
    int nonce = control.get(Control.NONCE);
    int end = control.get(BELOW);
    int step = control.get(TURNS);
    int missing = 0;
    for (int i = item; i < end; i += step) {
      missing = missing | (below.get(i) ^ nonce);
    }
    return missing;
  }
}
