package dev.twinloop.kernel.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.kernel.field.BaseField;
import dev.twinloop.kernel.field.Element;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The list of groups, by what must hold of each, with BigInteger alone. */
class GroupsTest {
  static Iterable<Group> groups() {
    return Groups.all();
  }

  @ParameterizedTest
  @MethodSource("groups")
  void generatorIsOnTheCurveAndOfPrimeOrder(Group group) {
    Point g = group.generator();
    assertTrue(group.order().isProbablePrime(64));
    assertTrue(g.onCurve());
    assertFalse(g.isInfinity());
    assertTrue(g.multiple(group.order()).isInfinity());
    assertEquals(g.negated(), g.multiple(group.order().subtract(BigInteger.ONE)));
  }

  /** Hasse: a curve over a field of q elements has q + 1 points, give or take 2 sqrt(q). */
  @ParameterizedTest
  @MethodSource("groups")
  void orderTimesCofactorIsTheCurvesNumberOfPoints(Group group) {
    BigInteger q = group.field().modulus().pow(group.base().degree());
    BigInteger trace = q.add(BigInteger.ONE).subtract(group.order().multiply(group.cofactor()));
    assertTrue(trace.pow(2).compareTo(q.shiftLeft(2)) <= 0, group.name());
    Point any = anyPoint(group, new Random(7));
    assertTrue(any.multiple(group.order()).multiple(group.cofactor()).isInfinity());
  }

  @ParameterizedTest
  @MethodSource("groups")
  void membershipIsThatOfTheDefinition(Group group) {
    Random random = new Random(11);
    Point inside = group.generator().multiple(new BigInteger(200, random));
    assertTrue(group.contains(PointSum.of(inside)));
    assertTrue(group.contains(PointSum.of(inside.negated())));
    assertTrue(group.contains(new PointSum(group)), "infinity");
    for (int i = 0; i < 4; i++) {
      Point any = anyPoint(group, random);
      assertEquals(any.inSubgroup(), group.contains(PointSum.of(any)), group + " " + any);
      Point small = any.multiple(group.order());
      assertEquals(small.isInfinity(), group.contains(PointSum.of(small)), group + " " + small);
      if (!group.equals(Groups.ED25519)) { // where one point in eight is
        assertEquals(group.cofactor().equals(BigInteger.ONE), any.inSubgroup());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("groups")
  void fastSumsAreThoseOfTheOracle(Group group) {
    Random random = new Random(13);
    Point p = anyPoint(group, random);
    Point q = anyPoint(group, random);
    PointSum sum = PointSum.of(p);
    sum.add(PointSum.of(q));
    assertEquals(p.plus(q), sum.point());
    sum.twice();
    assertEquals(p.plus(q).plus(p.plus(q)), sum.point());
    sum.add(PointSum.of(sum.point()));
    assertEquals(p.plus(q).multiple(BigInteger.valueOf(4)), sum.point());
    sum.add(PointSum.of(sum.point().negated()));
    assertTrue(sum.isInfinity());
    BigInteger scalar = new BigInteger(256, random);
    for (BigInteger k : new BigInteger[] {scalar, scalar.negate(), BigInteger.ZERO}) {
      sum.setMultiple(PointSum.of(p), k);
      assertEquals(p.multiple(k), sum.point());
    }
  }

  @ParameterizedTest
  @MethodSource("groups")
  void storedPointsComeBack(Group group) {
    MemorySegment memory = MemorySegment.ofArray(new byte[group.pointBytes()]);
    Point p = anyPoint(group, new Random(17));
    p.write(memory, 0);
    assertEquals(p, Point.read(group, memory, 0));
    long[] x = group.host().zero();
    group.host().load(x, memory, 0);
    assertEquals(p.x(), group.host().value(x));
    group.infinity().write(memory, 0);
    assertTrue(Point.read(group, memory, 0).isInfinity());
  }

  @ParameterizedTest
  @MethodSource("groups")
  void namesLeadBack(Group group) {
    assertSame(group, Group.valueOf(group.name()));
  }

  /** EIP-197: the imaginary part comes first. */
  @Test
  void generatorOfBn254sG2IsStoredAsThePrecompileReadsIt() {
    assertEquals(
        "198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c2"
            + "1800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6ed"
            + " 090689d0585ff075ec9e99ad690c3395bc4b313370b38ef355acdadcd122975b"
            + "12c85ea5db8c6deb4aab71808dcb408fe3d1e7690c43d37b4ce6cc0166fa7daa",
        Groups.BN254_G2.generator().toString());
  }

  @Test
  void strangersAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Group.valueOf("no such group"));
    BigInteger p = Groups.BN254.field().modulus();
    assertThrows(IllegalArgumentException.class, () -> Groups.BN254.point(p, BigInteger.ONE));
    assertThrows(
        IllegalArgumentException.class,
        () -> Groups.BN254.generator().plus(Groups.BLS12_381.generator()));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Point(Groups.BN254_G2, Element.of(p), Element.of(p)));
  }

  /** A random point of the curve, in the group or not. */
  static Point anyPoint(Group group, Random random) {
    BaseField f = group.base();
    while (true) {
      BigInteger c0 = new BigInteger(384, random).mod(group.field().modulus());
      Element x = f.degree() == 1 ? Element.of(c0) : Element.of(c0, c0.shiftRight(3));
      Element right =
          f.plus(f.times(f.plus(f.times(x, x), group.curve().a()), x), group.curve().b());
      Element y = squareRoot(group, right);
      Point point = new Point(group, x, y);
      if (point.onCurve()) {
        return point;
      }
    }
  }

  /** A square root if there is one, in an extension for p = 3 mod 4; else any number. */
  private static Element squareRoot(Group group, Element a) {
    BaseField f = group.base();
    BigInteger p = group.field().modulus();
    BigInteger quarter = p.subtract(BigInteger.valueOf(3)).shiftRight(2);
    if (f.degree() == 1) {
      return Element.of(TestPoints.squareRoot(group.field(), a.number()));
    }
    // G. Adj, F. Rodriguez-Henriquez, "Square root computation over even extension fields" (2012)
    Element a1 = f.power(a, quarter);
    Element x0 = f.times(a1, a);
    Element alpha = f.times(a1, x0);
    Element minusOne = f.negative(f.number(BigInteger.ONE));
    if (alpha.equals(minusOne)) {
      return f.times(Element.of(BigInteger.ZERO, BigInteger.ONE), x0);
    }
    BigInteger half = p.subtract(BigInteger.ONE).shiftRight(1);
    return f.times(f.power(f.plus(f.number(BigInteger.ONE), alpha), half), x0);
  }
}
