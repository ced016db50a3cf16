package dev.twinloop.kernel.ecdsa;

import dev.twinloop.kernel.data.VerdictList;
import dev.twinloop.kernel.ecdsa.kernels.RecoveryCodes;

/** What became of one signature whose key was to be recovered. */
public enum Recovery {
  RECOVERED(RecoveryCodes.RECOVERED, "recovered"),
  ID_OUT_OF_RANGE(RecoveryCodes.ID_OUT_OF_RANGE, "v is not 0 to 3, 27 or 28"),
  R_OUT_OF_RANGE(RecoveryCodes.R_OUT_OF_RANGE, "r is not in [1, n-1]"),
  S_OUT_OF_RANGE(RecoveryCodes.S_OUT_OF_RANGE, "s is not in [1, n-1]"),
  X_OUT_OF_RANGE(RecoveryCodes.X_OUT_OF_RANGE, "v asks for x = r + n, which is not below p"),
  NO_SUCH_POINT(RecoveryCodes.NO_SUCH_POINT, "no point of the curve has this x"),
  INFINITY(RecoveryCodes.INFINITY, "the recovered key is the point at infinity"),
  MALFORMED_SIGNATURE(7, "the signature is not 65 bytes long"),
  MALFORMED_HASH(8, "the hash is not 32 bytes long");

  private static final Recovery[] ALL = values();

  private final int code;
  private final String reason;

  Recovery(int code, String reason) {
    this.code = code;
    this.reason = reason;
  }

  /** Whether there is a key. */
  public boolean recovered() {
    return this == RECOVERED;
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
   * What a number stands for.
   *
   * @throws IllegalStateException if a kernel left none
   */
  static Recovery of(int code) {
    return VerdictList.of(ALL, code);
  }
}
