package dev.twinloop.kernel.ntt.kernels;

import dev.twinloop.kernel.field.Montgomery29;
import dev.twinloop.kernel.field.Shoup29;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Numbers of a transform, up to 8 of which make a private tile: where they lie between passes,
 * loads and stores. Kernel code.
 *
 * <p>Numbers between passes are nine 29-bit limbs below 14 p, in blocks of 32 elements: limb l of
 * element e at {@code 28 + 288 (e / 32) + 32 l + e % 32}, so that the 32 threads of a warp touch
 * one line of memory: an array's first int lies 16 bytes into its memory, int 28 begins a line.
 * Roots of unity likewise, 18 ints each.
 */
public final class Tile {
  public static final int LIMBS = Montgomery29.LIMBS;
  public static final int MOST_STAGES = 3;
  public static final int LANE_BITS = 5;
  public static final int LANES = 1 << LANE_BITS;
  public static final int BLOCK_INTS = LIMBS * LANES;

  private static final int LEAD = 28;
  private static final int LIMB = 0x1fffffff;
  static final long NOT_NEGATIVE = 0x3fffffffL;

  private Tile() {}

  /** How many ints hold this number of elements, one block to spare. */
  public static long ints(int elements) {
    return LEAD + ((elements + LANES - 1L) / LANES + 1) * BLOCK_INTS;
  }

  /** The block and lane of an element: where its limb 0 lies, but for the lead. */
  public static long address(int element) {
    int address = (element >> LANE_BITS) * BLOCK_INTS + (element & (LANES - 1));
    return address & NOT_NEGATIVE;
  }

  /**
   * Where limb i of the number at an address lies. A sum of longs that is known to fit an int costs
   * a device nothing; a sum of ints would be widened anew for each limb.
   */
  public static int limb(long address, int i) {
    return (int) (address + (LEAD + (long) LANES * i));
  }

  /** The lowest {@code bits} bits of x in reverse, 0 to 31. */
  public static int reverse(int x, int bits) {
    int r = ((x >> 1) & 0x55555555) | ((x & 0x55555555) << 1);
    r = ((r >> 2) & 0x33333333) | ((r & 0x33333333) << 2);
    r = ((r >> 4) & 0x0f0f0f0f) | ((r & 0x0f0f0f0f) << 4);
    r = ((r >> 8) & 0x00ff00ff) | ((r & 0x00ff00ff) << 8);
    r = ((r >> 16) & 0xffff) | (r << 16);
    return ((r >> 1) & 0x7fffffff) >> (31 - bits);
  }

  /** Copies a number of a tile from between the passes. */
  public static void load(int[] f, int at, IntArray from, int element) {
    long address = address(element);
    for (int i = 0; i < LIMBS; i++) {
      f[at + i] = from.get(limb(address, i));
    }
  }

  /** Carries a number of a tile and copies it to between the passes. */
  public static void store(int[] f, int at, IntArray to, int element) {
    long address = address(element);
    int carry = 0;
    for (int i = 0; i < LIMBS - 1; i++) {
      int t = f[at + i] + carry;
      to.set(limb(address, i), t & LIMB);
      carry = (t >> 29) & 7;
    }
    to.set(limb(address, LIMBS - 1), f[at + LIMBS - 1] + carry);
  }

  /** Copies a root of unity and its quotient. */
  public static void root(int[] w, IntArray roots, IntArray quotients, int entry) {
    long address = address(entry);
    for (int i = 0; i < LIMBS; i++) {
      w[i] = roots.get(limb(address, i));
      w[LIMBS + i] = quotients.get(limb(address, i));
    }
  }

  /** Brings the number that no factor meets, the first of a tile, below 2 p. */
  public static void foldFirst(int[] f, int[] n) {
    int[] y = new int[LIMBS];
    Shoup29.fold(y, f, 0, n);
    for (int i = 0; i < LIMBS; i++) {
      f[i] = y[i];
    }
  }
}
