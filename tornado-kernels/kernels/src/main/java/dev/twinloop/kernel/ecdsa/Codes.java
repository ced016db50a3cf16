package dev.twinloop.kernel.ecdsa;

/**
 * {@link Verdict} codes and forms as kernels need them: compile-time constants. A form is 0 for a
 * whole key, 2 or 3 for a compressed one of even or odd y, plus {@link #MESSAGE}; every other value
 * is judged {@link #MALFORMED_KEY}.
 */
final class Codes {
  /** Form bit: the hash is that of the item's message. */
  static final int MESSAGE = 32;

  /** Form bits of a key's encoding. */
  static final int KEY = 3;

  static final int R_OUT_OF_RANGE = 2;
  static final int S_OUT_OF_RANGE = 3;
  static final int HIGH_S = 4;
  static final int KEY_OUT_OF_RANGE = 5;
  static final int MALFORMED_KEY = 7;

  private Codes() {}
}
