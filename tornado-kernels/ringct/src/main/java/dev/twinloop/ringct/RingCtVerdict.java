package dev.twinloop.ringct;

/**
 * What was found about one transaction.
 *
 * @param valid whether all that was looked at is good
 * @param reason why not, in words; empty if valid
 * @param unchecked what was not looked at, in words; empty if nothing
 */
public record RingCtVerdict(boolean valid, String reason, String unchecked) {
  /** Nothing is wrong. */
  static RingCtVerdict good(String unchecked) {
    return new RingCtVerdict(true, "", unchecked);
  }

  /** Something is wrong. */
  static RingCtVerdict bad(String reason) {
    return new RingCtVerdict(false, reason, "");
  }

  @Override
  public String toString() {
    return valid ? "valid" + (unchecked.isEmpty() ? "" : ", unchecked: " + unchecked) : reason;
  }
}
