package dev.twinloop.kernel.ecdsa.kernels;

/** Recovery codes as kernels need them: compile-time constants. */
public final class RecoveryCodes {
  public static final int RECOVERED = 0;
  public static final int ID_OUT_OF_RANGE = 1;
  public static final int R_OUT_OF_RANGE = 2;
  public static final int S_OUT_OF_RANGE = 3;
  public static final int X_OUT_OF_RANGE = 4;
  public static final int NO_SUCH_POINT = 5;
  public static final int INFINITY = 6;

  private RecoveryCodes() {}
}
