package dev.twinloop.cli.msm;

import dev.twinloop.cli.io.Input;
import dev.twinloop.kernel.msm.Bases;
import dev.twinloop.kernel.msm.G1;
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
   * @throws IllegalArgumentException if lengths do not fit each other, or a coordinate is too large
   */
  static MsmInput ofFiles(Mapped mapped, G1 curve, String pointFile, String scalarFile)
      throws IOException {
    MemorySegment points = mapped.file(pointFile);
    MemorySegment scalars = mapped.file(scalarFile);
    String pointName = Input.shown(pointFile);
    String scalarName = Input.shown(scalarFile);
    requireWhole(pointName, points.byteSize(), curve.pointBytes(), "a point", curve);
    requireWhole(scalarName, scalars.byteSize(), G1.SCALAR_BYTES, "a scalar", curve);
    long pointCount = points.byteSize() / curve.pointBytes();
    long scalarCount = scalars.byteSize() / G1.SCALAR_BYTES;
    requireEqual(pointName, pointCount, scalarName, scalarCount);
    return new MsmInput(Bases.of(curve, pointName, points), scalars);
  }

  static void requireEqual(String pointFile, long points, String scalarFile, long scalars) {
    if (points != scalars) {
      throw new IllegalArgumentException(
          "msm: %d points in %s, %d scalars in %s, accepted: as many of each"
              .formatted(points, pointFile, scalars, scalarFile));
    }
  }

  private static void requireWhole(String file, long bytes, int each, String what, G1 curve) {
    if (bytes % each != 0 || bytes == 0 || bytes / each > Bases.MOST) {
      throw new IllegalArgumentException(
          "%s: %d bytes, accepted on %s: %d bytes %s, 1 to 2^28 of them"
              .formatted(file, bytes, G1Name.name(curve), each, what));
    }
  }
}
