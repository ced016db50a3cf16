package dev.twinloop.ringct.bpp;

import dev.twinloop.kernel.edwards.EdwardsScalar;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Well-formed proofs that are judged by one sum, and by parts of it where it does not vanish. */
final class ProofSum {
  /** Proofs that a thread takes at a time. */
  private static final int CHUNK = 16;

  /** Wrong proofs from which on halving does not pay. */
  private static final int MANY = 32;

  private final List<RangeProof> proofs;
  private final RangeArithmetic.Points points;

  /** Where each proof's commitments and other points begin, and one more: where the last end. */
  private final int[] commitmentsFrom;

  private final int[] othersFrom;
  private final RangeVerdict[] verdicts;
  private final @Nullable VettedProof[] vetted;
  private final EdwardsScalar[] weights;
  private int wrong;

  /**
   * Decodes the points, and asks the transcripts.
   *
   * @param proofs 1 or more without a {@link RangeProof#problem}
   */
  ProofSum(List<RangeProof> proofs, RangeArithmetic arithmetic, SecureRandom random) {
    int n = proofs.size();
    this.proofs = proofs;
    this.commitmentsFrom = new int[n + 1];
    this.othersFrom = new int[n + 1];
    for (int i = 0; i < n; i++) {
      commitmentsFrom[i + 1] = commitmentsFrom[i] + proofs.get(i).commitments().size();
      othersFrom[i + 1] = othersFrom[i] + proofs.get(i).others();
    }
    this.points = arithmetic.decode(commitments(), others());
    this.verdicts = new RangeVerdict[n];
    this.vetted = new VettedProof[n];
    this.weights = weights(n, random);
    IntStream.range(0, chunks(n)).parallel().forEach(chunk -> vet(chunk * CHUNK, n));
  }

  private static EdwardsScalar[] weights(int count, SecureRandom random) {
    byte[] bytes = new byte[EdwardsScalar.BYTES * count];
    random.nextBytes(bytes);
    EdwardsScalar[] weights = new EdwardsScalar[count];
    for (int i = 0; i < count; i++) {
      EdwardsScalar weight = EdwardsScalar.reduce(bytes, EdwardsScalar.BYTES * i);
      weights[i] = weight.isZero() ? EdwardsScalar.ONE : weight; // a chance of 2^-252
    }
    return weights;
  }

  private static int chunks(int count) {
    return (count + CHUNK - 1) / CHUNK;
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

  /** The next proofs: those that are well-formed share an inversion. */
  private void vet(int from, int count) {
    List<VettedProof> good = new ArrayList<>();
    int to = Math.min(count, from + CHUNK);
    for (int i = from; i < to; i++) {
      String problem = points(i);
      if (problem.isEmpty()) {
        Transcript transcript = new Transcript();
        for (int c = commitmentsFrom[i]; c < commitmentsFrom[i + 1]; c++) {
          transcript.commitment(points.eighth(c));
        }
        VettedProof proof = VettedProof.of(proofs.get(i), transcript.challenges(proofs.get(i)));
        if (transcript.anyZero()) {
          problem = "a challenge is 0";
        } else {
          good.add(proof);
        }
      }
      verdicts[i] = problem.isEmpty() ? RangeVerdict.VALID : new RangeVerdict(problem);
    }
    List<VettedProof> inverted = VettedProof.inverted(good);
    int next = 0;
    for (int i = from; i < to; i++) {
      if (verdicts[i].valid()) {
        vetted[i] = inverted.get(next++);
      }
    }
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
    return Arrays.asList(verdicts);
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
        judge(i, i + 1, false);
      }
    } else {
      int middle = (from + to) >>> 1;
      int before = wrong;
      judge(from, middle, false);
      judge(middle, to, wrong == before);
    }
  }

  private boolean vanishes(int from, int to) {
    SumTerms terms = new SumTerms();
    IntStream.range(0, chunks(to - from))
        .parallel()
        .mapToObj(chunk -> terms(from + chunk * CHUNK, Math.min(to, from + (chunk + 1) * CHUNK)))
        .toList()
        .forEach(terms::addAll);
    return points.vanishes(
        terms.generators(),
        terms.commitments(),
        commitmentsFrom[from],
        terms.others(),
        othersFrom[from]);
  }

  private SumTerms terms(int from, int to) {
    SumTerms terms = new SumTerms();
    for (int i = from; i < to; i++) {
      VettedProof proof = vetted[i];
      if (proof == null) {
        terms.skip(proofs.get(i));
      } else {
        terms.add(proof, weights[i]);
      }
    }
    return terms;
  }
}
