package dev.twinloop.kernel.eddsa.kernels;

/** Verdict codes and flags of rules as kernels need them: compile-time constants. */
public final class Codes {
  public static final int VALID = 0;
  public static final int WRONG = 1;
  public static final int S_OUT_OF_RANGE = 2;
  public static final int KEY_NOT_CANONICAL = 3;
  public static final int KEY_OF_SMALL_ORDER = 4;
  public static final int R_NOT_CANONICAL = 5;
  public static final int R_OF_SMALL_ORDER = 6;
  public static final int KEY_NOT_ON_CURVE = 7;
  public static final int R_NOT_ON_CURVE = 8;

  /** All is known but the points. */
  public static final int PENDING = 100;

  /** Rule flag: a key of small order is refused. */
  public static final int NO_SMALL_KEY = 1;

  /** Rule flag: an R of small order is refused. */
  public static final int NO_SMALL_R = 2;

  /** Rule flag: a key that is not encoded canonically is refused. */
  public static final int CANONICAL_KEY = 4;

  /** Rule flag: an R that is not encoded canonically is refused. */
  public static final int CANONICAL_R = 8;

  private Codes() {}
}
