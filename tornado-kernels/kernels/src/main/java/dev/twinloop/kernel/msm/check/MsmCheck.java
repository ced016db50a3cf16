package dev.twinloop.kernel.msm.check;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.twinloop.kernel.group.Point;
import dev.twinloop.kernel.group.PointSum;
import dev.twinloop.kernel.msm.plan.MachinePoints;
import dev.twinloop.kernel.msm.plan.MsmPlan;
import dev.twinloop.task.CheckCost;
import dev.twinloop.task.CheckOutcome;
import dev.twinloop.task.Sampler;
import dev.twinloop.task.Slice;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Follows one random path through the computation of a slice, with the host's arithmetic:
 *
 * <pre>
 *   points, scalars ─(d)─▶ a bucket ─(c)─▶ a sum of its segment ─(b)─▶ its branch ─(a)─▶ its strand
 * </pre>
 *
 * <ul>
 *   <li>(a) all branches of the strand add up to the strand's point;
 *   <li>(b) all sums of the branch add up to the branch's;
 *   <li>(c) the segment's sum is that of its buckets, in strands of weighted sums bucket j counted
 *       {@code j + 1} times;
 *   <li>(d) a random bucket, and all others of the segment if the sampler has items left, is what
 *       the task's scalars and points put there. That means a look at every scalar, so that under a
 *       budget it is done for some slices only, by chance.
 * </ul>
 *
 * <p>An error is found if it happened on the path: one in a single strand, made while branches were
 * added up, with a chance of one in the number of all windows' strands; one in a single branch,
 * made while sums were added up, of one in the number of all strands' branches, up to 64 a strand;
 * one in a single sum of a segment, of one in the number of all sums; one in a single bucket, of no
 * more than that. A device that gets many of them wrong is found within a few slices. If the
 * sampler draws every item, the whole sum is computed again. Points that are not on the curve have
 * no sum to compare with.
 */
public final class MsmCheck {
  /** What it takes to look for a bucket's points, a scalar and row. */
  private static final CheckCost SCAN = new CheckCost(40);

  /** Points that one core adds up. */
  private static final int PART = 32;

  private final MsmPath path;
  private final MsmPlan plan;
  private final Slice slice;
  private final HostSums host;
  private final MachinePoints points;
  private final int[] shown;

  /** A check of one slice, by the path that it left. */
  public MsmCheck(MsmPath path, Slice slice, HostSums host) {
    this.path = path;
    this.plan = path.plan();
    this.slice = slice;
    this.host = host;
    this.points = MachinePoints.of(plan.group());
    this.shown = path.shown().toArray(JAVA_INT);
  }

  /**
   * Checks a slice.
   *
   * @param sum what its points add up to, if the device is right; asked for where all is checked
   */
  public CheckOutcome run(Supplier<Point> sum, Sampler sampler) {
    if (!sampler.hasNext()) {
      return new CheckOutcome.Passed(0);
    }
    PointSum[] buckets = new PointSum[size()];
    for (int j = 0; j < buckets.length; j++) {
      buckets[j] = points.read(shown, j);
    }
    Stream<Supplier<Optional<CheckOutcome>>> steps =
        Stream.of(this::strand, this::branch, () -> segment(buckets));
    Optional<CheckOutcome> wrong =
        steps.parallel().map(Supplier::get).flatMap(Optional::stream).findFirst();
    if (wrong.isPresent()) {
      return wrong.get();
    }
    int checked = 0;
    int from = ThreadLocalRandom.current().nextInt(buckets.length);
    int many = 1;
    long looked = (long) slice.size() * plan.rows();
    for (int pass = 0;
        pass < 2 && sampler.hasNext() && sampler.affords(SCAN.ofItems(looked));
        pass++) {
      long start = System.nanoTime();
      HostSums.Counted expected =
          host.buckets(plan, path.window(), path.segment() * buckets.length + from + 1, many);
      SCAN.took(looked, System.nanoTime() - start);
      for (int j = 0; j < many; j++) {
        PointSum bucket = expected.sums().get(j);
        if (!bucket.same(buckets[from + j])) {
          return mismatch("d: bucket " + (from + j), bucket, buckets[from + j]);
        }
      }
      draw(sampler, expected.points());
      checked = expected.points();
      from = 0;
      many = buckets.length;
    }
    return sampler.all()
        ? whole(sum.get())
        : new CheckOutcome.Passed(Math.min(checked, slice.size()));
  }

  /**
   * This number of items count as drawn; at least one: the empty bucket costs something as well.
   */
  private static void draw(Sampler sampler, int items) {
    for (int i = 0; i < Math.max(1, items) && sampler.hasNext(); i++) {
      sampler.next();
    }
  }

  private int size() {
    return 1 << plan.tree().segmentLog();
  }

  private Optional<CheckOutcome> strand() {
    PointSum total = points.read(path.total().toArray(JAVA_INT), 0);
    return sum("a: branch", path.branchesFrom(), 1 << plan.tree().branchesLog(), total);
  }

  private Optional<CheckOutcome> branch() {
    PointSum total = points.read(shown, path.branchesFrom() + path.branch());
    return sum("b: segment", path.sumsFrom(), 1 << plan.tree().branchLog(), total);
  }

  /** Compares the sum of some of the points shown with what the device made of it. */
  private Optional<CheckOutcome> sum(String what, int from, int many, PointSum total) {
    int parts = Math.max(1, many / PART);
    List<PointSum> sums =
        IntStream.range(0, parts)
            .parallel()
            .mapToObj(p -> sum(from + many * p / parts, from + many * (p + 1) / parts))
            .toList();
    PointSum sum = new PointSum(plan.group());
    sums.forEach(sum::add);
    return sum.same(total)
        ? Optional.empty()
        : Optional.of(mismatch("%s sums, %d of them".formatted(what, many), sum, total));
  }

  /**
   * The sum of some of the points shown. One that is no point leaves its mark, since denominators
   * are multiplied: then the sum is none.
   */
  private PointSum sum(int from, int to) {
    PointSum sum = new PointSum(plan.group());
    for (int i = from; i < to; i++) {
      sum.add(points.read(shown, i));
    }
    return sum;
  }

  private Optional<CheckOutcome> segment(PointSum[] buckets) {
    PointSum above = new PointSum(plan.group());
    PointSum sum = new PointSum(plan.group());
    for (int j = buckets.length - 1; j >= 0; j--) {
      if (!buckets[j].consistent()) {
        return Optional.of(mismatch("c: bucket " + j + " is no point"));
      }
      above.add(buckets[j]);
      sum.add(above);
    }
    PointSum expected = path.weighted() ? sum : above;
    PointSum actual = points.read(shown, path.sumAt());
    return expected.same(actual)
        ? Optional.empty()
        : Optional.of(mismatch("c: sum of its buckets", expected, actual));
  }

  private CheckOutcome whole(Point actual) {
    Point expected = host.sum().point();
    return expected.equals(actual)
        ? new CheckOutcome.Passed(slice.size())
        : new CheckOutcome.Mismatch(
            slice.from(),
            "msm of %d points: expected=%s, actual=%s".formatted(slice.size(), expected, actual));
  }

  private CheckOutcome mismatch(String what, PointSum expected, PointSum actual) {
    return mismatch("%s: expected=%s, actual=%s".formatted(what, text(expected), text(actual)));
  }

  private static String text(PointSum sum) {
    return sum.consistent() ? sum.point().toString() : "no point";
  }

  private CheckOutcome mismatch(String what) {
    return new CheckOutcome.Mismatch(
        slice.from(),
        "msm of %d points, window %d, strand %d, segment %d, %s"
            .formatted(slice.size(), path.window(), path.strand(), path.segment(), what));
  }
}
