package dev.twinloop.kernel.msm;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Groups;
import dev.twinloop.kernel.group.Numbers;
import dev.twinloop.kernel.group.Point;
import dev.twinloop.kernel.group.TestPoints;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BasesTest {
  private static String refusal(Runnable work) {
    return String.valueOf(assertThrows(IllegalArgumentException.class, work::run).getMessage());
  }

  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.msm.Msm#groups")
  void squaresAreSquares(Group group) {
    // Where bases are made in blocks, the group makes no difference: one of them has two blocks.
    int most = group.equals(Groups.BN254) ? 4500 : 300;
    for (int count : new int[] {1, 2, 3, most}) {
      Bases bases = SquareBases.of(group, count, Arena.ofAuto()).validate();
      assertEquals(count, bases.count());
      for (int i = 0; i < count; i += 1 + count / 7) {
        BigInteger square = BigInteger.valueOf(i + 1L).pow(2);
        assertEquals(group.generator().multiple(square), bases.point(i), "point " + i);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.msm.Msm#groups")
  void duplicatesAndInfinityAreLegal(Group group) {
    Point g = group.generator();
    Bases bases = Bases.of("three", List.of(g, group.infinity(), g, g.negated())).validate();
    assertEquals(List.of(g, group.infinity()), List.of(bases.point(2), bases.point(1)));
    assertEquals("three (4 points on " + group + ")", bases.toString());
    assertThrows(IndexOutOfBoundsException.class, () -> bases.point(4));
  }

  @Test
  void aPrefixSharesItsSet() {
    Bases bases = SquareBases.of(Groups.BN254, 10, Arena.ofAuto());
    Bases prefix = bases.prefix(7);
    assertEquals(7, prefix.count());
    assertSame(bases, prefix.prefix(3).whole());
    assertSame(bases, bases.prefix(10));
    assertEquals(bases.point(6), prefix.point(6));
    assertTrue(refusal(() -> prefix.prefix(8)).contains("accepted: 1 to 7"));
    assertTrue(refusal(() -> prefix.prefix(0)).contains("accepted: 1 to 7"));
  }

  @Test
  void refusesWrongLengths() {
    for (int bytes : new int[] {0, 63, 65}) {
      MemorySegment points = MemorySegment.ofArray(new byte[bytes]);
      assertEquals(
          "bases x: " + bytes + " bytes, accepted on bn254: 64 bytes a point, 1 to 2^28 points",
          refusal(() -> Bases.of(Groups.BN254, "x", points)));
    }
    assertTrue(refusal(() -> Bases.of("x", List.of())).contains("no points"));
    assertTrue(
        refusal(
                () ->
                    Bases.of("x", List.of(Groups.BN254.generator(), Groups.BLS12_381.generator())))
            .contains("point 1 is on bls12-381"));
    try (Arena confined = Arena.ofConfined()) {
      MemorySegment points = confined.allocate(64);
      assertTrue(refusal(() -> Bases.of(Groups.BN254, "x", points)).contains("confined"));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.msm.Msm#groupsOverPrimeFields")
  void refusesCoordinatesNotBelowTheModulus(Group group) {
    int width = group.coordinateBytes();
    int count = 40_000; // several chunks
    MemorySegment points = MemorySegment.ofArray(new byte[2 * width * count]);
    for (BigInteger bad :
        List.of(
            group.field().modulus(),
            group.field().modulus().add(BigInteger.ONE),
            BigInteger.TWO.pow(8 * width - 1))) {
      points.fill((byte) 0);
      Numbers.write(bad, points, (2L * 39_999 + 1) * width, width);
      Numbers.write(bad, points, (2L * 17_001 + 1) * width, width);
      assertEquals(
          "bases x: point 17001: y=0x%x, accepted on %s: 0 to 0x%x"
              .formatted(bad, group, group.field().modulus().subtract(BigInteger.ONE)),
          refusal(() -> Bases.of(group, "x", points)));
    }
    points.fill((byte) 0);
    Numbers.write(group.field().modulus().subtract(BigInteger.ONE), points, 0, width);
    assertDoesNotThrow(() -> Bases.of(group, "x", points));
  }

  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.msm.Msm#groupsOverPrimeFields")
  void namesTheFirstPointOffTheCurve(Group group) {
    MemorySegment points = copy(SquareBases.of(group, 3000, Arena.ofAuto()));
    Point off = group.point(BigInteger.TWO, BigInteger.TWO);
    off.write(points, 2999L * group.pointBytes());
    off.write(points, 1500L * group.pointBytes());
    Bases bases = Bases.of(group, "x", points);
    assertTrue(
        refusal(bases::validate)
            .startsWith("bases x: point 1500 of %s: %s is not on the curve".formatted(group, off)));
  }

  @Test
  void namesTheFirstPointOutsideTheSubgroup() {
    Group group = Groups.BLS12_381;
    Point orderThree = group.point(BigInteger.ZERO, BigInteger.TWO);
    Point shifted = group.generator().plus(orderThree);
    assertNames(5, SquareBases.of(group, 11, Arena.ofAuto()), TestPoints.onCurve(group, 1));
    assertNames(5, SquareBases.of(group, 11, Arena.ofAuto()), shifted);
    Bases many = SquareBases.of(group, 2600, Arena.ofAuto()); // in buckets
    assertDoesNotThrow(many::validate);
    assertNames(1300, many, shifted);
  }

  private static void assertNames(int index, Bases good, Point bad) {
    MemorySegment points = copy(good);
    bad.write(points, (long) (good.count() - 1) * bad.group().pointBytes());
    bad.write(points, (long) index * bad.group().pointBytes());
    Bases bases = Bases.of(bad.group(), "x", points);
    assertTrue(
        refusal(bases::validate)
            .startsWith(
                "bases x: point %d of bls12-381: %s is on the curve but not in the subgroup"
                    .formatted(index, bad)));
  }

  private static MemorySegment copy(Bases bases) {
    return Arena.ofAuto().allocate(bases.points().byteSize()).copyFrom(bases.points());
  }

  @Test
  void multiplesAreOneSetOfTheSamePoints() {
    Bases bases = SquareBases.of(Groups.BN254, 5, Arena.ofAuto());
    Bases multiplied = bases.withMultiples();
    assertTrue(multiplied.multiples());
    assertFalse(bases.multiples());
    assertSame(multiplied, bases.withMultiples());
    assertSame(multiplied, multiplied.withMultiples());
    assertSame(multiplied, bases.prefix(3).withMultiples().whole());
    assertEquals(3, bases.prefix(3).withMultiples().count());
    assertEquals(bases.point(4), multiplied.point(4));
    assertTrue(multiplied.toString().endsWith("with multiples)"), multiplied.toString());
  }
}
