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
              if (op == FieldMachine.LIN) {
                FieldMachine.combine(f, d, a, b, argument);
              }
              if (op == FieldMachine.HALF3) {
                FieldMachine.threeHalves(f, d, a);
              }
              if (op == FieldMachine.FOLD) {
                FieldMachine.fold(f, d, a);
              }
              if (op == FieldMachine.CANON) {
                FieldMachine.canonical(f, d, a, constants);
              }
              if (op == FieldMachine.CONST) {
                FieldMachine.load(f, d, argument, constants);
              }
              if (op >= FieldMachine.FIRST_OTHER) {
                int own = item * code.get(PointPrograms.TABLE_INTS);
                int base = code.get(PointPrograms.BASE_INTS);
                PointSteps.move(op, f, d, a, argument, item, own, items, forms, table);
                PointSteps.look(op, f, d, a, argument, item, own, base, scalars, table, generator);
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
