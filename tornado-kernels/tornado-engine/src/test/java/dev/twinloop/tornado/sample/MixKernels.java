package dev.twinloop.tornado.sample;

import dev.twinloop.task.Control;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.ByteArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/** Two dependent kernels that touch all three array types and all four roles. */
public final class MixKernels {
  private MixKernels() {}

  /** {@code between[i] = left[i] + table[i % 16]}. */
  public static void first(
      IntArray control, IntArray receipt, IntArray left, IntArray table, IntArray between) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        between.set(item, left.get(item) + table.get(item & 15));
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /** {@code sum[i] = between[i] * 3 + right[i]}, {@code low[i]} its lowest byte. */
  public static void second(
      IntArray control,
      IntArray receipt,
      IntArray between,
      LongArray right,
      LongArray sum,
      ByteArray low) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        long value = between.get(item) * 3L + right.get(item);
        sum.set(item, value);
        low.set(item, (byte) value);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }
}
