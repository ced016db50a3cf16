package dev.twinloop.policy;

/**
 * What a number of items is taken to cost at one place.
 *
 * @param ns about the median
 * @param p99Ns about the 99th percentile
 * @param samples tasks or slices of this very size class that were observed; 0: carried over from
 *     other sizes, or from copies
 * @param copies copies of slices of this size class that were timed before any of them was observed
 * @param ageNs since the last observation; {@link Long#MAX_VALUE} if there is none, or only earlier
 *     runs had few
 */
public record Estimate(double ns, double p99Ns, int samples, int copies, long ageNs) {
  /** Nothing is known. */
  public static final Estimate UNKNOWN =
      new Estimate(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 0, 0, Long.MAX_VALUE);

  /** The same for fewer of these items, where nothing else is known of them. */
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
