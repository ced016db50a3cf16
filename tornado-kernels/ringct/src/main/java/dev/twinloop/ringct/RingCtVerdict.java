package dev.twinloop.ringct;

/**
 * What was found about one transaction.
 *
 * @param reason why it is refused, in words; empty if it is good
 */
public record RingCtVerdict(String reason) {
  /** A good transaction. */
  public static final RingCtVerdict VALID = new RingCtVerdict("");

  /** Whether the transaction is good. */
  public boolean valid() {
    return reason.isEmpty();
  }

  @Override
  public String toString() {
    return valid() ? "valid" : reason;
  }
}
