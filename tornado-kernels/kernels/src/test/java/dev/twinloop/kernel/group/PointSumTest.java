package dev.twinloop.kernel.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PointSumTest {
  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.group.Groups#all")
  void manyDoublingsAreThoseOneByOne(Group group) {
    for (int times : new int[] {0, 1, 2, 3, 7, 64}) {
      PointSum one = PointSum.of(group.generator());
      one.twice();
      one.add(PointSum.of(group.generator()));
      PointSum other = new PointSum(group);
      other.set(one);
      for (int i = 0; i < times; i++) {
        one.twice();
      }
      other.twice(times);
      assertTrue(one.same(other), () -> times + " times");
      other.add(one);
      one.twice();
      assertEquals(one.point(), other.point());
    }
  }

  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.group.Groups#all")
  void infinityStaysInfinity(Group group) {
    PointSum sum = PointSum.of(group.generator());
    PointSum minus = PointSum.of(group.generator());
    minus.negate();
    sum.add(minus);
    sum.twice(5);
    assertTrue(sum.isInfinity());
    PointSum never = new PointSum(group);
    never.twice(5);
    assertTrue(never.isInfinity());
  }
}
