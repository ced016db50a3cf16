package dev.twinloop.kernel.msm.host;

import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.PointSum;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * s_0 P_0 + s_1 P_1 + … on the host: signed digits of c bits, one bucket a magnitude (N. Pippenger,
 * 1976), affine additions in batches ({@link AffineTree}). The sum is cut into parts that may run
 * side by side, one a window and range of points:
 *
 * <pre>
 *   HostMsm msm = new HostMsm(group, points, scalars, threads);
 *   for each part, on any thread:  msm.compute(part);
 *   PointSum sum = msm.sum();
 * </pre>
 *
 * <p>What was computed on the way is overwritten with zeros, since scalars may be secret; which
 * buckets they touch is not hidden from a program that watches this machine's memory. Thread-safe.
 */
public final class HostMsm {
  /** Bytes of a scalar. */
  public static final int SCALAR_BYTES = 32;

  private static final int MOST_SCALAR_BITS = 8 * SCALAR_BYTES - 1;

  private final Group group;
  private final MemorySegment points;
  private final MemorySegment scalars;
  private final int count;
  private final HostCut cut;
  private final AtomicReferenceArray<PointSum> done;

  /**
   * A sum to be computed.
   *
   * @param points affine points as the host has them: coordinates in the Montgomery form of {@link
   *     Group#host}, little-endian limbs, x before y, infinity all zeros
   * @param scalars as many, 32 bytes each, little-endian, below the group's order
   * @param threads how many parts will run at a time
   * @throws IllegalArgumentException if there are not as many scalars as points, or scalars may
   *     have more than 255 bits
   */
  public HostMsm(Group group, MemorySegment points, MemorySegment scalars, int threads) {
    long pointBytes = 16L * group.host().longs();
    long most = scalars.byteSize() / SCALAR_BYTES;
    if (most * SCALAR_BYTES != scalars.byteSize()
        || most * pointBytes != points.byteSize()
        || most > Integer.MAX_VALUE / 2) {
      throw new IllegalArgumentException(
          "msm: %d bytes of points, %d of scalars, accepted: %d and %d each, to 2^30 of both"
              .formatted(points.byteSize(), scalars.byteSize(), pointBytes, SCALAR_BYTES));
    }
    if (group.order().bitLength() > MOST_SCALAR_BITS) {
      throw new IllegalArgumentException(
          "msm: group=%s, order of %d bits, accepted: to %d"
              .formatted(group, group.order().bitLength(), MOST_SCALAR_BITS));
    }
    this.group = group;
    this.points = points;
    this.scalars = scalars;
    this.count = (int) most;
    this.cut = HostCut.cheapest(group.order().bitLength(), count, threads);
    this.done = new AtomicReferenceArray<>(parts());
  }

  /** How many parts there are. */
  public int parts() {
    return cut.windows() * cut.ranges();
  }

  /** Computes a part. */
  public void compute(int part) {
    int window = part / cut.ranges();
    int range = part % cut.ranges();
    int from = (int) ((long) count * range / cut.ranges());
    int to = (int) ((long) count * (range + 1) / cut.ranges());
    done.set(part, new WindowPart(group, points, scalars, cut, window).sum(from, to));
  }

  /**
   * The sum of all parts.
   *
   * @throws IllegalStateException if one was not computed
   */
  public PointSum sum() {
    PointSum sum = new PointSum(group);
    for (int window = cut.windows() - 1; window >= 0; window--) {
      sum.twice(cut.bits());
      for (int range = 0; range < cut.ranges(); range++) {
        int index = window * cut.ranges() + range;
        PointSum part = done.get(index);
        if (part == null) {
          throw new IllegalStateException(
              "msm: part %d of %d was not computed".formatted(index, parts()));
        }
        sum.add(part);
      }
    }
    return sum;
  }
}
