package dev.twinloop.zk.pairing;

/**
 * The lines of a Miller loop for one G2 point, each three coefficients in Fp2: what does not depend
 * on the G1 point. Public points have theirs computed once.
 *
 * @param coefficients the lines, one after the other; empty for infinity
 * @param monic whether the coefficient of y is 1 in all lines ({@link Pairing#fixed}), and left out
 *     of products
 * @param inGroup whether the point is in the group of order r, given that it is on the twist: the
 *     loop's last point tells
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Lines(long[] coefficients, boolean monic, boolean inGroup) {
  /** Of no point that counts. */
  public static final Lines NONE = new Lines(new long[0], false, false);

  /** Whether the point is infinity. */
  public boolean infinity() {
    return coefficients.length == 0;
  }
}
