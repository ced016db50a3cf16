package dev.twinloop.kernel.eddsa.kernels;

import dev.twinloop.kernel.machine.edwards.Ed25519Machine;
import dev.twinloop.kernel.machine.edwards.EddsaPrograms;
import dev.twinloop.kernel.machine.edwards.EdwardsAssembler;
import dev.twinloop.task.Control;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/** Kernels: the points of each signature, and the encodings of those that are compared as bytes. */
public final class PointKernels {
  /** Control parameter of {@link #encodings}: how many items there are. */
  public static final int ITEMS = Control.FIRST_PARAMETER;

  /** Control parameter of {@link #encodings}: how many of them share one inversion, a group. */
  public static final int GROUP = Control.FIRST_PARAMETER + 1;

  private PointKernels() {}

  /**
   * One turn an item: runs the main program for those that are {@link Codes#PENDING}.
   *
   * @param code {@link EddsaCode}
   * @param items {@link EddsaPrograms} has the layout of these, of {@code digits} and {@code table}
   * @param base see {@link Ed25519Machine}
   * @param verdicts codes; still {@link Codes#PENDING} where bytes are to be compared
   */
  public static void points(
      IntArray control,
      IntArray receipt,
      LongArray code,
      IntArray constants,
      IntArray items,
      IntArray digits,
      LongArray table,
      LongArray base,
      IntArray verdicts) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        if (verdicts.get(item) == Codes.PENDING) {
          int[] f = new int[EdwardsAssembler.FILE_INTS];
          for (int i = 0; i < EddsaPrograms.DIGIT_INTS; i++) {
            f[i] = digits.get(item * EddsaPrograms.DIGIT_INTS + i);
          }
          f[EddsaPrograms.DIGIT_INTS] = 0;
          int own = item * EddsaPrograms.TABLE_LONGS;
          Ed25519Machine.run(
              f,
              code,
              EddsaCode.COUNT,
              (int) code.get(EddsaCode.MAIN),
              constants,
              items,
              item * EddsaPrograms.ITEM_INTS,
              table,
              own,
              base);
          verdicts.set(item, judge(f));
        }
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  private static int judge(int[] f) {
    int verdict = Codes.WRONG;
    if (f[EddsaPrograms.EQUAL_INT] == 1) {
      verdict = Codes.VALID;
    }
    if (f[EddsaPrograms.EQUAL_INT] == 2) {
      verdict = Codes.PENDING;
    }
    if (f[EddsaPrograms.R_FOUND_INT] == 0) {
      verdict = Codes.R_NOT_ON_CURVE;
    }
    if (f[EddsaPrograms.KEY_FOUND_INT] == 0) {
      verdict = Codes.KEY_NOT_ON_CURVE;
    }
    return verdict;
  }

  /**
   * One turn a group of items: forth over those that are {@link Codes#PENDING} for the product of
   * their Z, one inversion, and back for each one's own (P. Montgomery's trick).
   */
  public static void encodings(
      IntArray control,
      IntArray receipt,
      LongArray code,
      IntArray constants,
      IntArray items,
      LongArray table,
      LongArray base,
      IntArray verdicts) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int group = control.get(Control.FROM) + k;
      if (group < control.get(Control.TO)) {
        int[] f = new int[EdwardsAssembler.FILE_INTS];
        int size = control.get(GROUP);
        int from = group * size;
        int count = Math.min(size, control.get(ITEMS) - from);
        // 0: first; 1 to count: forth; count + 1: turn; to 2 count + 1: back
        for (int step = 0; step < 2 * count + 2; step++) {
          int program = EddsaCode.FIRST;
          int item = from;
          if (step > 0) {
            program = EddsaCode.FORTH;
            item = from + step - 1;
          }
          if (step == count + 1) {
            program = EddsaCode.TURN;
            item = from;
          }
          if (step > count + 1) {
            program = EddsaCode.BACK;
            item = from + 2 * count + 1 - step;
          }
          int ofGroup = program & 1; // FIRST and TURN; the others run for open items alone
          int open = verdicts.get(item) ^ Codes.PENDING;
          int runs = ofGroup | ((((open | -open) >> 31) & 1) ^ 1);
          if (runs != 0) {
            Ed25519Machine.run(
                f,
                code,
                (int) code.get(program - 1),
                (int) code.get(program),
                constants,
                items,
                item * EddsaPrograms.ITEM_INTS,
                table,
                item * EddsaPrograms.TABLE_LONGS,
                base);
            if (program == EddsaCode.BACK) {
              verdicts.set(item, Codes.WRONG - (f[EddsaPrograms.EQUAL_INT] & 1));
            }
          }
        }
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }
}
