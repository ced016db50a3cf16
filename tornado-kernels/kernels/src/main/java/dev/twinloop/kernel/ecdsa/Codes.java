package dev.twinloop.kernel.ecdsa;

/** {@link Verdict} codes and form bits as kernels need them: compile-time constants. */
final class Codes {
  /** Form bit: malformed; the low four bits are the verdict. */
  static final int MALFORMED = 16;

  /** Form bit: the hash is that of the item's message. */
  static final int MESSAGE = 32;

  static final int R_OUT_OF_RANGE = 2;
  static final int S_OUT_OF_RANGE = 3;
  static final int HIGH_S = 4;
  static final int KEY_OUT_OF_RANGE = 5;

  private Codes() {}
}
