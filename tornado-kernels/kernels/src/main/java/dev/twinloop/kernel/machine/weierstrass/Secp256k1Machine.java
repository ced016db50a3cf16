// Generated from Machine.java.template by GeneratedKernels: do not edit.
package dev.twinloop.kernel.machine.weierstrass;

import dev.twinloop.kernel.field.Secp256k1Field;
import dev.twinloop.kernel.machine.FieldSteps;
import dev.twinloop.kernel.machine.Instruction;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/**
 * Runs micro-programs of the set {@link WeierstrassSteps} on {@link Secp256k1Field}: one loop
 * around one multiplier. Kernel code; {@link Instruction} has the encoding.
 */
public final class Secp256k1Machine {
  private static final int LIMBS = FieldSteps.LIMBS;

  /** Where the sum in a product is put. */
  private static final int SUM = CurveAssembler.SUM_INTS;

  private Secp256k1Machine() {}

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
              Secp256k1Field.sum(f, SUM, b, times, c);
            } else {
              Secp256k1Field.difference(f, SUM, b, -times, c, Instruction.multiple(more));
            }
            b = SUM;
          }
          Secp256k1Field.mul(f, d, a, b);
        } else if (op == Instruction.SQR) {
          Secp256k1Field.sqr(f, d, a);
        } else {
          augend = a;
        }
        int added = Instruction.added(more);
        if (added != 0) {
          int e = Instruction.e(more) * LIMBS;
          if (added > 0) {
            Secp256k1Field.add(f, d, augend, added, e);
          } else {
            Secp256k1Field.subtract(f, d, augend, -added, e, Instruction.addedMultiple(more));
          }
        }
      } else if (op == Instruction.HALF3) {
        Secp256k1Field.threeHalves(f, d, a);
      } else {
        WeierstrassSteps.move(word, more, f, item, own, constants, items, table);
        int sign = WeierstrassSteps.choose(word, more, f, form, own, baseLongs, table, generator);
        if (sign != 0) {
          int y = d;
          if (op != WeierstrassSteps.PARITY) {
            y = d + LIMBS;
          }
          Secp256k1Field.negateIf(sign, f, y);
        }
      }
    }
  }
}
