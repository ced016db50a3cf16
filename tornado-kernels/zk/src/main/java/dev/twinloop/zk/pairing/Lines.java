package dev.twinloop.zk.pairing;

/**
 * The lines of a Miller loop for one G2 point, each three coefficients in Fp2: what does not depend
 * on the G1 point. Public points have theirs computed once.
 *
 * @param coefficients the lines, one after the other; empty for infinity
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Lines(long[] coefficients) {
  /** Whether the point is infinity. */
  public boolean infinity() {
    return coefficients.length == 0;
  }
}
