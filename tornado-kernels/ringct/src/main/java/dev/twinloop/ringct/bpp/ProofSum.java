package dev.twinloop.ringct.bpp;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Well-formed proofs that are judged by one sum, and by parts of it where it does not vanish.
 *
 * <p>Parts tell whom to suspect. Where another than the host computes with points, the host then
 * judges each suspect alone: one sum that came out wrong does not make a good proof bad.
 */
final class ProofSum {
  /** The fewest proofs that are worth a part of their own. */
  private static final int CHUNK = 16;

  /** Parts a core, so that no core waits long for the last one: cores may be of unequal speed. */
  private static final int PARTS = 12;

  /** Wrong proofs from which on halving does not pay. */
  private static final int MANY = 32;

  private final List<RangeProof> proofs;
  private final RangeArithmetic.Points points;
  private final SecureRandom random;

  /** Where each proof's commitments and other points begin, and one more: where the last end. */
  private final int[] commitmentsFrom;

  private final int[] othersFrom;
  private final RangeVerdict[] verdicts;
  private final BatchChallenges challenges;

  /** Plain numbers, as {@link ScalarWords} has them. */
  private final long[] weights;

  private int wrong;

  /**
   * Decodes the points, and asks the transcripts.
   *
   * @param proofs 1 or more without a {@link RangeProof#problem}
   */
  ProofSum(List<RangeProof> proofs, RangeArithmetic arithmetic, SecureRandom random) {
    int n = proofs.size();
    this.proofs = proofs;
    this.random = random;
    this.commitmentsFrom = new int[n + 1];
    this.othersFrom = new int[n + 1];
    for (int i = 0; i < n; i++) {
      commitmentsFrom[i + 1] = commitmentsFrom[i] + proofs.get(i).commitments().size();
      othersFrom[i + 1] = othersFrom[i] + proofs.get(i).others();
    }
    this.points = arithmetic.decode(commitments(), others());
    this.verdicts = new RangeVerdict[n];
    this.challenges = new BatchChallenges(proofs);
    this.weights = weights(n, random);
    inParts(0, n, this::vet);
  }

  private static long[] weights(int count, SecureRandom random) {
    byte[] bytes = new byte[RangeProof.ELEMENT * count];
    random.nextBytes(bytes);
    long[] weights = new long[ScalarWords.EACH * count];
    for (int i = 0; i < count; i++) {
      int at = ScalarWords.EACH * i;
      ScalarWords.readReduced(weights, at, bytes, RangeProof.ELEMENT * i);
      if (ScalarWords.isZero(weights, at)) {
        weights[at] = 1; // a chance of 2^-252
      }
    }
    return weights;
  }

  private byte[] commitments() {
    return packed(commitmentsFrom, (proof, i) -> proof.commitments().get(i));
  }

  private byte[] others() {
    return packed(othersFrom, RangeProof::other);
  }

  /** Elements of all proofs, one behind the other. */
  private byte[] packed(int[] from, ElementOf element) {
    byte[] all = new byte[RangeProof.ELEMENT * from[proofs.size()]];
    IntStream.range(0, proofs.size())
        .parallel()
        .forEach(
            p -> {
              for (int i = from[p]; i < from[p + 1]; i++) {
                byte[] bytes = element.of(proofs.get(p), i - from[p]);
                System.arraycopy(bytes, 0, all, RangeProof.ELEMENT * i, RangeProof.ELEMENT);
              }
            });
    return all;
  }

  /** One of a proof's elements. */
  private interface ElementOf {
    byte[] of(RangeProof proof, int index);
  }

  /** Work on neighbouring proofs. */
  private interface PartOf {
    void run(int from, int to);
  }

  /** Shares neighbouring proofs out among the cores. */
  private static void inParts(int from, int to, PartOf work) {
    int count = to - from;
    int most = PARTS * Runtime.getRuntime().availableProcessors();
    int parts = Math.clamp((count + CHUNK - 1) / CHUNK, 1, most);
    IntStream.range(0, parts)
        .parallel()
        .forEach(
            part ->
                work.run(
                    from + (int) ((long) count * part / parts),
                    from + (int) ((long) count * (part + 1) / parts)));
  }

  /** The challenges of some proofs, which share an inversion, and what is malformed. */
  private void vet(int from, int to) {
    Transcript transcript = new Transcript();
    for (int i = from; i < to; i++) {
      for (int c = commitmentsFrom[i]; c < commitmentsFrom[i + 1]; c++) {
        transcript.commitment(points.eighth(c));
      }
      boolean whole = transcript.challenges(proofs.get(i), challenges.words(), challenges.at(i));
      String problem = points(i);
      if (problem.isEmpty() && !whole) {
        problem = "a challenge is 0";
      }
      verdicts[i] = problem.isEmpty() ? RangeVerdict.VALID : new RangeVerdict(problem);
    }
    challenges.invert(from, to);
  }

  /** Which element of a proof is no point; empty if none. */
  private String points(int proof) {
    for (int c = commitmentsFrom[proof]; c < commitmentsFrom[proof + 1]; c++) {
      if (!points.isCommitment(c)) {
        return "commitment " + (c - commitmentsFrom[proof]) + " is not a point";
      }
    }
    for (int p = othersFrom[proof]; p < othersFrom[proof + 1]; p++) {
      if (!points.isOther(p)) {
        return proofs.get(proof).nameOfOther(p - othersFrom[proof]) + " is not a point";
      }
    }
    return "";
  }

  /** The verdicts, in the order of the proofs. */
  List<RangeVerdict> verdicts() {
    if (Arrays.stream(verdicts).anyMatch(RangeVerdict::valid)) {
      judge(0, proofs.size(), false);
    }
    if (!onHost()) {
      IntStream.range(0, verdicts.length)
          .parallel()
          .filter(i -> !verdicts[i].valid())
          .forEach(i -> verdicts[i] = alone(proofs.get(i)));
    }
    return Arrays.asList(verdicts);
  }

  private boolean onHost() {
    return points instanceof HostArithmetic;
  }

  private RangeVerdict alone(RangeProof proof) {
    return new ProofSum(List.of(proof), RangeArithmetic.onHost(), random).verdicts().getFirst();
  }

  /**
   * Finds the wrong ones of a range.
   *
   * @param failed whether there is one for certain: the whole failed, and the other half did not
   */
  private void judge(int from, int to, boolean failed) {
    if (!failed && vanishes(from, to)) {
      return;
    }
    if (to - from == 1) {
      verdicts[from] = RangeVerdict.FALSE;
      wrong++;
    } else if (wrong >= MANY) {
      for (int i = from; i < to; i++) {
        judge(i, i + 1, !onHost()); // the host will tell
      }
    } else {
      int middle = (from + to) >>> 1;
      int before = wrong;
      judge(from, middle, false);
      judge(middle, to, wrong == before);
    }
  }

  private boolean vanishes(int from, int to) {
    SumScalars scalars = new SumScalars(commitmentsFrom, othersFrom, from, to, mostBits(from, to));
    SumTerms all = new SumTerms(challenges, scalars);
    inParts(
        from,
        to,
        (first, end) -> {
          SumTerms terms = new SumTerms(challenges, scalars);
          for (int i = first; i < end; i++) {
            if (looksRight(i)) {
              terms.add(i, proofs.get(i), weights);
            }
          }
          synchronized (all) {
            all.addAll(terms);
          }
        });
    all.finish();
    return points.vanishes(scalars);
  }

  /** Until its equation is looked at. */
  private boolean looksRight(int proof) {
    return verdicts[proof].valid();
  }

  private int mostBits(int from, int to) {
    return IntStream.range(from, to)
        .map(i -> RangeProof.BITS * proofs.get(i).room())
        .max()
        .orElseThrow();
  }
}
