package dev.twinloop.kernel.ntt;

import dev.twinloop.kernel.field.Fp;
import dev.twinloop.task.CheckCost;
import dev.twinloop.task.CheckOutcome;
import dev.twinloop.task.Sampler;
import dev.twinloop.task.Slice;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.BitSet;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Checks whole transforms by a random point: coefficients and values of one polynomial agree there,
 * and of two different ones only with probability n / p, below 2^-227 (Schwartz, Zippel).
 *
 * <p>The coefficients are evaluated by Horner's rule, the values by the barycentric formula {@code
 * f(t) = (t^n - g^n) / (n g^n) * sum of A[q] z_q / (t - z_q)} with z_q = g omega^q (J.-P. Berrut,
 * L. N. Trefethen, 2004). That is about eight products an element, far more than a device takes for
 * the transform, so that under a budget of time a transform is checked by chance.
 */
final class NttCheck {
  /** What an element costs: eight products, and its share of each piece's powers and inverse. */
  private static final CheckCost COST = new CheckCost(500);

  private static final int LEAST_PIECE = 1 << 10;
  private static final int MOST_PIECE = 1 << 13;

  private final Ntt task;
  private final Elements result;
  private final Transform transform;
  private final Fp field;
  private final int words;
  private final int piece;

  NttCheck(Ntt task, Elements result) {
    this.task = task;
    this.result = result;
    this.transform = task.transform();
    this.field = transform.field().host();
    this.words = field.longs();
    this.piece = Math.clamp(transform.size() / (4 * cores()), LEAST_PIECE, MOST_PIECE);
  }

  private static int cores() {
    return Integer.highestOneBit(Runtime.getRuntime().availableProcessors());
  }

  CheckOutcome run(Slice slice, Sampler sampler) {
    int n = transform.size();
    int transforms = slice.size() / n;
    BitSet checked = new BitSet(transforms);
    while (sampler.hasNext() && checked.cardinality() < transforms) {
      int chosen = sampler.next() / n;
      if (checked.get(chosen)) {
        continue;
      }
      if (!sampler.affords(COST.ofItems(n))) {
        break;
      }
      checked.set(chosen);
      long first = slice.from() + (long) chosen * n;
      long start = System.nanoTime();
      boolean agrees = agrees(first, sampler.random());
      COST.took(n, System.nanoTime() - start);
      if (!agrees) {
        return new CheckOutcome.Mismatch(
            first, "ntt: transform of elements %d to %d".formatted(first, first + n - 1));
      }
    }
    return new CheckOutcome.Passed(checked.cardinality() * n);
  }

  private boolean agrees(long first, RandomGenerator random) {
    long bytes = (long) transform.size() * Elements.BYTES;
    MemorySegment in = task.elements().asSlice(first * Elements.BYTES, bytes);
    MemorySegment out = result.segment().asSlice(first * Elements.BYTES, bytes);
    boolean inverse = transform.inverse();
    BigInteger point = point(random);
    BigInteger expected =
        coefficientsAt(point, inverse ? out : in, inverse ? transform.out() : transform.in());
    return expected.equals(
        valuesAt(point, inverse ? in : out, inverse ? transform.in() : transform.out()));
  }

  /** A random point off the coset, where the formula has no pole. */
  private BigInteger point(RandomGenerator random) {
    BigInteger p = field.modulus();
    BigInteger n = BigInteger.valueOf(transform.size());
    byte[] bytes = new byte[Elements.BYTES + 8];
    while (true) {
      random.nextBytes(bytes);
      BigInteger point = new BigInteger(1, bytes).mod(p);
      if (!point.modPow(n, p).equals(transform.shift().modPow(n, p))) {
        return point;
      }
    }
  }

  private BigInteger coefficientsAt(BigInteger point, MemorySegment memory, Order order) {
    return sum(from -> coefficientsOfPiece(point, memory, order, from));
  }

  /** Sum of a[k] t^k over one piece. */
  private BigInteger coefficientsOfPiece(
      BigInteger point, MemorySegment memory, Order order, int from) {
    long[] x = new long[3 * words];
    field.set(x, 0, point);
    for (int k = Math.min(from + piece, transform.size()) - 1; k >= from; k--) {
      field.read(x, words, memory, place(k, order));
      field.mul(x, 2 * words, x, 2 * words, x, 0);
      field.add(x, 2 * words, x, 2 * words, x, words);
    }
    BigInteger start = point.modPow(BigInteger.valueOf(from), field.modulus());
    return field.plain(x, 2 * words).multiply(start).mod(field.modulus());
  }

  private BigInteger valuesAt(BigInteger point, MemorySegment memory, Order order) {
    BigInteger p = field.modulus();
    BigInteger n = BigInteger.valueOf(transform.size());
    BigInteger sum = sum(from -> valuesOfPiece(point, memory, order, from));
    BigInteger shifted = transform.shift().modPow(n, p);
    BigInteger vanishing = point.modPow(n, p).subtract(shifted).mod(p);
    return sum.multiply(vanishing).multiply(n.multiply(shifted).modInverse(p)).mod(p);
  }

  /** Sum of A[q] z / (t - z), z = g omega^q, over one piece; all inverses by one inversion. */
  private BigInteger valuesOfPiece(BigInteger point, MemorySegment memory, Order order, int from) {
    int count = Math.min(piece, transform.size() - from);
    BigInteger omega = transform.field().rootOfUnity(transform.logSize());
    BigInteger start = omega.modPow(BigInteger.valueOf(from), field.modulus());
    long[] x = new long[5 * words];
    final int t = 0;
    final int step = words;
    final int product = 2 * words;
    final int term = 3 * words;
    final int total = 4 * words;
    field.set(x, t, point);
    field.set(x, step, omega);
    field.set(x, product, BigInteger.ONE);
    long[] z = new long[count * words];
    long[] gap = new long[count * words];
    long[] before = new long[count * words];
    field.set(z, 0, transform.shift().multiply(start));
    for (int i = 0; i < count; i++) {
      if (i > 0) {
        field.mul(z, i * words, z, (i - 1) * words, x, step);
      }
      field.sub(gap, i * words, x, t, z, i * words);
      System.arraycopy(x, product, before, i * words, words);
      field.mul(x, product, x, product, gap, i * words);
    }
    field.set(x, product, field.number(x, product).modInverse(field.modulus()));
    for (int i = count - 1; i >= 0; i--) {
      field.mul(x, term, x, product, before, i * words);
      field.mul(x, product, x, product, gap, i * words);
      field.mul(x, term, x, term, z, i * words);
      field.read(before, i * words, memory, place(from + i, order));
      field.mul(x, term, x, term, before, i * words);
      field.add(x, total, x, total, x, term);
    }
    return field.plain(x, total);
  }

  private BigInteger sum(IntFunction<BigInteger> sumOf) {
    int pieces = (transform.size() + piece - 1) / piece;
    return IntStream.range(0, pieces)
        .parallel()
        .mapToObj(i -> sumOf.apply(i * piece))
        .reduce(BigInteger.ZERO, BigInteger::add)
        .mod(field.modulus());
  }

  private long place(int index, Order order) {
    int shift = Integer.SIZE - transform.logSize();
    int at = order == Order.NATURAL ? index : Integer.reverse(index) >>> shift;
    return (long) at * Elements.BYTES;
  }
}
