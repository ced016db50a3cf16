package dev.twinloop.ringct.clsag.kernels;

/** What kernels say of a ring signature; a member's place stands above {@link #MEMBER_SHIFT}. */
public final class Codes {
  public static final int VALID = 0;
  public static final int RING_OPEN = 1;
  public static final int KEY_IMAGE_IDENTITY = 2;
  public static final int C1_NOT_REDUCED = 3;
  public static final int S_NOT_REDUCED = 4;
  public static final int KEY_IMAGE_NO_POINT = 5;
  public static final int KEY_IMAGE_TORSION = 6;
  public static final int D_NO_POINT = 7;
  public static final int D_SMALL_ORDER = 8;
  public static final int PSEUDO_OUTPUT_NO_POINT = 9;
  public static final int KEY_NO_POINT = 10;
  public static final int COMMITMENT_NO_POINT = 11;
  public static final int ZERO_CHALLENGE = 12;

  /** Bits of a finding, below a member's place. */
  public static final int MEMBER_SHIFT = 8;

  private Codes() {}
}
