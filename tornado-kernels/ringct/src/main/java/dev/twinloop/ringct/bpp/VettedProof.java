package dev.twinloop.ringct.bpp;

import dev.twinloop.kernel.edwards.EdwardsPoint;
import dev.twinloop.kernel.edwards.EdwardsScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A proof whose elements are well-formed, with its challenges: all that the equation needs of it.
 *
 * @param points V/8 of each output, B, A1, A, then L_0, R_0, L_1, R_1, …
 * @param outputs how many V there are
 * @param answers what the prover says
 * @param challenges what the transcript asks
 */
record VettedProof(List<EdwardsPoint> points, int outputs, Answers answers, Challenges challenges) {
  private static final EdwardsScalar EIGHTH = EdwardsScalar.of(8).inverse();

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

  /** Bits of all amounts that it has room for: 64 times a power of two. */
  int bits() {
    return 1 << challenges.rounds.size();
  }

  /**
   * What is found about one proof before its equation.
   *
   * @param verdict {@link RangeVerdict#VALID}, or why there is nothing to compute
   * @param points V/8, B, A1, A, L_0, R_0, …; empty if it is bad
   */
  private record Decoded(RangeVerdict verdict, List<EdwardsPoint> points) {
    static Decoded bad(String reason) {
      return new Decoded(new RangeVerdict(reason), List.of());
    }
  }

  /**
   * Vets some proofs on this thread; they share two inversions.
   *
   * @param verdicts gets one a proof; {@link RangeVerdict#VALID} says that the equation decides
   * @return those that the equation decides, in order
   */
  static List<VettedProof> vet(List<RangeProof> proofs, List<RangeVerdict> verdicts) {
    List<Decoded> decoded = proofs.stream().map(VettedProof::decode).toList();
    List<EdwardsPoint> commitments = new ArrayList<>();
    for (int i = 0; i < proofs.size(); i++) {
      if (decoded.get(i).verdict.valid()) {
        int outputs = proofs.get(i).commitments().size();
        commitments.addAll(decoded.get(i).points.subList(0, outputs));
      }
    }
    byte[][] encoded = EdwardsPoint.encodeAll(commitments);
    List<VettedProof> good = new ArrayList<>();
    int at = 0;
    for (int i = 0; i < proofs.size(); i++) {
      RangeVerdict verdict = decoded.get(i).verdict;
      if (verdict.valid()) {
        RangeProof proof = proofs.get(i);
        Transcript transcript = new Transcript();
        for (int j = 0; j < proof.commitments().size(); j++) {
          transcript.commitment(encoded[at++]);
        }
        Challenges challenges = transcript.challenges(proof);
        if (transcript.anyZero()) {
          verdict = new RangeVerdict("a challenge is 0");
        } else {
          good.add(
              new VettedProof(
                  decoded.get(i).points, proof.commitments().size(), answers(proof), challenges));
        }
      }
      verdicts.add(verdict);
    }
    return inverted(good);
  }

  private static Answers answers(RangeProof proof) {
    RangeProof.Scalars scalars = proof.scalars();
    return new Answers(
        EdwardsScalar.reduce(scalars.r1(), 0),
        EdwardsScalar.reduce(scalars.s1(), 0),
        EdwardsScalar.reduce(scalars.d1(), 0));
  }

  /** The same proofs with 1 / y and 1 / e_j, by one inversion. */
  private static List<VettedProof> inverted(List<VettedProof> proofs) {
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
      result.add(new VettedProof(proof.points, proof.outputs, proof.answers, whole));
      at = end;
    }
    return result;
  }

  private static Decoded decode(RangeProof proof) {
    String problem = proof.problem();
    if (!problem.isEmpty()) {
      return Decoded.bad(problem);
    }
    RangeProof.Scalars scalars = proof.scalars();
    if (!EdwardsScalar.isCanonical(scalars.r1(), 0)) {
      return Decoded.bad("r1 is not below l");
    }
    if (!EdwardsScalar.isCanonical(scalars.s1(), 0)) {
      return Decoded.bad("s1 is not below l");
    }
    if (!EdwardsScalar.isCanonical(scalars.d1(), 0)) {
      return Decoded.bad("d1 is not below l");
    }
    return points(proof);
  }

  private static Decoded points(RangeProof proof) {
    PointReader reader = new PointReader();
    for (int j = 0; j < proof.commitments().size(); j++) {
      // an integer times a point that may have a component of small order
      reader.add("commitment " + j, proof.commitments().get(j), point -> point.times(EIGHTH));
    }
    reader.add("B", proof.points().b());
    reader.add("A1", proof.points().a1());
    reader.add("A", proof.points().a());
    for (int j = 0; j < proof.rounds(); j++) {
      reader.add("L of round " + j, proof.left().get(j));
      reader.add("R of round " + j, proof.right().get(j));
    }
    return reader.problem.isEmpty()
        ? new Decoded(RangeVerdict.VALID, reader.points)
        : Decoded.bad(reader.problem);
  }

  /** Decodes points until one is none. */
  private static final class PointReader {
    private final List<EdwardsPoint> points = new ArrayList<>();
    private String problem = "";

    void add(String name, byte[] encoding) {
      add(name, encoding, point -> point);
    }

    void add(String name, byte[] encoding, UnaryOperator<EdwardsPoint> change) {
      if (problem.isEmpty()) {
        EdwardsPoint.decode(encoding, 0)
            .ifPresentOrElse(
                point -> points.add(change.apply(point)), () -> problem = name + " is not a point");
      }
    }
  }
}
