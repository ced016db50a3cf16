package dev.twinloop.task;

/** Capacity classes and slice sizes. */
public final class Capacity {
  private Capacity() {}

  /** The smallest power of two that is at least this number of items: 1 to 2^30. */
  public static int classOf(int items) {
    if (items < 1 || items > 1 << 30) {
      throw new IllegalArgumentException("items=" + items + ", accepted: 1 to 2^30");
    }
    return items == 1 ? 1 : Integer.highestOneBit(items - 1) << 1;
  }

  /**
   * How many items each slice of a task gets: at most {@code wanted}, but at least one unit. The
   * number is a power of two, unless the whole task fits into one slice.
   *
   * @param wanted upper bound, 1 or more
   */
  public static int sliceItems(Slicing slicing, long items, int wanted) {
    int most = Math.clamp(Integer.highestOneBit(wanted), slicing.unit(), slicing.maxItems());
    return items <= most ? (int) items : most;
  }
}
