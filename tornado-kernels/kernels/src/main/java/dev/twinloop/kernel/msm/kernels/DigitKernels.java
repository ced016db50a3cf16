package dev.twinloop.kernel.msm.kernels;

import dev.twinloop.kernel.machine.PointMemory;
import dev.twinloop.task.Control;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/**
 * Kernel: cuts scalars into signed digits.
 *
 * <pre>
 *   scalars  8 ints a point: 32 bytes, big-endian, as they lie in memory
 *   order    2^m, 2^(m - 1) … 1 times the group's order, as far as they are below 2^256: 8 ints
 *            each, least significant word first
 *   bases    longs of a point; all zero: infinity
 *   entries  one long for each digit and point, digit after digit: point, counted over all rows, |
 *            minus &lt;&lt; 31 in the low word, magnitude in the high one
 * </pre>
 */
public final class DigitKernels {
  /** Control parameter: how many points there are; the others count 0 times. */
  public static final int POINTS = Control.FIRST_PARAMETER;

  /** Control parameter: bits of a window. */
  public static final int WINDOW = Control.FIRST_PARAMETER + 1;

  /** Control parameter: digits. */
  public static final int DIGITS = Control.FIRST_PARAMETER + 2;

  /** Control parameter: points of a digit in {@code entries}. */
  public static final int STRIDE = Control.FIRST_PARAMETER + 3;

  /** Control parameter: longs of a base. */
  public static final int BASE_LONGS = Control.FIRST_PARAMETER + 4;

  /**
   * Control parameter: points from one digit's row to the next one's; 0: all digits use one row.
   */
  public static final int ROW = Control.FIRST_PARAMETER + 5;

  /** Control parameter: how many multiples of the order there are. */
  public static final int MULTIPLES = Control.FIRST_PARAMETER + 6;

  /** Control parameter of {@code shared}: 1 if scalars are little-endian, else 0. */
  public static final int LITTLE = Control.FIRST_PARAMETER + 7;

  /** Control parameter of {@code shared}: where the first entry goes. */
  public static final int ENTRIES = Control.FIRST_PARAMETER + 8;

  /** Control parameter of {@code shared}: the scalar of the first point. */
  public static final int FIRST = Control.FIRST_PARAMETER + 9;

  /**
   * Control parameter of {@code digits}: 1 if a point's multiple in a further row may be infinity,
   * as is 2^c P of a point whose order divides 2^c; else 0.
   */
  public static final int MAY_VANISH = Control.FIRST_PARAMETER + 10;

  /** The point of an entry's low word. */
  public static final int POINT = 0x7fffffff;

  /** Words of a scalar. */
  public static final int WORDS = 8;

  private static final long M = 0xffffffffL;

  private DigitKernels() {}

  /** One turn a point. */
  public static void digits(
      IntArray control,
      IntArray receipt,
      IntArray below,
      IntArray scalars,
      IntArray order,
      LongArray bases,
      LongArray entries) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int[] s = new int[WORDS + 2];
        s[WORDS] = 0;
        s[WORDS + 1] = 0;
        for (int i = 0; i < WORDS; i++) {
          s[i] = PointMemory.bigEndian(scalars.get(item * WORDS + WORDS - 1 - i));
        }
        reduce(s, order, control.get(MULTIPLES));
        long any = 0;
        int longs = control.get(BASE_LONGS);
        for (int i = 0; i < longs; i++) {
          any = any | bases.get(item * longs + i);
        }
        int counts = (int) any | (int) (any >> 32);
        if (item >= control.get(POINTS)) {
          counts = 0;
        }
        cut(s, counts, item, 0, control, entries);
        if (control.get(MAY_VANISH) != 0) {
          leaveOut(item, control, bases, entries);
        }
        if (Vouching.missing(control, below, item) == 0) {
          receipt.set(k, control.get(Control.NONCE));
        }
      }
    }
  }

  /** A digit whose row has infinity for its point counts 0 times. */
  private static void leaveOut(int item, IntArray control, LongArray bases, LongArray entries) {
    int longs = control.get(BASE_LONGS);
    for (int w = 1; w < control.get(DIGITS); w++) {
      int base = (w * control.get(ROW) + item) * longs;
      long any = 0;
      for (int i = 0; i < longs; i++) {
        any = any | bases.get(base + i);
      }
      int counts = (int) any | (int) (any >> 32);
      if (counts == 0) {
        int at = w * control.get(STRIDE) + item;
        entries.set(at, entries.get(at) & M);
      }
    }
  }

  /**
   * One turn a point of several sets that share their scalars: which of them are infinity is seen
   * when they are added up.
   */
  public static void shared(
      IntArray control,
      IntArray receipt,
      IntArray below,
      IntArray scalars,
      IntArray order,
      LongArray entries) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int[] s = new int[WORDS + 2];
        s[WORDS] = 0;
        s[WORDS + 1] = 0;
        int points = control.get(POINTS);
        int at = (control.get(FIRST) + Math.max(0, Math.min(item, points - 1))) * WORDS;
        for (int i = 0; i < WORDS; i++) {
          if (control.get(LITTLE) != 0) {
            s[i] = scalars.get(at + i);
          } else {
            s[i] = PointMemory.bigEndian(scalars.get(at + WORDS - 1 - i));
          }
        }
        reduce(s, order, control.get(MULTIPLES));
        int counts = item < points ? 1 : 0;
        cut(s, counts, item, control.get(ENTRIES), control, entries);
        if (Vouching.missing(control, below, item) == 0) {
          receipt.set(k, control.get(Control.NONCE));
        }
      }
    }
  }

  /** s = s modulo the order. */
  private static void reduce(int[] s, IntArray order, int multiples) {
    for (int turn = 0; turn < multiples; turn++) {
      int at = turn * WORDS;
      long borrow = 0;
      for (int i = 0; i < WORDS; i++) {
        long t = (s[i] & M) - (order.get(at + i) & M) - borrow;
        borrow = (t >> 32) & 1;
      }
      int reach = (int) borrow - 1;
      borrow = 0;
      for (int i = 0; i < WORDS; i++) {
        long t = (s[i] & M) - ((order.get(at + i) & reach) & M) - borrow;
        s[i] = (int) t;
        borrow = (t >> 32) & 1;
      }
    }
  }

  private static void cut(
      int[] s, int counts, int item, int from, IntArray control, LongArray entries) {
    int width = control.get(WINDOW);
    int digits = control.get(DIGITS);
    int row = control.get(ROW);
    int stride = control.get(STRIDE);
    int mask = (1 << width) - 1;
    int half = 1 << (width - 1);
    int carry = 0;
    int bit = 0;
    for (int w = 0; w < digits; w++) {
      int word = bit >> 5;
      long two = (s[word] & M) | ((s[word + 1] & M) << 32);
      int digit = ((int) (two >> (bit & 31)) & mask) + carry;
      int minus = ((half - digit) >> 31) & 1;
      int magnitude = digit + minus * (mask + 1 - 2 * digit);
      carry = minus;
      if (counts == 0) {
        magnitude = 0;
      }
      long low = ((w * row + item) | (minus << 31)) & M;
      entries.set(from + w * stride + item, ((magnitude & M) << 32) | low);
      bit = bit + width;
    }
  }
}
