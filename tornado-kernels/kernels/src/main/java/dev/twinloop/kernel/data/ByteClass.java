package dev.twinloop.kernel.data;

import dev.twinloop.task.Capacity;

/**
 * Sizes of the message buffer. Its size is folded into a compiled kernel, so programs reserve a
 * power of two of bytes for each item of capacity; messages may be longer than that, then a slice
 * holds fewer of them.
 */
final class ByteClass {
  /** Smallest class: 16 bytes. */
  static final int MIN = 16;

  private static final int MAX_BUFFER = 1 << 28;
  private static final int MAX_ITEMS = 1 << 22;

  private ByteClass() {}

  /** The largest power of two not above the (mean) length, from 16 to 2^20. */
  static int of(long messageBytes) {
    return (int) Long.highestOneBit(Math.clamp(messageBytes, MIN, Records.MAX_BYTES));
  }

  /** The largest slice: a message buffer of at most 256 MiB, so that byte offsets fit an int. */
  static int maxItems(int bytesPerItem) {
    return Math.min(MAX_ITEMS, MAX_BUFFER / bytesPerItem);
  }

  /** The capacity class for this number of items of this number of bytes in all. */
  static int capacity(int bytesPerItem, int items, long bytes) {
    return Math.max(
        Capacity.classOf(items),
        Capacity.classOf((int) Math.max(1, (bytes + bytesPerItem - 1) / bytesPerItem)));
  }

  /** Bytes that a slice of {@code wanted} items may take; always enough for one message. */
  static long room(int bytesPerItem, int wanted) {
    return Math.max(Records.MAX_BYTES, (long) Capacity.classOf(wanted) * bytesPerItem);
  }

  /** Refuses a shape that {@link #of} cannot have made. */
  static void require(int bytesPerItem) {
    if (bytesPerItem < MIN
        || bytesPerItem > Records.MAX_BYTES
        || Integer.bitCount(bytesPerItem) != 1) {
      throw new IllegalArgumentException(
          "program: bytesPerItem=" + bytesPerItem + ", accepted: a power of two from 16 to 2^20");
    }
  }
}
