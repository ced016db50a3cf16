package dev.twinloop.kernel.ecdsa.kernels;

/**
 * Verdict codes and forms as kernels need them: compile-time constants. A form is 0 for a whole
 * key, 2 or 3 for a compressed one of even or odd y, plus {@link #MESSAGE}; every other value is
 * judged {@link #MALFORMED_KEY}.
 */
public final class Codes {
  /** Form bit: the hash is that of the item's message. */
  public static final int MESSAGE = 32;

  /** Form bits of a key's encoding. */
  public static final int KEY = 3;

  public static final int VALID = 0;
  public static final int WRONG = 1;
  public static final int R_OUT_OF_RANGE = 2;
  public static final int S_OUT_OF_RANGE = 3;
  public static final int HIGH_S = 4;
  public static final int KEY_OUT_OF_RANGE = 5;
  public static final int KEY_NOT_ON_CURVE = 6;
  public static final int MALFORMED_KEY = 7;

  private Codes() {}
}
