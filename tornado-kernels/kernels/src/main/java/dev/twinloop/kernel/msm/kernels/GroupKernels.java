package dev.twinloop.kernel.msm.kernels;

import dev.twinloop.task.Control;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/**
 * Kernels: cut the sorted points of each bucket into groups of at most sixteen, which {@link
 * FoldSteps} adds up to one point each.
 *
 * <pre>
 *   order    the sorted entries of all windows, as {@link SortKernels} leaves them
 *   firsts   for each bucket of all windows: where its first entry lies
 *   ends     where its last one ends
 *   groups   how many groups it has; then: of all buckets before it
 *   points   for each of a group's places, and in it for each group: low word of an entry, or
 *            {@link RunSteps#NONE}
 *   entries  for each group: its number in the low word, its bucket's number plus one in the high
 *            one, which is 0 where there is no group; as {@link RunSteps} reads them
 * </pre>
 */
public final class GroupKernels {
  /** Control parameter of {@code find}: entries of a window. */
  public static final int LENGTH = Control.FIRST_PARAMETER;

  /** Control parameter: log of a window's buckets. */
  public static final int BUCKETS_LOG = Control.FIRST_PARAMETER + 1;

  /** Control parameter: log of a group's most points. */
  public static final int GROUP_LOG = Control.FIRST_PARAMETER + 2;

  /** Control parameter of {@code cut}: buckets of all windows. */
  public static final int BUCKETS = Control.FIRST_PARAMETER + 3;

  /** Control parameter of {@code cut}: groups. */
  public static final int GROUPS = Control.FIRST_PARAMETER + 4;

  private static final int MOST_LENGTH_LOG = 28;

  private GroupKernels() {}

  /** One turn a bucket: finds its entries. */
  public static void find(
      IntArray control,
      IntArray receipt,
      IntArray below,
      LongArray order,
      IntArray firsts,
      IntArray ends,
      IntArray groups) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int length = control.get(LENGTH);
        int bucketsLog = control.get(BUCKETS_LOG);
        int groupLog = control.get(GROUP_LOG);
        int row = (item >> bucketsLog) * length;
        int key = (item & ((1 << bucketsLog) - 1)) + 1;
        int first = row + below(order, row, length, key);
        int end = row + below(order, row, length, key + 1);
        firsts.set(item, first);
        ends.set(item, end);
        groups.set(item, (end - first + (1 << groupLog) - 1) >> groupLog);
        if (Vouching.missing(control, below, item) == 0) {
          receipt.set(k, control.get(Control.NONCE));
        }
      }
    }
  }

  /** How many entries of a row have a smaller key. */
  private static int below(LongArray order, int row, int length, int key) {
    int count = 0;
    for (int bit = MOST_LENGTH_LOG; bit >= 0; bit--) {
      int next = count + (1 << bit);
      if (next <= length) {
        if ((int) (order.get(row + next - 1) >> 32) < key) {
          count = next;
        }
      }
    }
    return count;
  }

  /** One turn a group: finds its bucket and its entries. */
  public static void cut(
      IntArray control,
      IntArray receipt,
      IntArray below,
      IntArray firsts,
      IntArray ends,
      IntArray groups,
      LongArray order,
      IntArray points,
      LongArray entries) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int buckets = control.get(BUCKETS);
        int groupLog = control.get(GROUP_LOG);
        int bucket = 0;
        for (int bit = 26; bit >= 0; bit--) {
          int next = bucket + (1 << bit);
          if (next < buckets) {
            if (groups.get(next) <= item) {
              bucket = next;
            }
          }
        }
        int first = firsts.get(bucket) + ((item - groups.get(bucket)) << groupLog);
        int length = Math.min(ends.get(bucket) - first, 1 << groupLog);
        long key = 0;
        if (length > 0) {
          key = bucket + 1L;
        }
        entries.set(item, (key << 32) | item);
        int all = control.get(GROUPS);
        for (int i = 0; i < 1 << groupLog; i++) {
          int low = RunSteps.NONE;
          if (i < length) {
            low = (int) order.get(first + i);
          }
          points.set(i * all + item, low);
        }
        if (Vouching.missing(control, below, item) == 0) {
          receipt.set(k, control.get(Control.NONCE));
        }
      }
    }
  }
}
