package dev.twinloop.kernel.msm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinloop.kernel.SequentialRun;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Groups;
import dev.twinloop.kernel.group.Point;
import dev.twinloop.kernel.group.TestPoints;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernels as plain loops, against sums that are known because the points are multiples. */
class MsmKernelsTest {
  /** Multiples of more points than this take too long. */
  private static final int MULTIPLIED = 100;

  private final Random random = new Random(17);

  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.msm.Msm#groups")
  void randomScalars(Group group) {
    for (int count : new int[] {1, 2, 3, 100}) {
      check(group, count, i -> new BigInteger(256, random));
    }
  }

  @ParameterizedTest
  @MethodSource("widths")
  void moreScalarsThanAPowerOfTwo(Group group) {
    moreThanAPower(group);
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.msm.Msm#groups")
  void moreScalarsThanAPowerOfTwoInEveryGroup(Group group) {
    moreThanAPower(group);
  }

  private void moreThanAPower(Group group) {
    check(group, 1024 + 1, i -> new BigInteger(256, random));
  }

  /** A group of each width of numbers. */
  static List<Group> widths() {
    return List.of(Groups.BN254, Groups.BLS12_381);
  }

  @ParameterizedTest
  @MethodSource("widths")
  void scalarsThatFillFewBuckets(Group group) {
    fewBuckets(group);
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.msm.Msm#groupsOverPrimeFields")
  void scalarsThatFillFewBucketsInEveryGroup(Group group) {
    fewBuckets(group);
  }

  private void fewBuckets(Group group) {
    BigInteger last = group.order().subtract(BigInteger.ONE);
    check(group, 100, i -> BigInteger.ZERO);
    check(group, 100, i -> BigInteger.ONE);
    check(group, 300, i -> last);
    check(group, 300, i -> BigInteger.valueOf(i & 1));
    check(group, 300, i -> BigInteger.ONE.shiftLeft(255));
    check(group, 300, i -> i % 2 == 0 ? BigInteger.ZERO : new BigInteger(254, random));
  }

  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.msm.Msm#groupsOverPrimeFields")
  void equalAndOppositePointsAndInfinity(Group group) {
    Point g = group.generator();
    List<Point> points = new ArrayList<>();
    List<BigInteger> scalars = new ArrayList<>();
    BigInteger sum = BigInteger.ZERO;
    for (int i = 0; i < MULTIPLIED; i++) {
      int kind = i % 4;
      points.add(kind == 3 ? group.infinity() : kind == 2 ? g.negated() : g);
      BigInteger scalar = i < 25 ? BigInteger.TEN : BigInteger.valueOf(random.nextInt(4));
      scalars.add(scalar);
      sum = kind == 3 ? sum : kind == 2 ? sum.subtract(scalar) : sum.add(scalar);
    }
    check("few points", points, scalars, sum);
  }

  /**
   * Bases need not be in the group. Twice a point of order two is infinity, and so are all further
   * rows of its multiples: they were once added as if (0, 0) were a point.
   */
  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "bls12-377"})
  void aPointOfOrderTwoAndItsMultiples(Group group) {
    Point two = TestPoints.ofOrderTwo(group).orElseThrow();
    Bases bases = Bases.of("test", List.of(two, group.generator()));
    byte[] scalars = new byte[64];
    Arrays.fill(scalars, 12, 32, (byte) 0x55);
    scalars[63] = 5;
    Point expected = group.generator().multiple(BigInteger.valueOf(5)).plus(two);
    for (Bases form : List.of(bases, bases.withMultiples())) {
      Msm task = Msm.of(form, MemorySegment.ofArray(scalars));
      assertEquals(expected, SequentialRun.run(task, 1 << 24).get(0), form::toString);
    }
  }

  private void check(Group group, int count, IntFunction<BigInteger> scalarOf) {
    List<Point> points = new ArrayList<>();
    List<BigInteger> scalars = new ArrayList<>();
    BigInteger sum = BigInteger.ZERO;
    Point point = group.infinity();
    for (int i = 0; i < count; i++) {
      point = point.plus(group.generator());
      points.add(point);
      BigInteger scalar = scalarOf.apply(i);
      scalars.add(scalar);
      sum = sum.add(scalar.multiply(BigInteger.valueOf(i + 1)));
    }
    check(count + " points", points, scalars, sum);
  }

  private static void check(
      String what, List<Point> points, List<BigInteger> scalars, BigInteger logarithm) {
    Group group = points.getFirst().group();
    Point expected = group.generator().multiple(logarithm.mod(group.order()));
    byte[] bytes = new byte[32 * scalars.size()];
    for (int i = 0; i < scalars.size(); i++) {
      byte[] scalar = scalars.get(i).toByteArray();
      int length = Math.min(32, scalar.length);
      System.arraycopy(scalar, scalar.length - length, bytes, 32 * (i + 1) - length, length);
    }
    Bases bases = Bases.of("test", points);
    MemorySegment memory = MemorySegment.ofArray(bytes);
    if (scalars.size() <= MULTIPLIED && group.base().degree() == 1) {
      Msm task = Msm.of(bases.withMultiples(), memory);
      assertEquals(expected, SequentialRun.run(task, 1 << 24).get(0), "with multiples");
    }
    assertEquals(expected, SequentialRun.run(Msm.of(bases, memory), 1 << 24).get(0), what);
  }
}
