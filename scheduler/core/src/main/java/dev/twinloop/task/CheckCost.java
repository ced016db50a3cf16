package dev.twinloop.task;

/**
 * What a check that cannot be cut short costs an item, by the clock: assumed at first, then learned
 * from the checks that were made, so that {@link Sampler#affords} is asked with what this machine
 * takes and not with what another took. One for each kind of check, shared by all its tasks.
 * Thread-safe.
 */
public final class CheckCost {
  private static final double WEIGHT = 0.5;

  private volatile double nsPerItem;

  /**
   * Nothing seen.
   *
   * @param assumedNsPerItem rather too much than too little: the first checks run in cold code
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
