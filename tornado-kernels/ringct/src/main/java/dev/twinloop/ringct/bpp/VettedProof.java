package dev.twinloop.ringct.bpp;

import dev.twinloop.kernel.edwards.EdwardsScalar;
import java.util.ArrayList;
import java.util.List;

/**
 * A proof whose elements are well-formed, with its challenges: all that its equation needs beside
 * points.
 *
 * @param outputs how many commitments there are
 * @param answers what the prover says
 * @param challenges what the transcript asks
 */
record VettedProof(int outputs, Answers answers, Challenges challenges) {
  /** The prover's scalars. */
  record Answers(EdwardsScalar r1, EdwardsScalar s1, EdwardsScalar d1) {}

  /**
   * The challenges, none of which is 0.
   *
   * @param y of the transcript so far: V, A
   * @param z its hash
   * @param rounds e_j, of L_j and R_j
   * @param last e, of A1 and B
   * @param inverses 1 / y, then 1 / e_j of each round
   */
  record Challenges(
      EdwardsScalar y,
      EdwardsScalar z,
      List<EdwardsScalar> rounds,
      EdwardsScalar last,
      List<EdwardsScalar> inverses) {}

  /** Of a proof and its challenges, without their inverses. */
  static VettedProof of(RangeProof proof, Challenges challenges) {
    RangeProof.Scalars scalars = proof.scalars();
    Answers answers =
        new Answers(
            EdwardsScalar.reduce(scalars.r1(), 0),
            EdwardsScalar.reduce(scalars.s1(), 0),
            EdwardsScalar.reduce(scalars.d1(), 0));
    return new VettedProof(proof.commitments().size(), answers, challenges);
  }

  /** Bits of all amounts that it has room for: 64 times a power of two. */
  int bits() {
    return 1 << challenges.rounds.size();
  }

  /** The same proofs with 1 / y and 1 / e_j, by one inversion. */
  static List<VettedProof> inverted(List<VettedProof> proofs) {
    List<EdwardsScalar> all = new ArrayList<>();
    for (VettedProof proof : proofs) {
      all.add(proof.challenges.y);
      all.addAll(proof.challenges.rounds);
    }
    List<EdwardsScalar> inverses =
        List.of(EdwardsScalar.invertAll(all.toArray(new EdwardsScalar[0])));
    List<VettedProof> result = new ArrayList<>();
    int at = 0;
    for (VettedProof proof : proofs) {
      Challenges c = proof.challenges;
      int end = at + 1 + c.rounds.size();
      Challenges whole =
          new Challenges(c.y, c.z, c.rounds, c.last, List.copyOf(inverses.subList(at, end)));
      result.add(new VettedProof(proof.outputs, proof.answers, whole));
      at = end;
    }
    return result;
  }
}
