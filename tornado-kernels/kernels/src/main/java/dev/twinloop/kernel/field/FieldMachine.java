package dev.twinloop.kernel.field;

import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * The instructions, other than the two multiplications, of the register machine that field and
 * curve kernels interpret. Kernel code.
 *
 * <p>Registers are runs of nine 29-bit limbs, least significant first, in one private {@code int}
 * array. An instruction is two ints: {@code op | d << 4 | a << 13 | b << 22}, where {@code d},
 * {@code a}, {@code b} are offsets of registers in the file, and an argument word. All threads run
 * the same instructions, so nothing diverges, and the device compiler sees one multiplier instead
 * of thousands.
 *
 * <p>Limbs may exceed 29 bits by what {@link FieldAssembler} proves harmless.
 */
public final class FieldMachine {
  /** d = a * b. */
  public static final int MUL = 0;

  /** d = a * a. */
  public static final int SQR = 1;

  /** d = ca * a + cb * b + ck * K; argument: ca, cb, ck as signed bytes. */
  public static final int LIN = 2;

  /** d = 3 * a / 2. */
  public static final int HALF3 = 3;

  /** d = a, fully reduced. */
  public static final int CANON = 4;

  /** d = constant; argument: its index. */
  public static final int CONST = 5;

  /** d = a, less the modulus as often as limb 8 says. */
  public static final int FOLD = 6;

  /** First instruction that belongs to curve kernels. */
  public static final int FIRST_OTHER = 7;

  /** Ints of a register. */
  public static final int LIMBS = 9;

  /** Register that holds K, a multiple of the modulus with every limb large: a - b + K >= 0. */
  public static final int K = 0;

  /** Register that holds 2^256 less the modulus, in few and signed limbs. */
  public static final int SPARSE_GAP = LIMBS;

  /** Register that holds the modulus. */
  public static final int P = 2 * LIMBS;

  /** First register that programs may use. */
  public static final int FIRST_REGISTER = 3 * LIMBS;

  /** Index in the constants of 2^256 less the modulus. */
  static final int GAP = 3 * LIMBS;

  /** Index in the constants of the program's own. */
  static final int FIRST_CONSTANT = 4 * LIMBS;

  private static final long U32 = 0xffffffffL;
  private static final long U35 = 0x7ffffffffL;
  private static final int LIMB = 0x1fffffff;

  private FieldMachine() {}

  /** Fills the registers K, SPARSE_GAP and P. */
  public static void start(int[] f, IntArray constants) {
    for (int i = 0; i < FIRST_REGISTER; i++) {
      f[i] = constants.get(i);
    }
  }

  /**
   * d = ca * a + cb * b + ck * K. Each limb gives its carry to the next and no further, so that
   * nothing waits: limbs come out below 2^29 + 8. The top limb keeps all its bits.
   */
  public static void combine(int[] f, int d, int a, int b, int argument) {
    int ca = (argument << 24) >> 24;
    int cb = (argument << 16) >> 24;
    int ck = (argument << 8) >> 24;
    int t0 = ca * f[a] + cb * f[b] + ck * f[K];
    int t1 = ca * f[a + 1] + cb * f[b + 1] + ck * f[K + 1];
    int t2 = ca * f[a + 2] + cb * f[b + 2] + ck * f[K + 2];
    int t3 = ca * f[a + 3] + cb * f[b + 3] + ck * f[K + 3];
    int t4 = ca * f[a + 4] + cb * f[b + 4] + ck * f[K + 4];
    int t5 = ca * f[a + 5] + cb * f[b + 5] + ck * f[K + 5];
    int t6 = ca * f[a + 6] + cb * f[b + 6] + ck * f[K + 6];
    int t7 = ca * f[a + 7] + cb * f[b + 7] + ck * f[K + 7];
    int t8 = ca * f[a + 8] + cb * f[b + 8] + ck * f[K + 8];
    f[d] = t0 & LIMB;
    f[d + 1] = (t1 & LIMB) + ((t0 >> 29) & 7);
    f[d + 2] = (t2 & LIMB) + ((t1 >> 29) & 7);
    f[d + 3] = (t3 & LIMB) + ((t2 >> 29) & 7);
    f[d + 4] = (t4 & LIMB) + ((t3 >> 29) & 7);
    f[d + 5] = (t5 & LIMB) + ((t4 >> 29) & 7);
    f[d + 6] = (t6 & LIMB) + ((t5 >> 29) & 7);
    f[d + 7] = (t7 & LIMB) + ((t6 >> 29) & 7);
    f[d + 8] = t8 + ((t7 >> 29) & 7);
  }

  /** d = 3 * a / 2: an odd value gets the modulus added first. Carries as in {@link #combine}. */
  public static void threeHalves(int[] f, int d, int a) {
    int odd = -(f[a] & 1);
    int t0 = 3 * f[a] + (f[P] & odd);
    int t1 = 3 * f[a + 1] + (f[P + 1] & odd);
    int t2 = 3 * f[a + 2] + (f[P + 2] & odd);
    int t3 = 3 * f[a + 3] + (f[P + 3] & odd);
    int t4 = 3 * f[a + 4] + (f[P + 4] & odd);
    int t5 = 3 * f[a + 5] + (f[P + 5] & odd);
    int t6 = 3 * f[a + 6] + (f[P + 6] & odd);
    int t7 = 3 * f[a + 7] + (f[P + 7] & odd);
    int t8 = 3 * f[a + 8] + (f[P + 8] & odd);
    int u1 = (t1 & LIMB) + ((t0 >> 29) & 7);
    int u2 = (t2 & LIMB) + ((t1 >> 29) & 7);
    int u3 = (t3 & LIMB) + ((t2 >> 29) & 7);
    int u4 = (t4 & LIMB) + ((t3 >> 29) & 7);
    int u5 = (t5 & LIMB) + ((t4 >> 29) & 7);
    int u6 = (t6 & LIMB) + ((t5 >> 29) & 7);
    int u7 = (t7 & LIMB) + ((t6 >> 29) & 7);
    int u8 = t8 + ((t7 >> 29) & 7);
    f[d] = ((t0 & LIMB) >> 1) + ((u1 & 1) << 28);
    f[d + 1] = (u1 >> 1) + ((u2 & 1) << 28);
    f[d + 2] = (u2 >> 1) + ((u3 & 1) << 28);
    f[d + 3] = (u3 >> 1) + ((u4 & 1) << 28);
    f[d + 4] = (u4 >> 1) + ((u5 & 1) << 28);
    f[d + 5] = (u5 >> 1) + ((u6 & 1) << 28);
    f[d + 6] = (u6 >> 1) + ((u7 & 1) << 28);
    f[d + 7] = (u7 >> 1) + ((u8 & 1) << 28);
    f[d + 8] = (u8 >> 1) & 0x7fffffff;
  }

  /** d = a - q p with q = a / 2^256, carried; limbs may be negative on the way. */
  public static void fold(int[] f, int d, int a) {
    int q = (f[a + 8] >> 24) & 0xff;
    int t0 = f[a] + q * f[SPARSE_GAP];
    int t1 = f[a + 1] + q * f[SPARSE_GAP + 1] + (t0 >> 29);
    int t2 = f[a + 2] + q * f[SPARSE_GAP + 2] + (t1 >> 29);
    int t3 = f[a + 3] + q * f[SPARSE_GAP + 3] + (t2 >> 29);
    int t4 = f[a + 4] + q * f[SPARSE_GAP + 4] + (t3 >> 29);
    int t5 = f[a + 5] + q * f[SPARSE_GAP + 5] + (t4 >> 29);
    int t6 = f[a + 6] + q * f[SPARSE_GAP + 6] + (t5 >> 29);
    int t7 = f[a + 7] + q * f[SPARSE_GAP + 7] + (t6 >> 29);
    int t8 = (f[a + 8] & 0xffffff) + q * f[SPARSE_GAP + 8] + (t7 >> 29);
    f[d] = t0 & LIMB;
    f[d + 1] = t1 & LIMB;
    f[d + 2] = t2 & LIMB;
    f[d + 3] = t3 & LIMB;
    f[d + 4] = t4 & LIMB;
    f[d + 5] = t5 & LIMB;
    f[d + 6] = t6 & LIMB;
    f[d + 7] = t7 & LIMB;
    f[d + 8] = t8;
  }

  /** d = a mod p, for a modulus between 2^256 - 2^225 and 2^256. */
  public static void canonical(int[] f, int d, int a, IntArray constants) {
    int[] v = new int[LIMBS];
    int[] w = new int[LIMBS];
    for (int i = 0; i < LIMBS; i++) {
      v[i] = f[a + i];
    }
    int twice = (v[8] >> 24) & 0xff;
    v[8] = v[8] & 0xffffff;
    addGaps(w, v, twice, constants);
    int once = (w[8] >> 24) & 0xff;
    w[8] = w[8] & 0xffffff;
    addGaps(v, w, once, constants);
    addGaps(w, v, 1, constants);
    int reach = -((w[8] >> 24) & 1);
    w[8] = w[8] & 0xffffff;
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

  /** to = from + count * (2^256 - p), carried. */
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
