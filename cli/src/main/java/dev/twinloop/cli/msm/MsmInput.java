package dev.twinloop.cli.msm;

import dev.twinloop.cli.io.Input;
import dev.twinloop.cli.io.Mapped;
import dev.twinloop.kernel.edwards.EdwardsPoint;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Groups;
import dev.twinloop.kernel.msm.Bases;
import dev.twinloop.kernel.msm.EdwardsBases;
import dev.twinloop.kernel.msm.Msm;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/**
 * Points and as many scalars.
 *
 * @param bases the points
 * @param scalars 32 bytes each
 */
record MsmInput(Bases bases, MemorySegment scalars) {
  /**
   * Consecutive points in one file, consecutive scalars in another.
   *
   * @param encoded whether points of edwards25519 are encodings, not coordinates
   * @throws IllegalArgumentException if lengths do not fit each other, or a coordinate is too large
   */
  static MsmInput ofFiles(
      Mapped mapped, Group group, boolean encoded, String pointFile, String scalarFile)
      throws IOException {
    String pointName = Input.shown(pointFile);
    String scalarName = Input.shown(scalarFile);
    int pointBytes = encoded ? EdwardsPoint.BYTES : group.pointBytes();
    MemorySegment points = mapped.file(pointFile, (long) Bases.MOST * pointBytes);
    MemorySegment scalars = mapped.file(scalarFile, (long) Bases.MOST * Msm.SCALAR_BYTES);
    requireWhole(pointName, points.byteSize(), pointBytes, "a point", group);
    requireWhole(scalarName, scalars.byteSize(), Msm.SCALAR_BYTES, "a scalar", group);
    long pointCount = points.byteSize() / pointBytes;
    long scalarCount = scalars.byteSize() / Msm.SCALAR_BYTES;
    requireEqual(pointName, pointCount, scalarName, scalarCount);
    Bases bases =
        encoded ? EdwardsBases.ofEncodings(pointName, points) : bases(group, pointName, points);
    return new MsmInput(bases, scalars);
  }

  /** Coordinates as the curve of this name has them: those of edwards25519 are brought to bases. */
  static Bases bases(Group group, String name, MemorySegment points) {
    return group.equals(Groups.ED25519)
        ? EdwardsBases.ofCoordinates(name, points)
        : Bases.of(group, name, points);
  }

  static void requireEqual(String pointFile, long points, String scalarFile, long scalars) {
    if (points != scalars) {
      throw new IllegalArgumentException(
          "msm: %d points in %s, %d scalars in %s, accepted: as many of each"
              .formatted(points, pointFile, scalars, scalarFile));
    }
  }

  private static void requireWhole(String file, long bytes, int each, String what, Group group) {
    if (bytes % each != 0 || bytes == 0 || bytes / each > Bases.MOST) {
      throw new IllegalArgumentException(
          "%s: %d bytes, accepted on %s: %d bytes %s, 1 to 2^28 of them"
              .formatted(file, bytes, group, each, what));
    }
  }
}
