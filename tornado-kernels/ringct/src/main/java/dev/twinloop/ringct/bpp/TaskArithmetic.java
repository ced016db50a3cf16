package dev.twinloop.ringct.bpp;

import dev.twinloop.engine.TaskHandle;
import dev.twinloop.kernel.edwards.EdwardsImage;
import dev.twinloop.kernel.edwards.EdwardsPoint;
import dev.twinloop.kernel.edwards.EdwardsScalar;
import dev.twinloop.kernel.group.Groups;
import dev.twinloop.kernel.msm.Bases;
import dev.twinloop.kernel.msm.Msm;
import dev.twinloop.kernel.multiples.EdwardsMultiples;
import dev.twinloop.kernel.multiples.Factor;
import dev.twinloop.kernel.multiples.Multiples;
import dev.twinloop.workflow.Steps;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Points by tasks: commitments are divided by 8, then all points are multiplied by 8; sums are one
 * MSM over the generators and the points that came out. The host moves bytes only.
 *
 * <p>A sum that vanishes is infinity, all zeros, which memory is that nobody wrote. So a random
 * multiple of G is added to each, and has to come out.
 *
 * <p>The generators are part of each sum, and not resident: at 64 bytes a point they are soon
 * copied, while a second sum would cost as much again as a small one.
 */
final class TaskArithmetic implements RangeArithmetic.Points {
  /** Fewer bytes of points are left to the host: 200 proofs of two outputs. */
  static final int LEAST_BYTES = 200 * 17 * EdwardsPoint.BYTES;

  private static final int IMAGE = Multiples.IMAGE_BYTES;
  private static final ValueLayout.OfLong BIG_ENDIAN_LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  /** Of the generators: made when first needed. */
  private static final class Images {
    static final MemorySegment ALL = all();

    private static MemorySegment all() {
      List<EdwardsPoint> points = Generators.ALL;
      MemorySegment images = Arena.global().allocate((long) IMAGE * points.size(), 64);
      EdwardsImage.write(points, images, 0);
      return images;
    }
  }

  private final Steps steps;
  private final Multiples eighths;
  private final TaskHandle<Multiples> commitments;
  private final Multiples others;

  TaskArithmetic(Steps steps, byte[] commitments, byte[] others) {
    this.steps = steps;
    TaskHandle<Multiples> rest = steps.submit(task(Factor.EIGHT, others));
    this.eighths = steps.run(task(Factor.EIGHTH, commitments));
    this.commitments = steps.submit(EdwardsMultiples.of(Factor.EIGHT, eighths.encodings()));
    this.others = rest.await().value();
  }

  private static EdwardsMultiples task(Factor factor, byte[] encodings) {
    return EdwardsMultiples.of(factor, MemorySegment.ofArray(encodings));
  }

  @Override
  public boolean isCommitment(int index) {
    return eighths.found(index);
  }

  @Override
  public boolean isOther(int index) {
    return others.found(index);
  }

  @Override
  public byte[] eighth(int index) {
    return eighths.encoding(index);
  }

  @Override
  public boolean vanishes(SumScalars sum) {
    int g = count(sum.generators());
    int c = count(sum.commitments());
    int o = count(sum.others());
    Multiples eightfold = commitments.await().value();
    try (Arena arena = Arena.ofShared()) {
      MemorySegment points = arena.allocate((long) IMAGE * (g + c + o), 64);
      MemorySegment scalars = arena.allocate((long) Msm.SCALAR_BYTES * (g + c + o), 64);
      copy(Images.ALL, 0, points, 0, g);
      copy(eightfold.images(), sum.firstCommitment(), points, g, c);
      copy(others.images(), sum.firstOther(), points, g + c, o);
      long[] mark = {ThreadLocalRandom.current().nextLong() | 1, 0, 0, 0};
      long[] marked = sum.generators().clone();
      ScalarWords.plus(marked, 0, marked, 0, mark, 0);
      write(marked, scalars, 0);
      write(sum.commitments(), scalars, g);
      write(sum.others(), scalars, g + c);
      Bases bases = Bases.of(Groups.ED25519, "range proofs", points);
      EdwardsPoint expected = Generators.ALL.getFirst().times(EdwardsScalar.ofWords(mark, 0));
      return steps.run(Msm.of(bases, scalars)).get(0).equals(EdwardsImage.of(expected));
    }
  }

  private static int count(long[] scalars) {
    return scalars.length / ScalarWords.EACH;
  }

  private static void copy(MemorySegment from, long first, MemorySegment to, long at, long count) {
    MemorySegment.copy(from, IMAGE * first, to, IMAGE * at, IMAGE * count);
  }

  /** Big-endian, as sums want them. */
  private static void write(long[] scalars, MemorySegment to, int at) {
    int each = ScalarWords.EACH;
    IntStream.range(0, count(scalars))
        .parallel()
        .forEach(
            i -> {
              long place = (long) Msm.SCALAR_BYTES * (at + i);
              for (int w = 0; w < each; w++) {
                to.set(
                    BIG_ENDIAN_LONG,
                    place + (long) Long.BYTES * w,
                    scalars[each * i + each - 1 - w]);
              }
            });
  }
}
