package dev.twinloop.cpu;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinloop.engine.TaskResult;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Point;
import dev.twinloop.kernel.msm.Bases;
import dev.twinloop.kernel.msm.Msm;
import dev.twinloop.kernel.msm.MsmSums;
import dev.twinloop.kernel.msm.ScalarPattern;
import dev.twinloop.kernel.msm.SquareBases;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sums that are known, of every kind of scalars, on one device. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class MsmDrills {
  private static final int COUNT = 400;
  private static final int SLICE = 512;
  private static final int TWO_SLICES = 600;

  private final Arena arena = Arena.ofAuto();
  private @Nullable HybridScheduler opened;

  /** The device, as {@code --device} takes it. */
  protected abstract String device();

  /** The kinds of scalars to run with a group. */
  protected List<ScalarPattern> patterns(Group group) {
    return List.of(ScalarPattern.values());
  }

  private HybridScheduler open(int sliceItems) {
    return HybridScheduler.open(
        SchedulerConfig.defaults().withDevice(device()).withSliceItems(sliceItems));
  }

  @AfterAll
  void close() {
    if (opened != null) {
      opened.close();
    }
  }

  private HybridScheduler scheduler() {
    HybridScheduler scheduler = opened == null ? open(0) : opened;
    opened = scheduler;
    return scheduler;
  }

  private MsmSums run(HybridScheduler on, Msm task) {
    TaskResult<MsmSums> result = on.submit(task).await();
    assertEquals(Set.of(device()), result.report().itemsByDevice().keySet());
    assertEquals(List.of(), result.report().fallbacks());
    return result.value();
  }

  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.msm.Msm#groups")
  void scalarsOfEveryKind(Group group) {
    scalars(group, patterns(group));
  }

  /** Sums with scalars of some kinds. */
  protected void scalars(Group group, List<ScalarPattern> patterns) {
    Bases bases = SquareBases.of(group, COUNT, arena);
    for (ScalarPattern pattern : patterns) {
      MemorySegment scalars = pattern.scalars(group, COUNT, arena);
      Point expected = SquareBases.sum(group, scalars);
      assertEquals(expected, run(scheduler(), Msm.of(bases, scalars)).get(0), "" + pattern);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.msm.Msm#groups")
  void vectorsInSlices(Group group) {
    Bases bases = SquareBases.of(group, TWO_SLICES, arena);
    int vectors = 2;
    MemorySegment scalars =
        ScalarPattern.ABOVE_ORDER.scalars(group, (long) vectors * TWO_SLICES, arena);
    List<Point> expected = new ArrayList<>();
    for (int v = 0; v < vectors; v++) {
      expected.add(SquareBases.sum(group, scalars.asSlice(32L * TWO_SLICES * v, 32L * TWO_SLICES)));
    }
    try (HybridScheduler slicing = open(SLICE)) {
      assertEquals(expected, run(slicing, new Msm(bases, scalars, vectors)).all());
    }
  }

  /** In slices, one with infinity among its points. */
  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.msm.Msm#groupsOverPrimeFields")
  void multiplesOfPoints(Group group) {
    int count = SLICE / 2 + 8;
    Bases squares = SquareBases.of(group, count, arena);
    List<Point> points = new ArrayList<>(List.of(group.infinity()));
    points.addAll(IntStream.range(1, count).mapToObj(squares::point).toList());
    Bases bases = Bases.of("some", points).withMultiples();
    try (HybridScheduler slicing = open(SLICE / 2)) {
      MemorySegment scalars = ScalarPattern.ABOVE_ORDER.scalars(group, count, arena);
      byte[] first = scalars.asSlice(0, 32).toArray(JAVA_BYTE);
      BigInteger left = new BigInteger(1, first).mod(group.order());
      Point expected =
          SquareBases.sum(group, scalars).plus(group.generator().multiple(left).negated());
      assertEquals(expected, run(slicing, Msm.of(bases, scalars)).get(0));
    }
  }

  /** What a device keeps of one set must not get into the sum of another. */
  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.msm.Msm#groups")
  void setsOfBasesInTurn(Group group) {
    Bases first = SquareBases.of(group, COUNT, arena);
    Bases second = Bases.of("negated", negated(first));
    MemorySegment scalars = ScalarPattern.UNIFORM.scalars(group, COUNT, arena);
    Point expected = SquareBases.sum(group, scalars);
    MemorySegment some = scalars.asSlice(0, 32L * 300);
    for (int round = 0; round < 2; round++) {
      assertEquals(expected, run(scheduler(), Msm.of(first, scalars)).get(0));
      assertEquals(
          SquareBases.sum(group, some), run(scheduler(), Msm.of(first.prefix(300), some)).get(0));
      Point opposite = run(scheduler(), Msm.of(second, scalars)).get(0);
      assertEquals(expected.negated(), opposite);
    }
  }

  private static List<Point> negated(Bases bases) {
    return IntStream.range(0, bases.count()).mapToObj(i -> bases.point(i).negated()).toList();
  }

  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.msm.Msm#groups")
  void equalAndOppositePointsAndInfinity(Group group) {
    Random random = new Random(4);
    Point g = group.generator();
    List<Point> kinds = List.of(g, g.negated(), group.infinity(), g.plus(g));
    int[] logarithms = {1, -1, 0, 2};
    for (ScalarPattern pattern : List.of(ScalarPattern.ONE, ScalarPattern.TWO_VALUES)) {
      MemorySegment scalars = pattern.scalars(group, COUNT, arena);
      List<Point> points = new ArrayList<>();
      BigInteger sum = BigInteger.ZERO;
      for (int i = 0; i < COUNT; i++) {
        int kind = random.nextInt(kinds.size());
        points.add(kinds.get(kind));
        byte[] scalar = scalars.asSlice(32L * i, 32).toArray(JAVA_BYTE);
        sum = sum.add(new BigInteger(1, scalar).multiply(BigInteger.valueOf(logarithms[kind])));
      }
      Point actual = run(scheduler(), Msm.of(Bases.of("few", points), scalars)).get(0);
      assertEquals(g.multiple(sum.mod(group.order())), actual, "" + pattern);
    }
  }
}
