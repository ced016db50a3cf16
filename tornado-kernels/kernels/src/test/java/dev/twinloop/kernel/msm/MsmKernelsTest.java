package dev.twinloop.kernel.msm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinloop.kernel.SequentialRun;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kernels as plain loops, against sums that are known because the points are multiples. */
class MsmKernelsTest {
  private final Random random = new Random(17);

  @ParameterizedTest
  @EnumSource(G1.class)
  void randomScalars(G1 curve) {
    for (int count : new int[] {1, 2, 3, 100, 1024, 1500}) {
      check(curve, count, i -> new BigInteger(256, random));
    }
  }

  @ParameterizedTest
  @EnumSource(G1.class)
  void scalarsThatFillFewBuckets(G1 curve) {
    BigInteger last = curve.order().subtract(BigInteger.ONE);
    check(curve, 300, i -> BigInteger.ZERO);
    check(curve, 300, i -> BigInteger.ONE);
    check(curve, 1100, i -> last);
    check(curve, 1100, i -> BigInteger.valueOf(i & 1));
    check(curve, 500, i -> BigInteger.ONE.shiftLeft(255));
    check(curve, 500, i -> i % 2 == 0 ? BigInteger.ZERO : new BigInteger(254, random));
  }

  @ParameterizedTest
  @EnumSource(G1.class)
  void equalAndOppositePointsAndInfinity(G1 curve) {
    G1Point g = curve.generator();
    List<G1Point> points = new ArrayList<>();
    List<BigInteger> scalars = new ArrayList<>();
    BigInteger sum = BigInteger.ZERO;
    for (int i = 0; i < 400; i++) {
      int kind = i % 4;
      points.add(kind == 3 ? curve.infinity() : kind == 2 ? g.negated() : g);
      BigInteger scalar = i < 100 ? BigInteger.TEN : BigInteger.valueOf(random.nextInt(4));
      scalars.add(scalar);
      sum = kind == 3 ? sum : kind == 2 ? sum.subtract(scalar) : sum.add(scalar);
    }
    assertEquals(g.multiple(sum.mod(curve.order())), msm(points, scalars));
  }

  private void check(G1 curve, int count, IntFunction<BigInteger> scalarOf) {
    List<G1Point> points = new ArrayList<>();
    List<BigInteger> scalars = new ArrayList<>();
    BigInteger sum = BigInteger.ZERO;
    G1Point point = curve.infinity();
    for (int i = 0; i < count; i++) {
      point = point.plus(curve.generator());
      points.add(point);
      BigInteger scalar = scalarOf.apply(i);
      scalars.add(scalar);
      sum = sum.add(scalar.multiply(BigInteger.valueOf(i + 1)));
    }
    assertEquals(
        curve.generator().multiple(sum.mod(curve.order())), msm(points, scalars), "" + count);
  }

  private static G1Point msm(List<G1Point> points, List<BigInteger> scalars) {
    byte[] bytes = new byte[32 * scalars.size()];
    for (int i = 0; i < scalars.size(); i++) {
      byte[] scalar = scalars.get(i).toByteArray();
      int length = Math.min(32, scalar.length);
      System.arraycopy(scalar, scalar.length - length, bytes, 32 * (i + 1) - length, length);
    }
    Bases bases = Bases.of("test", points);
    return SequentialRun.run(Msm.of(bases, MemorySegment.ofArray(bytes)), 1 << 24).get(0);
  }
}
