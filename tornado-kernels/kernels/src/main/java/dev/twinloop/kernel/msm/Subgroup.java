package dev.twinloop.kernel.msm;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/**
 * Finds points of BLS12-381 that are on the curve but not in the subgroup of order r.
 *
 * <p><b>One point</b> (M. Scott, "A note on group membership tests for G1, G2 and GT", 2021): (βx,
 * y) = -u²(x, y) for the curve's parameter u, 126 doublings and ten additions, some 1250
 * multiplications.
 *
 * <p><b>Many points</b> (M. Bellare, J. Garay, T. Rabin, "Fast batch verification", 1998, the
 * bucket test, which unlike a random linear combination also holds where the cofactor has small
 * factors as here): throw the points into 256 buckets at random and test each bucket's sum.
 * Whatever the points are, a bad one stays hidden with a chance of at most 1/256, because wherever
 * the others fell, at most one bucket hides it. Ten rounds with fresh randomness: 2^-80. About 130
 * multiplications a point.
 */
final class Subgroup {
  /** The absolute value of u. */
  private static final BigInteger U = new BigInteger("d201000000010000", 16);

  /** The cube root of one by which the endomorphism multiplies x. */
  private static final BigInteger BETA =
      new BigInteger(
          "5f19672fdf76ce51ba69c6076a0f77eaddb3a93be6f89688de17d813620a00022e01fffffffefffe", 16);

  private static final int ALONE = 1 << 11;
  private static final int PART = 1 << 17;
  private static final int ROUNDS = 10;
  private static final int BUCKETS = 256;

  private final Bases bases;
  private final HostField field;
  private final SecureRandom seeds = new SecureRandom();
  private final long[] beta;

  Subgroup(Bases bases, HostField field) {
    this.bases = bases;
    this.field = field;
    this.beta = field.form(BETA);
  }

  /** The first point outside; all must be on the curve. */
  OptionalInt firstOutside(int from, int to) {
    if (to - from <= ALONE) {
      return IntStream.range(from, to).parallel().filter(i -> !inside(i)).findFirst();
    }
    int parts = (to - from + PART - 1) / PART;
    OptionalInt bad =
        IntStream.range(0, parts * ROUNDS)
            .parallel()
            .map(task -> task / ROUNDS)
            .filter(
                part -> !roundPasses(from + part * PART, Math.min(to, from + (part + 1) * PART)))
            .findFirst();
    return bad.isEmpty()
        ? bad
        : searchedIn(
            from + bad.getAsInt() * PART, Math.min(to, from + (bad.getAsInt() + 1) * PART));
  }

  /** The first point outside, in a range that has one. */
  private OptionalInt searchedIn(int from, int to) {
    int middle = (from + to) >>> 1;
    OptionalInt first = firstOutside(from, middle);
    return first.isPresent() ? first : firstOutside(middle, to);
  }

  private boolean inside(int index) {
    G1Sum point = new G1Sum(bases.curve(), field);
    long[] x = field.zero();
    long[] y = field.zero();
    load(index, x, y);
    point.add(x, y);
    return inside(point);
  }

  /** Whether (βx, y) + u² (x, y) is infinity. */
  private boolean inside(G1Sum point) {
    G1Sum once = new G1Sum(bases.curve(), field);
    G1Sum twice = new G1Sum(bases.curve(), field);
    once.setMultiple(point, U);
    twice.setMultiple(once, U);
    once.set(point);
    once.scaleX(beta);
    twice.add(once);
    return twice.isInfinity();
  }

  private boolean roundPasses(int from, int to) {
    G1Sum[] buckets = new G1Sum[BUCKETS];
    for (int b = 0; b < BUCKETS; b++) {
      buckets[b] = new G1Sum(bases.curve(), field);
    }
    byte[] seed = new byte[48];
    seeds.nextBytes(seed);
    RandomGenerator random = RandomGeneratorFactory.of("L128X256MixRandom").create(seed);
    byte[] choices = new byte[ALONE];
    long[] x = field.zero();
    long[] y = field.zero();
    for (int i = from; i < to; i++) {
      int k = (i - from) & (ALONE - 1);
      if (k == 0) {
        random.nextBytes(choices);
      }
      load(i, x, y);
      buckets[choices[k] & 0xff].add(x, y);
    }
    for (G1Sum bucket : buckets) {
      if (!inside(bucket)) {
        return false;
      }
    }
    return true;
  }

  private void load(int index, long[] x, long[] y) {
    int width = bases.curve().coordinateBytes();
    field.load(x, bases.points(), 2L * width * index);
    field.load(y, bases.points(), 2L * width * index + width);
  }
}
