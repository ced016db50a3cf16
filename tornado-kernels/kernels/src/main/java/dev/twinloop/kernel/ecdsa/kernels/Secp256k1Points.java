// Generated from SignaturePoints.java.template by GeneratedKernels: do not edit.
package dev.twinloop.kernel.ecdsa.kernels;

import dev.twinloop.kernel.field.Secp256k1Field;
import dev.twinloop.kernel.machine.CurveAssembler;
import dev.twinloop.kernel.machine.FieldMachine;
import dev.twinloop.kernel.machine.PointMachine;
import dev.twinloop.task.Control;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/** Kernel: runs {@link PointCode} for each item, with the multiplier of secp256k1. */
public final class Secp256k1Points {
  private static final int SUM = CurveAssembler.SUM_INTS;

  private Secp256k1Points() {}

  /** One turn an item; buffers as in {@link PointMachine} and {@link PointCode}. */
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
            for (int pc = (int) code.get(head + PointCode.START); pc < end; pc++) {
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
                      Secp256k1Field.sum(f, SUM, b, times, c);
                    } else {
                      Secp256k1Field.difference(f, SUM, b, -times, c, FieldMachine.multiple(more));
                    }
                    b = SUM;
                  }
                  Secp256k1Field.mul(f, d, a, b);
                } else if (op == FieldMachine.SQR) {
                  Secp256k1Field.sqr(f, d, a);
                } else {
                  from = a;
                }
                int added = FieldMachine.added(more);
                if (added != 0) {
                  int e = FieldMachine.e(more);
                  if (added > 0) {
                    Secp256k1Field.add(f, d, from, added, e);
                  } else {
                    Secp256k1Field.subtract(
                        f, d, from, -added, e, FieldMachine.addedMultiple(more));
                  }
                }
              } else if (op == FieldMachine.HALF3) {
                Secp256k1Field.threeHalves(f, d, a);
              } else {
                PointSteps.move(word, more, f, item, own, constants, items, table);
                int sign = PointSteps.choose(word, more, f, form, own, base, table, generator);
                if (sign != 0) {
                  int y = d;
                  if (op != PointMachine.PARITY) {
                    y = d + FieldMachine.LIMBS;
                  }
                  Secp256k1Field.negateIf(sign, f, y);
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
