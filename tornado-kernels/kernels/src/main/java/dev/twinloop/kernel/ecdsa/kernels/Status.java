package dev.twinloop.kernel.ecdsa.kernels;

/** Where an item stands between kernels: a verdict's code, or work still to be done. */
public final class Status {
  /** All is known but the curve equation. */
  public static final int PENDING = 100;

  /** The key's y must be found first. */
  public static final int EXPAND = 101;

  /** The fast formulas did not hold. */
  public static final int SETTLE = 102;

  private Status() {}
}
