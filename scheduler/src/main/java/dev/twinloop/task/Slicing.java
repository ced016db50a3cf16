package dev.twinloop.task;

/**
 * How a task may be cut into slices.
 *
 * @param maxItems largest slice that a program can hold; a power of two
 * @param uniform whether all slices but the last must be the same power of two (trees)
 * @param bytesPerItem bytes in and out of one item, by which the scheduler sizes slices
 * @param unit slices start and end at multiples of so many items, of which a task has a whole
 *     number (elements of one transform); a power of two, at most {@code maxItems}
 * @param whole whether a slice costs much of its own, whatever its size, so that a task is best cut
 *     into as few as there are devices (the buckets of an MSM); else by bytes
 */
public record Slicing(int maxItems, boolean uniform, long bytesPerItem, int unit, boolean whole) {
  /** Slices that may start and end anywhere, sized by bytes. */
  public Slicing(int maxItems, boolean uniform, long bytesPerItem) {
    this(maxItems, uniform, bytesPerItem, 1, false);
  }

  /** Slices of whole units, sized by bytes. */
  public Slicing(int maxItems, boolean uniform, long bytesPerItem, int unit) {
    this(maxItems, uniform, bytesPerItem, unit, false);
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
    if (bytesPerItem < 1) {
      throw new IllegalArgumentException(
          "slicing: bytesPerItem=" + bytesPerItem + ", accepted: 1 or more");
    }
  }
}
