package dev.twinloop.zk.verify;

import dev.twinloop.zk.pairing.Lines;
import dev.twinloop.zk.pairing.MultiSum;
import dev.twinloop.zk.pairing.Pairing;
import dev.twinloop.zk.pairing.Pairing.Pair;
import dev.twinloop.zk.pairing.PairingGroups;
import dev.twinloop.zk.pairing.PrimeField;
import dev.twinloop.zk.pairing.Weierstrass;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Many statements of one key in one equation, with random factors ρ of 128 bits:
 *
 * <pre>
 *   Π e(ρ_i A_i, B_i) · e(−Σρ_i α, β) · e(−Σ_j (Σ_i ρ_i x_ij) IC_j, γ) · e(−Σ ρ_i C_i, δ) = 1
 * </pre>
 *
 * <p>If it fails, each half is tried with new factors, and so on down to a few, which are verified
 * one by one. Where many are wrong that costs more than it saves: after {@link #MANY} wrong ones
 * the rest of a failing range is verified one by one at once. A wrong proof passes with a chance
 * below 2^-127.
 */
final class BatchVerification {
  private static final int CHUNK = 16;
  private static final int FEW = 4;
  private static final int MANY = 64;
  private static final int WORDS = 2;

  private final Verifier verifier;
  private final List<Statement> statements;
  private final @Nullable Verdict[] verdicts;
  private final List<Vetted> vetted = new ArrayList<>();
  private final List<Integer> places = new ArrayList<>();
  private final AtomicInteger wrong = new AtomicInteger();

  BatchVerification(Verifier verifier, List<Statement> statements) {
    this.verifier = verifier;
    this.statements = statements;
    this.verdicts = new Verdict[statements.size()];
    @Nullable Vetted[] good = new Vetted[statements.size()];
    IntStream.range(0, statements.size())
        .parallel()
        .forEach(i -> good[i] = vet(i, statements.get(i)));
    for (int i = 0; i < good.length; i++) {
      Vetted one = good[i];
      if (one != null) {
        vetted.add(one);
        places.add(i);
      }
    }
  }

  private @Nullable Vetted vet(int place, Statement statement) {
    return verifier.with(
        pairing -> {
          String problem = Vetted.problem(verifier.key(), pairing.groups(), statement);
          if (problem != null) {
            verdicts[place] = new Verdict.Refused(problem);
            return null;
          }
          return Vetted.of(pairing.groups(), statement);
        });
  }

  List<Verdict> verdicts() {
    judge(0, vetted.size());
    return Arrays.stream(verdicts).map(Objects::requireNonNull).toList();
  }

  private void judge(int from, int to) {
    if (to - from <= FEW || wrong.get() >= MANY) {
      IntStream.range(from, to).parallel().forEach(this::judgeOne);
    } else if (holds(from, to)) {
      for (int i = from; i < to; i++) {
        if (!judged(i)) {
          verdicts[places.get(i)] = new Verdict.Valid();
        }
      }
    } else {
      int middle = (from + to) >>> 1;
      judge(from, middle);
      judge(middle, to);
    }
  }

  /** Whether it was found outside its group before. */
  private boolean judged(int i) {
    return verdicts[places.get(i)] != null;
  }

  private void judgeOne(int i) {
    if (judged(i)) {
      return;
    }
    Statement statement = statements.get(places.get(i));
    Verdict verdict = verifier.with(pairing -> verifier.judged(pairing, vetted.get(i), statement));
    verdicts[places.get(i)] = verdict;
    if (!verdict.valid()) {
      wrong.incrementAndGet();
    }
  }

  private boolean holds(int from, int to) {
    long[] factors = factors(to - from);
    int chunks = (to - from + CHUNK - 1) / CHUNK;
    List<Part> parts =
        IntStream.range(0, chunks)
            .parallel()
            .mapToObj(
                c -> {
                  int start = from + c * CHUNK;
                  int end = Math.min(to, start + CHUNK);
                  return verifier.with(
                      pairing -> new Part(pairing).of(start, end, factors, WORDS * (start - from)));
                })
            .toList();
    return verifier.with(
        pairing -> joined(pairing, parts, sumOfC(pairing.groups(), from, factors)));
  }

  /** What a chunk adds. */
  private final class Part {
    private final Pairing pairing;
    private final Weierstrass g1;
    private final BigInteger[] sums;
    private final List<long[]> multiples = new ArrayList<>();
    private final List<Lines> lines = new ArrayList<>();
    private long[] product = new long[0];

    Part(Pairing pairing) {
      this.pairing = pairing;
      this.g1 = pairing.groups().g1();
      this.sums = new BigInteger[verifier.key().ic().size()];
      Arrays.fill(sums, BigInteger.ZERO);
    }

    /** Of statements one after the other; the factor of one that has no part becomes 0. */
    Part of(int from, int to, long[] factors, int at) {
      for (int i = from; i < to; i++) {
        add(i, factors, at + WORDS * (i - from));
      }
      int jacobian = g1.jacobianSize();
      long[] all = new long[multiples.size() * jacobian];
      for (int k = 0; k < multiples.size(); k++) {
        System.arraycopy(multiples.get(k), 0, all, k * jacobian, jacobian);
      }
      int affine = g1.affineSize();
      long[] points = new long[multiples.size() * affine];
      g1.toAffine(points, all, multiples.size());
      List<Pair> pairs = new ArrayList<>();
      for (int k = 0; k < multiples.size(); k++) {
        long[] point = Arrays.copyOfRange(points, k * affine, (k + 1) * affine);
        pairs.add(new Pair(point, lines.get(k)));
      }
      product = pairing.miller(pairs);
      return this;
    }

    private void add(int i, long[] factors, int at) {
      Vetted one = vetted.get(i);
      Lines ofB = judged(i) ? Lines.NONE : pairing.lines(one.b(), 0);
      if (!ofB.inGroup()) {
        if (!judged(i)) {
          verdicts[places.get(i)] = Verifier.outside(pairing, statements.get(places.get(i)));
        }
        Arrays.fill(factors, at, at + WORDS, 0);
        return;
      }
      long[] factor = Arrays.copyOfRange(factors, at, at + WORDS);
      multiples.add(g1.multiple(one.a(), 0, factor));
      lines.add(ofB);
      BigInteger number = PrimeField.join(factor);
      sums[0] = sums[0].add(number);
      for (int j = 0; j < one.signals().size(); j++) {
        sums[j + 1] = sums[j + 1].add(number.multiply(one.signals().get(j)));
      }
    }
  }

  private long[] sumOfC(PairingGroups groups, int from, long[] factors) {
    int count = factors.length / WORDS;
    int affine = groups.g1().affineSize();
    long[] points = new long[count * affine];
    for (int i = 0; i < count; i++) {
      System.arraycopy(vetted.get(from + i).c(), 0, points, i * affine, affine);
    }
    MultiSum sum =
        new MultiSum(
            MemorySegment.ofArray(points), MemorySegment.ofArray(factors), 8 * WORDS, count);
    return sum.affine(() -> new PairingGroups(verifier.key().curve()).g1());
  }

  private boolean joined(Pairing pairing, List<Part> parts, long[] sumOfC) {
    PairingGroups groups = pairing.groups();
    BigInteger[] sums = new BigInteger[verifier.key().ic().size()];
    Arrays.fill(sums, BigInteger.ZERO);
    long[] scalars = new long[4 * sums.length];
    for (int j = 0; j < sums.length; j++) {
      for (Part part : parts) {
        sums[j] = sums[j].add(part.sums[j]);
      }
      Scalars.put(scalars, 4 * j, 4, sums[j].mod(verifier.order()));
    }
    long[] alpha = new long[groups.g1().affineSize()];
    long[] factor = Arrays.copyOf(scalars, 4);
    groups.g1().toAffine(alpha, 0, groups.g1().multiple(verifier.alpha, 0, factor), 0);
    long[] f =
        pairing.miller(
            List.of(
                new Pair(Verifier.negated(groups, alpha), verifier.beta),
                new Pair(Verifier.negated(groups, verifier.icSum(groups, scalars)), verifier.gamma),
                new Pair(Verifier.negated(groups, sumOfC), verifier.delta)));
    for (Part part : parts) {
      pairing.multiply(f, part.product);
    }
    return pairing.isOne(pairing.value(f));
  }

  private long[] factors(int count) {
    byte[] bytes = new byte[8 * WORDS * count];
    verifier.random().nextBytes(bytes);
    long[] factors = new long[WORDS * count];
    MemorySegment.copy(
        MemorySegment.ofArray(bytes), 0, MemorySegment.ofArray(factors), 0, bytes.length);
    return factors;
  }
}
