package dev.twinloop.kernel.ecdsa;

import dev.twinloop.kernel.curve.CurveAssembler;
import dev.twinloop.kernel.field.FieldMachine;
import dev.twinloop.kernel.field.Secp256k1Field;
import dev.twinloop.task.Control;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** Kernel: runs a program of {@link PointPrograms} for each item, with secp256k1's multiplier. */
public final class Secp256k1Points {
  private Secp256k1Points() {}

  /** One turn an item; buffers as in {@link PointPrograms}. */
  public static void run(
      IntArray control,
      IntArray receipt,
      IntArray code,
      IntArray constants,
      IntArray items,
      IntArray forms,
      IntArray scalars,
      IntArray table,
      IntArray generator,
      IntArray verdicts) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        if (verdicts.get(item) == code.get(PointPrograms.RUN_ON)) {
          int[] f = new int[CurveAssembler.FILE_INTS];
          FieldMachine.start(f, constants);
          int end = code.get(PointPrograms.END);
          for (int pc = PointPrograms.START; pc < end; pc += 2) {
            int word = code.get(pc);
            int op = word & 15;
            int d = (word >> 4) & 511;
            int a = (word >> 13) & 511;
            int b = (word >> 22) & 511;
            if (op == FieldMachine.MUL) {
              Secp256k1Field.mul(f, d, a, b);
            }
            if (op == FieldMachine.SQR) {
              Secp256k1Field.sqr(f, d, a);
            }
            if (op > FieldMachine.SQR) {
              int argument = code.get(pc + 1);
              FieldMachine.step(op, f, d, a, b, argument, constants);
              if (op >= FieldMachine.FIRST_OTHER) {
                PointSteps.step(
                    op, f, d, a, b, argument, item, items, forms, scalars, table, generator, code);
              }
            }
          }
          PointSteps.judge(f, item, code, scalars, verdicts);
        }
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }
}
