package dev.twinloop.ringct.bpp;

import dev.twinloop.kernel.edwards.EdwardsPoint;
import dev.twinloop.kernel.edwards.EdwardsScalar;
import dev.twinloop.kernel.edwards.EdwardsSum;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Sums on the host: the points are shared out among the cores, each of which makes one sum. */
final class HostSums implements BulletproofPlusBatch.Sums {
  /** On all cores. */
  static final HostSums ON_ALL_CORES = new HostSums();

  /** Fewer points are not worth buckets of their own. */
  private static final int LEAST = 512;

  private HostSums() {}

  @Override
  public boolean vanishes(
      List<EdwardsScalar> generators, List<EdwardsScalar> scalars, List<EdwardsPoint> points) {
    List<EdwardsScalar> allScalars = new ArrayList<>(generators);
    List<EdwardsPoint> allPoints = new ArrayList<>(Generators.ALL.subList(0, generators.size()));
    allScalars.addAll(scalars);
    allPoints.addAll(points);
    int n = allPoints.size();
    int parts = Math.clamp(n / LEAST, 1, Runtime.getRuntime().availableProcessors());
    return IntStream.range(0, parts)
        .parallel()
        .mapToObj(
            part -> {
              int from = (int) ((long) n * part / parts);
              int to = (int) ((long) n * (part + 1) / parts);
              return EdwardsSum.of(allScalars.subList(from, to), allPoints.subList(from, to));
            })
        .reduce(EdwardsPoint.IDENTITY, EdwardsPoint::plus)
        .timesCofactor()
        .isIdentity();
  }
}
