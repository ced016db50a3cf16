package dev.twinloop.kernel.msm;

import dev.twinloop.task.Control;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/**
 * Kernels: one pass of a stable counting sort of each window's points by some bits of their digits'
 * magnitude, without atomics. A pass sorts by at most five bits, so that the 32 counters of a
 * thread's share of 64 points are bytes in four registers.
 *
 * <pre>
 *   entries  point | minus &lt;&lt; 31 in the low word, magnitude in the high one
 *   shares   four longs a thread: how many points of its share have each digit
 *   places   for each thread and digit: how many points of the threads before it in its group
 *   totals   for each window, digit and group: how many points; then: of all before it
 *   blocks   sums of equal parts of totals
 * </pre>
 *
 * <p>Between passes, entry {@code 64 t + s} of a window lies at {@code s T + t} of its T shares, so
 * that neighbouring threads read neighbouring memory; after the last pass it lies in order.
 */
public final class SortKernels {
  /** Log of the points of a share. */
  static final int SHARE_LOG = 6;

  /** Control parameter: log of a window's points. */
  static final int LOG = Control.FIRST_PARAMETER;

  /** Control parameter: bits that this pass sorts by. */
  static final int BITS = Control.FIRST_PARAMETER + 1;

  /** Control parameter: how many bits lie below them. */
  static final int SHIFT = Control.FIRST_PARAMETER + 2;

  /** Control parameter: log of the shares of a group. */
  static final int GROUP_LOG = Control.FIRST_PARAMETER + 3;

  /** Control parameter: 1 in the last pass. */
  static final int LAST = Control.FIRST_PARAMETER + 4;

  /** Control parameter: all shares of all windows. */
  static final int SHARES = Control.FIRST_PARAMETER + 5;

  /** Control parameter: totals that one thread adds up, a multiple of 8. */
  static final int SCAN = Control.FIRST_PARAMETER;

  private static final int SHARE = 1 << SHARE_LOG;

  private SortKernels() {}

  /** One turn a share: counts its digits. */
  public static void count(
      IntArray control, IntArray receipt, IntArray below, LongArray entries, LongArray shares) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int log = control.get(LOG) - SHARE_LOG;
        int shift = control.get(SHIFT);
        int mask = (1 << control.get(BITS)) - 1;
        int at = ((item >> log) << control.get(LOG)) + (item & ((1 << log) - 1));
        long c0 = 0;
        long c1 = 0;
        long c2 = 0;
        long c3 = 0;
        for (int s = 0; s < SHARE; s++) {
          int magnitude = (int) (entries.get(at + (s << log)) >> 32);
          int digit = (magnitude >> shift) & mask;
          long one = 1L << ((digit & 7) << 3);
          int row = digit >> 3;
          c0 = c0 + (one & is(row, 0));
          c1 = c1 + (one & is(row, 1));
          c2 = c2 + (one & is(row, 2));
          c3 = c3 + (one & is(row, 3));
        }
        int all = control.get(SHARES);
        shares.set(item, c0);
        shares.set(all + item, c1);
        shares.set(2 * all + item, c2);
        shares.set(3 * all + item, c3);
        if (Vouching.missing(control, below, item) == 0) {
          receipt.set(k, control.get(Control.NONCE));
        }
      }
    }
  }

  /** One turn a group of shares and digit: adds up their counts. */
  public static void group(
      IntArray control,
      IntArray receipt,
      IntArray below,
      LongArray shares,
      IntArray places,
      IntArray totals) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int bits = control.get(BITS);
        int digit = item & ((1 << bits) - 1);
        int group = item >> bits;
        int log = control.get(GROUP_LOG);
        int first = group << log;
        int row = (digit >> 3) * control.get(SHARES) + first;
        int shift = (digit & 7) << 3;
        int sum = 0;
        for (int i = 0; i < 1 << log; i++) {
          places.set(((first + i) << bits) + digit, sum);
          sum = sum + ((int) (shares.get(row + i) >> shift) & 255);
        }
        totals.set(total(group, digit, bits, control), sum);
        if (Vouching.missing(control, below, item) == 0) {
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
        if (Vouching.missing(control, below, item) == 0) {
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
        if (Vouching.missing(control, below, item) == 0) {
          receipt.set(k, control.get(Control.NONCE));
        }
      }
    }
  }

  /** One turn a share: puts its entries where they belong. */
  public static void scatter(
      IntArray control,
      IntArray receipt,
      IntArray below,
      LongArray entries,
      IntArray places,
      IntArray totals,
      LongArray sorted) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int log = control.get(LOG) - SHARE_LOG;
        int bits = control.get(BITS);
        int shift = control.get(SHIFT);
        int mask = (1 << bits) - 1;
        int last = control.get(LAST);
        int window = item >> log;
        int at = (window << control.get(LOG)) + (item & ((1 << log) - 1));
        int group = item >> control.get(GROUP_LOG);
        long c0 = 0;
        long c1 = 0;
        long c2 = 0;
        long c3 = 0;
        for (int s = 0; s < SHARE; s++) {
          long entry = entries.get(at + (s << log));
          int magnitude = (int) (entry >> 32);
          int digit = (magnitude >> shift) & mask;
          int byteShift = (digit & 7) << 3;
          long one = 1L << byteShift;
          int row = digit >> 3;
          long counts =
              (c0 & is(row, 0)) | (c1 & is(row, 1)) | (c2 & is(row, 2)) | (c3 & is(row, 3));
          int place = ((int) (counts >> byteShift) & 255) + places.get((item << bits) + digit);
          place = place + totals.get(total(group, digit, bits, control));
          sorted.set(last == 0 ? folded(place, control) : place, entry);
          c0 = c0 + (one & is(row, 0));
          c1 = c1 + (one & is(row, 1));
          c2 = c2 + (one & is(row, 2));
          c3 = c3 + (one & is(row, 3));
        }
        if (Vouching.missing(control, below, item) == 0) {
          receipt.set(k, control.get(Control.NONCE));
        }
      }
    }
  }

  /** All ones if a (0 or more) is b, else 0. */
  private static long is(int a, int b) {
    int same = ((a ^ b) - 1) >> 31;
    return same;
  }

  /** Where the total of a group (counted over all windows) and digit lies. */
  private static int total(int group, int digit, int bits, IntArray control) {
    int groupsLog = control.get(LOG) - SHARE_LOG - control.get(GROUP_LOG);
    int window = group >> groupsLog;
    return (((window << bits) + digit) << groupsLog) + (group & ((1 << groupsLog) - 1));
  }

  /** Where the entry of a place lies between passes. */
  private static int folded(int place, IntArray control) {
    int log = control.get(LOG);
    int within = place & ((1 << log) - 1);
    return (place - within) + ((within & (SHARE - 1)) << (log - SHARE_LOG)) + (within >> SHARE_LOG);
  }
}
