package dev.twinloop.kernel.machine.xyzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.kernel.field.BaseField;
import dev.twinloop.kernel.field.Element;
import dev.twinloop.kernel.field.MontgomeryForm;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Groups;
import dev.twinloop.kernel.group.Point;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/** The programs of sums: the machine, the oracle and affine points agree. */
class SumProgramsTest {
  private static final int A = 0;
  private static final int P = 4;
  private static final int DOUBLINGS = 5;

  private final Random random = new Random(41);

  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.msm.Msm#groupsOverPrimeFields")
  void additions(Group group) {
    long[] program = SumPrograms.add(group);
    List<Point> points = points(group);
    points.add(group.infinity());
    for (Point a : points) {
      for (Point b : points) {
        List<Element> sum =
            check(group, program, coordinates(group, a, z()), coordinates(group, b, z()));
        assertEquals(a.plus(b), point(group, sum), a + " + " + b);
      }
    }
  }

  /** X and Y are affine then. */
  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.msm.Msm#groupsOverPrimeFields")
  void multiples(Group group) {
    long[] program = SumPrograms.multiple(group, DOUBLINGS);
    for (Point point : points(group)) {
      List<Element> given = coordinates(group, point, BigInteger.ONE);
      List<Element> xy = check(group, program, given, given);
      Point expected = point.multiple(BigInteger.ONE.shiftLeft(DOUBLINGS));
      assertEquals(
          coordinates(group, expected, BigInteger.ONE).subList(0, 2), xy.subList(0, 2), "" + point);
    }
  }

  /** What kernels may leave for a program, and what the program then leaves, are the same. */
  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.msm.Msm#groupsOverPrimeFields")
  void aSumThatCouldGrowIsRefused(Group group) {
    XyzzAssembler asm = new XyzzAssembler(group);
    asm.given(XyzzAssembler.Point.A);
    asm.add(0, 0, 0);
    assertThrows(IllegalStateException.class, () -> asm.leaves(XyzzAssembler.Point.A));
    assertThrows(IllegalStateException.class, () -> asm.leaves(XyzzAssembler.Point.P));
    asm.add(0, 0, 0); // 30 p: nothing covers it
    assertThrows(IllegalStateException.class, () -> asm.sub(16, 1, 0));
  }

  @Test
  void otherCurvesAreRefused() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> new XyzzAssembler(Groups.P256));
    assertThrows(IllegalArgumentException.class, () -> new XyzzAssembler(Groups.BN254_G2));
    assertTrue(e.toString().contains("accepted: 0 or 2, over a prime field"), e.toString());
  }

  /** Some equal, some opposite. */
  private List<Point> points(Group group) {
    List<Point> points = new ArrayList<>();
    for (int i = 1; i <= 2; i++) {
      Point point = group.generator().multiple(BigInteger.valueOf(i));
      points.add(point);
      points.add(point.negated());
    }
    points.add(group.generator().multiple(new BigInteger(200, random)));
    return points;
  }

  /** Runs a program on A and P by both; gives A. */
  private static List<Element> check(
      Group group, long[] program, List<Element> a, List<Element> p) {
    MontgomeryForm form = MontgomeryForm.of(group.field());
    int limbs = form.limbs() * group.base().degree();
    XyzzOracle oracle = new XyzzOracle(group);
    int[] f = new int[XyzzNumbers.FILE_14];
    int[] n = new int[form.limbs() + 1];
    XyzzNumbers.start(f, n, IntArray.fromArray(form.constants()), limbs);
    for (int i = 0; i < 4; i++) {
      oracle.put(A + i, a.get(i));
      oracle.put(P + i, p.get(i));
      split(form, a.get(i), f, (A + i) * limbs);
      split(form, p.get(i), f, (P + i) * limbs);
    }
    oracle.run(program, 1);
    LongArray code = LongArray.fromArray(program);
    XyzzMachine.run(f, n, code, 1, (int) code.get(0), limbs);
    List<Element> sum = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Element coordinate = join(form, group.base().degree(), f, (A + i) * limbs);
      assertEquals(oracle.get(A + i), coordinate, group + ", coordinate " + i);
      sum.add(coordinate);
    }
    return sum;
  }

  private static void split(MontgomeryForm form, Element number, int[] f, int at) {
    int place = at;
    for (BigInteger coefficient : number.coefficients()) {
      form.split(coefficient, f, place);
      place += form.limbs();
    }
  }

  private static Element join(MontgomeryForm form, int degree, int[] f, int at) {
    List<BigInteger> coefficients = new ArrayList<>();
    for (int k = 0; k < degree; k++) {
      coefficients.add(form.join(f, at + k * form.limbs()).mod(form.p()));
    }
    return new Element(coefficients);
  }

  private BigInteger z() {
    return new BigInteger(200, random).add(BigInteger.ONE);
  }

  /** Of a point in machine form, with a denominator. */
  private static List<Element> coordinates(Group group, Point point, BigInteger denominator) {
    BaseField f = group.base();
    if (point.isInfinity()) {
      return List.of(f.zero(), f.zero(), f.zero(), f.zero());
    }
    Element z = f.number(denominator);
    Element zz = f.times(z, z);
    Element zzz = f.times(zz, z);
    MontgomeryForm form = MontgomeryForm.of(group.field());
    Element r = f.number(form.r().mod(form.p()));
    return List.of(
        f.times(r, f.times(point.x(), zz)),
        f.times(r, f.times(point.y(), zzz)),
        f.times(r, zz),
        f.times(r, zzz));
  }

  private static Point point(Group group, List<Element> c) {
    BaseField f = group.base();
    return c.get(2).isZero()
        ? group.infinity()
        : new Point(
            group, f.times(c.get(0), f.inverse(c.get(2))), f.times(c.get(1), f.inverse(c.get(3))));
  }
}
