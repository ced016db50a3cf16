package dev.twinloop.kernel.machine;

import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * What machines of nine limbs have in common besides arithmetic: their constants, and {@link
 * Instruction#MOVE}, {@link Instruction#CANON} and {@link Instruction#CONST}. Kernel code.
 *
 * <p>Registers are runs of nine 29-bit limbs, least significant first, in one private {@code int}
 * array. Limbs may exceed 29 bits by what {@link Assembler} proves harmless.
 */
public final class FieldSteps {
  /** Ints of a register. */
  public static final int LIMBS = 9;

  /** Limbs 1 to 7 of K: three units of 2^29, less the three that the limb below was given. */
  static final int LIFT = (3 << 29) - 3;

  /** Index in the constants of 2^256, or 2^255, less the modulus. */
  static final int GAP = 0;

  /** Index in the constants of the program's own. */
  static final int FIRST_CONSTANT = LIMBS;

  private static final long U32 = 0xffffffffL;
  private static final long U35 = 0x7ffffffffL;
  private static final int LIMB = 0x1fffffff;

  private FieldSteps() {}

  /** Runs {@link Instruction#MOVE}. */
  public static void move(int[] f, int d, int a) {
    for (int i = 0; i < LIMBS; i++) {
      f[d + i] = f[a + i];
    }
  }

  /**
   * Runs {@link Instruction#CANON}, for a modulus between 2^n - 2^225 and 2^n.
   *
   * @param top n - 232, the bits of limb 8 below 2^n: 23 or 24, a literal at each call
   */
  public static void canonical(int[] f, int d, int a, IntArray constants, int top) {
    int below = (1 << top) - 1;
    int[] v = new int[LIMBS];
    int[] w = new int[LIMBS];
    for (int i = 0; i < LIMBS; i++) {
      v[i] = f[a + i];
    }
    int twice = (v[8] >> top) & ((1 << (32 - top)) - 1);
    v[8] = v[8] & below;
    addGaps(w, v, twice, constants);
    int once = (w[8] >> top) & ((1 << (32 - top)) - 1);
    w[8] = w[8] & below;
    addGaps(v, w, once, constants);
    addGaps(w, v, 1, constants);
    int reach = -((w[8] >> top) & 1);
    w[8] = w[8] & below;
    for (int i = 0; i < LIMBS; i++) {
      f[d + i] = (w[i] & reach) | (v[i] & ~reach);
    }
  }

  /** Runs {@link Instruction#CONST}. */
  public static void load(int[] f, int d, int index, IntArray constants) {
    for (int i = 0; i < LIMBS; i++) {
      f[d + i] = constants.get(index * LIMBS + i);
    }
  }

  /** to = from + count * (2^n - p), carried. */
  private static void addGaps(int[] to, int[] from, int count, IntArray constants) {
    long carry = 0;
    for (int i = 0; i < LIMBS - 1; i++) {
      long t = (from[i] & U32) + (count & U32) * (constants.get(GAP + i) & U32) + carry;
      to[i] = (int) t & LIMB;
      carry = (t >> 29) & U35;
    }
    to[8] = from[8] + count * constants.get(GAP + 8) + (int) carry;
  }
}
