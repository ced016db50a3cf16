package dev.twinloop.ringct.clsag;

import dev.twinloop.ringct.clsag.kernels.Codes;

/**
 * What was found about one ring signature. Where several things are wrong it is the first of: key
 * image the identity, c1, each s, key image, D, pseudo output, each member's key and commitment, a
 * challenge of 0, the ring.
 *
 * @param finding what
 * @param member whose s, key or commitment, from 0; else 0
 */
public record Verdict(Finding finding, int member) {
  /** A good signature. */
  public static final Verdict VALID = new Verdict(Finding.VALID, 0);

  private static final int FINDING_MASK = (1 << Codes.MEMBER_SHIFT) - 1;

  /** About no member. */
  static Verdict of(Finding finding) {
    return new Verdict(finding, 0);
  }

  /** Whether the signature is good. */
  public boolean valid() {
    return finding == Finding.VALID;
  }

  /** Why not, in words. */
  public String reason() {
    return switch (finding) {
      case S_NOT_REDUCED, KEY_NO_POINT, COMMITMENT_NO_POINT ->
          "member " + member + ": " + finding.reason();
      default -> finding.reason();
    };
  }

  /** Both in one number, as kernels write them. */
  int code() {
    return finding.code() | member << Codes.MEMBER_SHIFT;
  }

  /**
   * That of a number.
   *
   * @throws IllegalStateException if a kernel left none
   */
  static Verdict ofCode(int code) {
    return code == 0
        ? VALID
        : new Verdict(Finding.of(code & FINDING_MASK), code >>> Codes.MEMBER_SHIFT);
  }

  @Override
  public String toString() {
    return reason();
  }
}
