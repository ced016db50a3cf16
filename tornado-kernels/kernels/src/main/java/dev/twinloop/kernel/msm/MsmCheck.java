package dev.twinloop.kernel.msm;

import dev.twinloop.task.CheckOutcome;
import dev.twinloop.task.Sampler;
import dev.twinloop.task.Slice;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Follows one random path through the computation of a slice, with the host's arithmetic:
 *
 * <pre>
 *   points, scalars ─(c)─▶ a bucket ─(b)─▶ its segment ─(a)─▶ its window
 * </pre>
 *
 * <ul>
 *   <li>(a) the sums of all segments of the window add up to the window's point;
 *   <li>(b) the segment's sum is that of its buckets, bucket j of segment s counted {@code s * size
 *       + j + 1} times;
 *   <li>(c) a random bucket, and all others of the segment if the sampler has items left, is what
 *       the task's scalars and points put there. That means a look at every scalar, so that under a
 *       budget it is done for some slices only, by chance.
 * </ul>
 *
 * <p>An error in one window is found with a chance of at least one in the number of windows if it
 * happened after the segments were made; one in a single bucket only if that bucket's segment was
 * drawn. A device that gets many buckets wrong is found within a few slices. If the sampler draws
 * every item, the whole sum is computed again. Points that are not on the curve have no sum to
 * compare with.
 */
final class MsmCheck {
  /** What one core takes to look for a bucket's points, a scalar. */
  private static final long SCAN_NS = 40;

  /** Segments that one core adds up. */
  private static final int PART = 32;

  private final MsmEvidence evidence;
  private final MsmPlan plan;
  private final Slice slice;
  private final HostSums host;
  private final HostField field;
  private final MachinePoints points;

  MsmCheck(MsmEvidence evidence, Slice slice, HostField field, HostSums host) {
    this.evidence = evidence;
    this.plan = evidence.plan();
    this.slice = slice;
    this.field = field;
    this.host = host;
    this.points = new MachinePoints(plan.curve(), field);
  }

  /**
   * Checks a slice.
   *
   * @param sum what its points add up to, if the device is right
   */
  CheckOutcome run(G1Point sum, Sampler sampler) {
    if (!sampler.hasNext()) {
      return new CheckOutcome.Passed(0);
    }
    G1Sum[] buckets = new G1Sum[size()];
    for (int j = 0; j < buckets.length; j++) {
      buckets[j] = points.read(evidence.shown(), j);
    }
    Optional<CheckOutcome> wrong = window().or(() -> segment(buckets));
    if (wrong.isPresent()) {
      return wrong.get();
    }
    int checked = 0;
    int from = ThreadLocalRandom.current().nextInt(buckets.length);
    int many = 1;
    int cores = Runtime.getRuntime().availableProcessors();
    long scanNs = SCAN_NS * slice.size() / cores;
    for (int pass = 0; pass < 2 && sampler.hasNext() && sampler.affords(scanNs); pass++) {
      HostSums.Counted expected =
          host.buckets(
              new WindowDigit(plan.window(), evidence.window()),
              evidence.segment() * buckets.length + from + 1,
              many);
      for (int j = 0; j < many; j++) {
        G1Sum bucket = expected.sums().get(j);
        if (!bucket.same(buckets[from + j])) {
          return mismatch("c: bucket " + (from + j), bucket, buckets[from + j]);
        }
      }
      draw(sampler, expected.points());
      checked = expected.points();
      from = 0;
      many = buckets.length;
    }
    return sampler.all() ? whole(sum) : new CheckOutcome.Passed(Math.min(checked, slice.size()));
  }

  /** So many items count as drawn; at least one, so that the empty bucket costs something too. */
  private static void draw(Sampler sampler, int items) {
    for (int i = 0; i < Math.max(1, items) && sampler.hasNext(); i++) {
      sampler.next();
    }
  }

  private int size() {
    return 1 << plan.segmentLog();
  }

  private Optional<CheckOutcome> window() {
    int segments = 1 << plan.segmentsLog();
    int part = Math.min(segments, PART);
    List<G1Sum> parts =
        IntStream.range(0, segments / part)
            .parallel()
            .mapToObj(p -> segments(p * part, part))
            .toList();
    if (parts.stream().anyMatch(sum -> !sum.consistent())) {
      return Optional.of(mismatch("a: one of its window's segments is no point"));
    }
    G1Sum sum = new G1Sum(plan.curve(), field);
    parts.forEach(sum::add);
    G1Sum total = points.read(evidence.total(), 0);
    return sum.same(total)
        ? Optional.empty()
        : Optional.of(mismatch("a: sum of its window's segments", sum, total));
  }

  /** The sum of some segments, or the first of them that is no point. */
  private G1Sum segments(int from, int many) {
    G1Sum sum = new G1Sum(plan.curve(), field);
    for (int s = from; s < from + many; s++) {
      G1Sum segment = points.read(evidence.shown(), size() + s);
      if (!segment.consistent()) {
        return segment;
      }
      sum.add(segment);
    }
    return sum;
  }

  private Optional<CheckOutcome> segment(G1Sum[] buckets) {
    G1Sum above = new G1Sum(plan.curve(), field);
    G1Sum sum = new G1Sum(plan.curve(), field);
    for (int j = buckets.length - 1; j >= 0; j--) {
      if (!buckets[j].consistent()) {
        return Optional.of(mismatch("b: bucket " + j + " is no point"));
      }
      above.add(buckets[j]);
      sum.add(above);
    }
    G1Sum before = new G1Sum(plan.curve(), field);
    before.setMultiple(above, BigInteger.valueOf((long) evidence.segment() * buckets.length));
    sum.add(before);
    G1Sum actual = points.read(evidence.shown(), buckets.length + evidence.segment());
    return sum.same(actual)
        ? Optional.empty()
        : Optional.of(mismatch("b: sum of its buckets", sum, actual));
  }

  private CheckOutcome whole(G1Point actual) {
    G1Point expected = host.sum().point();
    return expected.equals(actual)
        ? new CheckOutcome.Passed(slice.size())
        : new CheckOutcome.Mismatch(
            slice.from(),
            "msm of %d points: expected=%s, actual=%s".formatted(slice.size(), expected, actual));
  }

  private CheckOutcome mismatch(String what, G1Sum expected, G1Sum actual) {
    String point = actual.consistent() ? actual.point().toString() : "no point";
    return mismatch("%s: expected=%s, actual=%s".formatted(what, expected.point(), point));
  }

  private CheckOutcome mismatch(String what) {
    return new CheckOutcome.Mismatch(
        slice.from(),
        "msm of %d points, window %d, segment %d, %s"
            .formatted(slice.size(), evidence.window(), evidence.segment(), what));
  }
}
