package dev.twinloop.policy;

/**
 * Copies of a stream's slices that were timed on one device.
 *
 * @param sinceNs since the last one began; {@link Long#MAX_VALUE} if none ever did
 * @param alike how many were timed since one was faster than all before
 * @param waitsNs for how long one has been asked for in vain, since none has ever found a slot; 0
 *     once one has
 */
public record Copies(long sinceNs, int alike, long waitsNs) {
  /** None was timed or asked for. */
  public static final Copies NONE = new Copies(Long.MAX_VALUE, 0, 0);
}
