package dev.twinloop.kernel.machine.weierstrass;

import dev.twinloop.kernel.machine.FieldSteps;
import dev.twinloop.kernel.machine.Instruction;
import dev.twinloop.kernel.machine.PointMemory;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/**
 * The ops of the Weierstrass set: how programs reach an item's words, its own table of points, its
 * digits, and the generator's table, {@link PointMemory}. Kernel code.
 */
public final class WeierstrassSteps {
  /** d = the 256-bit number at a word offset of the item. */
  public static final int WORDS = 7;

  /** table[argument] = a. */
  public static final int STORE = 8;

  /** d = table[argument]. */
  public static final int FETCH = 9;

  /** d = a if the item's form has bit 1 set. */
  public static final int MOVE_IF_FORM = 10;

  /** d = -d if the lowest bit of a differs from that of the item's form. */
  public static final int PARITY = 11;

  /** Point at d = the item's table entry that a digit names; a: its coordinates. */
  public static final int DIGIT = 12;

  /** Point at d = the generator's table entry that a digit names; a: which table. */
  public static final int GENERATOR = 13;

  private static final int LIMBS = FieldSteps.LIMBS;

  /** Bits of limb 8 below 2^256. */
  private static final int TOP = 24;

  private WeierstrassSteps() {}

  /** Runs the instructions that move numbers. */
  static void move(
      int word,
      int argument,
      int[] f,
      int item,
      int own,
      IntArray constants,
      IntArray items,
      LongArray table) {
    int op = word & 15;
    int d = Instruction.d(word) * LIMBS;
    int a = Instruction.a(word) * LIMBS;
    if (op == Instruction.MOVE) {
      FieldSteps.move(f, d, a);
    }
    if (op == Instruction.CANON) {
      FieldSteps.canonical(f, d, a, constants, TOP);
    }
    if (op == Instruction.CONST) {
      FieldSteps.load(f, d, argument, constants);
    }
    if (op == WORDS) {
      PointMemory.words(f, d, items, item * PointMemory.ITEM_INTS + argument);
    }
    if (op == STORE) {
      PointMemory.store(f, a, table, own + argument);
    }
  }

  /**
   * Runs the instructions that may negate.
   *
   * @return -1 if register d + 9 is to be negated (or d itself, after {@link #PARITY})
   */
  static int choose(
      int word,
      int argument,
      int[] f,
      int form,
      int own,
      int baseLongs,
      LongArray table,
      LongArray generator) {
    int op = word & 15;
    int d = Instruction.d(word) * LIMBS;
    int sign = 0;
    int at = own + argument;
    int coordinates = 0;
    if (op == MOVE_IF_FORM) {
      if ((form & 2) != 0) {
        FieldSteps.move(f, d, Instruction.a(word) * LIMBS);
      }
    }
    if (op == PARITY) {
      sign = -((f[Instruction.a(word) * LIMBS] ^ form) & 1);
    }
    if (op == FETCH) {
      coordinates = 1;
    }
    if (op >= DIGIT) {
      int number = Instruction.a(word);
      int e = PointMemory.window(f, argument);
      sign = e >> 31;
      coordinates = number;
      at = own + (e ^ sign) * number * PointMemory.LONGS;
      if (op == GENERATOR) {
        coordinates = 0;
        at = number * baseLongs + (e ^ sign) * (2 * PointMemory.LONGS);
        for (int i = 0; i < 2; i++) {
          PointMemory.fetch(f, d + i * LIMBS, generator, at + i * PointMemory.LONGS);
        }
      }
    }
    for (int i = 0; i < coordinates; i++) {
      PointMemory.fetch(f, d + i * LIMBS, table, at + i * PointMemory.LONGS);
    }
    return sign;
  }
}
