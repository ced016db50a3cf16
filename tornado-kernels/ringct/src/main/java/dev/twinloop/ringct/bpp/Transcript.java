package dev.twinloop.ringct.bpp;

import dev.twinloop.ringct.Keccak;

/**
 * What verifier and prover have seen, and the challenges that follow from it. With t for the state
 * and Hs for Keccak-256 modulo l:
 *
 * <pre>
 *   t = Hs(T0 ‖ Hs(V/8 …))    y = Hs(t ‖ A)    z = t = Hs(y)
 *   e_j = t = Hs(t ‖ L_j ‖ R_j)                e = Hs(t ‖ A1 ‖ B)
 * </pre>
 *
 * <p>For one proof after the other. Not thread-safe.
 */
final class Transcript {
  private static final int BYTES = RangeProof.ELEMENT;

  private final Keccak keccak = new Keccak();
  private final byte[] state = new byte[BYTES];
  private final long[] words = new long[ScalarWords.EACH];
  private boolean anyZero;

  /** A commitment divided by 8, encoded; all come before anything else. */
  void commitment(byte[] eighth) {
    keccak.add(eighth);
  }

  /**
   * Writes the forms of a proof's challenges, whose commitments were given, as {@link
   * BatchChallenges} has them.
   *
   * @return whether none is 0: no proof survives one
   */
  boolean challenges(RangeProof proof, long[] to, int at) {
    anyZero = false;
    next();
    keccak.add(Generators.TRANSCRIPT).add(state);
    next();
    keccak.add(state).add(proof.points().a());
    next(to, at + BatchChallenges.Y);
    keccak.add(state);
    next(to, at + BatchChallenges.Z);
    for (int j = 0; j < proof.rounds(); j++) {
      keccak.add(state).add(proof.left().get(j)).add(proof.right().get(j));
      next(to, at + BatchChallenges.round(j));
    }
    keccak.add(state).add(proof.points().a1()).add(proof.points().b());
    next(to, at + BatchChallenges.E);
    return !anyZero;
  }

  /** Hs of what was added: the next state. */
  private void next() {
    keccak.digest(state);
    ScalarWords.readReduced(words, 0, state, 0);
    ScalarWords.write(words, 0, state, 0);
  }

  /** The same, and a challenge. */
  private void next(long[] to, int at) {
    next();
    anyZero |= ScalarWords.isZero(words, 0);
    System.arraycopy(words, 0, to, at, ScalarWords.EACH);
    ScalarWords.toForm(to, at);
  }
}
