package dev.twinloop.kernel.ntt;

/** What {@link Pointwise} does with the elements of one index. */
public enum Operation {
  /** k a. */
  SCALE(1),
  /** k a b. */
  MULTIPLY(2),
  /** k (a - b). */
  SUBTRACT(2),
  /** k (a b - c). */
  MULTIPLY_SUBTRACT(3);

  private final int operands;

  Operation(int operands) {
    this.operands = operands;
  }

  /** How many vectors it takes. */
  public int operands() {
    return operands;
  }
}
