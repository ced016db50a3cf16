// Generated from SignaturePoints.java.template by GeneratedKernels: do not edit.
package dev.twinloop.kernel.ecdsa.kernels;

import dev.twinloop.kernel.machine.PointMemory;
import dev.twinloop.kernel.machine.weierstrass.CurveAssembler;
import dev.twinloop.kernel.machine.weierstrass.Secp256k1Machine;
import dev.twinloop.task.Control;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/** Kernel: runs {@link PointCode} for each item, on secp256k1. */
public final class Secp256k1Points {
  private Secp256k1Points() {}

  /** One turn an item; buffers as in {@link PointMemory} and {@link PointCode}. */
  public static void run(
      IntArray control,
      IntArray receipt,
      LongArray code,
      IntArray constants,
      IntArray items,
      IntArray forms,
      IntArray scalars,
      LongArray table,
      LongArray generator,
      IntArray verdicts) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int form = forms.get(item);
        int own = item * (int) code.get(PointCode.TABLE_LONGS);
        int base = (int) code.get(PointCode.BASE_LONGS);
        int headsEnd = (int) code.get(PointCode.HEADS_END);
        int[] f = new int[CurveAssembler.FILE_INTS];
        PointSteps.start(f, (int) code.get(PointCode.SCALAR_INTS), scalars, item);
        for (int head = PointCode.HEAD; head < headsEnd; head += PointCode.HEAD) {
          if (verdicts.get(item) == (int) code.get(head + PointCode.RUN_ON)) {
            int end = (int) code.get(head + PointCode.END);
            int start = (int) code.get(head + PointCode.START);
            Secp256k1Machine.run(
                f, code, start, end, constants, items, item, form, table, own, generator, base);
            PointSteps.judge(f, item, head, code, verdicts);
          }
        }
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }
}
