package dev.twinloop.kernel.msm;

import dev.twinloop.task.Control;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/**
 * Adds up groups of points of one bucket each, in affine coordinates. Kernel code.
 *
 * <p>A thread has a batch of groups. Turn j adds point j of each group to the group's sum, so that
 * the divisions of a turn do not wait for each other and share one inversion (P. Montgomery, 1987):
 * going forth over the batch it multiplies all differences, going back it takes each one's inverse
 * out of the product's. An addition costs 5 M + 1 S and its share of the inversion, about 35 M,
 * where {@link AffineAdd} takes 8 M + 2 S.
 *
 * <pre>
 *   d = x2 - x1,  l = (y2 - y1) / d,  x3 = l^2 - x1 - x2,  y3 = l (x1 - x3) - y1
 * </pre>
 *
 * <p>If the points are equal, d = 2 y1 and l = 3 x1^2 / d; if they are opposite, or the sum is
 * still infinity, d = 1 and the result is known. Sums lie between 0 and a little above p; infinity
 * has a first limb of -1.
 *
 * <pre>
 *   sums     for each group of a batch: x, y, the product of the divisors before it, its divisor,
 *            limb by limb, and one int of the entry; those of 32 threads side by side
 *   folded   one packed point a group, {@link PointSteps}; of infinity, its entry's low word is -1
 * </pre>
 */
final class FoldSteps {
  /** Control parameter: groups of a thread. */
  static final int BATCH = Control.FIRST_PARAMETER;

  /** Control parameter: threads. */
  static final int THREADS = Control.FIRST_PARAMETER + 1;

  /** Control parameter: the most points of a group. */
  static final int GROUP = Control.FIRST_PARAMETER + 2;

  /** Threads whose sums alternate in memory. */
  private static final int LANES = 32;

  /** Numbers of a group in {@code sums}: x, y and these two. */
  private static final int NUMBERS = 4;

  private static final int BEFORE = 2;
  private static final int DIVISOR = 3;

  /** Where a kind lies beside the low word of an entry, whose points are below 2^28. */
  private static final int KIND = 28;

  /** Ints of a file of nine-limb registers. */
  static final int FILE_9 = 63;

  /** Ints of a file of fourteen-limb registers. */
  static final int FILE_14 = 98;

  private static final int X1 = 0;
  private static final int Y1 = 1;
  private static final int X2 = 2;
  private static final int D = 3;
  private static final int T = 4;
  private static final int PRODUCT = 5;
  private static final int SLOPE = 6;

  /** Kinds of additions; the odd ones know their result. */
  private static final int ADD = 0;

  private static final int FIRST = 1;
  private static final int OPPOSITE = 3;
  private static final int DOUBLE = 4;

  private FoldSteps() {}

  /** Ints of a group in {@code sums}. */
  static int ints(int limbs) {
    return NUMBERS * limbs + 1;
  }

  /**
   * Folds a batch of groups.
   *
   * @param f file of registers
   * @param w scratch of {@link BatchInverse}
   * @param n parameters of the multiplier
   * @param k of {@link AffineConstants}
   */
  static void fold(
      int[] f,
      int[] w,
      int[] n,
      int[] k,
      int item,
      IntArray control,
      IntArray constants,
      IntArray heads,
      LongArray order,
      LongArray bases,
      IntArray sums,
      int limbs) {
    int batch = control.get(BATCH);
    int threads = control.get(THREADS);
    int group = control.get(GROUP);
    for (int s = 0; s < batch; s++) {
      int low = (int) order.get(heads.get(s * threads + item) & GroupKernels.PLACE);
      x(f, X1, low, bases, limbs);
      y(f, Y1, low, bases, n, limbs);
      int at = at(item, s, batch, limbs);
      store(f, X1, sums, at, 0, limbs);
      store(f, Y1, sums, at, 1, limbs);
    }
    for (int j = 1; j < group; j++) {
      for (int i = 0; i < limbs; i++) {
        f[PRODUCT * limbs + i] = k[AffineAdd.ONE * limbs + i];
      }
      for (int s = 0; s < batch; s++) {
        int head = heads.get(s * threads + item);
        if (((head >> GroupKernels.LENGTH) & 15) >= j) {
          int low = (int) order.get((head & GroupKernels.PLACE) + j);
          int at = at(item, s, batch, limbs);
          int kind = difference(f, n, k, low, bases, sums, at, limbs);
          store(f, PRODUCT, sums, at, BEFORE, limbs);
          store(f, D, sums, at, DIVISOR, limbs);
          sums.set(at + NUMBERS * limbs * LANES, low ^ (kind << KIND));
          int product = PRODUCT * limbs;
          XyzzMachine.mul(f, product, product, D * limbs, n, limbs);
        }
      }
      BatchInverse.invert(f, PRODUCT * limbs, w, n, constants, limbs);
      for (int s = batch - 1; s >= 0; s--) {
        int head = heads.get(s * threads + item);
        if (((head >> GroupKernels.LENGTH) & 15) >= j) {
          add(f, n, k, bases, sums, at(item, s, batch, limbs), limbs);
        }
      }
    }
  }

  /** Packs the sums of a batch. */
  static void pack(
      int[] f,
      int[] n,
      int item,
      IntArray control,
      IntArray sums,
      LongArray folded,
      LongArray entries,
      int limbs) {
    int batch = control.get(BATCH);
    int threads = control.get(THREADS);
    int words = PointSteps.words(limbs);
    for (int s = 0; s < batch; s++) {
      int group = s * threads + item;
      int at = at(item, s, batch, limbs);
      load(f, X1, sums, at, 0, limbs);
      load(f, Y1, sums, at, 1, limbs);
      if (f[0] < 0) {
        entries.set(group, entries.get(group) | (RunSteps.NONE & 0xffffffffL));
      } else {
        PointSteps.pack(f, X1 * limbs, n, folded, group * words, limbs);
        PointSteps.pack(f, Y1 * limbs, n, folded, group * words + (words >> 1), limbs);
      }
    }
  }

  /**
   * Adds a point to the sum at a place, given the inverse of the product of all divisors up to this
   * one, which becomes that of those before it.
   */
  private static void add(
      int[] f, int[] n, int[] k, LongArray bases, IntArray sums, int at, int limbs) {
    int slope = SLOPE * limbs;
    int product = PRODUCT * limbs;
    int word = sums.get(at + NUMBERS * limbs * LANES);
    int kind = (word >> KIND) & 7;
    int low = word ^ (kind << KIND);
    load(f, T, sums, at, BEFORE, limbs);
    load(f, D, sums, at, DIVISOR, limbs);
    XyzzMachine.mul(f, slope, product, T * limbs, n, limbs);
    XyzzMachine.mul(f, product, product, D * limbs, n, limbs);
    load(f, X1, sums, at, 0, limbs);
    load(f, Y1, sums, at, 1, limbs);
    if (kind == DOUBLE) {
      XyzzMachine.sqr(f, T * limbs, 0, n, limbs);
      for (int i = 0; i < limbs; i++) {
        f[T * limbs + i] = 3 * f[T * limbs + i];
        f[D * limbs + i] = 2 * n[i];
      }
      carry(f, T * limbs, limbs);
    } else {
      y(f, T, low, bases, n, limbs);
      sub(f, T, T, Y1, k, limbs);
    }
    XyzzMachine.mul(f, slope, slope, T * limbs, n, limbs);
    XyzzMachine.sqr(f, T * limbs, slope, n, limbs);
    for (int i = 0; i < limbs; i++) { // x2 = d + x1 - 2 p
      f[D * limbs + i] = f[T * limbs + i] - f[D * limbs + i] + 2 * (n[i] - f[i]);
    }
    carry(f, D * limbs, limbs);
    settle(f, D * limbs, n, limbs);
    sub(f, T, X1, D, k, limbs);
    XyzzMachine.mul(f, T * limbs, T * limbs, slope, n, limbs);
    for (int i = 0; i < limbs; i++) {
      f[T * limbs + i] = f[T * limbs + i] - f[Y1 * limbs + i];
    }
    settle(f, T * limbs, n, limbs);
    if (kind == FIRST) {
      x(f, D, low, bases, limbs);
      y(f, T, low, bases, n, limbs);
    }
    if (kind == OPPOSITE) {
      f[D * limbs] = -1;
    }
    store(f, D, sums, at, 0, limbs);
    store(f, T, sums, at, 1, limbs);
  }

  /**
   * Loads x1 and x2; D = what the addition divides by.
   *
   * @return what kind of addition this is
   */
  private static int difference(
      int[] f, int[] n, int[] k, int low, LongArray bases, IntArray sums, int at, int limbs) {
    load(f, X1, sums, at, 0, limbs);
    x(f, X2, low, bases, limbs);
    sub(f, D, X2, X1, k, limbs);
    int mask = (1 << XyzzMachine.bits(limbs)) - 1;
    int kind = ADD;
    if (f[0] < 0) {
      kind = FIRST;
    } else {
      int lowest = f[D * limbs];
      int differs = Math.min(lowest ^ n[0], lowest ^ ((2 * n[0]) & mask));
      if (differs == 0) {
        if (multiple(f, D * limbs, n, limbs) != 0) {
          load(f, Y1, sums, at, 1, limbs);
          y(f, T, low, bases, n, limbs);
          sub(f, T, T, Y1, k, limbs);
          kind = OPPOSITE + multiple(f, T * limbs, n, limbs);
          for (int i = 0; i < limbs; i++) {
            f[D * limbs + i] = 2 * f[Y1 * limbs + i];
          }
        }
      }
    }
    if ((kind & 1) != 0) {
      for (int i = 0; i < limbs; i++) {
        f[D * limbs + i] = k[AffineAdd.ONE * limbs + i];
      }
    }
    return kind;
  }

  /** 1 if a number above 0 and below 3 p is p or 2 p, else 0. */
  private static int multiple(int[] f, int a, int[] n, int limbs) {
    int bits = XyzzMachine.bits(limbs);
    int mask = (1 << bits) - 1;
    int once = 0;
    int twice = 0;
    int carry = 0;
    int carry2 = 0;
    for (int i = 0; i < limbs; i++) {
      int t = f[a + i] - n[i] + carry;
      int t2 = f[a + i] - 2 * n[i] + carry2;
      carry = t >> bits;
      carry2 = t2 >> bits;
      once = once | (t & mask);
      twice = twice | (t2 & mask);
    }
    once = once | carry;
    twice = twice | carry2;
    int is = 0;
    if (once == 0) {
      is = 1;
    }
    if (twice == 0) {
      is = 1;
    }
    return is;
  }

  /**
   * Brings a number above -3 p and below 2 p, whose limbs may be negative, to between 0 and a
   * little above p.
   */
  private static void settle(int[] f, int a, int[] n, int limbs) {
    int bits = XyzzMachine.bits(limbs);
    int top = f[a + limbs - 1] + (f[a + limbs - 2] >> bits) - 2;
    int p = n[limbs - 1];
    int times = ((top >> 31) & 1) + (((top + p) >> 31) & 1) + (((top + 2 * p) >> 31) & 1);
    for (int i = 0; i < limbs; i++) {
      f[a + i] = f[a + i] + times * n[i];
    }
    carry(f, a, limbs);
  }

  private static void carry(int[] f, int a, int limbs) {
    int bits = XyzzMachine.bits(limbs);
    int mask = (1 << bits) - 1;
    int carry = 0;
    for (int i = 0; i < limbs - 1; i++) {
      int t = f[a + i] + carry;
      f[a + i] = t & mask;
      carry = t >> bits;
    }
    f[a + limbs - 1] = f[a + limbs - 1] + carry;
  }

  /** Register d = a - b + 2 p, carried by one limb. */
  private static void sub(int[] f, int d, int a, int b, int[] k, int limbs) {
    int bits = XyzzMachine.bits(limbs);
    int mask = (1 << bits) - 1;
    int carry = 0;
    for (int i = 0; i < limbs - 1; i++) {
      int t = f[a * limbs + i] - f[b * limbs + i] + k[i];
      f[d * limbs + i] = (t & mask) + carry;
      carry = (t >> bits) & ((1 << (32 - bits)) - 1);
    }
    int last = limbs - 1;
    f[d * limbs + last] = f[a * limbs + last] - f[b * limbs + last] + k[last] + carry;
  }

  /** Loads x of an entry's point into register d. */
  private static void x(int[] f, int d, int low, LongArray bases, int limbs) {
    int at = (low & DigitKernels.POINT) * PointSteps.words(limbs);
    PointSteps.unpack(f, d * limbs, bases, at, limbs);
  }

  /** Loads y of an entry's point into register d: p - y if it counts negatively. */
  private static void y(int[] f, int d, int low, LongArray bases, int[] n, int limbs) {
    int words = PointSteps.words(limbs);
    int at = (low & DigitKernels.POINT) * words + (words >> 1);
    PointSteps.unpack(f, d * limbs, bases, at, limbs);
    if (low < 0) {
      for (int i = 0; i < limbs; i++) {
        f[d * limbs + i] = n[i] - f[d * limbs + i];
      }
      carry(f, d * limbs, limbs);
    }
  }

  /** Where the first limb of a group's numbers lies: those of 32 threads alternate. */
  private static int at(int item, int s, int batch, int limbs) {
    return ((item >> 5) * batch + s) * (ints(limbs) * LANES) + (item & (LANES - 1));
  }

  private static void load(int[] f, int d, IntArray sums, int at, int number, int limbs) {
    for (int i = 0; i < limbs; i++) {
      f[d * limbs + i] = sums.get(at + (number * limbs + i) * LANES);
    }
  }

  private static void store(int[] f, int a, IntArray sums, int at, int number, int limbs) {
    for (int i = 0; i < limbs; i++) {
      sums.set(at + (number * limbs + i) * LANES, f[a * limbs + i]);
    }
  }
}
