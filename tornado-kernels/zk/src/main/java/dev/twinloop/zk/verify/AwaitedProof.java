package dev.twinloop.zk.verify;

import dev.twinloop.kernel.group.Point;
import dev.twinloop.zk.pairing.Lines;
import dev.twinloop.zk.pairing.Pairing;
import dev.twinloop.zk.pairing.Pairing.Pair;
import dev.twinloop.zk.pairing.PairingCurve;
import dev.twinloop.zk.pairing.PairingGroups;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;

/**
 * The verification of a proof that is being made: each factor of the equation is computed as soon
 * as its points are known, on another core, so that little is left when the last one is.
 *
 * <pre>
 *   signals ─▶ e(−L, gamma)     A, C ─▶ group tests, e(−C, delta)     B ─▶ group test, e(A, B)
 *                                  product ─▶ one final exponentiation
 * </pre>
 *
 * <p>Used by one thread: {@link #take} once, then {@link #verdict} once.
 */
public final class AwaitedProof {
  private final Verifier verifier;
  private final List<BigInteger> signals;
  private final List<ForkJoinTask<Optional<long[]>>> factors = new ArrayList<>();
  private boolean wellFormed;

  /** Begins with what the signals alone decide. */
  AwaitedProof(Verifier verifier, List<BigInteger> signals) {
    this.verifier = verifier;
    this.signals = signals;
    this.wellFormed = Vetted.problemOfSignals(verifier.key(), signals) == null;
    if (wellFormed) {
      begin(p -> Optional.of(p.miller(List.of(verifier.ofSignals(p.groups(), signals)))));
    }
  }

  /** A factor; empty if a point is not in its group. */
  private interface Factor {
    Optional<long[]> of(Pairing pairing);
  }

  private void begin(Factor factor) {
    Callable<Optional<long[]>> work = () -> verifier.with(factor::of);
    factors.add(ForkJoinPool.commonPool().submit(work));
  }

  /** Takes the proof's two points of G1. */
  public void take(Point a, Point c) {
    PairingCurve curve = verifier.key().curve();
    wellFormed &= a.group() == curve.g1() && c.group() == curve.g1();
    if (wellFormed) {
      begin(pairing -> ofC(pairing, a, c));
    }
  }

  /**
   * Verifies the whole proof, whose A and C were taken before.
   *
   * @return what {@link Verifier#verify(Statement)} says
   */
  public Verdict verdict(Proof proof) {
    Statement statement = new Statement(signals, proof);
    if (!wellFormed || proof.curve() != verifier.key().curve()) {
      return verifier.verify(statement); // says what is wrong
    }
    return verifier.with(
        pairing -> {
          Optional<long[]> last = ofAB(pairing, proof.a(), proof.b());
          List<Optional<long[]>> all = factors.stream().map(ForkJoinTask::join).toList();
          if (last.isEmpty() || all.stream().anyMatch(Optional::isEmpty)) {
            return verifier.verify(statement);
          }
          long[] product = last.get();
          all.forEach(factor -> pairing.multiply(product, factor.orElseThrow()));
          return verifier.verdict(pairing, product);
        });
  }

  private static Optional<long[]> ofAB(Pairing pairing, Point a, Point b) {
    PairingGroups groups = pairing.groups();
    if (!MemberTest.onCurve(groups, b)) {
      return Optional.empty();
    }
    Lines lines = pairing.lines(groups.limbs(b), 0);
    return lines.inGroup()
        ? Optional.of(pairing.miller(List.of(new Pair(groups.limbs(a), lines))))
        : Optional.empty();
  }

  private Optional<long[]> ofC(Pairing pairing, Point a, Point c) {
    PairingGroups groups = pairing.groups();
    return MemberTest.problem(groups, a) == null && MemberTest.problem(groups, c) == null
        ? Optional.of(pairing.miller(List.of(verifier.ofC(groups, groups.limbs(c)))))
        : Optional.empty();
  }
}
