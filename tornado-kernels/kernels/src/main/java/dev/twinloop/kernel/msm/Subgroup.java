package dev.twinloop.kernel.msm;

import dev.twinloop.kernel.field.HostField;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.PointSum;
import java.security.SecureRandom;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/**
 * Finds points that are on the curve but not in the group.
 *
 * <p><b>One point</b>: {@link Group#contains}; on BLS12-381 126 doublings and ten additions, some
 * 1250 multiplications.
 *
 * <p><b>Many points</b> (M. Bellare, J. Garay, T. Rabin, "Fast batch verification", 1998, the
 * bucket test, which unlike a random linear combination also holds where the cofactor has small
 * factors as here): throw the points into 256 buckets at random and test each bucket's sum.
 * Whatever the points are, a bad one stays hidden with a chance of at most 1/256, because wherever
 * the others fell, at most one bucket hides it. Ten rounds with fresh randomness: 2^-80. About 130
 * multiplications a point.
 */
final class Subgroup {
  private static final int ALONE = 1 << 11;
  private static final int PART = 1 << 17;
  private static final int ROUNDS = 10;
  private static final int BUCKETS = 256;

  private final Bases bases;
  private final HostField field;
  private final SecureRandom seeds = new SecureRandom();

  Subgroup(Bases bases) {
    this.bases = bases;
    this.field = bases.group().host();
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
    PointSum point = new PointSum(bases.group());
    long[] x = field.zero();
    long[] y = field.zero();
    load(index, x, y);
    point.add(x, y);
    return bases.group().contains(point);
  }

  private boolean roundPasses(int from, int to) {
    PointSum[] buckets = new PointSum[BUCKETS];
    for (int b = 0; b < BUCKETS; b++) {
      buckets[b] = new PointSum(bases.group());
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
    for (PointSum bucket : buckets) {
      if (!bases.group().contains(bucket)) {
        return false;
      }
    }
    return true;
  }

  private void load(int index, long[] x, long[] y) {
    int width = bases.group().coordinateBytes();
    field.load(x, bases.points(), 2L * width * index);
    field.load(y, bases.points(), 2L * width * index + width);
  }
}
