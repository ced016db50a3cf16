// Generated from Machine.java.template by GeneratedKernels: do not edit.
package dev.twinloop.kernel.machine.edwards;

import dev.twinloop.kernel.field.Ed25519Field;
import dev.twinloop.kernel.machine.FieldSteps;
import dev.twinloop.kernel.machine.Instruction;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/**
 * Runs micro-programs of the set {@link EdwardsSteps} on {@link Ed25519Field}: one loop around one
 * multiplier. Kernel code; {@link Instruction} has the encoding.
 */
public final class Ed25519Machine {
  private static final int LIMBS = FieldSteps.LIMBS;

  /** Where the sum in a product is put. */
  private static final int SUM = EdwardsAssembler.SUM_INTS;

  private Ed25519Machine() {}

  /**
   * Runs the instructions from {@code from} to {@code to}.
   *
   * @param f the registers
   * @param constants of the programs' assembler
   * @param item where the item's ints start
   * @param own where the item's longs start in the table
   * @param base {@link BasePointTable}
   */
  public static void run(
      int[] f,
      LongArray code,
      int from,
      int to,
      IntArray constants,
      IntArray items,
      int item,
      LongArray table,
      int own,
      LongArray base) {
    for (int pc = from; pc < to; pc++) {
      long instruction = code.get(pc);
      int word = (int) instruction;
      int more = (int) (instruction >> 32);
      int op = word & 15;
      int d = Instruction.d(word) * LIMBS;
      int a = Instruction.a(word) * LIMBS;
      if (op <= Instruction.LIN) {
        int augend = d;
        if (op == Instruction.MUL) {
          int b = Instruction.b(word) * LIMBS;
          int times = Instruction.times(more);
          if (times != 0) {
            int c = Instruction.c(word) * LIMBS;
            if (times > 0) {
              Ed25519Field.sum(f, SUM, b, times, c);
            } else {
              Ed25519Field.difference(f, SUM, b, -times, c, 0);
            }
            b = SUM;
          }
          Ed25519Field.mul(f, d, a, b);
        } else if (op == Instruction.SQR) {
          Ed25519Field.sqr(f, d, a);
        } else {
          augend = a;
        }
        int added = Instruction.added(more);
        if (added != 0) {
          int e = Instruction.e(more) * LIMBS;
          if (added > 0) {
            Ed25519Field.add(f, d, augend, added, e);
          } else {
            Ed25519Field.subtract(f, d, augend, -added, e, 0);
          }
        }
      } else if (op == EdwardsSteps.DIGIT) {
        EdwardsSteps.digit(word, more, f, table, own);
      } else if (op == EdwardsSteps.BASE) {
        EdwardsSteps.base(word, more, f, base);
      } else {
        EdwardsSteps.rare(word, more, f, constants, items, item, table, own);
      }
    }
  }
}
