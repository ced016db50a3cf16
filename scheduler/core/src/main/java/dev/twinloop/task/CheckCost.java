package dev.twinloop.task;

/**
 * The time for each item of a check that cannot be cut short. The time is assumed at first, and
 * then learned from checks on this machine. So {@link Sampler#affords} gets a cost that is right
 * for this machine. There is one object for each kind of check, shared by all its tasks.
 * Thread-safe.
 */
public final class CheckCost {
  private static final double WEIGHT = 0.5;

  private volatile double nsPerItem;

  /**
   * Nothing seen.
   *
   * @param assumedNsPerItem a high estimate, because the first checks run in cold code
   */
  public CheckCost(double assumedNsPerItem) {
    this.nsPerItem = assumedNsPerItem;
  }

  /** The expected cost of a check of this number of items, in nanoseconds. */
  public long ofItems(long items) {
    return (long) (nsPerItem * items);
  }

  /** Learns from a check of this number of items. */
  public synchronized void took(long items, long ns) {
    nsPerItem += WEIGHT * ((double) ns / Math.max(1, items) - nsPerItem);
  }
}
