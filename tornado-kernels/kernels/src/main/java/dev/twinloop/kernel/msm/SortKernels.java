package dev.twinloop.kernel.msm;

import dev.twinloop.task.Control;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Kernels: sort the points of each window by their digits' magnitude, without atomics: a counting
 * sort by the low bits, then a stable one by the high bits. Each thread counts the digits of its
 * own share in private memory; sums over all counts, digit by digit and thread by thread, say where
 * each thread puts its points.
 *
 * <pre>
 *   counts   windows x digits x threads of a window
 *   blocks   sums of equal parts of counts
 *   half     after the first pass: point | high bits of the magnitude &lt;&lt; log, sorted by low bits
 *   order    after the second pass: points, sorted by magnitude
 * </pre>
 */
public final class SortKernels {
  /** Control parameter: log of a window's points. */
  static final int LOG = Control.FIRST_PARAMETER;

  /** Control parameter: log of a window's threads. */
  static final int SORTERS_LOG = Control.FIRST_PARAMETER + 1;

  /** Control parameter: bits of a digit that this pass sorts by. */
  static final int BITS = Control.FIRST_PARAMETER + 2;

  /** Control parameter: log of the counts that one thread adds up. */
  static final int SCAN_LOG = Control.FIRST_PARAMETER + 1;

  /** The most bits that one pass sorts by. */
  private static final int MOST_DIGITS = 512;

  private SortKernels() {}

  /** One turn a thread: counts the low bits of its points, which lie one stride apart. */
  public static void countLow(
      IntArray control, IntArray receipt, IntArray digits, IntArray counts) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int[] count = new int[MOST_DIGITS];
        int sorters = control.get(SORTERS_LOG);
        int mask = (1 << control.get(BITS)) - 1;
        int share = 1 << (control.get(LOG) - sorters);
        int thread = item & ((1 << sorters) - 1);
        int window = item >> sorters;
        for (int d = 0; d <= mask; d++) {
          count[d] = 0;
        }
        int at = (window << control.get(LOG)) + thread;
        for (int s = 0; s < share; s++) {
          int d = digits.get(at + (s << sorters)) & mask;
          count[d] = count[d] + 1;
        }
        spill(count, mask, counts, ((window * (mask + 1)) << sorters) + thread, sorters);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /** One turn a thread: puts its points where the counts say. */
  public static void scatterLow(
      IntArray control, IntArray receipt, IntArray digits, IntArray counts, IntArray half) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int[] place = new int[MOST_DIGITS];
        int log = control.get(LOG);
        int sorters = control.get(SORTERS_LOG);
        int bits = control.get(BITS);
        int mask = (1 << bits) - 1;
        int share = 1 << (log - sorters);
        int thread = item & ((1 << sorters) - 1);
        int window = item >> sorters;
        fill(place, mask, counts, ((window * (mask + 1)) << sorters) + thread, sorters);
        for (int s = 0; s < share; s++) {
          int point = (s << sorters) + thread;
          int magnitude = digits.get((window << log) + point) & DigitKernels.MAGNITUDE;
          int d = magnitude & mask;
          int to = place[d];
          place[d] = to + 1;
          half.set(to, point | ((magnitude >> bits) << log));
        }
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /** One turn a thread: counts the high bits of its points, which lie side by side. */
  public static void countHigh(IntArray control, IntArray receipt, IntArray half, IntArray counts) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int[] count = new int[MOST_DIGITS];
        int log = control.get(LOG);
        int sorters = control.get(SORTERS_LOG);
        int mask = (1 << control.get(BITS)) - 1;
        int share = 1 << (log - sorters);
        int thread = item & ((1 << sorters) - 1);
        int window = item >> sorters;
        for (int d = 0; d <= mask; d++) {
          count[d] = 0;
        }
        for (int s = 0; s < share; s++) {
          int d = (half.get(item * share + s) >> log) & mask;
          count[d] = count[d] + 1;
        }
        spill(count, mask, counts, ((window * (mask + 1)) << sorters) + thread, sorters);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /** One turn a thread: puts its points where the counts say. */
  public static void scatterHigh(
      IntArray control, IntArray receipt, IntArray half, IntArray counts, IntArray order) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int[] place = new int[MOST_DIGITS];
        int log = control.get(LOG);
        int sorters = control.get(SORTERS_LOG);
        int mask = (1 << control.get(BITS)) - 1;
        int share = 1 << (log - sorters);
        int thread = item & ((1 << sorters) - 1);
        int window = item >> sorters;
        fill(place, mask, counts, ((window * (mask + 1)) << sorters) + thread, sorters);
        for (int s = 0; s < share; s++) {
          int entry = half.get(item * share + s);
          int d = (entry >> log) & mask;
          int to = place[d];
          place[d] = to + 1;
          order.set(to, entry & ((1 << log) - 1));
        }
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /** One turn a block of counts: its sum. */
  public static void sums(IntArray control, IntArray receipt, IntArray counts, IntArray blocks) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int size = 1 << control.get(SCAN_LOG);
        int sum = 0;
        for (int i = 0; i < size; i++) {
          sum = sum + counts.get(item * size + i);
        }
        blocks.set(item, sum);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /** One turn a block of counts: each becomes the sum of all before it. */
  public static void spread(IntArray control, IntArray receipt, IntArray counts, IntArray blocks) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int size = 1 << control.get(SCAN_LOG);
        int sum = 0;
        for (int i = 0; i < item; i++) {
          sum = sum + blocks.get(i);
        }
        for (int i = 0; i < size; i++) {
          int count = counts.get(item * size + i);
          counts.set(item * size + i, sum);
          sum = sum + count;
        }
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  private static void spill(int[] count, int mask, IntArray counts, int at, int sorters) {
    for (int d = 0; d <= mask; d++) {
      counts.set(at + (d << sorters), count[d]);
    }
  }

  private static void fill(int[] place, int mask, IntArray counts, int at, int sorters) {
    for (int d = 0; d <= mask; d++) {
      place[d] = counts.get(at + (d << sorters));
    }
  }
}
