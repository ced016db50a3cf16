package dev.twinloop.kernel.ecdsa;

/** Where an item stands between kernels: a verdict's code, or work still to be done. */
final class Status {
  /** All is known but the curve equation. */
  static final int PENDING = 100;

  /** The key's y must be found first. */
  static final int EXPAND = 101;

  /** The fast formulas did not hold. */
  static final int SETTLE = 102;

  private Status() {}
}
