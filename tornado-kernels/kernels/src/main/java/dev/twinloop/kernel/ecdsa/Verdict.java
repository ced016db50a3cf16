package dev.twinloop.kernel.ecdsa;

import dev.twinloop.kernel.data.VerdictList;
import dev.twinloop.kernel.ecdsa.kernels.Codes;

/** What was found about one signature. */
public enum Verdict {
  VALID(Codes.VALID, "valid"),
  WRONG(Codes.WRONG, "the signature does not belong to this hash and key"),
  R_OUT_OF_RANGE(Codes.R_OUT_OF_RANGE, "r is not in [1, n-1]"),
  S_OUT_OF_RANGE(Codes.S_OUT_OF_RANGE, "s is not in [1, n-1]"),
  HIGH_S(Codes.HIGH_S, "s is above n/2"),
  KEY_OUT_OF_RANGE(Codes.KEY_OUT_OF_RANGE, "a coordinate of the public key is not below p"),
  KEY_NOT_ON_CURVE(Codes.KEY_NOT_ON_CURVE, "the public key is not a point of the curve"),
  MALFORMED_KEY(Codes.MALFORMED_KEY, "the public key is not a SEC 1 point of this curve"),
  KEY_AT_INFINITY(8, "the public key is the point at infinity"),
  MALFORMED_SIGNATURE(9, "the signature is not in its format"),
  MALFORMED_HASH(10, "the hash is not 32 bytes long");

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
