package dev.twinloop.task;

/**
 * How a task may be cut into slices.
 *
 * @param maxItems largest slice that a program can hold; a power of two
 * @param uniform whether all slices but the last must be the same power of two (trees)
 * @param bytesPerItem bytes in and out of one item, by which the scheduler sizes slices
 * @param busyItems for programs that are bound by arithmetic rather than by the bus: how many items
 *     a slice for a device should have, whatever their bytes, so that few are left over for its
 *     last threads. One such slice is computed while another is copied, and no third is in flight:
 *     its threads would take the cache from the others. 0 for programs that are bound by the bus
 */
public record Slicing(int maxItems, boolean uniform, long bytesPerItem, int busyItems) {
  /** Slices in flight of a program that is bound by arithmetic. */
  public static final int BUSY_SLICES = 2;

  public Slicing {
    if (busyItems < 0 || busyItems > maxItems) {
      throw new IllegalArgumentException(
          "slicing: busyItems=" + busyItems + ", accepted: 0 to maxItems=" + maxItems);
    }
    if (maxItems < 1 || Integer.bitCount(maxItems) != 1) {
      throw new IllegalArgumentException(
          "slicing: maxItems=" + maxItems + ", accepted: a power of two");
    }
    if (bytesPerItem < 1) {
      throw new IllegalArgumentException(
          "slicing: bytesPerItem=" + bytesPerItem + ", accepted: 1 or more");
    }
  }

  /** Of a program that is bound by the bus. */
  public Slicing(int maxItems, boolean uniform, long bytesPerItem) {
    this(maxItems, uniform, bytesPerItem, 0);
  }
}
