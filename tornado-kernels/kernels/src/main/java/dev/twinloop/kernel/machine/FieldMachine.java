package dev.twinloop.kernel.machine;

import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * The instructions of the register machine that field and curve kernels interpret, and those that
 * both fields run alike. Kernel code.
 *
 * <p>Registers are runs of nine 29-bit limbs, least significant first, in one private {@code int}
 * array. All threads run the same instructions, so nothing diverges, and the device compiler sees
 * one multiplier instead of thousands. An instruction is a long, of which the lower half comes
 * first here:
 *
 * <pre>
 *   word   bits 0-3  4-10  11-17  18-24  25-31
 *          +--------+-----+------+------+------+
 *          |   op   |  d  |  a   |  b   |  c   |     registers 0 to 127
 *          +--------+-----+------+------+------+
 *   more   bits 0-6  7-11    12-18      19-23   24-30
 *          +--------+-------+----------+-------+---------------+
 *          |   e    | times | multiple | added | addedMultiple |
 *          +--------+-------+----------+-------+---------------+
 *
 *   MUL    d = a * (b + times * c) + added * e
 *   SQR    d = a * a + added * e
 *   LIN    d = a + added * e
 * </pre>
 *
 * {@code times} and {@code added} are signed; where they are negative, the multiple of p that keeps
 * the difference positive ({@link LimbField.Lift}) is added too. Other instructions have an
 * argument in place of {@code more}.
 *
 * <p>Limbs may exceed 29 bits by what {@link FieldAssembler} proves harmless.
 */
public final class FieldMachine {
  /** A product. */
  public static final int MUL = 0;

  /** A square. */
  public static final int SQR = 1;

  /** A sum. */
  public static final int LIN = 2;

  /** d = 3 * a / 2. */
  public static final int HALF3 = 3;

  /** d = a. */
  public static final int MOVE = 4;

  /** d = a, fully reduced. */
  public static final int CANON = 5;

  /** d = constant; argument: its index. */
  public static final int CONST = 6;

  /** First instruction that belongs to curve kernels. */
  public static final int FIRST_OTHER = 7;

  /** Ints of a register. */
  public static final int LIMBS = 9;

  /** Registers that an instruction can name. */
  public static final int REGISTERS = 128;

  /** Limbs 1 to 7 of K: three units of 2^29, less the three that the limb below was given. */
  static final int LIFT = (3 << 29) - 3;

  /** Index in the constants of 2^256, or 2^255, less the modulus. */
  static final int GAP = 0;

  /** Index in the constants of the program's own. */
  static final int FIRST_CONSTANT = LIMBS;

  private static final long U32 = 0xffffffffL;
  private static final long U35 = 0x7ffffffffL;
  private static final int LIMB = 0x1fffffff;

  private FieldMachine() {}

  /** Offset in the file of register d. */
  public static int d(int word) {
    return ((word >> 4) & 127) * LIMBS;
  }

  /** Offset of register a. */
  public static int a(int word) {
    return ((word >> 11) & 127) * LIMBS;
  }

  /** Offset of register b. */
  public static int b(int word) {
    return ((word >> 18) & 127) * LIMBS;
  }

  /** Offset of register c. */
  public static int c(int word) {
    return ((word >> 25) & 127) * LIMBS;
  }

  /** Offset of register e. */
  public static int e(int more) {
    return (more & 127) * LIMBS;
  }

  /** The factor of c: 0 if a product has no sum. */
  public static int times(int more) {
    return (more << 20) >> 27;
  }

  /** Which lift a difference in a product needs. */
  public static int multiple(int more) {
    return (more >> 12) & 127;
  }

  /** The factor of e: 0 if an instruction adds nothing. */
  public static int added(int more) {
    return (more << 8) >> 27;
  }

  /** Which lift a difference needs. */
  public static int addedMultiple(int more) {
    return (more >> 24) & 127;
  }

  /** Runs {@link #MOVE}. */
  public static void move(int[] f, int d, int a) {
    for (int i = 0; i < LIMBS; i++) {
      f[d + i] = f[a + i];
    }
  }

  /**
   * Runs {@link #CANON}, for a modulus between 2^n - 2^225 and 2^n.
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

  /** Runs {@link #CONST}. */
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
