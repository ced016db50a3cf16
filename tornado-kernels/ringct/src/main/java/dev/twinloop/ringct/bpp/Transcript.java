package dev.twinloop.ringct.bpp;

import dev.twinloop.kernel.edwards.EdwardsScalar;
import dev.twinloop.ringct.Keccak;
import java.util.ArrayList;
import java.util.List;

/**
 * What verifier and prover have seen, and the challenges that follow from it. With t for the state
 * and Hs for Keccak-256 modulo l:
 *
 * <pre>
 *   t = Hs(T0 ‖ Hs(V/8 …))    y = Hs(t ‖ A)    z = t = Hs(y)
 *   e_j = t = Hs(t ‖ L_j ‖ R_j)                e = Hs(t ‖ A1 ‖ B)
 * </pre>
 */
final class Transcript {
  private final Keccak commitments = new Keccak();
  private boolean anyZero;

  /** A commitment divided by 8, encoded; all come before anything else. */
  void commitment(byte[] eighth) {
    commitments.add(eighth);
  }

  /** The challenges of a proof, whose commitments were given; without their inverses. */
  VettedProof.Challenges challenges(RangeProof proof) {
    EdwardsScalar state = scalar(Generators.TRANSCRIPT, reduced(commitments.digest()).toBytes());
    EdwardsScalar y = challenge(state.toBytes(), proof.points().a());
    EdwardsScalar z = challenge(y.toBytes());
    List<EdwardsScalar> rounds = new ArrayList<>();
    EdwardsScalar last = z;
    for (int j = 0; j < proof.rounds(); j++) {
      last = challenge(last.toBytes(), proof.left().get(j), proof.right().get(j));
      rounds.add(last);
    }
    EdwardsScalar e = challenge(last.toBytes(), proof.points().a1(), proof.points().b());
    return new VettedProof.Challenges(y, z, List.copyOf(rounds), e, List.of());
  }

  /** Whether a challenge was 0, which no proof survives. */
  boolean anyZero() {
    return anyZero;
  }

  private EdwardsScalar challenge(byte[]... parts) {
    EdwardsScalar challenge = scalar(parts);
    anyZero |= challenge.isZero();
    return challenge;
  }

  private static EdwardsScalar scalar(byte[]... parts) {
    return reduced(Keccak.of(parts));
  }

  private static EdwardsScalar reduced(byte[] digest) {
    return EdwardsScalar.reduce(digest, 0);
  }
}
