package dev.twinloop.ringct.tx;

/**
 * A blob is no transaction that can be verified here; the message names the place, the value and
 * what is accepted.
 */
public final class TransactionException extends Exception {
  private static final long serialVersionUID = 1;
  private final String problem;

  TransactionException(String problem) {
    super(problem);
    this.problem = problem;
  }

  /** What is wrong. */
  public String problem() {
    return problem;
  }
}
