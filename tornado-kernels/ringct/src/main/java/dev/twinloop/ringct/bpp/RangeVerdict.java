package dev.twinloop.ringct.bpp;

/**
 * What was found about one range proof. Where several things are wrong it is the first of: counts
 * and lengths, a scalar that is not reduced, a commitment that is no point, another point, a
 * challenge of 0, the equation.
 *
 * @param reason why it is refused, in words; empty if it is good
 */
public record RangeVerdict(String reason) {
  /** A good proof. */
  public static final RangeVerdict VALID = new RangeVerdict("");

  static final RangeVerdict FALSE =
      new RangeVerdict(
          "the equation does not hold: an amount is out of range, or the proof is not of these"
              + " commitments");

  /** Whether the proof is good. */
  public boolean valid() {
    return reason.isEmpty();
  }

  @Override
  public String toString() {
    return valid() ? "valid" : reason;
  }
}
