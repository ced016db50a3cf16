// Generated from SignaturePoints.java.template by GeneratedKernels: do not edit.
package dev.twinloop.kernel.ecdsa;

import dev.twinloop.kernel.curve.CurveAssembler;
import dev.twinloop.kernel.curve.PointMachine;
import dev.twinloop.kernel.field.FieldMachine;
import dev.twinloop.kernel.field.P256Field;
import dev.twinloop.task.Control;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/** Kernel: runs {@link PointPrograms} for each item, with the multiplier of p256. */
public final class P256Points {
  private static final int SUM = CurveAssembler.SUM_INTS;

  private P256Points() {}

  /** One turn an item; buffers as in {@link PointMachine} and {@link PointPrograms}. */
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
        int own = item * (int) code.get(PointPrograms.TABLE_LONGS);
        int base = (int) code.get(PointPrograms.BASE_LONGS);
        int headsEnd = (int) code.get(PointPrograms.HEADS_END);
        int[] f = new int[CurveAssembler.FILE_INTS];
        PointSteps.start(f, (int) code.get(PointPrograms.SCALAR_INTS), scalars, item);
        for (int head = PointPrograms.HEAD; head < headsEnd; head += PointPrograms.HEAD) {
          if (verdicts.get(item) == (int) code.get(head + PointPrograms.RUN_ON)) {
            int end = (int) code.get(head + PointPrograms.END);
            for (int pc = (int) code.get(head + PointPrograms.START); pc < end; pc++) {
              long instruction = code.get(pc);
              int word = (int) instruction;
              int more = (int) (instruction >> 32);
              int op = word & 15;
              int d = FieldMachine.d(word);
              int a = FieldMachine.a(word);
              if (op <= FieldMachine.LIN) {
                int from = d;
                if (op == FieldMachine.MUL) {
                  int b = FieldMachine.b(word);
                  int times = FieldMachine.times(more);
                  if (times != 0) {
                    int c = FieldMachine.c(word);
                    if (times > 0) {
                      P256Field.sum(f, SUM, b, times, c);
                    } else {
                      P256Field.difference(f, SUM, b, -times, c, FieldMachine.multiple(more));
                    }
                    b = SUM;
                  }
                  P256Field.mul(f, d, a, b);
                } else if (op == FieldMachine.SQR) {
                  P256Field.sqr(f, d, a);
                } else {
                  from = a;
                }
                int added = FieldMachine.added(more);
                if (added != 0) {
                  int e = FieldMachine.e(more);
                  if (added > 0) {
                    P256Field.add(f, d, from, added, e);
                  } else {
                    P256Field.subtract(f, d, from, -added, e, FieldMachine.addedMultiple(more));
                  }
                }
              } else if (op == FieldMachine.HALF3) {
                P256Field.threeHalves(f, d, a);
              } else {
                PointSteps.move(word, more, f, item, own, constants, items, table);
                int sign = PointSteps.choose(word, more, f, form, own, base, table, generator);
                if (sign != 0) {
                  int y = d;
                  if (op != PointMachine.PARITY) {
                    y = d + FieldMachine.LIMBS;
                  }
                  P256Field.negateIf(sign, f, y);
                }
              }
            }
            PointSteps.judge(f, item, head, code, verdicts);
          }
        }
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }
}
