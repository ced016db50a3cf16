package dev.twinloop.task;

/**
 * How a task may be cut into slices.
 *
 * @param maxItems largest slice that a program can hold; a power of two
 * @param uniform whether all slices but the last must be the same power of two (trees)
 * @param bytesPerItem bytes in and out of one item, by which the scheduler sizes slices
 * @param unit slices start and end at multiples of so many items, of which a task has a whole
 *     number (elements of one transform); a power of two, at most {@code maxItems}
 */
public record Slicing(int maxItems, boolean uniform, long bytesPerItem, int unit) {
  /** Slices that may start and end anywhere. */
  public Slicing(int maxItems, boolean uniform, long bytesPerItem) {
    this(maxItems, uniform, bytesPerItem, 1);
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
