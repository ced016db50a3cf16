package dev.twinloop.zk.verify;

import dev.twinloop.zk.pairing.MultiSum;
import dev.twinloop.zk.pairing.Pairing;
import dev.twinloop.zk.pairing.Pairing.Pair;
import dev.twinloop.zk.pairing.PairingGroups;
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
  private final Verdict[] verdicts;
  private final List<Vetted> vetted = new ArrayList<>();
  private final List<Integer> places = new ArrayList<>();
  private final AtomicInteger wrong = new AtomicInteger();

  BatchVerification(Verifier verifier, List<Statement> statements) {
    this.verifier = verifier;
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
        verdicts[places.get(i)] = new Verdict.Valid();
      }
    } else {
      int middle = (from + to) >>> 1;
      judge(from, middle);
      judge(middle, to);
    }
  }

  private void judgeOne(int i) {
    Verdict verdict = verifier.with(pairing -> verifier.equation(pairing, vetted.get(i)));
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
                      pairing ->
                          part(
                              pairing,
                              start,
                              end,
                              Arrays.copyOfRange(
                                  factors, WORDS * (start - from), WORDS * (end - from))));
                })
            .toList();
    return verifier.with(
        pairing -> joined(pairing, parts, sumOfC(pairing.groups(), from, factors)));
  }

  /**
   * What a chunk adds.
   *
   * @param product of its Miller loops
   * @param signals Σρ_i, then Σ ρ_i x_ij for each signal j
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Part(long[] product, BigInteger[] signals) {}

  private Part part(Pairing pairing, int from, int to, long[] factors) {
    PairingGroups groups = pairing.groups();
    int count = to - from;
    int jacobian = groups.g1().jacobianSize();
    long[] multiples = new long[count * jacobian];
    BigInteger[] sums = new BigInteger[verifier.key().ic().size()];
    Arrays.fill(sums, BigInteger.ZERO);
    for (int i = 0; i < count; i++) {
      Vetted one = vetted.get(from + i);
      long[] factor = Arrays.copyOfRange(factors, WORDS * i, WORDS * (i + 1));
      System.arraycopy(
          groups.g1().multiple(one.a(), 0, factor), 0, multiples, i * jacobian, jacobian);
      BigInteger number = dev.twinloop.zk.pairing.PrimeField.join(factor);
      sums[0] = sums[0].add(number);
      for (int j = 0; j < one.signals().size(); j++) {
        sums[j + 1] = sums[j + 1].add(number.multiply(one.signals().get(j)));
      }
    }
    int affine = groups.g1().affineSize();
    long[] points = new long[count * affine];
    groups.g1().toAffine(points, multiples, count);
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pairs.add(
          new Pair(
              Arrays.copyOfRange(points, i * affine, (i + 1) * affine),
              pairing.lines(vetted.get(from + i).b(), 0)));
    }
    return new Part(pairing.miller(pairs), sums);
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
        sums[j] = sums[j].add(part.signals()[j]);
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
      pairing.multiply(f, part.product());
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
