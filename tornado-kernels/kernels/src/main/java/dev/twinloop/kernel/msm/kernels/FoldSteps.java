package dev.twinloop.kernel.msm.kernels;

import dev.twinloop.kernel.machine.xyzz.XyzzNumbers;
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
 * <p>If the points are equal, d = 2 y1 and l = (3 x1^2 + a) / d; if they are opposite (or equal,
 * and of order two), or the sum is still infinity, d = 1 and the result is known. Forth and back
 * are one loop, and all products one multiplier in a loop within it, because memory and the
 * fetching of instructions take longer than the arithmetic: what can be computed again is not kept.
 *
 * <pre>
 *   points   for each turn and group: low word of an entry, or {@link RunSteps#NONE}
 *   sums     for each group of a batch: x, y and the product of the divisors before it, packed,
 *            between 0 and a little above p; the longs of 32 threads side by side; of infinity,
 *            the last long of x is -1. The two highest bits tell it from a number: of one that is
 *            little above 2^255 - 19, the highest bit alone may be set
 *   folded   one packed point a group, {@link PointSteps}; of infinity, its entry's low word is
 *            {@link RunSteps#NONE}
 * </pre>
 */
public final class FoldSteps {
  /** Control parameter: groups of a thread. */
  public static final int BATCH = Control.FIRST_PARAMETER;

  /** Control parameter: threads. */
  public static final int THREADS = Control.FIRST_PARAMETER + 1;

  /** Control parameter: the most points of a group. */
  public static final int GROUP = Control.FIRST_PARAMETER + 2;

  /** Threads whose sums alternate in memory. */
  private static final int LANES = 32;

  /** Numbers of a group in {@code sums}: x, y and this one. */
  private static final int NUMBERS = 3;

  private static final int BEFORE = 2;

  /** Ints of a file of nine-limb registers. */
  public static final int FILE_9 = 63;

  /** Ints of a file of fourteen-limb registers. */
  public static final int FILE_14 = 98;

  private static final int X1 = 0;
  private static final int X2 = 1;
  private static final int D = 2;
  private static final int A = 3;
  private static final int B = 4;
  private static final int R = 5;
  private static final int PRODUCT = 6;

  /** Kinds of additions; the odd ones know their result. */
  private static final int ADD = 0;

  private static final int FIRST = 1;
  private static final int OPPOSITE = 3;
  private static final int DOUBLE = 4;

  /** Products of an addition, in this order: x1 x1, if it doubles; going forth only DIVIDE. */
  private static final int TRIPLE = 0;

  private static final int RATIO = 1;
  private static final int LINE = 2;
  private static final int THIRD = 3;
  private static final int DIVIDE = 4;

  private FoldSteps() {}

  /** Longs of a group in {@code sums}. */
  public static int longs(int limbs) {
    return NUMBERS * (PointSteps.words(limbs) >> 1);
  }

  /**
   * Folds a batch of groups.
   *
   * @param f file of registers
   * @param w scratch of {@link BatchInverse}
   * @param n parameters of the multiplier
   * @param k of {@link dev.twinloop.kernel.field.MontgomeryForm#multiples}
   * @param a the curve's coefficient of x
   */
  public static void fold(
      int[] f,
      int[] w,
      int[] n,
      int[] k,
      int item,
      IntArray control,
      IntArray constants,
      IntArray points,
      LongArray bases,
      LongArray sums,
      int a,
      int limbs) {
    int batch = control.get(BATCH);
    int threads = control.get(THREADS);
    int group = control.get(GROUP);
    for (int s = 0; s < batch; s++) {
      int low = points.get(s * threads + item);
      if (low != RunSteps.NONE) {
        x(f, X1, low, bases, limbs);
        y(f, X2, low, bases, n, limbs);
        int at = at(item, s, batch, limbs);
        store(f, X1, sums, at, 0, limbs);
        store(f, X2, sums, at, 1, limbs);
      }
    }
    for (int j = 1; j < group; j++) {
      copy(f, PRODUCT, k, AffineAdd.ONE, limbs);
      int row = j * batch;
      int next = points.get(row * threads + item);
      for (int t = 0; t < 2 * batch; t++) {
        if (t == batch) {
          BatchInverse.invert(f, PRODUCT * limbs, w, n, constants, limbs);
        }
        int low = next;
        int s = Math.min(t, 2 * batch - 1 - t);
        int following = Math.max(0, Math.min(t + 1, 2 * batch - 2 - t));
        next = points.get((row + following) * threads + item);
        if (low != RunSteps.NONE) {
          int at = at(item, s, batch, limbs);
          step(f, n, k, low, t < batch ? 0 : 1, bases, sums, at, a, limbs);
        }
      }
    }
  }

  /** Packs the sums of a batch. */
  public static void pack(
      int[] f,
      int[] n,
      int item,
      IntArray control,
      LongArray sums,
      LongArray folded,
      LongArray entries,
      int limbs) {
    int batch = control.get(BATCH);
    int threads = control.get(THREADS);
    int words = PointSteps.words(limbs);
    for (int s = 0; s < batch; s++) {
      int group = s * threads + item;
      int at = at(item, s, batch, limbs);
      if (infinite(sums, at, limbs) != 0) {
        entries.set(group, entries.get(group) | (RunSteps.NONE & 0xffffffffL));
      } else {
        load(f, X1, sums, at, 0, limbs);
        load(f, X2, sums, at, 1, limbs);
        PointSteps.pack(f, X1 * limbs, n, folded, group * words, limbs);
        PointSteps.pack(f, X2 * limbs, n, folded, group * words + (words >> 1), limbs);
      }
    }
  }

  /**
   * One addition: forth, multiplies the product by what it divides by; back, adds the point to the
   * sum, given the inverse of the product of all divisors up to this one, which becomes that of
   * those before it.
   */
  private static void step(
      int[] f,
      int[] n,
      int[] k,
      int low,
      int back,
      LongArray bases,
      LongArray sums,
      int at,
      int a,
      int limbs) {
    if (back != 0) {
      load(f, A, sums, at, BEFORE, limbs);
      load(f, X1, sums, at, 1, limbs);
      unsignedY(f, X2, low, bases, limbs);
      FoldNumbers.signedSub(f, B, X2, X1, (low >> 31) | 1, k, limbs);
    }
    int kind = difference(f, n, k, low, bases, sums, at, limbs);
    int product = RATIO;
    if (back == 0) {
      store(f, PRODUCT, sums, at, BEFORE, limbs);
      copy(f, A, f, PRODUCT, limbs);
      copy(f, B, f, D, limbs);
      product = DIVIDE;
    }
    if (kind * back == DOUBLE) {
      copy(f, A, f, X1, limbs);
      copy(f, B, f, X1, limbs);
      product = TRIPLE;
    }
    while (product <= DIVIDE) {
      XyzzNumbers.mul(f, R * limbs, A * limbs, B * limbs, n, limbs);
      if (product == TRIPLE) {
        for (int i = 0; i < limbs; i++) {
          f[B * limbs + i] = 3 * f[R * limbs + i];
        }
        FoldNumbers.carry(f, B * limbs, limbs);
        if (a != 0) {
          for (int i = 0; i < limbs; i++) {
            f[B * limbs + i] = f[B * limbs + i] + a * k[AffineAdd.ONE * limbs + i];
          }
          FoldNumbers.carry(f, B * limbs, limbs);
        }
        load(f, A, sums, at, BEFORE, limbs);
      }
      if (product == RATIO) {
        copy(f, A, f, R, limbs);
        copy(f, B, f, PRODUCT, limbs);
      }
      if (product == LINE) {
        copy(f, A, f, R, limbs);
        thirdX(f, n, k, low, kind, bases, sums, at, limbs);
      }
      if (product == THIRD) {
        thirdY(f, n, low, kind, bases, sums, at, limbs);
        copy(f, A, f, PRODUCT, limbs);
        copy(f, B, f, D, limbs);
      }
      product++;
    }
    copy(f, PRODUCT, f, R, limbs);
  }

  /** Given the line's slope in A, stores x3; B = x1 - x3. */
  private static void thirdX(
      int[] f,
      int[] n,
      int[] k,
      int low,
      int kind,
      LongArray bases,
      LongArray sums,
      int at,
      int limbs) {
    XyzzNumbers.sqr(f, R * limbs, A * limbs, n, limbs);
    load(f, X1, sums, at, 0, limbs);
    for (int i = 0; i < limbs; i++) { // x2 = d + x1 - 2 p, or x1
      int divisor = f[D * limbs + i];
      if (kind == DOUBLE) {
        divisor = 2 * n[i];
      }
      f[R * limbs + i] = f[R * limbs + i] - divisor + 2 * (n[i] - f[X1 * limbs + i]);
    }
    FoldNumbers.carry(f, R * limbs, limbs);
    FoldNumbers.settle(f, R * limbs, n, limbs);
    FoldNumbers.sub(f, B, X1, R, k, limbs);
    if (kind == FIRST) {
      x(f, R, low, bases, limbs);
    }
    store(f, R, sums, at, 0, limbs);
    if (kind == OPPOSITE) {
      sums.set(at + last(limbs) * LANES, -1L);
    }
  }

  /** Given the slope times x1 - x3 in R, stores y3. */
  private static void thirdY(
      int[] f, int[] n, int low, int kind, LongArray bases, LongArray sums, int at, int limbs) {
    load(f, X1, sums, at, 1, limbs);
    for (int i = 0; i < limbs; i++) {
      f[R * limbs + i] = f[R * limbs + i] - f[X1 * limbs + i];
    }
    FoldNumbers.settle(f, R * limbs, n, limbs);
    if (kind == FIRST) {
      y(f, R, low, bases, n, limbs);
    }
    store(f, R, sums, at, 1, limbs);
  }

  /**
   * Loads x1 and x2; D = what the addition divides by.
   *
   * @return what kind of addition this is
   */
  private static int difference(
      int[] f, int[] n, int[] k, int low, LongArray bases, LongArray sums, int at, int limbs) {
    load(f, X1, sums, at, 0, limbs);
    x(f, X2, low, bases, limbs);
    FoldNumbers.sub(f, D, X2, X1, k, limbs);
    int mask = (1 << XyzzNumbers.bits(limbs)) - 1;
    int kind = ADD;
    if (infinite(sums, at, limbs) != 0) {
      kind = FIRST;
    } else {
      int lowest = f[D * limbs];
      int differs = Math.min(lowest ^ n[0], lowest ^ ((2 * n[0]) & mask));
      if (differs == 0) {
        if (FoldNumbers.multiple(f, D * limbs, n, limbs) != 0) {
          load(f, X2, sums, at, 1, limbs);
          y(f, R, low, bases, n, limbs);
          FoldNumbers.sub(f, R, R, X2, k, limbs);
          int equal = FoldNumbers.multiple(f, R * limbs, n, limbs);
          for (int i = 0; i < limbs; i++) {
            f[D * limbs + i] = 2 * f[X2 * limbs + i];
            f[R * limbs + i] = n[i] + f[X2 * limbs + i];
          }
          int orderTwo = FoldNumbers.multiple(f, R * limbs, n, limbs); // y is 0
          kind = OPPOSITE + (equal & (1 - orderTwo));
        }
      }
    }
    if ((kind & 1) != 0) {
      copy(f, D, k, AffineAdd.ONE, limbs);
    }
    return kind;
  }

  /** Loads x of an entry's point into register d. */
  private static void x(int[] f, int d, int low, LongArray bases, int limbs) {
    int at = (low & DigitKernels.POINT) * PointSteps.words(limbs);
    PointSteps.unpack(f, d * limbs, bases, at, 1, limbs);
  }

  /** Loads y of an entry's point into register d: p - y if it counts negatively. */
  private static void y(int[] f, int d, int low, LongArray bases, int[] n, int limbs) {
    unsignedY(f, d, low, bases, limbs);
    if (low < 0) {
      for (int i = 0; i < limbs; i++) {
        f[d * limbs + i] = n[i] - f[d * limbs + i];
      }
      FoldNumbers.carry(f, d * limbs, limbs);
    }
  }

  /** Loads y of an entry's point into register d, however it counts. */
  private static void unsignedY(int[] f, int d, int low, LongArray bases, int limbs) {
    int words = PointSteps.words(limbs);
    int at = (low & DigitKernels.POINT) * words + (words >> 1);
    PointSteps.unpack(f, d * limbs, bases, at, 1, limbs);
  }

  /** Where the first long of a group's numbers lies: those of 32 threads alternate. */
  private static int at(int item, int s, int batch, int limbs) {
    return ((item >> 5) * batch + s) * (longs(limbs) * LANES) + (item & (LANES - 1));
  }

  /** The last long of a number. */
  private static int last(int limbs) {
    return (PointSteps.words(limbs) >> 1) - 1;
  }

  private static int infinite(LongArray sums, int at, int limbs) {
    long highest = sums.get(at + last(limbs) * LANES);
    return (int) ((highest & (highest << 1)) >> 63);
  }

  private static void load(int[] f, int d, LongArray sums, int at, int number, int limbs) {
    int longs = PointSteps.words(limbs) >> 1;
    PointSteps.unpack(f, d * limbs, sums, at + number * longs * LANES, LANES, limbs);
  }

  private static void store(int[] f, int a, LongArray sums, int at, int number, int limbs) {
    int longs = PointSteps.words(limbs) >> 1;
    PointSteps.store(f, a * limbs, sums, at + number * longs * LANES, LANES, limbs);
  }

  private static void copy(int[] f, int d, int[] from, int a, int limbs) {
    for (int i = 0; i < limbs; i++) {
      f[d * limbs + i] = from[a * limbs + i];
    }
  }
}
