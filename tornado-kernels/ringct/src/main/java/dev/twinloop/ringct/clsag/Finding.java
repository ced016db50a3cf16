package dev.twinloop.ringct.clsag;

/** What can be said of a ring signature; the number is the one by which kernels know it. */
public enum Finding {
  VALID(0, "valid"),
  RING_OPEN(1, "the ring does not close: the signature does not belong to this message and ring"),
  KEY_IMAGE_IDENTITY(2, "the key image is the identity"),
  C1_NOT_REDUCED(3, "c1 is not below l"),
  S_NOT_REDUCED(4, "s is not below l"),
  KEY_IMAGE_NO_POINT(5, "the key image is not a point"),
  KEY_IMAGE_TORSION(6, "the key image is not in the prime-order group"),
  D_NO_POINT(7, "D is not a point"),
  D_SMALL_ORDER(8, "8 D is the identity"),
  PSEUDO_OUTPUT_NO_POINT(9, "the pseudo output is not a point"),
  KEY_NO_POINT(10, "the key is not a point"),
  COMMITMENT_NO_POINT(11, "the commitment is not a point"),
  ZERO_CHALLENGE(12, "a challenge is 0"),
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
    if (code < 0 || code >= ALL.length) {
      throw new IllegalStateException(
          "finding: code=" + code + ", accepted: 0 to " + (ALL.length - 1));
    }
    return ALL[code];
  }
}
