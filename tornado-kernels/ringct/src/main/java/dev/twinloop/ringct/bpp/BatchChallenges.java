package dev.twinloop.ringct.bpp;

import static dev.twinloop.ringct.bpp.ScalarWords.EACH;

import java.util.List;

/**
 * The challenges of all proofs of a batch in one array, forms of {@link ScalarWords}. Of a proof
 * with k rounds they lie as
 *
 * <pre>
 *   y, z, e, e_0 … e_(k-1), 1/y, 1/e_0 … 1/e_(k-1)
 * </pre>
 *
 * <p>Threads may work on different proofs.
 */
final class BatchChallenges {
  /** Where y is, from a proof's first word. */
  static final int Y = 0;

  static final int Z = EACH;
  static final int E = 2 * EACH;

  private static final int FIRST_ROUND = 3;
  private static final int FIXED = FIRST_ROUND + 1;

  private final long[] words;

  /** The first word of each proof, and one more: the end. */
  private final int[] from;

  private final int[] rounds;

  /** Room for the challenges of some proofs. */
  BatchChallenges(List<RangeProof> proofs) {
    from = new int[proofs.size() + 1];
    rounds = new int[proofs.size()];
    for (int p = 0; p < rounds.length; p++) {
      rounds[p] = proofs.get(p).rounds();
      from[p + 1] = from[p] + EACH * (FIXED + 2 * rounds[p]);
    }
    words = new long[from[rounds.length]];
  }

  /** Where e_j is. */
  static int round(int j) {
    return EACH * (FIRST_ROUND + j);
  }

  /** Where 1 / y is in a proof of this number of rounds. */
  static int inverseOfY(int rounds) {
    return EACH * (FIRST_ROUND + rounds);
  }

  /** Where 1 / e_j is. */
  static int inverse(int rounds, int j) {
    return EACH * (FIXED + rounds + j);
  }

  /** All of it. */
  long[] words() {
    return words;
  }

  /** The first word of a proof. */
  int at(int proof) {
    return from[proof];
  }

  /** How many rounds a proof has. */
  int rounds(int proof) {
    return rounds[proof];
  }

  /**
   * Fills in the inverses of some proofs, by one inversion and three products each. A challenge of
   * 0 has 0 for its inverse.
   */
  void invert(int first, int end) {
    long[] product = new long[EACH];
    ScalarWords.one(product, 0);
    for (int p = first; p < end; p++) {
      for (int j = -1; j < rounds[p]; j++) {
        System.arraycopy(product, 0, words, from[p] + inverse(rounds[p], j), EACH);
        int factor = from[p] + challenge(j);
        if (!ScalarWords.isZero(words, factor)) {
          ScalarWords.times(product, 0, product, 0, words, factor);
        }
      }
    }
    ScalarWords.invert(product, 0, product, 0);
    for (int p = end - 1; p >= first; p--) {
      for (int j = rounds[p] - 1; j >= -1; j--) {
        int to = from[p] + inverse(rounds[p], j);
        int factor = from[p] + challenge(j);
        if (ScalarWords.isZero(words, factor)) {
          System.arraycopy(words, factor, words, to, EACH);
        } else {
          ScalarWords.times(words, to, words, to, product, 0);
          ScalarWords.times(product, 0, product, 0, words, factor);
        }
      }
    }
  }

  /** e_j, or y before the first. */
  private static int challenge(int j) {
    return j < 0 ? Y : round(j);
  }
}
