package dev.twinloop.ringct.bpp;

import dev.twinloop.workflow.Workflow;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Verifies many range proofs (Bulletproofs+) at once. Each is judged alone: a batch has no verdict.
 *
 * <p>Proofs that are well-formed are weighted with random numbers below l and summed. If the sum is
 * the neutral element, all are good, but for a chance of 2^-252. If not, halves tell which; after
 * some 32 wrong ones the rest is tried one by one, because halving would cost more. The host tries
 * each one alone that another's sums or decoding accuse.
 *
 * <p>Public data only. Thread-safe.
 *
 * @param proofs what to verify; any number
 */
public record BulletproofPlusBatch(List<RangeProof> proofs) {
  /** Proofs of one sum: beyond, a sum is hardly cheaper a proof, and takes 3 KB for each. */
  private static final int MOST_OF_A_SUM = 1 << 14;

  public BulletproofPlusBatch {
    proofs = List.copyOf(proofs);
  }

  /** The verdicts, in the order of the proofs; on all cores of the CPU. */
  public List<RangeVerdict> verify() {
    return verify(RangeArithmetic.onHost(), new SecureRandom());
  }

  /**
   * A workflow that verifies them, with points by tasks where there is an accelerator.
   *
   * @param random gives the weights, which nobody who makes proofs may foresee
   */
  public Workflow<List<RangeVerdict>> workflow(SecureRandom random) {
    return Workflow.named(
        "range-proofs",
        proofs.size(),
        steps ->
            steps.onHost(
                "range-proofs", proofs.size(), () -> verify(RangeArithmetic.on(steps), random)));
  }

  /**
   * The same with other means.
   *
   * @param arithmetic computes with points
   * @param random gives the weights, which nobody who makes proofs may foresee
   */
  public List<RangeVerdict> verify(RangeArithmetic arithmetic, SecureRandom random) {
    RangeVerdict[] verdicts = new RangeVerdict[proofs.size()];
    List<RangeProof> sound = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    List<String> problems = proofs.parallelStream().map(RangeProof::problem).toList();
    for (int i = 0; i < verdicts.length; i++) {
      String problem = problems.get(i);
      if (problem.isEmpty()) {
        sound.add(proofs.get(i));
        places.add(i);
      } else {
        verdicts[i] = new RangeVerdict(problem);
      }
    }
    for (int from = 0; from < sound.size(); from += MOST_OF_A_SUM) {
      int to = Math.min(sound.size(), from + MOST_OF_A_SUM);
      List<RangeVerdict> some =
          new ProofSum(sound.subList(from, to), arithmetic, random).verdicts();
      for (int i = from; i < to; i++) {
        verdicts[places.get(i)] = some.get(i - from);
      }
    }
    return Arrays.asList(verdicts);
  }
}
