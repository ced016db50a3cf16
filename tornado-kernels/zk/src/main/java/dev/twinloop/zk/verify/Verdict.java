package dev.twinloop.zk.verify;

/** What a verifier says of a proof. */
public sealed interface Verdict {
  /** Whether the proof is to be believed. */
  default boolean valid() {
    return this instanceof Valid;
  }

  /** The equation holds, and everything is well-formed. */
  record Valid() implements Verdict {
    @Override
    public String toString() {
      return "OK";
    }
  }

  /** Everything is well-formed, but the equation does not hold. */
  record Invalid() implements Verdict {
    @Override
    public String toString() {
      return "INVALID";
    }
  }

  /**
   * Something is malformed: a point off its curve or outside its group, too few signals.
   *
   * @param why what, with the value and what is accepted
   */
  record Refused(String why) implements Verdict {
    @Override
    public String toString() {
      return "refused: " + why;
    }
  }
}
