package dev.twinloop.kernel.msm;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Groups;
import dev.twinloop.kernel.group.Point;
import dev.twinloop.kernel.msm.host.HostMsm;
import dev.twinloop.task.Cores;
import dev.twinloop.task.HostBody;
import dev.twinloop.task.Slice;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Sums on the host, by buckets and affine additions in batches. */
class MsmBodyTest {
  private static final long SEED = 17;

  /** Cores that run parts in this order: the last first. */
  private record Backwards(int parallelism) implements Cores {
    @Override
    public void runAll(int parts, IntConsumer part) {
      for (int i = parts - 1; i >= 0; i--) {
        part.accept(i);
      }
    }
  }

  private static Point byBody(Bases bases, MemorySegment scalars, Cores cores) {
    Msm task = Msm.of(bases, scalars);
    MsmSums sums = MsmSums.allocate(bases.group(), 1);
    HostBody<Msm, MsmSums> body = MsmProgram.of(task).hostBody().orElseThrow();
    Slice all = new Slice(0, bases.count());
    body.compute(new HostBody.Part<>(task, all, sums), cores);
    return sums.part(0, all);
  }

  /** From one point on, which has no pair to share an inversion with. */
  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.msm.Msm#groups")
  void scalarsOfEveryKind(Group group) {
    check(group, 1, ScalarPattern.MINUS_ONE, ScalarPattern.ZERO);
    check(group, 65, ScalarPattern.UNIFORM, ScalarPattern.ABOVE_ORDER, ScalarPattern.SHORT);
  }

  /** In a prime field, and in one of degree two. */
  @ParameterizedTest
  @CsvSource({"bn254", "bn254-g2"})
  void bucketsLargerThanABatch(Group group) {
    check(group, 4_200, ScalarPattern.ONE_VALUE, ScalarPattern.MOSTLY_BITS);
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.msm.Msm#groups")
  void bucketsLargerThanABatchOfEveryGroup(Group group) {
    bucketsLargerThanABatch(group);
  }

  private static void check(Group group, int count, ScalarPattern... patterns) {
    Bases bases = SquareBases.of(group, count, Arena.ofAuto());
    for (ScalarPattern pattern : patterns) {
      MemorySegment scalars = pattern.scalars(group, count, Arena.ofAuto());
      assertEquals(
          SquareBases.sum(group, scalars),
          byBody(bases, scalars, Cores.one()),
          () -> group + " " + count + " " + pattern);
    }
  }

  /** Where there are more threads than windows, the points of a window are cut into ranges. */
  @ParameterizedTest
  @CsvSource({"bn254", "bn254-g2"})
  void partsInAnyOrder(Group group) {
    int count = 3_001;
    Bases bases = SquareBases.of(group, count, Arena.ofAuto());
    MemorySegment scalars = ScalarPattern.UNIFORM.scalars(group, count, Arena.ofAuto());
    assertEquals(
        SquareBases.sum(group, scalars), byBody(bases, scalars, new Backwards(128)), group.name());
  }

  /**
   * Pairs that are one point twice, a point and its negative, or infinity, next to each other and
   * in every later round.
   */
  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.msm.Msm#groups")
  void pairsThatFormulasLeaveOut(Group group) {
    Random random = new Random(SEED);
    int[] logarithms = {1, 1, -1, 0, 2, -2, 4, 1, 3, -1};
    List<Point> few = new ArrayList<>();
    for (int k : logarithms) {
      Point multiple = group.generator().multiple(BigInteger.valueOf(k).mod(group.order()));
      few.add(multiple);
    }
    List<Point> points = new ArrayList<>();
    BigInteger expected = BigInteger.ZERO;
    MemorySegment scalars = Arena.ofAuto().allocate(600L * Msm.SCALAR_BYTES);
    for (int i = 0; i < 600; i++) {
      int which = random.nextInt(few.size());
      int scalar = 1 + random.nextInt(3);
      points.add(few.get(which));
      scalars.set(JAVA_BYTE, (i + 1L) * Msm.SCALAR_BYTES - 1, (byte) scalar);
      expected = expected.add(BigInteger.valueOf((long) scalar * logarithms[which]));
    }
    assertEquals(
        group.generator().multiple(expected.mod(group.order())),
        byBody(Bases.of("pairs", points), scalars, Cores.one()),
        group.name());
  }

  @Test
  void lengthsThatDoNotFitAreRefused() {
    MemorySegment points = MemorySegment.ofArray(new byte[128]);
    MemorySegment scalars = MemorySegment.ofArray(new byte[96]);
    assertEquals(
        "msm: 128 bytes of points, 96 of scalars, accepted: 64 and 32 each, to 2^30 of both",
        assertThrows(
                IllegalArgumentException.class, () -> new HostMsm(Groups.BN254, points, scalars, 1))
            .getMessage());
    HostMsm msm = new HostMsm(Groups.BN254, points, scalars.asSlice(0, 64), 1);
    assertThrows(IllegalStateException.class, msm::sum, "no part was computed");
  }
}
