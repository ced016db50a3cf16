package dev.twinloop.task;

/**
 * A contiguous part of a task: the unit of placement, retry and cross-check.
 *
 * @param from first item
 * @param to one past the last item; {@code to - from} fits an {@code int}
 */
public record Slice(long from, long to) {
  public Slice {
    if (from < 0 || to <= from || to - from > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "slice: from=" + from + ", to=" + to + ", accepted: 0 <= from < to, size < 2^31");
    }
  }

  /** The number of items. */
  public int size() {
    return (int) (to - from);
  }

  @Override
  public String toString() {
    return "[" + from + ", " + to + ")";
  }
}
