package dev.twinloop.ringct.bpp;

/**
 * The scalars of one sum over the points of neighbouring proofs: four 64-bit words each, least
 * significant first, below l. Those of a proof that is not looked at are 0.
 */
public final class SumScalars {
  private final int[] commitmentsFrom;
  private final int[] othersFrom;
  private final int first;
  private final int bits;
  private final long[] generators;
  private final long[] commitments;
  private final long[] others;

  /**
   * All 0.
   *
   * @param commitmentsFrom where each proof's commitments begin, and the end
   * @param othersFrom likewise for its other points
   * @param first proof
   * @param end behind the last proof
   * @param bits of the largest proof
   */
  SumScalars(int[] commitmentsFrom, int[] othersFrom, int first, int end, int bits) {
    this.commitmentsFrom = commitmentsFrom;
    this.othersFrom = othersFrom;
    this.first = first;
    this.bits = bits;
    this.generators = new long[ScalarWords.EACH * Generators.count(bits)];
    this.commitments = new long[ScalarWords.EACH * (commitmentsFrom[end] - commitmentsFrom[first])];
    this.others = new long[ScalarWords.EACH * (othersFrom[end] - othersFrom[first])];
  }

  /** Those of the first generators: G, H, G_0, H_0, G_1, …. The rest have 0. */
  public long[] generators() {
    return generators;
  }

  /** Those of the proofs' commitments divided by 8, times 8. */
  public long[] commitments() {
    return commitments;
  }

  /** Those of the proofs' other points times 8: of each B, A1, A, L_0, R_0, L_1, R_1, …. */
  public long[] others() {
    return others;
  }

  /** Which commitment of the batch the first one is. */
  public int firstCommitment() {
    return commitmentsFrom[first];
  }

  /** Which other point of the batch the first one is. */
  public int firstOther() {
    return othersFrom[first];
  }

  int bits() {
    return bits;
  }

  /** Where a proof's first commitment has its words. */
  int commitment(int proof) {
    return ScalarWords.EACH * (commitmentsFrom[proof] - commitmentsFrom[first]);
  }

  /** Where a proof's B has its words. */
  int other(int proof) {
    return ScalarWords.EACH * (othersFrom[proof] - othersFrom[first]);
  }
}
