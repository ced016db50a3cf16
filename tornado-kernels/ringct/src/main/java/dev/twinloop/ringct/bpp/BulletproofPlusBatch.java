package dev.twinloop.ringct.bpp;

import dev.twinloop.kernel.edwards.EdwardsPoint;
import dev.twinloop.kernel.edwards.EdwardsScalar;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Verifies many range proofs (Bulletproofs+) at once. Each is judged alone: a batch has no verdict.
 *
 * <p>Proofs that are well-formed are weighted with random numbers below l and summed. If the sum is
 * the identity, all are good, but for a chance of 2^-252. If not, halves tell which; after {@link
 * #MANY} wrong ones the rest is tried one by one, because halving would cost more.
 *
 * <p>Public data only. Thread-safe.
 *
 * @param proofs what to verify; any number
 */
public record BulletproofPlusBatch(List<RangeProof> proofs) {
  /** Proofs of one sum: beyond, a sum is hardly cheaper a proof, and takes 6 KB for each. */
  private static final int MOST_OF_A_SUM = 1 << 12;

  /** Proofs that a thread takes at a time. */
  private static final int CHUNK = 16;

  /** Wrong proofs of a sum from which on halving does not pay. */
  private static final int MANY = 32;

  public BulletproofPlusBatch {
    proofs = List.copyOf(proofs);
  }

  /** The verdicts, in the order of the proofs; on all cores of the CPU. */
  public List<RangeVerdict> verify() {
    return verify(HostSums.ON_ALL_CORES, new SecureRandom());
  }

  /**
   * The same with other means.
   *
   * @param sums what computes the sums
   * @param random gives the weights, which nobody who makes proofs may foresee
   */
  public List<RangeVerdict> verify(Sums sums, SecureRandom random) {
    List<RangeVerdict> verdicts = new ArrayList<>();
    for (int from = 0; from < proofs.size(); from += MOST_OF_A_SUM) {
      int to = Math.min(proofs.size(), from + MOST_OF_A_SUM);
      verdicts.addAll(new Part(proofs.subList(from, to), sums, random).verdicts());
    }
    return List.copyOf(verdicts);
  }

  /** Computes sums of multiples of points. */
  public interface Sums {
    /**
     * Whether 8 times a sum is the identity.
     *
     * @param generators scalars of the first of the generators G, H, G_0, H_0, …
     * @param scalars of the points
     * @param points of any order
     */
    boolean vanishes(
        List<EdwardsScalar> generators, List<EdwardsScalar> scalars, List<EdwardsPoint> points);
  }

  /** The proofs of one sum. */
  private static final class Part {
    private final Sums sums;
    private final RangeVerdict[] verdicts;
    private final List<VettedProof> vetted = new ArrayList<>();
    private final List<EdwardsScalar> weights = new ArrayList<>();
    private final int[] places;
    private int wrong;

    Part(List<RangeProof> proofs, Sums sums, SecureRandom random) {
      this.sums = sums;
      int chunks = (proofs.size() + CHUNK - 1) / CHUNK;
      List<RangeVerdict> first = new ArrayList<>();
      List<List<RangeVerdict>> ofChunk =
          IntStream.range(0, chunks).<List<RangeVerdict>>mapToObj(_ -> new ArrayList<>()).toList();
      List<List<VettedProof>> good =
          IntStream.range(0, chunks)
              .parallel()
              .mapToObj(
                  chunk -> {
                    int from = chunk * CHUNK;
                    int to = Math.min(proofs.size(), from + CHUNK);
                    return VettedProof.vet(proofs.subList(from, to), ofChunk.get(chunk));
                  })
              .toList();
      ofChunk.forEach(first::addAll);
      good.forEach(vetted::addAll);
      this.verdicts = first.toArray(new RangeVerdict[0]);
      this.places = IntStream.range(0, verdicts.length).filter(i -> verdicts[i].valid()).toArray();
      for (int i = 0; i < vetted.size(); i++) {
        weights.add(weight(random));
      }
    }

    private static EdwardsScalar weight(SecureRandom random) {
      byte[] bytes = new byte[EdwardsScalar.BYTES];
      EdwardsScalar weight = EdwardsScalar.ZERO;
      while (weight.isZero()) {
        random.nextBytes(bytes);
        weight = EdwardsScalar.reduce(bytes, 0);
      }
      return weight;
    }

    List<RangeVerdict> verdicts() {
      if (!vetted.isEmpty()) {
        judge(0, vetted.size(), false);
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
        verdicts[places[from]] = RangeVerdict.FALSE;
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
      int chunks = (to - from + CHUNK - 1) / CHUNK;
      SumTerms terms = new SumTerms();
      IntStream.range(0, chunks)
          .parallel()
          .mapToObj(chunk -> terms(from + chunk * CHUNK, Math.min(to, from + (chunk + 1) * CHUNK)))
          .toList()
          .forEach(terms::addAll);
      return sums.vanishes(
          terms.generators(),
          Collections.unmodifiableList(terms.scalars()),
          Collections.unmodifiableList(terms.points()));
    }

    private SumTerms terms(int from, int to) {
      SumTerms terms = new SumTerms();
      for (int i = from; i < to; i++) {
        terms.add(vetted.get(i), weights.get(i));
      }
      return terms;
    }
  }
}
