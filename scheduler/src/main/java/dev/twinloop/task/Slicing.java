package dev.twinloop.task;

/**
 * How a task may be cut into slices.
 *
 * @param maxItems largest slice that a program can hold; a power of two
 * @param uniform whether all slices but the last must be the same power of two (trees)
 * @param bytesPerItem bytes in and out of one item, by which the scheduler sizes slices
 */
public record Slicing(int maxItems, boolean uniform, long bytesPerItem) {
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
