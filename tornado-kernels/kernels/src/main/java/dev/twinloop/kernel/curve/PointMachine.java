package dev.twinloop.kernel.curve;

import dev.twinloop.kernel.field.FieldMachine;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * The instructions by which programs for {@link FieldMachine} reach an item's data: its words, its
 * own table of points, its digits, and the generator's table. Kernel code.
 *
 * <pre>
 *   items     40 ints an item: five 32-byte big-endian numbers, as the bytes lie in memory
 *   scalars   24 ints an item: windows, least significant first; see Digits
 *   table     stride ints an item: coordinates, nine limbs each
 *   generator 18 ints a point: x and y
 * </pre>
 */
public final class PointMachine {
  /** d = the 256-bit number at a word offset of the item. */
  public static final int WORDS = 7;

  /** table[argument] = a. */
  public static final int STORE = 8;

  /** d = table[argument]. */
  public static final int FETCH = 9;

  /** Point at d = the item's table entry that a digit names; a: ints of an entry. */
  public static final int DIGIT = 10;

  /** Point at d = the generator's table entry that a digit names; a: which table. */
  public static final int GENERATOR = 11;

  /** d = -d if the lowest bit of a differs from that of the item's form. */
  public static final int PARITY = 12;

  /** d = table[argument] if the item's form has bit 1 set, else unchanged. */
  public static final int FETCH_IF_FORM = 13;

  /** Ints of an item. */
  public static final int ITEM_INTS = 40;

  /** Ints of an item's scalars. */
  public static final int SCALAR_INTS = 24;

  private static final long U32 = 0xffffffffL;
  private static final int LIMB = 0x1fffffff;
  private static final int LIMBS = FieldMachine.LIMBS;

  private PointMachine() {}

  /** The 32-bit number whose four bytes lie in memory most significant first. */
  public static int bigEndian(int v) {
    return (v << 24) | ((v & 0xff00) << 8) | ((v >> 8) & 0xff00) | ((v >> 24) & 0xff);
  }

  /** Runs {@link #WORDS}. */
  public static void words(int[] f, int d, IntArray items, int at) {
    long bits = 0;
    int held = 0;
    int limb = 0;
    for (int i = 7; i >= 0; i--) {
      bits = bits | ((bigEndian(items.get(at + i)) & U32) << held);
      held += 32;
      f[d + limb] = (int) bits & LIMB;
      bits = (bits >> 29) & U32;
      held -= 29;
      limb++;
    }
    f[d + 8] = (int) bits;
  }

  /** Runs {@link #FETCH}. */
  public static void fetch(int[] f, int d, IntArray table, int at) {
    for (int i = 0; i < LIMBS; i++) {
      f[d + i] = table.get(at + i);
    }
  }

  /** Runs {@link #STORE}. */
  public static void store(int[] f, int a, IntArray table, int at) {
    for (int i = 0; i < LIMBS; i++) {
      table.set(at + i, f[a + i]);
    }
  }

  /** The window of scalar bits that an argument names, less half: negative for negative digits. */
  public static int window(int argument, IntArray scalars, int at) {
    int word = at + (argument & 0xff);
    int shift = (argument >> 8) & 31;
    int width = (argument >> 16) & 31;
    long two = (scalars.get(word) & U32) | ((scalars.get(word + 1) & U32) << 32);
    int bits = (int) (two >> shift) & ((1 << width) - 1);
    return bits - (1 << (width - 1));
  }

  /** y = 2 K - y where sign is -1; unchanged where it is 0. */
  public static void negateIf(int sign, int[] f, int y) {
    for (int i = 0; i < LIMBS; i++) {
      f[y + i] = (f[y + i] & ~sign) | ((2 * f[FieldMachine.K + i] - f[y + i]) & sign);
    }
  }
}
