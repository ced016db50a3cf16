package dev.twinloop.policy;

/**
 * Copies of a stream's slices that were timed on one device.
 *
 * @param sinceNs time since the last copy began; {@link Long#MAX_VALUE} if there was no copy
 * @param alike how many copies were timed since the last copy that was faster than all before
 * @param waitsNs for how long copies have been requested although no copy has ever found a slot; 0
 *     once a copy has found one
 */
public record Copies(long sinceNs, int alike, long waitsNs) {
  /** No copy was timed or requested. */
  public static final Copies NONE = new Copies(Long.MAX_VALUE, 0, 0);
}
