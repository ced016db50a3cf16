package dev.twinloop.kernel.msm;

import dev.twinloop.kernel.data.SharedMemory;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Point;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The points of an MSM, which stay the same from call to call: a device keeps them as long as the
 * same object (or a {@link #prefix} of it) is used.
 *
 * <pre>
 *   byte    0             32 or 48      64 or 96
 *           +-------------+-------------+
 *   point   |      x      |      y      |     big-endian; infinity is all zeros
 *           +-------------+-------------+
 * </pre>
 *
 * <p>Coordinates are compared with the field's modulus here, always: kernels rely on it, and one
 * pass over the memory on all cores costs less than the copy to a device (it reads each
 * coordinate's first eight bytes, and almost never more). That points are on the curve and in the
 * subgroup is checked by {@link #validate}, which costs arithmetic.
 *
 * <p>The memory is not copied: leave it unchanged and alive as long as tasks use it. Points may
 * come twice and may be infinity. Thread-safe.
 */
public final class Bases {
  /** The most points of one set. */
  public static final int MOST = 1 << 28;

  private final Group group;
  private final String name;
  private final MemorySegment points;
  private final int count;
  private final boolean multiples;
  private final @Nullable Bases whole;
  private @Nullable Bases multiplied;

  private Bases(
      Group group, String name, MemorySegment points, boolean multiples, @Nullable Bases whole) {
    this.multiples = multiples;
    this.group = group;
    this.name = name;
    this.points = points;
    this.count = (int) (points.byteSize() / group.pointBytes());
    this.whole = whole;
  }

  /**
   * Consecutive points.
   *
   * @param name by which reports call them
   * @param points 1 to 2^28 points, readable from every thread
   * @throws IllegalArgumentException if the length is not that of whole points, or a coordinate is
   *     not below the field's modulus; it names the first such point
   */
  public static Bases of(Group group, String name, MemorySegment points) {
    long bytes = points.byteSize();
    if (bytes % group.pointBytes() != 0
        || bytes < group.pointBytes()
        || bytes / group.pointBytes() > MOST) {
      throw new IllegalArgumentException(
          "bases %s: %d bytes, accepted on %s: %d bytes a point, 1 to 2^28 points"
              .formatted(name, bytes, group, group.pointBytes()));
    }
    SharedMemory.requireInput("bases " + name, points);
    Bases bases = new Bases(group, name, points.asReadOnly(), false, null);
    CoordinateRange.require(bases);
    return bases;
  }

  /**
   * A copy of these points.
   *
   * @throws IllegalArgumentException if there are none, or they belong to different curves
   */
  public static Bases of(String name, List<Point> points) {
    if (points.isEmpty()) {
      throw new IllegalArgumentException("bases " + name + ": no points, accepted: 1 to 2^28");
    }
    Group group = points.getFirst().group();
    byte[] bytes = new byte[Math.multiplyExact(points.size(), group.pointBytes())];
    MemorySegment memory = MemorySegment.ofArray(bytes);
    for (int i = 0; i < points.size(); i++) {
      if (points.get(i).group() != group) {
        throw new IllegalArgumentException(
            "bases %s: point %d is on %s, accepted: %s, as the first one"
                .formatted(name, i, points.get(i).group(), group));
      }
      points.get(i).write(memory, (long) i * group.pointBytes());
    }
    return of(group, name, memory);
  }

  /**
   * Like {@link #of(G1, String, MemorySegment)}, with {@link #validate}.
   *
   * @throws IllegalArgumentException also if a point is not on the curve or not in the subgroup
   */
  public static Bases validated(Group group, String name, MemorySegment points) {
    return of(group, name, points).validate();
  }

  /**
   * Checks that every point is on the curve and in the subgroup of order r, on all cores.
   *
   * <p>On BN254 the curve is the group; a point costs about 0.6 µs of one core (2026, AMD EPYC). On
   * BLS12-381 it costs about 25 µs, or 200 µs where there are 2048 points or fewer. There a set
   * with a point outside the subgroup passes with a chance of 2^-80, whatever the points are;
   * single points never do.
   *
   * @return this
   * @throws IllegalArgumentException naming the first point that is not
   */
  public Bases validate() {
    Validation.require(this);
    return this;
  }

  /**
   * The first points of this set, which devices need not be given again.
   *
   * @param points 1 to {@link #count}
   */
  public Bases prefix(int points) {
    if (points < 1 || points > count) {
      throw new IllegalArgumentException(
          "bases %s: prefix of %d points, accepted: 1 to %d".formatted(name, points, count));
    }
    return points == count
        ? this
        : new Bases(
            group,
            name,
            this.points.asSlice(0, (long) points * group.pointBytes()),
            multiples,
            whole());
  }

  /**
   * The same points, of which devices keep precomputed multiples too: 2^(c j) P for each digit j of
   * c bits, all of which fill one set of buckets then. That makes digits longer, sums faster and
   * the first sum much slower, and takes a device's memory for 13 to 20 times as many points:
   * docs/performance.md has figures. For sets that stay, on accelerators; a CPU needs about 1 ms of
   * a core a point to make the multiples, and an OpenCL device that is one is taken for hung if
   * that outlasts the time limit of a run.
   *
   * <p>A device keeps what is used with multiples apart from what is used without.
   *
   * @return the same set at every call; of a prefix, a prefix of that of the whole
   * @throws IllegalStateException if coordinates are of an extension, as those of G2 are
   */
  public Bases withMultiples() {
    if (group.base().degree() > 1) {
      throw new IllegalStateException(
          "bases %s: multiples of points of %s, accepted: points over a prime field"
              .formatted(name, group));
    }
    if (multiples) {
      return this;
    }
    if (whole != null) {
      return whole.withMultiples().prefix(count);
    }
    synchronized (this) {
      Bases made = multiplied == null ? new Bases(group, name, points, true, null) : multiplied;
      multiplied = made;
      return made;
    }
  }

  /** Whether devices keep multiples: {@link #withMultiples}. */
  public boolean multiples() {
    return multiples;
  }

  /** The curve of all points. */
  public Group group() {
    return group;
  }

  /** By which reports call this set. */
  public String name() {
    return name;
  }

  /** How many points there are. */
  public int count() {
    return count;
  }

  /** The points' memory, read-only. */
  public MemorySegment points() {
    return points;
  }

  /** The set that this is a prefix of, or this itself: what a device keeps. */
  public Bases whole() {
    return whole == null ? this : whole;
  }

  /** One point. */
  public Point point(int index) {
    return Point.read(group, points, (long) Objects.checkIndex(index, count) * group.pointBytes());
  }

  @Override
  public String toString() {
    return "%s (%d points on %s%s)"
        .formatted(name, count, group, multiples ? ", with multiples" : "");
  }
}
