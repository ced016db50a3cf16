package dev.twinloop.kernel.msm;

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
import org.junit.jupiter.params.provider.EnumSource;

class G1PointTest {
  private final Random random = new Random(381);

  private static ECPoint castle(G1Point p) {
    G1 g = p.curve();
    ECCurve curve = new ECCurve.Fp(g.p(), BigInteger.ZERO, g.b(), g.order(), g.cofactor());
    return p.isInfinity() ? curve.getInfinity() : curve.createPoint(p.x(), p.y());
  }

  private static void assertSame(ECPoint expected, G1Point actual) {
    ECPoint affine = expected.normalize();
    assertEquals(affine.isInfinity(), actual.isInfinity());
    if (!affine.isInfinity()) {
      assertEquals(affine.getAffineXCoord().toBigInteger(), actual.x());
      assertEquals(affine.getAffineYCoord().toBigInteger(), actual.y());
    }
  }

  @ParameterizedTest
  @EnumSource
  void addsAndMultipliesAsBouncyCastleDoes(G1 curve) {
    G1Point g = curve.generator();
    G1Point p = g.multiple(new BigInteger(250, random));
    for (G1Point a : List.of(p, g, curve.infinity())) {
      for (G1Point b : List.of(p, p.negated(), g, curve.infinity())) {
        assertSame(castle(a).add(castle(b)), a.plus(b));
      }
    }
    BigInteger k = new BigInteger(300, random);
    assertSame(castle(p).multiply(k), p.multiple(k));
    assertSame(castle(p).multiply(k).negate(), p.multiple(k.negate()));
    assertTrue(p.multiple(BigInteger.ZERO).isInfinity());
  }

  @ParameterizedTest
  @EnumSource
  void theGeneratorIsInTheGroup(G1 curve) {
    G1Point g = curve.generator();
    assertTrue(g.onCurve() && g.inSubgroup());
    assertTrue(curve.infinity().inSubgroup());
    assertTrue(curve.p().isProbablePrime(64) && curve.order().isProbablePrime(64));
    assertFalse(new G1Point(curve, g.x(), g.x()).onCurve());
    // the number of points is cofactor times order: another point shows it, by Hasse's bound
    G1Point other = Points.onCurve(curve, 7);
    assertTrue(other.multiple(curve.order().multiply(curve.cofactor())).isInfinity());
  }

  @Test
  void onlyBls12HasPointsOutsideTheGroup() {
    assertFalse(Points.onCurve(G1.BLS12_381, 1).inSubgroup());
    assertTrue(Points.onCurve(G1.BN254, 1).inSubgroup());
    G1Point orderThree = new G1Point(G1.BLS12_381, BigInteger.ZERO, BigInteger.TWO);
    assertTrue(orderThree.onCurve());
    assertTrue(orderThree.multiple(BigInteger.valueOf(3)).isInfinity());
    assertFalse(orderThree.inSubgroup());
  }

  @Test
  void printsHexOfFixedWidth() {
    assertEquals("0".repeat(63) + "1 " + "0".repeat(63) + "2", G1.BN254.generator().toString());
    assertEquals("0".repeat(96) + " " + "0".repeat(96), G1.BLS12_381.infinity().toString());
  }

  @Test
  void refusesCoordinatesBeyondTheField() {
    BigInteger p = G1.BN254.p();
    var e =
        assertThrows(
            IllegalArgumentException.class, () -> new G1Point(G1.BN254, BigInteger.ONE, p));
    assertTrue(("" + e.getMessage()).startsWith("point: y=0x30644e72"), e.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> new G1Point(G1.BN254, BigInteger.ONE.negate(), BigInteger.TWO));
    assertThrows(
        IllegalArgumentException.class, () -> G1.BN254.generator().plus(G1.BLS12_381.generator()));
  }
}
