package dev.twinloop.task;

/**
 * How a task may be cut into slices.
 *
 * @param maxItems largest slice that a program can hold; a power of two
 * @param uniform whether all slices but the last must be the same power of two (trees)
 * @param bytesPerItem bytes in and out of one item, by which the scheduler sizes slices
 * @param whole whether a slice costs much of its own, whatever its size, so that a task is best cut
 *     into as few as there are devices (the buckets of an MSM); else by bytes
 */
public record Slicing(int maxItems, boolean uniform, long bytesPerItem, boolean whole) {
  /** Slices are sized by bytes. */
  public Slicing(int maxItems, boolean uniform, long bytesPerItem) {
    this(maxItems, uniform, bytesPerItem, false);
  }

  public Slicing {
    if (maxItems < 1 || Integer.bitCount(maxItems) != 1) {
      throw new IllegalArgumentException(
          "slicing: maxItems=" + maxItems + ", accepted: a power of two");
    }
    if (bytesPerItem < 1) {
      throw new IllegalArgumentException(
          "slicing: bytesPerItem=" + bytesPerItem + ", accepted: 1 or more");
    }
  }
}
