// Generated from SortKernels.java.template by GeneratedKernels: do not edit.
package dev.twinloop.kernel.msm.kernels;

import static dev.twinloop.kernel.msm.kernels.Vouching.missing;

import dev.twinloop.task.Control;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/**
 * Kernels: one pass of a stable counting sort of each window's points by some bits of their digits'
 * magnitude, without atomics. A pass sorts by at most six bits, so that the 64 counters of a
 * thread's share of 64 points are bytes in eight longs; where longer digits save a pass, by seven.
 *
 * <pre>
 *   entries  point | minus &lt;&lt; 31 in the low word, magnitude in the high one
 *   shares   up to eight longs a thread, or sixteen: how many points of its share have each digit
 *   totals   for each window, digit and group of threads: how many points; then: of all before it
 *   blocks   sums of equal parts of totals
 *   places   for each thread and digit: how many points of its group's threads before it have that
 *            digit, two digits to an int
 * </pre>
 *
 * <p>The first pass may read points in any order: entry s of share t is point {@code s T + t} of
 * its window's T shares, so that neighbouring threads read neighbouring memory. Later passes read
 * in order.
 */
public final class SortKernels {
  /** Log of the points of a share. */
  public static final int SHARE_LOG = 6;

  /** Control parameter: log of the points of a digit. */
  public static final int LOG = Control.FIRST_PARAMETER;

  /** Control parameter: bits that this pass sorts by. */
  public static final int BITS = Control.FIRST_PARAMETER + 1;

  /** Control parameter: how many bits lie below them. */
  public static final int SHIFT = Control.FIRST_PARAMETER + 2;

  /** Control parameter: log of the shares of a group. */
  public static final int GROUP_LOG = Control.FIRST_PARAMETER + 3;

  /** Control parameter: log of what lies between two entries of a share, or 0. */
  public static final int STEP_LOG = Control.FIRST_PARAMETER + 4;

  /** Control parameter: all shares of all windows. */
  public static final int SHARES = Control.FIRST_PARAMETER + 5;

  /** Control parameter: totals that one thread adds up, a multiple of 8. */
  public static final int SCAN = Control.FIRST_PARAMETER;

  /** Control parameter: groups of shares of a window. */
  public static final int GROUPS = Control.FIRST_PARAMETER + 6;

  /** Control parameter: log of the number of groups, or more if there is one window. */
  public static final int GROUPS_LOG = Control.FIRST_PARAMETER + 7;

  private static final int SHARE = 1 << SHARE_LOG;

  /** Bits that a pass sorts by at most, but for its wide kernels, which take one more. */
  public static final int BITS_MOST = 6;

  /** Longs of counters, eight to a long: enough for digits of six bits. */
  private static final int ROWS = 8;

  private static final int WIDE_ROWS = 16;

  private SortKernels() {}

  /** One turn a share: counts its digits, of up to six bits. */
  public static void count(
      IntArray control, IntArray receipt, IntArray below, LongArray entries, LongArray shares) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        long[] c = new long[ROWS];
        countShare(c, item, control, entries, shares, ROWS);
        if (missing(control, below, item) == 0) {
          receipt.set(k, control.get(Control.NONCE));
        }
      }
    }
  }

  /** One turn a share: counts its digits, of up to seven bits. */
  public static void countWide(
      IntArray control, IntArray receipt, IntArray below, LongArray entries, LongArray shares) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        long[] c = new long[WIDE_ROWS];
        countShare(c, item, control, entries, shares, WIDE_ROWS);
        if (missing(control, below, item) == 0) {
          receipt.set(k, control.get(Control.NONCE));
        }
      }
    }
  }

  private static void countShare(
      long[] c, int item, IntArray control, LongArray entries, LongArray shares, int rows) {
    int log = control.get(LOG) - SHARE_LOG;
    int step = control.get(STEP_LOG);
    int shift = control.get(SHIFT);
    int mask = (1 << control.get(BITS)) - 1;
    int at = first(item, log, step);
    clear(c, rows);
    for (int s = 0; s < SHARE; s += 4) { // four reads under way at a time
      int m0 = (int) (entries.get(at + ((s + 0) << step)) >> 32);
      int m1 = (int) (entries.get(at + ((s + 1) << step)) >> 32);
      int m2 = (int) (entries.get(at + ((s + 2) << step)) >> 32);
      int m3 = (int) (entries.get(at + ((s + 3) << step)) >> 32);
      rank(c, (m0 >> shift) & mask, rows);
      rank(c, (m1 >> shift) & mask, rows);
      rank(c, (m2 >> shift) & mask, rows);
      rank(c, (m3 >> shift) & mask, rows);
    }
    int all = control.get(SHARES);
    for (int row = 0; row < rows; row++) {
      if (row <= mask >> 3) {
        shares.set(row * all + item, c[row]);
      }
    }
  }

  /** One turn a group of shares and digit: adds up their counts. */
  public static void group(
      IntArray control, IntArray receipt, IntArray below, LongArray shares, IntArray totals) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int bits = control.get(BITS);
        int digit = item & ((1 << bits) - 1);
        int group = item >> bits;
        int log = control.get(GROUP_LOG);
        int row = (digit >> 3) * control.get(SHARES) + (group << log);
        int shift = (digit & 7) << 3;
        int sum = 0;
        for (int i = 0; i < 1 << log; i++) {
          sum = sum + ((int) (shares.get(row + i) >> shift) & 255);
        }
        totals.set(total(group, digit, bits, control), sum);
        if (missing(control, below, item) == 0) {
          receipt.set(k, control.get(Control.NONCE));
        }
      }
    }
  }

  /** One turn a group of shares and two digits: what the shares before each share have of them. */
  public static void place(
      IntArray control, IntArray receipt, IntArray below, LongArray shares, IntArray places) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int pairs = control.get(BITS) - 1;
        int pair = item & ((1 << pairs) - 1);
        int log = control.get(GROUP_LOG);
        int first = (item >> pairs) << log;
        int row = (pair >> 2) * control.get(SHARES) + first;
        int shift = (pair & 3) << 4;
        int sums = 0;
        for (int i = 0; i < 1 << log; i++) {
          places.set(((first + i) << pairs) + pair, sums);
          int counts = (int) (shares.get(row + i) >> shift);
          sums = sums + (counts & 255) + ((counts & 0xff00) << 8);
        }
        if (missing(control, below, item) == 0) {
          receipt.set(k, control.get(Control.NONCE));
        }
      }
    }
  }

  /** One turn a block of totals: its sum. */
  public static void sums(
      IntArray control, IntArray receipt, IntArray below, IntArray totals, IntArray blocks) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int size = control.get(SCAN);
        int sum = 0;
        for (int i = 0; i < size; i++) {
          sum = sum + totals.get(item * size + i);
        }
        blocks.set(item, sum);
        if (missing(control, below, item) == 0) {
          receipt.set(k, control.get(Control.NONCE));
        }
      }
    }
  }

  /**
   * One turn a block of totals: each becomes the sum of all before it. Reads eight, then writes.
   */
  public static void spread(
      IntArray control, IntArray receipt, IntArray below, IntArray totals, IntArray blocks) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int size = control.get(SCAN);
        int sum = 0;
        for (int i = 0; i < item; i++) {
          sum = sum + blocks.get(i);
        }
        for (int at = item * size; at < (item + 1) * size; at += 8) {
          int v0 = totals.get(at);
          int v1 = totals.get(at + 1);
          int v2 = totals.get(at + 2);
          int v3 = totals.get(at + 3);
          int v4 = totals.get(at + 4);
          int v5 = totals.get(at + 5);
          int v6 = totals.get(at + 6);
          int v7 = totals.get(at + 7);
          totals.set(at, sum);
          totals.set(at + 1, sum + v0);
          totals.set(at + 2, sum + v0 + v1);
          totals.set(at + 3, sum + v0 + v1 + v2);
          int four = sum + v0 + v1 + v2 + v3;
          totals.set(at + 4, four);
          totals.set(at + 5, four + v4);
          totals.set(at + 6, four + v4 + v5);
          totals.set(at + 7, four + v4 + v5 + v6);
          sum = four + v4 + v5 + v6 + v7;
        }
        if (missing(control, below, item) == 0) {
          receipt.set(k, control.get(Control.NONCE));
        }
      }
    }
  }

  /** One turn a share: puts its entries where they belong, by up to six bits. */
  public static void scatter(
      IntArray control,
      IntArray receipt,
      IntArray below,
      LongArray entries,
      IntArray totals,
      IntArray places,
      LongArray sorted) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        long[] c = new long[ROWS];
        scatterShare(c, item, control, entries, totals, places, sorted, ROWS);
        if (missing(control, below, item) == 0) {
          receipt.set(k, control.get(Control.NONCE));
        }
      }
    }
  }

  /** One turn a share: puts its entries where they belong, by up to seven bits. */
  public static void scatterWide(
      IntArray control,
      IntArray receipt,
      IntArray below,
      LongArray entries,
      IntArray totals,
      IntArray places,
      LongArray sorted) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        long[] c = new long[WIDE_ROWS];
        scatterShare(c, item, control, entries, totals, places, sorted, WIDE_ROWS);
        if (missing(control, below, item) == 0) {
          receipt.set(k, control.get(Control.NONCE));
        }
      }
    }
  }

  /**
   * Eight at a time, so that eight reads are under way before the first write, which a compiler
   * must not move them over.
   */
  private static void scatterShare(
      long[] c,
      int item,
      IntArray control,
      LongArray entries,
      IntArray totals,
      IntArray places,
      LongArray sorted,
      int rows) {
    int points = control.get(LOG);
    int log = points - SHARE_LOG;
    int bits = control.get(BITS);
    int shift = control.get(SHIFT);
    int mask = (1 << bits) - 1;
    int step = control.get(STEP_LOG);
    int at = first(item, log, step);
    int row = item << (bits - 1);
    int groups = control.get(GROUPS);
    int total = total(item >> control.get(GROUP_LOG), 0, bits, control);
    clear(c, rows);
    for (int s = 0; s < SHARE; s += 8) {
      long e0 = entries.get(at + ((s + 0) << step));
      long e1 = entries.get(at + ((s + 1) << step));
      long e2 = entries.get(at + ((s + 2) << step));
      long e3 = entries.get(at + ((s + 3) << step));
      long e4 = entries.get(at + ((s + 4) << step));
      long e5 = entries.get(at + ((s + 5) << step));
      long e6 = entries.get(at + ((s + 6) << step));
      long e7 = entries.get(at + ((s + 7) << step));
      int d0 = ((int) (e0 >> 32) >> shift) & mask;
      int d1 = ((int) (e1 >> 32) >> shift) & mask;
      int d2 = ((int) (e2 >> 32) >> shift) & mask;
      int d3 = ((int) (e3 >> 32) >> shift) & mask;
      int d4 = ((int) (e4 >> 32) >> shift) & mask;
      int d5 = ((int) (e5 >> 32) >> shift) & mask;
      int d6 = ((int) (e6 >> 32) >> shift) & mask;
      int d7 = ((int) (e7 >> 32) >> shift) & mask;
      int p0 = first(places, row, totals, total, groups, d0);
      int p1 = first(places, row, totals, total, groups, d1);
      int p2 = first(places, row, totals, total, groups, d2);
      int p3 = first(places, row, totals, total, groups, d3);
      int p4 = first(places, row, totals, total, groups, d4);
      int p5 = first(places, row, totals, total, groups, d5);
      int p6 = first(places, row, totals, total, groups, d6);
      int p7 = first(places, row, totals, total, groups, d7);
      p0 = p0 + rank(c, d0, rows);
      p1 = p1 + rank(c, d1, rows);
      p2 = p2 + rank(c, d2, rows);
      p3 = p3 + rank(c, d3, rows);
      p4 = p4 + rank(c, d4, rows);
      p5 = p5 + rank(c, d5, rows);
      p6 = p6 + rank(c, d6, rows);
      p7 = p7 + rank(c, d7, rows);
      sorted.set(p0, e0);
      sorted.set(p1, e1);
      sorted.set(p2, e2);
      sorted.set(p3, e3);
      sorted.set(p4, e4);
      sorted.set(p5, e5);
      sorted.set(p6, e6);
      sorted.set(p7, e7);
    }
  }

  /** Where a share's first entry with this digit goes. */
  private static int first(
      IntArray places, int row, IntArray totals, int total, int groups, int digit) {
    int before = (places.get(row + (digit >> 1)) >> ((digit & 1) << 4)) & 0xffff;
    return totals.get(total + digit * groups) + before;
  }

  /** Where a share's first entry lies. */
  private static int first(int item, int log, int step) {
    int at = item << SHARE_LOG;
    if (step > 0) {
      at = ((item >> log) << (log + SHARE_LOG)) + (item & ((1 << log) - 1));
    }
    return at;
  }

  private static void clear(long[] c, int rows) {
    for (int i = 0; i < rows; i++) {
      c[i] = 0;
    }
  }

  /** How many points of this digit came before, of which there is one more now. */
  private static int rank(long[] c, int digit, int rows) {
    int shift = (digit & 7) << 3;
    long one = 1L << shift;
    int row = digit >> 3;
    long counts = 0;
    for (int i = 0; i < rows; i++) {
      long mine = is(row, i);
      counts = counts | (c[i] & mine);
      c[i] = c[i] + (one & mine);
    }
    return (int) (counts >> shift) & 255;
  }

  /** All ones if a (0 or more) is b, else 0. */
  private static long is(int a, int b) {
    int same = ((a ^ b) - 1) >> 31;
    return same;
  }

  /** Where the total of a group (counted over all windows) and digit lies. */
  private static int total(int group, int digit, int bits, IntArray control) {
    int groups = control.get(GROUPS);
    int window = group >> control.get(GROUPS_LOG);
    return ((window << bits) + digit) * groups + group - window * groups;
  }
}
