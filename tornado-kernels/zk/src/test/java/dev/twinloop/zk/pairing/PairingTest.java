package dev.twinloop.zk.pairing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PairingTest {
  private static long[] scalar(BigInteger k) {
    long[] limbs = new long[4];
    for (int i = 0; i < 4; i++) {
      limbs[i] = k.shiftRight(64 * i).longValue();
    }
    return limbs;
  }

  private static long[] multiple(Weierstrass g, long[] p, BigInteger k) {
    long[] affine = new long[g.affineSize()];
    g.toAffine(affine, 0, g.multiple(p, 0, scalar(k)), 0);
    return affine;
  }

  @ParameterizedTest
  @EnumSource
  void isBilinearAndNotDegenerate(PairingCurve curve) {
    Pairing pairing = new Pairing(curve);
    PairingGroups groups = pairing.groups();
    BigInteger r = curve.order();
    Random random = new Random(1);
    BigInteger x = new BigInteger(250, random);
    BigInteger y = new BigInteger(250, random);
    long[] p = groups.limbs(curve.g1().generator());
    long[] q = groups.limbs(curve.g2().generator());
    long[] base = pairing.of(p, q);
    assertFalse(pairing.isOne(base));
    assertTrue(pairing.isOne(pairing.pow(base, r)));
    assertArrayEquals(
        pairing.pow(base, x.multiply(y).mod(r)),
        pairing.of(multiple(groups.g1(), p, x), multiple(groups.g2(), q, y)));
    assertTrue(pairing.isOne(pairing.of(new long[p.length], q)));
    assertTrue(pairing.isOne(pairing.of(p, new long[q.length])));
  }

  /** The definition: f to the power (q^12 - 1) / r, by squaring and multiplying. */
  @ParameterizedTest
  @EnumSource
  void theFinalExponentiationIsTheStatedPower(PairingCurve curve) {
    Pairing pairing = new Pairing(curve);
    PairingGroups groups = pairing.groups();
    BigInteger r = curve.order();
    BigInteger x = new BigInteger(Long.toUnsignedString(curve.seed().magnitude()));
    BigInteger six = BigInteger.valueOf(6);
    BigInteger three = BigInteger.valueOf(3);
    BigInteger factor =
        curve == PairingCurve.BLS12_381
            ? three
            : x.multiply(x)
                .multiply(six)
                .add(x.multiply(three))
                .add(BigInteger.ONE)
                .multiply(x)
                .multiply(BigInteger.TWO);
    long[] f =
        pairing.miller(
            List.of(
                new Pairing.Pair(
                    groups.limbs(curve.g1().generator()),
                    pairing.lines(groups.limbs(curve.g2().generator()), 0))));
    BigInteger e = curve.modulus().pow(12).subtract(BigInteger.ONE).divide(r);
    assertArrayEquals(pairing.pow(f, e.multiply(factor)), pairing.value(f));
  }

  /** By squarings that leave coefficients out, also where these cannot be found again. */
  @ParameterizedTest
  @EnumSource
  void powersOfFewOnesAreTheDefinition(PairingCurve curve) {
    Pairing pairing = new Pairing(curve);
    PairingGroups groups = pairing.groups();
    Fp12 f = new Fp12(groups.fp2(), new Fp6(groups.fp2()));
    long[] value =
        pairing.of(groups.limbs(curve.g1().generator()), groups.limbs(curve.g2().generator()));
    long[] power = new long[f.size()];
    for (long e : new long[] {1, 2, 3, 0x8000_0000_0000_0000L, 0xd201_0000_0001_0000L, 0x1_0001L}) {
      f.cyclotomicPowOfFew(power, value, e);
      BigInteger exponent = new BigInteger(Long.toUnsignedString(e));
      assertArrayEquals(pairing.pow(value, exponent), power, "e=" + Long.toHexString(e));
    }
    f.cyclotomicPowOfFew(power, pairing.one(), 5);
    assertArrayEquals(pairing.one(), power, "1 has no coefficients to find others by");
  }

  @ParameterizedTest
  @EnumSource
  void theSubgroupTestsAreTheDefinition(PairingCurve curve) {
    PairingGroups groups = new PairingGroups(curve);
    BigInteger r = curve.order();
    int inside = 0;
    for (int i = 1; i <= 12; i++) {
      long[] q = twistPoint(groups, i);
      boolean expected = groups.g2().infinity(groups.g2().multiple(q, 0, scalar(r)), 0);
      assertEquals(expected, groups.inG2(q, 0), "twist point of x = " + i);
      long[] cleared = cofactorTimes(groups, q);
      assertTrue(groups.g2().onCurve(cleared, 0));
      assertTrue(groups.inG2(cleared, 0));
      inside += expected ? 1 : 0;
      long[] small = multiple(groups.g2(), q, r);
      assertEquals(expected, groups.inG2(small, 0), "a point of the cofactor's order");
    }
    assertEquals(0, inside);
  }

  /** Points of small order drive the loop through infinity and through sums of equal points. */
  @ParameterizedTest
  @EnumSource
  void theLoopsLastPointTellsWhetherAPointIsInItsGroup(PairingCurve curve) {
    Pairing pairing = new Pairing(curve);
    PairingGroups groups = pairing.groups();
    BigInteger r = curve.order();
    BigInteger cofactor = curve.g2().cofactor();
    List<Integer> orders =
        curve == PairingCurve.BN254 ? List.of(10069, 5864401) : List.of(13, 23, 169, 2713, 262069);
    for (int i = 1; i <= 4; i++) {
      long[] q = twistPoint(groups, i);
      long[] inside = cofactorTimes(groups, q);
      long[] outside = multiple(groups.g2(), q, r);
      assertTrue(pairing.lines(inside, 0).inGroup(), "a point of the group, i=" + i);
      assertFalse(pairing.lines(q, 0).inGroup(), "a point of the twist, i=" + i);
      assertFalse(pairing.lines(outside, 0).inGroup(), "a point of the cofactor's order, i=" + i);
      for (int order : orders) {
        long[] small = large(groups.g2(), outside, cofactor.divide(BigInteger.valueOf(order)));
        long[] sum = sum(groups.g2(), inside, small);
        boolean infinity = groups.g2().affineInfinity(small, 0);
        assertEquals(infinity, pairing.lines(small, 0).inGroup(), "order " + order + ", i=" + i);
        assertEquals(infinity, pairing.lines(sum, 0).inGroup(), "sum, order " + order);
        assertEquals(groups.inG2(sum, 0), pairing.lines(sum, 0).inGroup());
      }
    }
    assertTrue(pairing.lines(new long[groups.g2().affineSize()], 0).inGroup());
  }

  @ParameterizedTest
  @EnumSource
  void linesOfPointsThatAreUsedOftenGiveTheSameValue(PairingCurve curve) {
    Pairing pairing = new Pairing(curve);
    PairingGroups groups = pairing.groups();
    long[] p = groups.limbs(curve.g1().generator());
    long[] q = groups.limbs(curve.g2().generator());
    long[] p2 = multiple(groups.g1(), p, BigInteger.valueOf(12345));
    long[] q2 = multiple(groups.g2(), q, BigInteger.valueOf(54321));
    long[] none = new long[groups.g1().affineSize()];
    List<Pairing.Pair> plain =
        List.of(
            new Pairing.Pair(p, pairing.lines(q2, 0)),
            new Pairing.Pair(none, pairing.lines(q, 0)),
            new Pairing.Pair(p2, pairing.lines(q, 0)),
            new Pairing.Pair(p2, pairing.lines(q, 0)));
    List<Pairing.Pair> fixed =
        List.of(
            plain.getFirst(),
            new Pairing.Pair(none, pairing.fixed(q, 0)),
            new Pairing.Pair(p2, pairing.fixed(q, 0)),
            new Pairing.Pair(p2, pairing.fixed(q, 0)));
    assertArrayEquals(pairing.value(pairing.miller(plain)), pairing.value(pairing.miller(fixed)));
    assertTrue(pairing.fixed(new long[groups.g2().affineSize()], 0).infinity());
  }

  /** A multiple by a factor of any size, affine. */
  private static long[] large(Weierstrass g, long[] p, BigInteger k) {
    long[] limbs = new long[k.bitLength() / 64 + 1];
    for (int i = 0; i < limbs.length; i++) {
      limbs[i] = k.shiftRight(64 * i).longValue();
    }
    long[] affine = new long[g.affineSize()];
    g.toAffine(affine, 0, g.multiple(p, 0, limbs), 0);
    return affine;
  }

  private static long[] sum(Weierstrass g, long[] p, long[] q) {
    long[] sum = new long[g.jacobianSize()];
    g.fromAffine(sum, 0, p, 0);
    g.addAffine(sum, 0, sum, 0, q, 0);
    long[] affine = new long[g.affineSize()];
    g.toAffine(affine, 0, sum, 0);
    return affine;
  }

  @ParameterizedTest
  @EnumSource
  void g1sSubgroupTestIsTheDefinition(PairingCurve curve) {
    PairingGroups groups = new PairingGroups(curve);
    PrimeField fp = curve.fp();
    BigInteger q = fp.modulus();
    int tried = 0;
    for (int x = 0; tried < 8; x++) {
      BigInteger square = BigInteger.valueOf(x).pow(3).add(curve.g1().curve().b().c0()).mod(q);
      BigInteger y = square.modPow(q.add(BigInteger.ONE).shiftRight(2), q);
      if (!y.multiply(y).mod(q).equals(square)) {
        continue;
      }
      tried++;
      long[] p = new long[2 * fp.size()];
      fp.put(p, 0, BigInteger.valueOf(x));
      fp.put(p, fp.size(), y);
      assertEquals(groups.point1(p, 0).inSubgroup(), groups.inG1(p, 0), "x = " + x);
      long[] cleared = multiple(groups.g1(), p, curve.g1().cofactor());
      assertTrue(groups.inG1(cleared, 0));
      assertEquals(curve.g1IsWholeCurve(), groups.inG1(multiple(groups.g1(), p, curve.order()), 0));
    }
  }

  /** A point of the twist; x counts up until there is a y. */
  private static long[] twistPoint(PairingGroups groups, int seed) {
    Fp2 f = groups.fp2();
    PrimeField fp = f.fp();
    BigInteger q = fp.modulus();
    int n = fp.size();
    for (int x = 1000 * seed; ; x++) {
      long[] point = new long[4 * n];
      fp.put(point, 0, BigInteger.valueOf(x));
      fp.put(point, n, BigInteger.ONE);
      long[] square = new long[2 * n];
      f.sqr(square, 0, point, 0);
      f.mul(square, 0, square, 0, point, 0);
      long[] b = new long[2 * n];
      f.powXi(b, 0, BigInteger.ONE);
      if (groups.curve().dTwist()) {
        f.inv(b, 0, b, 0);
      }
      long[] k = new long[n];
      fp.put(k, 0, groups.curve().g1().curve().b().c0());
      f.scale(b, 0, b, 0, k, 0);
      f.add(square, 0, square, 0, b, 0);
      // (a + b i) with norm s^2: y0^2 = (a + s) / 2, y1 = b / (2 y0).
      BigInteger a = fp.number(square, 0);
      BigInteger c = fp.number(square, n);
      BigInteger s = root(a.multiply(a).add(c.multiply(c)).mod(q), q);
      for (BigInteger norm : List.of(s, q.subtract(s))) {
        BigInteger half = BigInteger.TWO.modInverse(q);
        BigInteger y0 = root(a.add(norm).multiply(half).mod(q), q);
        if (y0.signum() == 0) {
          continue;
        }
        BigInteger y1 = c.multiply(half).multiply(y0.modInverse(q)).mod(q);
        fp.put(point, 2 * n, y0);
        fp.put(point, 3 * n, y1);
        if (groups.g2().onCurve(point, 0)) {
          return point;
        }
      }
    }
  }

  private static BigInteger root(BigInteger square, BigInteger q) {
    return square.modPow(q.add(BigInteger.ONE).shiftRight(2), q);
  }

  /** h P, h the twist's cofactor: its order is q^2 + 1 - t + h r for some trace; h r kills P. */
  private static long[] cofactorTimes(PairingGroups groups, long[] p) {
    PairingCurve curve = groups.curve();
    BigInteger h =
        curve == PairingCurve.BN254
            ? curve.modulus().shiftLeft(1).subtract(curve.order())
            : new BigInteger(
                "5d543a95414e7f1091d50792876a202cd91de4547085abaa68a205b2e5a7ddfa628f1cb4d9e82ef2"
                    + "1537e293a6691ae1616ec6e786f0c70cf1c38e31c7238e5",
                16);
    long[] sum = new long[groups.g2().jacobianSize()];
    groups.g2().setInfinity(sum, 0);
    for (int bit = h.bitLength() - 1; bit >= 0; bit--) {
      groups.g2().dbl(sum, 0, sum, 0);
      if (h.testBit(bit)) {
        groups.g2().addAffine(sum, 0, sum, 0, p, 0);
      }
    }
    long[] affine = new long[groups.g2().affineSize()];
    groups.g2().toAffine(affine, 0, sum, 0);
    return affine;
  }

  @ParameterizedTest
  @EnumSource
  void sumsOfMultiplesAreTheDefinition(PairingCurve curve) {
    PairingGroups groups = new PairingGroups(curve);
    Random random = new Random(3);
    for (int count : new int[] {0, 1, 2, 40}) {
      long[] points = new long[count * groups.g2().affineSize()];
      long[] scalars = new long[4 * count];
      long[] expected = new long[groups.g2().jacobianSize()];
      groups.g2().setInfinity(expected, 0);
      for (int i = 0; i < count; i++) {
        BigInteger k = i == 3 ? BigInteger.ZERO : new BigInteger(254, random);
        long[] p =
            i == 5
                ? new long[groups.g2().affineSize()]
                : multiple(
                    groups.g2(), groups.limbs(curve.g2().generator()), BigInteger.valueOf(i % 7));
        System.arraycopy(p, 0, points, i * p.length, p.length);
        System.arraycopy(scalar(k), 0, scalars, 4 * i, 4);
        groups.g2().add(expected, 0, expected, 0, groups.g2().multiple(p, 0, scalar(k)), 0);
      }
      MultiSum sum =
          new MultiSum(
              java.lang.foreign.MemorySegment.ofArray(points),
              java.lang.foreign.MemorySegment.ofArray(scalars),
              32,
              count);
      long[] affine = new long[groups.g2().affineSize()];
      groups.g2().toAffine(affine, 0, expected, 0);
      assertArrayEquals(affine, sum.affine(() -> new PairingGroups(curve).g2()));
      assertArrayEquals(affine, sum.affineHere(groups.g2()));
    }
  }
}
