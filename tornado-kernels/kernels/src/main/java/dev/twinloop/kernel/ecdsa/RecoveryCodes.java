package dev.twinloop.kernel.ecdsa;

/** {@link Recovery} codes as kernels need them: compile-time constants. */
final class RecoveryCodes {
  static final int ID_OUT_OF_RANGE = 1;
  static final int R_OUT_OF_RANGE = 2;
  static final int S_OUT_OF_RANGE = 3;
  static final int X_OUT_OF_RANGE = 4;

  private RecoveryCodes() {}
}
