package dev.twinloop.kernel.machine.edwards;

import dev.twinloop.kernel.field.Ed25519Field;
import dev.twinloop.kernel.machine.FieldSteps;
import dev.twinloop.kernel.machine.Instruction;
import dev.twinloop.kernel.machine.PointMemory;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/**
 * The ops of the Edwards set: how programs on edwards25519 reach an item's numbers, its own tables
 * of points and that of the base point, and how they choose. Kernel code.
 *
 * <pre>
 *   items     ints of an item: 32-byte little-endian numbers as the bytes lie in memory
 *   table     longs of an item: coordinates of {@link PointMemory#LONGS} each. First its tables of
 *             multiples 0 to 16 of points, {@link #TABLE_LONGS} each; behind them what programs keep
 *   base      multiples 0 to 4096 of the base point: y + x, y - x, 2 d x y
 *   entry     Y + X, Y - X, 2 d T, 2 Z
 * </pre>
 *
 * Truth values are the numbers 0 and 1 in a register.
 */
public final class EdwardsSteps {
  /** d = the number at an offset of the item, without its top bit. */
  public static final int WORDS = 7;

  /** d = the top bit of the number at an offset of the item. */
  public static final int SIGN = 8;

  /** table[argument] = a. */
  public static final int STORE = 9;

  /** d = table[argument]. */
  public static final int FETCH = 10;

  /** Four registers from d on = the entry that a digit names in the item's table number a. */
  public static final int DIGIT = 11;

  /** Three registers from d on = the entry that a digit names in the base point's table. */
  public static final int BASE = 12;

  /** d = a where b is not 0. */
  public static final int SELECT = 13;

  /** d = whether the reduced number in a is 0. */
  public static final int IS_ZERO = 14;

  /** d = the lowest bit of a. */
  public static final int ODD = 15;

  /** Longs of an entry of an item's table. */
  public static final int ENTRY_LONGS = 4 * PointMemory.LONGS;

  /** Entries of an item's table. */
  public static final int ENTRIES = 17;

  /** Longs of one of an item's tables. */
  public static final int TABLE_LONGS = ENTRIES * ENTRY_LONGS;

  /** Longs of an entry of the base point's table. */
  public static final int BASE_LONGS = 3 * PointMemory.LONGS;

  /** Bits of limb 8 below 2^255. */
  private static final int TOP = 23;

  private static final long U32 = 0xffffffffL;
  private static final int LIMB = 0x1fffffff;
  private static final int LIMBS = FieldSteps.LIMBS;
  private static final int LONGS = PointMemory.LONGS;

  private EdwardsSteps() {}

  /** Runs {@link #DIGIT}, for an item whose longs start here. */
  static void digit(int word, int argument, int[] f, LongArray table, int own) {
    int d = Instruction.d(word) * LIMBS;
    int e = PointMemory.window(f, argument);
    int sign = e >> 31;
    int entry = Instruction.a(word) * ENTRIES + (e ^ sign) - sign;
    entry(f, d, sign, table, own + entry * ENTRY_LONGS);
    PointMemory.fetch(f, d + 3 * LIMBS, table, own + entry * ENTRY_LONGS + 3 * LONGS);
  }

  /** Runs {@link #BASE}. */
  static void base(int word, int argument, int[] f, LongArray base) {
    int d = Instruction.d(word) * LIMBS;
    int e = PointMemory.window(f, argument);
    int sign = e >> 31;
    entry(f, d, sign, base, ((e ^ sign) - sign) * BASE_LONGS);
  }

  /** Y + X, Y - X and 2 d T of an entry, or those of its negative. */
  private static void entry(int[] f, int d, int sign, LongArray table, int at) {
    int swap = sign & LONGS;
    PointMemory.fetch(f, d, table, at + swap);
    PointMemory.fetch(f, d + LIMBS, table, at + LONGS - swap);
    PointMemory.fetch(f, d + 2 * LIMBS, table, at + 2 * LONGS);
    if (sign != 0) {
      Ed25519Field.negateIf(sign, f, d + 2 * LIMBS);
    }
  }

  /** Runs the instructions that ladders do not consist of. */
  static void rare(
      int word,
      int argument,
      int[] f,
      IntArray constants,
      IntArray items,
      int item,
      LongArray table,
      int own) {
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
      words(f, d, items, item + argument);
    }
    if (op == SIGN) {
      truth(f, d, (items.get(item + argument + 7) >> 31) & 1);
    }
    if (op == STORE) {
      PointMemory.store(f, a, table, own + argument);
    }
    if (op == FETCH) {
      PointMemory.fetch(f, d, table, own + argument);
    }
    if (op == SELECT) {
      if (f[Instruction.b(word) * LIMBS] != 0) {
        FieldSteps.move(f, d, a);
      }
    }
    if (op == IS_ZERO) {
      int any = 0;
      for (int i = 0; i < LIMBS; i++) {
        any = any | f[a + i];
      }
      truth(f, d, (((any | -any) >> 31) & 1) ^ 1);
    }
    if (op == ODD) {
      truth(f, d, f[a] & 1);
    }
  }

  /** d = a number of one bit. */
  private static void truth(int[] f, int d, int bit) {
    f[d] = bit;
    for (int i = 1; i < LIMBS; i++) {
      f[d + i] = 0;
    }
  }

  /** Runs {@link #WORDS}. */
  private static void words(int[] f, int d, IntArray items, int at) {
    long bits = 0;
    int held = 0;
    int limb = 0;
    for (int i = 0; i < 8; i++) {
      bits = bits | ((items.get(at + i) & U32) << held);
      held += 32;
      f[d + limb] = (int) bits & LIMB;
      bits = (bits >> 29) & U32;
      held -= 29;
      limb++;
    }
    f[d + 8] = (int) bits & ((1 << TOP) - 1);
  }
}
