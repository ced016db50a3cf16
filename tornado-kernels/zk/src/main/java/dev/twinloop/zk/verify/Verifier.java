package dev.twinloop.zk.verify;

import dev.twinloop.kernel.msm.Begun;
import dev.twinloop.zk.pairing.Lines;
import dev.twinloop.zk.pairing.Pairing;
import dev.twinloop.zk.pairing.Pairing.Pair;
import dev.twinloop.zk.pairing.PairingGroups;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/**
 * Verifies proofs of one key. What depends on the key alone is computed once: e(alpha, beta), and
 * the lines of beta, gamma and delta.
 *
 * <pre>
 *   one    e(A, B) e(−L, gamma) e(−C, delta) = e(alpha, beta)         L = IC_0 + Σ x_i IC_i
 *   many   {@link BatchVerification}: one equation for all, with random factors; halves where it fails
 * </pre>
 *
 * <p>Thread-safe.
 */
public final class Verifier {
  private final VerifyingKey key;
  private final SecureRandom random;
  private final Queue<Pairing> idle = new ConcurrentLinkedQueue<>();
  private final SignalSum signals;
  final Lines beta;
  final Lines gamma;
  final Lines delta;
  final long[] alpha;
  private final long[] alphaBeta;

  private Verifier(VerifyingKey key, SecureRandom random) {
    this.key = key;
    this.random = random;
    Pairing pairing = new Pairing(key.curve());
    PairingGroups groups = pairing.groups();
    this.alpha = groups.limbs(key.alpha());
    this.beta = pairing.fixed(groups.limbs(key.beta()), 0);
    this.gamma = pairing.fixed(groups.limbs(key.gamma()), 0);
    this.delta = pairing.fixed(groups.limbs(key.delta()), 0);
    this.alphaBeta = pairing.value(pairing.miller(List.of(new Pair(alpha, beta))));
    int size = groups.g1().affineSize();
    long[] limbs = new long[size * key.ic().size()];
    for (int i = 0; i < key.ic().size(); i++) {
      System.arraycopy(groups.limbs(key.ic().get(i)), 0, limbs, i * size, size);
    }
    this.signals = new SignalSum(limbs, key.ic().size());
    idle.add(pairing);
  }

  /** Verifies with this key. */
  public static Verifier of(VerifyingKey key) {
    return of(key, new SecureRandom());
  }

  /**
   * The same with this source of the batch's random factors, which nobody who makes proofs may
   * foresee.
   */
  public static Verifier of(VerifyingKey key, SecureRandom random) {
    return new Verifier(key, random);
  }

  /** The key. */
  public VerifyingKey key() {
    return key;
  }

  SecureRandom random() {
    return random;
  }

  /** Lends this thread scratch space for a while. */
  <R> R with(Function<Pairing, R> work) {
    Pairing own = idle.poll();
    Pairing pairing = own == null ? new Pairing(key.curve()) : own;
    try {
      return work.apply(pairing);
    } finally {
      idle.add(pairing);
    }
  }

  /**
   * Verifies one statement: the pairings of the key's own points on another thread, where there is
   * one, which saves a fifth of the time for a tenth more work. Of many statements {@link
   * #verify(List)} takes less of both.
   */
  public Verdict verify(Statement statement) {
    return with(
        pairing -> {
          String problem = Vetted.problem(key, pairing.groups(), statement);
          return problem == null
              ? beside(pairing, Vetted.of(pairing.groups(), statement), statement)
              : new Verdict.Refused(problem);
        });
  }

  private Verdict beside(Pairing pairing, Vetted vetted, Statement statement) {
    if (Runtime.getRuntime().availableProcessors() == 1) {
      return judged(pairing, vetted, statement);
    }
    Begun<long[]> fixed = Begun.of(() -> with(other -> other.miller(fixed(other, vetted))));
    Lines lines = pairing.lines(vetted.b(), 0);
    if (!lines.inGroup()) {
      return outside(pairing, statement);
    }
    long[] f = pairing.miller(List.of(new Pair(vetted.a(), lines)));
    pairing.multiply(f, fixed.get());
    return verdict(pairing, f);
  }

  private List<Pair> fixed(Pairing pairing, Vetted one) {
    PairingGroups groups = pairing.groups();
    return List.of(ofSignals(groups, one.signals()), ofC(groups, one.c()));
  }

  /** The verdict on a statement that was vetted. */
  Verdict judged(Pairing pairing, Vetted vetted, Statement statement) {
    Lines lines = pairing.lines(vetted.b(), 0);
    return lines.inGroup() ? equation(pairing, vetted, lines) : outside(pairing, statement);
  }

  /** The verdict on a statement whose B is outside its group. */
  static Verdict outside(Pairing pairing, Statement statement) {
    String problem = Vetted.problemOfPoints(pairing.groups(), statement.proof());
    return new Verdict.Refused(Objects.requireNonNull(problem, "two tests of one group differ"));
  }

  /** Begins to verify a proof that is being made: its signals are known already. */
  public AwaitedProof await(List<BigInteger> signals) {
    return new AwaitedProof(this, signals);
  }

  /** Verifies many statements, on all cores; the verdicts are in their order. */
  public List<Verdict> verify(List<Statement> statements) {
    return new BatchVerification(this, statements).verdicts();
  }

  private Verdict equation(Pairing pairing, Vetted one, Lines ofB) {
    List<Pair> pairs = new ArrayList<>(fixed(pairing, one));
    pairs.add(new Pair(one.a(), ofB));
    return verdict(pairing, pairing.miller(pairs));
  }

  /** (−L, gamma). */
  Pair ofSignals(PairingGroups groups, List<BigInteger> signals) {
    long[] scalars = new long[4 * key.ic().size()];
    scalars[0] = 1;
    for (int i = 0; i < signals.size(); i++) {
      Scalars.put(scalars, 4 * (i + 1), 4, signals.get(i));
    }
    return new Pair(negated(groups, icSum(groups, scalars)), gamma);
  }

  /** (−C, delta). */
  Pair ofC(PairingGroups groups, long[] c) {
    return new Pair(negated(groups, c), delta);
  }

  /** Whether a product of Miller loops says that a statement holds. */
  Verdict verdict(Pairing pairing, long[] f) {
    return Arrays.equals(pairing.value(f), alphaBeta) ? new Verdict.Valid() : new Verdict.Invalid();
  }

  /** Σ s_i IC_i, affine, with four limbs a scalar. */
  long[] icSum(PairingGroups groups, long[] scalars) {
    return signals.of(groups, scalars);
  }

  static long[] negated(PairingGroups groups, long[] point) {
    long[] negative = new long[point.length];
    groups.g1().negAffine(negative, 0, point, 0);
    return negative;
  }

  /** r, modulo which signals and factors count. */
  BigInteger order() {
    return key.curve().order();
  }
}
