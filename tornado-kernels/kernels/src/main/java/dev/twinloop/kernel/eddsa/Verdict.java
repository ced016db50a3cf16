package dev.twinloop.kernel.eddsa;

import dev.twinloop.kernel.data.VerdictList;
import dev.twinloop.kernel.eddsa.kernels.Codes;

/**
 * What was found about one signature. Where several things are wrong, the first of these in the
 * order: format, S, the key's bytes, R's bytes, the key as a point, R as a point, the equation.
 */
public enum Verdict {
  VALID(Codes.VALID, "valid"),
  WRONG(Codes.WRONG, "the signature does not belong to this message and key"),
  S_OUT_OF_RANGE(Codes.S_OUT_OF_RANGE, "S is not below l"),
  KEY_NOT_CANONICAL(Codes.KEY_NOT_CANONICAL, "the public key is not encoded canonically"),
  KEY_OF_SMALL_ORDER(Codes.KEY_OF_SMALL_ORDER, "the public key is of small order"),
  R_NOT_CANONICAL(Codes.R_NOT_CANONICAL, "R is not encoded canonically"),
  R_OF_SMALL_ORDER(Codes.R_OF_SMALL_ORDER, "R is of small order"),
  KEY_NOT_ON_CURVE(Codes.KEY_NOT_ON_CURVE, "the public key is not a point of the curve"),
  R_NOT_ON_CURVE(Codes.R_NOT_ON_CURVE, "R is not a point of the curve"),
  MALFORMED_KEY(9, "the public key is not 32 bytes long"),
  MALFORMED_SIGNATURE(10, "the signature is not 64 bytes long");

  private static final Verdict[] ALL = values();

  private final int code;
  private final String reason;

  Verdict(int code, String reason) {
    this.code = code;
    this.reason = reason;
  }

  /** Whether the signature is good. */
  public boolean valid() {
    return this == VALID;
  }

  /** Why not, in words. */
  public String reason() {
    return reason;
  }

  /** The number by which kernels know it. */
  int code() {
    return code;
  }

  /**
   * The verdict of a number.
   *
   * @throws IllegalStateException if a kernel left none
   */
  static Verdict of(int code) {
    return VerdictList.of(ALL, code);
  }
}
