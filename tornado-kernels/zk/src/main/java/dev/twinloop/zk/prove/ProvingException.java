package dev.twinloop.zk.prove;

import java.util.List;

/** No proof was made; the message says what happened, and what was retried. It has no secret. */
public abstract sealed class ProvingException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<Attempt> attempts;

  private ProvingException(String message, List<Attempt> attempts) {
    super(message);
    this.attempts = List.copyOf(attempts);
  }

  /** What was tried. */
  public List<Attempt> attempts() {
    return attempts;
  }

  /** The witness does not satisfy the circuit. */
  public static final class BadWitness extends ProvingException {
    private static final long serialVersionUID = 1;

    BadWitness(String message, List<Attempt> attempts) {
      super(message, attempts);
    }
  }

  /**
   * What was computed did not verify, and it is not the witness: a device, this host, or the key.
   */
  public static final class NotVerified extends ProvingException {
    private static final long serialVersionUID = 1;

    NotVerified(String message, List<Attempt> attempts) {
      super(message, attempts);
    }
  }
}
