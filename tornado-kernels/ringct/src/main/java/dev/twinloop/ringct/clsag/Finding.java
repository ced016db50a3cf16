package dev.twinloop.ringct.clsag;

import dev.twinloop.kernel.data.VerdictList;
import dev.twinloop.ringct.clsag.kernels.Codes;

/** What can be said of a ring signature; the number is the one by which kernels know it. */
public enum Finding {
  VALID(Codes.VALID, "valid"),
  RING_OPEN(
      Codes.RING_OPEN,
      "the ring does not close: the signature does not belong to this message and ring"),
  KEY_IMAGE_IDENTITY(Codes.KEY_IMAGE_IDENTITY, "the key image is the identity"),
  C1_NOT_REDUCED(Codes.C1_NOT_REDUCED, "c1 is not below l"),
  S_NOT_REDUCED(Codes.S_NOT_REDUCED, "s is not below l"),
  KEY_IMAGE_NO_POINT(Codes.KEY_IMAGE_NO_POINT, "the key image is not a point"),
  KEY_IMAGE_TORSION(Codes.KEY_IMAGE_TORSION, "the key image is not in the prime-order group"),
  D_NO_POINT(Codes.D_NO_POINT, "D is not a point"),
  D_SMALL_ORDER(Codes.D_SMALL_ORDER, "8 D is the identity"),
  PSEUDO_OUTPUT_NO_POINT(Codes.PSEUDO_OUTPUT_NO_POINT, "the pseudo output is not a point"),
  KEY_NO_POINT(Codes.KEY_NO_POINT, "the key is not a point"),
  COMMITMENT_NO_POINT(Codes.COMMITMENT_NO_POINT, "the commitment is not a point"),
  ZERO_CHALLENGE(Codes.ZERO_CHALLENGE, "a challenge is 0"),
  EMPTY_RING(13, "the ring is empty"),
  COUNT_OF_S(14, "there are not as many s as members"),
  LENGTH(15, "an element is not 32 bytes long");

  private static final Finding[] ALL = values();

  private final int code;
  private final String reason;

  Finding(int code, String reason) {
    this.code = code;
    this.reason = reason;
  }

  /** Why a signature is refused, in words; of a member, without its place. */
  public String reason() {
    return reason;
  }

  /** The number by which kernels know it. */
  int code() {
    return code;
  }

  /**
   * That of a number.
   *
   * @throws IllegalStateException if a kernel left none
   */
  static Finding of(int code) {
    return VerdictList.of(ALL, code);
  }
}
