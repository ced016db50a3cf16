package dev.twinloop.kernel.machine;

import java.math.BigInteger;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/**
 * How an item's data and tables of points lie in memory for machines of nine limbs. Kernel code.
 *
 * <pre>
 *   items     40 ints an item: five 32-byte big-endian numbers, as the bytes lie in memory
 *   scalars   24 ints an item: windows, least significant first; see Digits
 *   table     coordinates, {@link #LONGS} each: limbs 0 and 1, 2 and 3, … in one long each,
 *             the lower one below, limb 8 alone. Two loads in one halve what lookups cost a
 *             device, whose threads each read somewhere else
 *   generator likewise, x and y of each point
 * </pre>
 */
public final class PointMemory {
  /** Ints of an item. */
  public static final int ITEM_INTS = 40;

  /** Ints of an item's scalars. */
  public static final int SCALAR_INTS = 24;

  /** Longs of a coordinate. */
  public static final int LONGS = 5;

  private static final long U32 = 0xffffffffL;
  private static final int LIMB = 0x1fffffff;
  private static final int LIMBS = FieldSteps.LIMBS;

  private PointMemory() {}

  /** The 32-bit number whose four bytes lie in memory most significant first. */
  public static int bigEndian(int v) {
    return (v << 24) | ((v & 0xff00) << 8) | ((v >> 8) & 0xff00) | ((v >> 24) & 0xff);
  }

  /** d = the 256-bit number at a place of the items. */
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

  /** d = a coordinate of a table. */
  public static void fetch(int[] f, int d, LongArray table, int at) {
    for (int i = 0; i < LONGS - 1; i++) {
      long two = table.get(at + i);
      f[d + 2 * i] = (int) two;
      f[d + 2 * i + 1] = (int) (two >> 32);
    }
    f[d + LIMBS - 1] = (int) table.get(at + LONGS - 1);
  }

  /** A coordinate of a table = a. */
  public static void store(int[] f, int a, LongArray table, int at) {
    for (int i = 0; i < LONGS - 1; i++) {
      long high = f[a + 2 * i + 1];
      table.set(at + i, (f[a + 2 * i] & U32) | (high << 32));
    }
    table.set(at + LONGS - 1, f[a + LIMBS - 1] & U32);
  }

  /** The window of scalar bits that an argument names, less half: negative for negative digits. */
  public static int window(int[] f, int argument) {
    int word = argument & 0xff;
    int shift = (argument >> 8) & 31;
    int width = (argument >> 16) & 31;
    long high = f[word + 1];
    long two = (f[word] & U32) | (high << 32);
    int bits = (int) (two >> shift) & ((1 << width) - 1);
    return bits - (1 << (width - 1));
  }

  /** Writes limbs, on the host, as {@link #fetch} reads them; the memory is zero. */
  public static void write(BigInteger limbs, long[] to, int at) {
    int[] split = new int[LIMBS];
    LimbField.split(limbs, split, 0);
    for (int i = 0; i < LIMBS; i++) {
      to[at + i / 2] |= (long) split[i] << (32 * (i & 1));
    }
  }
}
