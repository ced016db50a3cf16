package dev.twinloop.kernel.data;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.twinloop.task.Slice;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Items of a batch that were judged while they were collected, because they are malformed. Kernels
 * do not know of them: they see an item of zeros, and their outcome is replaced by the one here.
 * Not thread-safe while items are added.
 */
public final class Malformed {
  /** No item is malformed. */
  public static final Malformed NONE = new Malformed();

  private long[] items = new long[4];
  private int[] codes = new int[4];
  private int size;

  /** None yet. */
  public Malformed() {}

  /** Notes what is wrong with an item; items come in ascending order. */
  public void add(long item, int code) {
    if (size == items.length) {
      items = Arrays.copyOf(items, 2 * size);
      codes = Arrays.copyOf(codes, 2 * size);
    }
    items[size] = item;
    codes[size++] = code;
  }

  /** Forgets all. */
  public void clear() {
    size = 0;
  }

  /** What is wrong with an item; 0 if it is not among these. */
  public int code(long item) {
    int at = Arrays.binarySearch(items, 0, size, item);
    return at < 0 ? 0 : codes[at];
  }

  /** Writes the outcomes of a slice's items where those of the whole batch lie, an int each. */
  public void writeTo(MemorySegment outcomes, Slice slice) {
    int found = Arrays.binarySearch(items, 0, size, slice.from());
    for (int i = found < 0 ? -found - 1 : found; i < size && items[i] < slice.to(); i++) {
      outcomes.setAtIndex(JAVA_INT, items[i], codes[i]);
    }
  }
}
