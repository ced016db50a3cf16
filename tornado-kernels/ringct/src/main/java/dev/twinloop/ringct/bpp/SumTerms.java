package dev.twinloop.ringct.bpp;

import dev.twinloop.kernel.edwards.EdwardsScalar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The terms of one sum that is the identity if all proofs in it are good: scalars of the shared
 * generators, which add up, and scalars and points of each proof's own. Not thread-safe.
 *
 * <p>With a random weight w a proof, M N = {@code bits}, c_i = Π e_j^±1 (+ where bit k-1-j of i is
 * set), c'_i the same with signs exchanged, and d_(64j+i) = z^(2(j+1)) 2^i, the terms are
 *
 * <pre>
 *   -w e² z^(2(j+1)) y^(MN+1) V_j    -w B    -w e A1    -w e² A    -w e² e_j² L_j    -w e² e_j^-2 R_j
 *   w d1 G      w (r1 y s1 + e² (y^(MN+1) z Σd + (z² - z) Σ_1..MN y^i)) H
 *   w (e r1 y^-i c_i + e² z) G_i                w (e s1 c'_i - e² z - e² y^(MN-i) d_i) H_i
 * </pre>
 *
 * <p>where V, A, B, L and R are 8 times what is on the chain, or what the commitments are divided
 * by 8: that clears what is of small order.
 */
final class SumTerms {
  private static final EdwardsScalar TWO = EdwardsScalar.of(2);

  /** 2^64 - 1. */
  private static final EdwardsScalar ONES = power(TWO, 6).minus(EdwardsScalar.ONE);

  private final EdwardsScalar[] shared;
  private int used;
  private final List<EdwardsScalar> commitments = new ArrayList<>();
  private final List<EdwardsScalar> others = new ArrayList<>();

  /** An empty sum. */
  SumTerms() {
    shared = new EdwardsScalar[Generators.count(Generators.BITS)];
    Arrays.fill(shared, EdwardsScalar.ZERO);
  }

  /** Scalars of the proofs' commitments, divided by 8 themselves. */
  List<EdwardsScalar> commitments() {
    return commitments;
  }

  /** Scalars of the proofs' other points: of each B, A1, A, L_0, R_0, L_1, R_1, …. */
  List<EdwardsScalar> others() {
    return others;
  }

  /** Scalars of the first of {@link Generators#ALL}; the rest have 0. */
  List<EdwardsScalar> generators() {
    return List.of(shared).subList(0, used);
  }

  /** Adds another sum's terms. */
  void addAll(SumTerms other) {
    used = Math.max(used, other.used);
    for (int i = 0; i < other.used; i++) {
      shared[i] = shared[i].plus(other.shared[i]);
    }
    commitments.addAll(other.commitments);
    others.addAll(other.others);
  }

  /** Passes over the points of a proof that is not looked at. */
  void skip(RangeProof proof) {
    commitments.addAll(Collections.nCopies(proof.commitments().size(), EdwardsScalar.ZERO));
    others.addAll(Collections.nCopies(proof.others(), EdwardsScalar.ZERO));
  }

  /**
   * Adds the terms of one proof.
   *
   * @param weight random, not 0
   */
  void add(VettedProof proof, EdwardsScalar weight) {
    VettedProof.Challenges c = proof.challenges();
    used = Math.max(used, Generators.count(proof.bits()));
    EdwardsScalar square = weight.times(c.last()).times(c.last()); // w e²
    EdwardsScalar top = power(c.y(), c.rounds().size()); // y^MN
    own(proof, weight, square, top.times(c.y()));
    base(proof, weight, square, top.times(c.y()));
    bits(proof, weight, square, top);
  }

  private void own(
      VettedProof proof, EdwardsScalar weight, EdwardsScalar square, EdwardsScalar yTop) {
    VettedProof.Challenges c = proof.challenges();
    EdwardsScalar minus = square.negate();
    EdwardsScalar zz = c.z().times(c.z());
    EdwardsScalar ofV = minus.times(yTop);
    for (int j = 0; j < proof.outputs(); j++) {
      ofV = ofV.times(zz);
      commitments.add(ofV);
    }
    others.add(weight.negate());
    others.add(weight.times(c.last()).negate());
    others.add(minus);
    for (int j = 0; j < c.rounds().size(); j++) {
      EdwardsScalar e = c.rounds().get(j);
      EdwardsScalar inverse = c.inverses().get(j + 1);
      others.add(minus.times(e.times(e)));
      others.add(minus.times(inverse.times(inverse)));
    }
  }

  private void base(
      VettedProof proof, EdwardsScalar weight, EdwardsScalar square, EdwardsScalar yTop) {
    VettedProof.Challenges c = proof.challenges();
    VettedProof.Answers answers = proof.answers();
    EdwardsScalar z = c.z();
    EdwardsScalar zz = z.times(z);
    int rounds = c.rounds().size();
    EdwardsScalar sumOfD = ONES.times(sumOfPowers(zz, rounds - 6));
    EdwardsScalar ofSquare =
        yTop.times(z).times(sumOfD).plus(zz.minus(z).times(sumOfPowers(c.y(), rounds)));
    EdwardsScalar product = answers.r1().times(c.y()).times(answers.s1());
    add(0, weight.times(answers.d1()));
    add(1, weight.times(product).plus(square.times(ofSquare)));
  }

  private void bits(
      VettedProof proof, EdwardsScalar weight, EdwardsScalar square, EdwardsScalar top) {
    VettedProof.Challenges c = proof.challenges();
    int bits = proof.bits();
    EdwardsScalar[] products = products(c);
    EdwardsScalar inverse = c.inverses().getFirst();
    EdwardsScalar step = inverse.times(TWO);
    EdwardsScalar zz = c.z().times(c.z());
    EdwardsScalar ofZ = square.times(c.z());
    EdwardsScalar we = weight.times(c.last());
    EdwardsScalar left = we.times(proof.answers().r1()); // w e r1 y^-i
    EdwardsScalar right = we.times(proof.answers().s1());
    EdwardsScalar start = square.times(top).times(zz); // w e² y^(MN-i) d_i
    EdwardsScalar block = power(inverse, 6).times(zz);
    EdwardsScalar running = start;
    for (int i = 0; i < bits; i++) {
      if (i > 0 && i % RangeProof.BITS == 0) {
        start = start.times(block);
        running = start;
      }
      add(Generators.g(i), left.times(products[i]).plus(ofZ));
      add(Generators.h(i), right.times(products[bits - 1 - i]).minus(ofZ).minus(running));
      left = left.times(inverse);
      running = running.times(step);
    }
  }

  private void add(int place, EdwardsScalar scalar) {
    shared[place] = shared[place].plus(scalar);
  }

  /** c_i: Π 1 / e_j, then times e_j² for each bit that is set. */
  private static EdwardsScalar[] products(VettedProof.Challenges c) {
    int rounds = c.rounds().size();
    EdwardsScalar[] all = new EdwardsScalar[1 << rounds];
    EdwardsScalar first = EdwardsScalar.ONE;
    for (int j = 0; j < rounds; j++) {
      first = first.times(c.inverses().get(j + 1));
    }
    all[0] = first;
    for (int bit = 0; bit < rounds; bit++) {
      EdwardsScalar e = c.rounds().get(rounds - 1 - bit);
      EdwardsScalar square = e.times(e);
      for (int i = 0; i < 1 << bit; i++) {
        all[i | 1 << bit] = all[i].times(square);
      }
    }
    return all;
  }

  /** x^(2^log). */
  private static EdwardsScalar power(EdwardsScalar x, int log) {
    EdwardsScalar power = x;
    for (int i = 0; i < log; i++) {
      power = power.times(power);
    }
    return power;
  }

  /** x + x² + … + x^(2^log) = x (1 + x) (1 + x²) (1 + x⁴) …. */
  private static EdwardsScalar sumOfPowers(EdwardsScalar x, int log) {
    EdwardsScalar sum = x;
    EdwardsScalar power = x;
    for (int i = 0; i < log; i++) {
      sum = sum.times(EdwardsScalar.ONE.plus(power));
      power = power.times(power);
    }
    return sum;
  }
}
