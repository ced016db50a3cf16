package dev.twinloop.kernel.msm;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BasesTest {
  private static String refusal(Runnable work) {
    return String.valueOf(assertThrows(IllegalArgumentException.class, work::run).getMessage());
  }

  @ParameterizedTest
  @EnumSource
  void squaresAreSquares(G1 curve) {
    for (int count : new int[] {1, 2, 3, 300, 4500}) {
      Bases bases = SquareBases.of(curve, count, Arena.ofAuto()).validate();
      assertEquals(count, bases.count());
      for (int i = 0; i < count; i += 1 + count / 7) {
        BigInteger square = BigInteger.valueOf(i + 1L).pow(2);
        assertEquals(curve.generator().multiple(square), bases.point(i), "point " + i);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void duplicatesAndInfinityAreLegal(G1 curve) {
    G1Point g = curve.generator();
    Bases bases = Bases.of("three", List.of(g, curve.infinity(), g, g.negated())).validate();
    assertEquals(List.of(g, curve.infinity()), List.of(bases.point(2), bases.point(1)));
    assertEquals("three (4 points on " + curve + ")", bases.toString());
    assertThrows(IndexOutOfBoundsException.class, () -> bases.point(4));
  }

  @Test
  void aPrefixSharesItsSet() {
    Bases bases = SquareBases.of(G1.BN254, 10, Arena.ofAuto());
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
          "bases x: " + bytes + " bytes, accepted on BN254: 64 bytes a point, 1 to 2^28 points",
          refusal(() -> Bases.of(G1.BN254, "x", points)));
    }
    assertTrue(refusal(() -> Bases.of("x", List.of())).contains("no points"));
    assertTrue(
        refusal(() -> Bases.of("x", List.of(G1.BN254.generator(), G1.BLS12_381.generator())))
            .contains("point 1 is on BLS12_381"));
    try (Arena confined = Arena.ofConfined()) {
      MemorySegment points = confined.allocate(64);
      assertTrue(refusal(() -> Bases.of(G1.BN254, "x", points)).contains("confined"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesCoordinatesNotBelowTheModulus(G1 curve) {
    int width = curve.coordinateBytes();
    int count = 40_000; // several chunks
    MemorySegment points = MemorySegment.ofArray(new byte[2 * width * count]);
    for (BigInteger bad :
        List.of(curve.p(), curve.p().add(BigInteger.ONE), BigInteger.TWO.pow(8 * width - 1))) {
      points.fill((byte) 0);
      PointBytes.write(bad, points, (2L * 39_999 + 1) * width, width);
      PointBytes.write(bad, points, (2L * 17_001 + 1) * width, width);
      assertEquals(
          "bases x: point 17001: y=0x%x, accepted on %s: 0 to 0x%x"
              .formatted(bad, curve, curve.p().subtract(BigInteger.ONE)),
          refusal(() -> Bases.of(curve, "x", points)));
    }
    points.fill((byte) 0);
    PointBytes.write(curve.p().subtract(BigInteger.ONE), points, 0, width);
    assertDoesNotThrow(() -> Bases.of(curve, "x", points));
  }

  @ParameterizedTest
  @EnumSource
  void namesTheFirstPointOffTheCurve(G1 curve) {
    MemorySegment points = copy(SquareBases.of(curve, 3000, Arena.ofAuto()));
    G1Point off = new G1Point(curve, BigInteger.TWO, BigInteger.TWO);
    PointBytes.write(off, points, 2999L * curve.pointBytes());
    PointBytes.write(off, points, 1500L * curve.pointBytes());
    Bases bases = Bases.of(curve, "x", points);
    assertTrue(
        refusal(bases::validate)
            .startsWith("bases x: point 1500 of %s: %s is not on the curve".formatted(curve, off)));
  }

  @Test
  void namesTheFirstPointOutsideTheSubgroup() {
    G1 curve = G1.BLS12_381;
    G1Point orderThree = new G1Point(curve, BigInteger.ZERO, BigInteger.TWO);
    G1Point shifted = curve.generator().plus(orderThree);
    assertNames(5, SquareBases.of(curve, 11, Arena.ofAuto()), Points.onCurve(curve, 1));
    assertNames(5, SquareBases.of(curve, 11, Arena.ofAuto()), shifted);
    assertNames(1300, SquareBases.of(curve, 2600, Arena.ofAuto()), shifted); // in buckets
  }

  private static void assertNames(int index, Bases good, G1Point bad) {
    MemorySegment points = copy(good);
    PointBytes.write(bad, points, (long) (good.count() - 1) * bad.curve().pointBytes());
    PointBytes.write(bad, points, (long) index * bad.curve().pointBytes());
    Bases bases = Bases.of(bad.curve(), "x", points);
    assertTrue(
        refusal(bases::validate)
            .startsWith(
                "bases x: point %d of BLS12_381: %s is on the curve but not in the subgroup"
                    .formatted(index, bad)));
  }

  private static MemorySegment copy(Bases bases) {
    return Arena.ofAuto().allocate(bases.points().byteSize()).copyFrom(bases.points());
  }

  @Test
  void multiplesAreOneSetOfTheSamePoints() {
    Bases bases = SquareBases.of(G1.BN254, 5, Arena.ofAuto());
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
