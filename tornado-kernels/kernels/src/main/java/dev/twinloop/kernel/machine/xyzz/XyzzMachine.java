// Generated from Machine.java.template by GeneratedKernels: do not edit.
package dev.twinloop.kernel.machine.xyzz;

import dev.twinloop.kernel.machine.Instruction;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/**
 * Runs micro-programs of the set {@link XyzzSteps} on {@link XyzzNumbers}: one loop around one
 * multiplier. Kernel code; {@link Instruction} has the encoding.
 */
public final class XyzzMachine {
  private XyzzMachine() {}

  /**
   * Runs the instructions from {@code from} to {@code to}.
   *
   * @param f the registers
   * @param n parameters of the multiplier
   * @param limbs of a register, a literal
   */
  public static void run(int[] f, int[] n, LongArray code, int from, int to, int limbs) {
    int pc = from;
    while (pc < to) {
      long instruction = code.get(pc);
      int word = (int) instruction;
      int more = (int) (instruction >> 32);
      int op = word & 15;
      int d = Instruction.d(word) * limbs;
      int a = Instruction.a(word) * limbs;
      int next = pc + 1;
      if (op <= Instruction.LIN) {
        int augend = d;
        if (op == Instruction.MUL) {
          int b = Instruction.b(word) * limbs;
          XyzzNumbers.mul(f, d, a, b, n, limbs);
        } else if (op == Instruction.SQR) {
          XyzzNumbers.sqr(f, d, a, n, limbs);
        } else {
          augend = a;
        }
        int added = Instruction.added(more);
        if (added != 0) {
          int e = Instruction.e(more) * limbs;
          if (added > 0) {
            XyzzNumbers.add(f, d, augend, added, e, limbs);
          } else {
            XyzzNumbers.subtract(f, d, augend, -added, e, Instruction.addedMultiple(more), limbs);
          }
        }
      } else {
        next = next + XyzzSteps.run(word, more, f, n, limbs);
      }
      pc = next;
    }
  }
}
