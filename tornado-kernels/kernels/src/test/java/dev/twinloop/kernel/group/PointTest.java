package dev.twinloop.kernel.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.ECPoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PointTest {
  private final Random random = new Random(381);

  private static ECPoint castle(Point p) {
    Group g = p.group();
    ECCurve group =
        new ECCurve.Fp(
            g.field().modulus(),
            g.curve().a().number(),
            g.curve().b().number(),
            g.order(),
            g.cofactor());
    return p.isInfinity() ? group.getInfinity() : group.createPoint(p.x().number(), p.y().number());
  }

  private static void assertSame(ECPoint expected, Point actual) {
    ECPoint affine = expected.normalize();
    assertEquals(affine.isInfinity(), actual.isInfinity());
    if (!affine.isInfinity()) {
      assertEquals(affine.getAffineXCoord().toBigInteger(), actual.x().number());
      assertEquals(affine.getAffineYCoord().toBigInteger(), actual.y().number());
    }
  }

  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.msm.Msm#groupsOverPrimeFields")
  void addsAndMultipliesAsBouncyCastleDoes(Group group) {
    Point g = group.generator();
    Point p = g.multiple(new BigInteger(250, random));
    for (Point a : List.of(p, g, group.infinity())) {
      for (Point b : List.of(p, p.negated(), g, group.infinity())) {
        assertSame(castle(a).add(castle(b)), a.plus(b));
      }
    }
    BigInteger k = new BigInteger(300, random);
    assertSame(castle(p).multiply(k), p.multiple(k));
    assertSame(castle(p).multiply(k).negate(), p.multiple(k.negate()));
    assertTrue(p.multiple(BigInteger.ZERO).isInfinity());
  }

  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.msm.Msm#groupsOverPrimeFields")
  void theGeneratorIsInTheGroup(Group group) {
    Point g = group.generator();
    assertTrue(g.onCurve() && g.inSubgroup());
    assertTrue(group.infinity().inSubgroup());
    assertTrue(group.field().modulus().isProbablePrime(64) && group.order().isProbablePrime(64));
    assertFalse(new Point(group, g.x(), g.x()).onCurve());
    // the number of points is cofactor times order: another point shows it, by Hasse's bound
    Point other = TestPoints.onCurve(group, 7);
    assertTrue(other.multiple(group.order().multiply(group.cofactor())).isInfinity());
  }

  @Test
  void onlyBls12HasPointsOutsideTheGroup() {
    assertFalse(TestPoints.onCurve(Groups.BLS12_381, 1).inSubgroup());
    assertTrue(TestPoints.onCurve(Groups.BN254, 1).inSubgroup());
    Point orderThree = Groups.BLS12_381.point(BigInteger.ZERO, BigInteger.TWO);
    assertTrue(orderThree.onCurve());
    assertTrue(orderThree.multiple(BigInteger.valueOf(3)).isInfinity());
    assertFalse(orderThree.inSubgroup());
  }

  @Test
  void printsHexOfFixedWidth() {
    assertEquals("0".repeat(63) + "1 " + "0".repeat(63) + "2", Groups.BN254.generator().toString());
    assertEquals("0".repeat(96) + " " + "0".repeat(96), Groups.BLS12_381.infinity().toString());
  }

  @Test
  void refusesCoordinatesBeyondTheField() {
    BigInteger p = Groups.BN254.field().modulus();
    var e =
        assertThrows(IllegalArgumentException.class, () -> Groups.BN254.point(BigInteger.ONE, p));
    assertTrue(("" + e.getMessage()).startsWith("point: y=0x30644e72"), e.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> Groups.BN254.point(BigInteger.ONE.negate(), BigInteger.TWO));
    assertThrows(
        IllegalArgumentException.class,
        () -> Groups.BN254.generator().plus(Groups.BLS12_381.generator()));
  }
}
