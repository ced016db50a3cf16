package dev.twinloop.kernel.msm.host;

import dev.twinloop.kernel.field.HostField;
import dev.twinloop.kernel.group.Group;
import java.util.Arrays;

/**
 * Adds up points bucket by bucket in affine coordinates. In each round the points of every bucket
 * are added in pairs, and all pairs of all buckets share one inversion (P. Montgomery, 1987): an
 * addition takes six multiplications, where mixed coordinates take ten.
 *
 * <pre>
 *   bucket 7   P0 P1 P2 P3 P4 │ bucket 6   P0 P1
 *   round 1    P0+P1 P2+P3 P4 │            P0+P1
 *   round 2    (P0+…+P3) P4   │
 * </pre>
 *
 * <p>Rounds end where so few pairs are left that an inversion costs more than it saves: a bucket
 * may then have more than one point. It holds scratch space: each thread takes one of its own.
 */
final class AffineTree {
  /** Fewer pairs than this are not worth an inversion. */
  private static final int LEAST_PAIRS = 64;

  private final HostField field;
  private final int m;
  private final int room;
  private final long[] points;
  private final long[] factors;
  private final long[] denominators;
  private final int[] pairs;
  private final int[] starts;
  private final int[] lengths;
  private final long[] a;
  private final long[] t;
  private int buckets;
  private int used;

  /**
   * Empty.
   *
   * @param room points it has room for
   */
  AffineTree(Group group, int room) {
    this.field = group.host();
    this.m = field.longs();
    this.room = room;
    this.points = new long[2 * m * room];
    this.factors = new long[m * (room / 2 + 1)];
    this.denominators = new long[m * (room / 2 + 1)];
    this.pairs = new int[room];
    this.starts = new int[room];
    this.lengths = new int[room];
    this.a = group.hostA();
    this.t = new long[3 * m];
  }

  /** How many more points there is room for. */
  int left() {
    return room - used;
  }

  /** How many buckets were begun. */
  int buckets() {
    return buckets;
  }

  /** How many points a bucket has now. */
  int length(int bucket) {
    return lengths[bucket];
  }

  /** Takes out all points. */
  void clear() {
    buckets = 0;
    used = 0;
  }

  /** Begins the next bucket. */
  void begin() {
    starts[buckets] = used;
    lengths[buckets] = 0;
    buckets++;
  }

  /** The array in which the next point of the bucket goes at {@link #next}. */
  long[] points() {
    return points;
  }

  /** Where the next point goes: x, then y. */
  int next() {
    return 2 * m * used;
  }

  /**
   * The point at {@link #next} belongs to the bucket; points at infinity, all zeros, do not count.
   */
  void take() {
    int at = next();
    long any = 0;
    for (int i = at; i < at + 2 * m; i++) {
      any |= points[i];
    }
    if (any != 0) {
      used++;
      lengths[buckets - 1]++;
    }
  }

  /** Copies a point of a bucket. */
  void read(int bucket, int index, long[] x, long[] y) {
    int at = 2 * m * (starts[bucket] + index);
    System.arraycopy(points, at, x, 0, m);
    System.arraycopy(points, at + m, y, 0, m);
  }

  /**
   * Adds up, as far as it pays; at last every bucket has a few points, most of them one or none.
   */
  void add() {
    while (round()) {
      // Each round halves the buckets.
    }
  }

  /** The only bucket, down to one point or none, whatever it costs; it stays the only one. */
  void addAll() {
    while (lengths[0] > 1) {
      joinPairs(listPairs());
    }
    used = lengths[0];
  }

  private boolean round() {
    int count = 0;
    for (int bucket = 0; bucket < buckets; bucket++) {
      count += lengths[bucket] / 2;
    }
    if (count < LEAST_PAIRS) {
      return false;
    }
    joinPairs(listPairs());
    return true;
  }

  /** pairs: the place of the first point of each. */
  private int listPairs() {
    int count = 0;
    for (int bucket = 0; bucket < buckets; bucket++) {
      for (int i = 0; i + 1 < lengths[bucket]; i += 2) {
        pairs[count++] = starts[bucket] + i;
      }
    }
    return count;
  }

  private void joinPairs(int count) {
    invertDenominators(count);
    int pair = 0;
    for (int bucket = 0; bucket < buckets; bucket++) {
      int to = starts[bucket];
      int end = starts[bucket] + lengths[bucket];
      int from = starts[bucket];
      for (; from + 1 < end; from += 2, pair++) {
        to += join(pair, from, to);
      }
      if (from < end) {
        System.arraycopy(points, 2 * m * from, points, 2 * m * to++, 2 * m);
      }
      lengths[bucket] = to - starts[bucket];
    }
  }

  /** factors: 1 / the denominator of each pair's slope; a zero where the pair's sum is infinity. */
  private void invertDenominators(int count) {
    field.setOne(t);
    for (int i = 0; i < count; i++) {
      int at = m * i;
      System.arraycopy(t, 0, factors, at, m);
      if (denominator(at, pairs[i])) {
        field.mul(t, 0, t, 0, denominators, at);
      }
    }
    long[] inverse = Arrays.copyOf(t, m);
    field.invert(inverse, inverse);
    for (int i = count - 1; i >= 0; i--) {
      int at = m * i;
      if (isZero(denominators, at)) {
        Arrays.fill(factors, at, at + m, 0);
      } else {
        field.mul(factors, at, factors, at, inverse, 0);
        field.mul(inverse, 0, inverse, 0, denominators, at);
      }
    }
  }

  /** x2 - x1, or 2 y of one point twice; false, and 0, if the sum is infinity. */
  private boolean denominator(int at, int pair) {
    int first = 2 * m * pair;
    int second = first + 2 * m;
    field.sub(denominators, at, points, second, points, first);
    if (!isZero(denominators, at)) {
      return true;
    }
    // The same point, or one and its negative: then the sum of the y is 0.
    field.add(denominators, at, points, first + m, points, second + m);
    return !isZero(denominators, at);
  }

  /** Puts the sum of a pair where it goes; says how many points that makes. */
  private int join(int pair, int from, int to) {
    int inverse = m * pair;
    if (isZero(factors, inverse)) {
      return 0;
    }
    int x1 = 2 * m * from;
    int y1 = x1 + m;
    int x2 = x1 + 2 * m;
    int y2 = x2 + m;
    int x3 = 2 * m * to;
    if (same(x1, x2)) {
      field.mul(t, m, points, x1, points, x1);
      field.add(t, 0, t, m, t, m);
      field.add(t, m, t, m, t, 0);
      field.add(t, m, t, m, a, 0); // 3 x^2 + a
    } else {
      field.sub(t, m, points, y2, points, y1);
    }
    field.mul(t, m, t, m, factors, inverse); // the slope
    field.mul(t, 0, t, m, t, m);
    field.sub(t, 0, t, 0, points, x1);
    field.sub(t, 0, t, 0, points, x2); // x3
    field.sub(t, 2 * m, points, x1, t, 0);
    field.mul(t, 2 * m, t, 2 * m, t, m);
    field.sub(points, x3 + m, t, 2 * m, points, y1);
    System.arraycopy(t, 0, points, x3, m);
    return 1;
  }

  private boolean same(int x1, int x2) {
    long any = 0;
    for (int i = 0; i < m; i++) {
      any |= points[x1 + i] ^ points[x2 + i];
    }
    return any == 0;
  }

  private boolean isZero(long[] of, int at) {
    long any = 0;
    for (int i = at; i < at + m; i++) {
      any |= of[i];
    }
    return any == 0;
  }

  /** Overwrites all scratch with zeros. */
  void wipe() {
    Arrays.fill(points, 0);
    Arrays.fill(factors, 0);
    Arrays.fill(denominators, 0);
    Arrays.fill(t, 0);
  }
}
