package dev.twinloop.policy;

/**
 * The expected cost of a number of items at one place.
 *
 * @param ns about the median
 * @param p99Ns about the 99th percentile
 * @param samples observed tasks or slices of exactly this size class; 0: the cost comes from other
 *     sizes, or from copies
 * @param copies copies of slices of this size class that were timed before any task or slice was
 *     observed
 * @param ageNs time since the last observation; {@link Long#MAX_VALUE} if there is none, or if
 *     there are only a few of earlier runs
 */
public record Estimate(double ns, double p99Ns, int samples, int copies, long ageNs) {
  /** Nothing is known. */
  public static final Estimate UNKNOWN =
      new Estimate(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 0, 0, Long.MAX_VALUE);

  /** The proportional cost of fewer of these items, for use if nothing else is known. */
  public Estimate part(long items, long of) {
    double share = (double) items / of;
    return known() ? new Estimate(ns * share, p99Ns * share, samples, copies, ageNs) : this;
  }

  /** Whether nothing of this very size class was seen, or too little by earlier runs. */
  boolean carriedOver() {
    return ageNs == Long.MAX_VALUE;
  }

  /** Whether anything is known. */
  public boolean known() {
    return ns < Double.POSITIVE_INFINITY;
  }
}
