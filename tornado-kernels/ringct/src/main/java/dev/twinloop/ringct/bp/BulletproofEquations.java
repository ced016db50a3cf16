package dev.twinloop.ringct.bp;

import dev.twinloop.kernel.edwards.EdwardsPoint;
import dev.twinloop.kernel.edwards.EdwardsScalar;
import dev.twinloop.kernel.edwards.EdwardsSum;
import dev.twinloop.ringct.AmountBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The two equations of a Bulletproof over M N = 2^k bits, N = 64, in points that were multiplied by
 * 8. c_i = Π w_j^±1, + where bit k-1-j of i is set; c'_i the same with signs exchanged.
 *
 * <pre>
 *   Σ_j z^(j+2) V_j + x T1 + x² T2 = taux G + (t - δ) H,
 *     δ = (z - z²) Σ y^i - Σ_1..M z^(j+2) (2^64 - 1)
 *   A + x S + Σ_j (w_j² L_j + w_j^-2 R_j) + (t - a b) x' H
 *     = mu G + Σ_i (a c_i + z) G_i + Σ_i (b y^-i c'_i - z - z^(2+i/64) 2^(i mod 64) y^-i) H_i
 * </pre>
 *
 * @param commitments V
 * @param points A, S, T1, T2, L…, R…
 */
record BulletproofEquations(
    List<EdwardsPoint> commitments,
    List<EdwardsPoint> points,
    Challenges challenges,
    Answers answers) {
  private static final int BITS = 64;
  private static final EdwardsScalar TWO = EdwardsScalar.of(2);
  private static final int FIRST_L = 4;

  /** What the transcript asks; x' is {@code inner}. */
  record Challenges(
      EdwardsScalar y,
      EdwardsScalar z,
      EdwardsScalar x,
      EdwardsScalar inner,
      List<EdwardsScalar> w) {
    boolean anyZero() {
      return y.isZero()
          || z.isZero()
          || x.isZero()
          || inner.isZero()
          || w.stream().anyMatch(EdwardsScalar::isZero);
    }
  }

  /** What the prover says. */
  record Answers(
      EdwardsScalar taux, EdwardsScalar mu, EdwardsScalar a, EdwardsScalar b, EdwardsScalar t) {}

  /** A sum of multiples that should vanish. */
  private static final class Sum {
    private final List<EdwardsScalar> scalars = new ArrayList<>();
    private final List<EdwardsPoint> points = new ArrayList<>();

    void add(EdwardsScalar scalar, EdwardsPoint point) {
      scalars.add(scalar);
      points.add(point);
    }

    boolean vanishes() {
      return EdwardsSum.of(scalars, points).isIdentity();
    }
  }

  Optional<String> problem() {
    if (challenges.anyZero()) {
      return Optional.of("a challenge is 0");
    }
    return ofCommitments() && ofInnerProduct()
        ? Optional.empty()
        : Optional.of(
            "the equations do not hold: an amount is out of range, or the proof is not of these"
                + " commitments");
  }

  private int rounds() {
    return challenges.w.size();
  }

  private boolean ofCommitments() {
    EdwardsScalar z = challenges.z;
    EdwardsScalar x = challenges.x;
    EdwardsScalar ones = EdwardsScalar.ZERO;
    EdwardsScalar sumOfY = EdwardsScalar.ZERO;
    EdwardsScalar power = EdwardsScalar.ONE;
    for (int i = 0; i < BITS; i++) {
      ones = ones.plus(ones).plus(EdwardsScalar.ONE);
    }
    for (int i = 0; i < 1 << rounds(); i++) {
      sumOfY = sumOfY.plus(power);
      power = power.times(challenges.y);
    }
    EdwardsScalar zz = z.times(z);
    EdwardsScalar delta = z.minus(zz).times(sumOfY);
    EdwardsScalar weight = zz;
    Sum sum = new Sum();
    for (int j = 0; j < 1 << (rounds() - 6); j++) {
      if (j < commitments.size()) {
        sum.add(weight, commitments.get(j));
      }
      weight = weight.times(z);
      delta = delta.minus(weight.times(ones));
    }
    sum.add(x, points.get(2));
    sum.add(x.times(x), points.get(3));
    sum.add(answers.taux.negate(), EdwardsPoint.BASE);
    sum.add(delta.minus(answers.t), AmountBase.H);
    return sum.vanishes();
  }

  private boolean ofInnerProduct() {
    EdwardsScalar[] inverses = inverses();
    EdwardsScalar[] products = products(inverses);
    Sum sum = new Sum();
    sum.add(EdwardsScalar.ONE, points.get(0));
    sum.add(challenges.x, points.get(1));
    for (int j = 0; j < rounds(); j++) {
      EdwardsScalar w = challenges.w.get(j);
      EdwardsScalar inverse = inverses[j + 1];
      sum.add(w.times(w), points.get(FIRST_L + j));
      sum.add(inverse.times(inverse), points.get(FIRST_L + rounds() + j));
    }
    sum.add(answers.mu.negate(), EdwardsPoint.BASE);
    EdwardsScalar product = answers.a.times(answers.b);
    sum.add(answers.t.minus(product).times(challenges.inner), AmountBase.H);
    EdwardsScalar z = challenges.z;
    EdwardsScalar inverse = EdwardsScalar.ONE; // y^-i
    EdwardsScalar block = z.times(z); // z^(2+i/64)
    EdwardsScalar bit = block; // z^(2+i/64) 2^(i mod 64)
    int all = products.length;
    for (int i = 0; i < all; i++) {
      if (i > 0 && i % BITS == 0) {
        block = block.times(z);
        bit = block;
      }
      EdwardsScalar g = answers.a.times(products[i]).plus(z);
      EdwardsScalar h = answers.b.times(products[all - 1 - i]).minus(bit).times(inverse).minus(z);
      sum.add(g.negate(), BulletproofGenerators.G.get(i));
      sum.add(h.negate(), BulletproofGenerators.H.get(i));
      inverse = inverse.times(inverses[0]);
      bit = bit.times(TWO);
    }
    return sum.vanishes();
  }

  /** 1 / y, then 1 / w_j. */
  private EdwardsScalar[] inverses() {
    List<EdwardsScalar> all = new ArrayList<>(List.of(challenges.y));
    all.addAll(challenges.w);
    return EdwardsScalar.invertAll(all.toArray(EdwardsScalar[]::new));
  }

  /** c_i. */
  private EdwardsScalar[] products(EdwardsScalar[] inverses) {
    EdwardsScalar[] products = new EdwardsScalar[1 << rounds()];
    products[0] = EdwardsScalar.ONE;
    for (int j = 0; j < rounds(); j++) {
      for (int i = (1 << j) - 1; i >= 0; i--) {
        products[2 * i + 1] = products[i].times(challenges.w.get(j));
        products[2 * i] = products[i].times(inverses[j + 1]);
      }
    }
    return products;
  }
}
