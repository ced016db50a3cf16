package dev.twinloop.task;

/**
 * How a task may be cut into slices: {@code new Slicing(maxItems, uniform, bytesPerItem)}, and
 * further wishes of a program.
 *
 * @param maxItems largest slice that a program can hold; a power of two
 * @param uniform whether all slices but the last must be the same power of two (trees)
 * @param bytesPerItem bytes in and out of one item; the scheduler sizes slices by them
 * @param unit slices start and end at multiples of this number of items, such as the elements of
 *     one transform. A task has a whole number of units. A power of two, at most {@code maxItems}
 * @param busyItems for programs that are bound by arithmetic: how many items a slice for a device
 *     should have, whatever their bytes, so that few items are left for the last threads. One such
 *     slice is computed while another is copied. No third slice is in flight, because its threads
 *     would take the cache from the others. 0 for programs that are bound by the bus
 * @param whole whether each slice has a high fixed cost, such as the buckets of an MSM. Then a task
 *     is cut into as few slices as possible. If not, a task is cut by bytes
 */
public record Slicing(
    int maxItems, boolean uniform, long bytesPerItem, int unit, int busyItems, boolean whole) {
  /** Slices in flight of a program that is bound by arithmetic. */
  public static final int BUSY_SLICES = 2;

  /** Slices that may start and end anywhere, sized by bytes. */
  public Slicing(int maxItems, boolean uniform, long bytesPerItem) {
    this(maxItems, uniform, bytesPerItem, 1, 0, false);
  }

  public Slicing {
    if (maxItems < 1 || Integer.bitCount(maxItems) != 1) {
      throw new IllegalArgumentException(
          "slicing: maxItems=" + maxItems + ", accepted: a power of two");
    }
    if (unit < 1 || unit > maxItems || Integer.bitCount(unit) != 1) {
      throw new IllegalArgumentException(
          "slicing: unit=" + unit + ", accepted: a power of two up to maxItems=" + maxItems);
    }
    if (busyItems < 0 || busyItems > maxItems) {
      throw new IllegalArgumentException(
          "slicing: busyItems=" + busyItems + ", accepted: 0 to maxItems=" + maxItems);
    }
    if (bytesPerItem < 1) {
      throw new IllegalArgumentException(
          "slicing: bytesPerItem=" + bytesPerItem + ", accepted: 1 or more");
    }
  }

  /** The same, in multiples of {@link #unit}. */
  public Slicing inUnitsOf(int items) {
    return new Slicing(maxItems, uniform, bytesPerItem, items, busyItems, whole);
  }

  /** The same, bound by arithmetic; see {@link #busyItems}. */
  public Slicing keptBusyBy(int items) {
    return new Slicing(maxItems, uniform, bytesPerItem, unit, items, whole);
  }

  /** The same, in as few slices as possible; see {@link #whole}. */
  public Slicing inFewSlices() {
    return new Slicing(maxItems, uniform, bytesPerItem, unit, busyItems, true);
  }
}
