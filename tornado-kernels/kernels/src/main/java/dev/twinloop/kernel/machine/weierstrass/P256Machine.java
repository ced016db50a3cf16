// Generated from Machine.java.template by GeneratedKernels: do not edit.
package dev.twinloop.kernel.machine.weierstrass;

import dev.twinloop.kernel.field.P256Field;
import dev.twinloop.kernel.machine.FieldSteps;
import dev.twinloop.kernel.machine.Instruction;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/**
 * Runs micro-programs of the set {@link WeierstrassSteps} on {@link P256Field}: one loop around one
 * multiplier. Kernel code; {@link Instruction} has the encoding.
 */
public final class P256Machine {
  private static final int LIMBS = FieldSteps.LIMBS;

  /** Where the sum in a product is put. */
  private static final int SUM = CurveAssembler.SUM_INTS;

  private P256Machine() {}

  /**
   * Runs the instructions from {@code from} to {@code to}.
   *
   * @param f the registers
   * @param constants of the programs' assembler
   * @param items {@link dev.twinloop.kernel.machine.PointMemory#ITEM_INTS} an item
   * @param form of the item: bit 0, the parity of y; bit 1, whether its key is compressed
   * @param own where the item's longs start in the table
   * @param baseLongs of one of the generator's tables
   */
  public static void run(
      int[] f,
      LongArray code,
      int from,
      int to,
      IntArray constants,
      IntArray items,
      int item,
      int form,
      LongArray table,
      int own,
      LongArray generator,
      int baseLongs) {
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
              P256Field.sum(f, SUM, b, times, c);
            } else {
              P256Field.difference(f, SUM, b, -times, c, Instruction.multiple(more));
            }
            b = SUM;
          }
          P256Field.mul(f, d, a, b);
        } else if (op == Instruction.SQR) {
          P256Field.sqr(f, d, a);
        } else {
          augend = a;
        }
        int added = Instruction.added(more);
        if (added != 0) {
          int e = Instruction.e(more) * LIMBS;
          if (added > 0) {
            P256Field.add(f, d, augend, added, e);
          } else {
            P256Field.subtract(f, d, augend, -added, e, Instruction.addedMultiple(more));
          }
        }
      } else if (op == Instruction.HALF3) {
        P256Field.threeHalves(f, d, a);
      } else {
        WeierstrassSteps.move(word, more, f, item, own, constants, items, table);
        int sign = WeierstrassSteps.choose(word, more, f, form, own, baseLongs, table, generator);
        if (sign != 0) {
          int y = d;
          if (op != WeierstrassSteps.PARITY) {
            y = d + LIMBS;
          }
          P256Field.negateIf(sign, f, y);
        }
      }
    }
  }
}
