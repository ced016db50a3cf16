package dev.twinloop.kernel.machine.xyzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.kernel.field.BaseField;
import dev.twinloop.kernel.field.Element;
import dev.twinloop.kernel.field.MontgomeryForm;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Point;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/** Sums of two points by the machine, against affine ones. */
class XyzzMachineTest {
  /** The most that is added to X and Y of a sum, in units of p: 7 and 3 with the number. */
  private static final int[] MOST = {6, 2, 0, 0};

  private static final int SUM = 0;
  private static final int ADDED = 4;

  private final Random random = new Random(23);

  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.msm.Msm#groups")
  void sumsOfTwo(Group group) {
    List<Point> points = new ArrayList<>(List.of(group.infinity()));
    for (int i = 1; i <= 4; i++) {
      Point point = group.generator().multiple(BigInteger.valueOf(i));
      points.add(point);
      points.add(point.negated());
    }
    BigInteger large = new BigInteger(250, random);
    points.add(group.generator().multiple(large));
    for (Point a : points) {
      for (Point b : points) {
        for (int extreme = 0; extreme < 2; extreme++) {
          assertEquals(a.plus(b), sum(group, a, b, extreme == 1), a + " + " + b);
        }
      }
    }
  }

  /**
   * R is least above the modulus on ed25519: there the numbers of a doubled point still stay below
   * what other formulas take them from, X below 8 p and Y below 4 p.
   */
  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.msm.Msm#groupsOverPrimeFields")
  void doubledPointsStayBelowWhatTheyAreTakenFrom(Group group) {
    MontgomeryForm form = MontgomeryForm.of(group.field());
    int limbs = limbs(group);
    long[] program = SumPrograms.add(group);
    Point point = group.generator();
    BigInteger mostX = BigInteger.ZERO;
    BigInteger mostY = BigInteger.ZERO;
    for (int i = 0; i < 500; i++) {
      int[] g = new int[file(limbs)];
      int[] n = start(group, g);
      put(group, point, g, SUM * limbs, true);
      // up to 3.9 p and 7.4 p: what they are plus as many p as that leaves
      raise(form, g, SUM * limbs, 74);
      raise(form, g, (SUM + 1) * limbs, 39);
      System.arraycopy(g, SUM * limbs, g, ADDED * limbs, 4 * limbs);
      run(program, g, n, limbs);
      mostX = mostX.max(form.join(g, SUM * limbs));
      mostY = mostY.max(form.join(g, (SUM + 1) * limbs));
      point = point.plus(point);
      assertEquals(point, get(group, g));
    }
    assertTrue(mostX.compareTo(form.p().shiftLeft(3)) < 0, "X / p = " + mostX.divide(form.p()));
    assertTrue(mostY.compareTo(form.p().shiftLeft(2)) < 0, "Y / p = " + mostY.divide(form.p()));
  }

  /** Adds p as long as a number stays below so many tenths of it. */
  private static void raise(MontgomeryForm form, int[] g, int at, int tenths) {
    BigInteger most = form.p().multiply(BigInteger.valueOf(tenths)).divide(BigInteger.TEN);
    BigInteger number = form.join(g, at);
    while (number.add(form.p()).compareTo(most) < 0) {
      number = number.add(form.p());
    }
    form.split(number, g, at);
  }

  /** Over an extension the points of a run are added by the machine too. */
  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.msm.Msm#groups")
  void sumsWithAnAffinePoint(Group group) {
    if (group.base().degree() == 1) {
      return; // written out in a kernel
    }
    List<Point> points = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      Point point = group.generator().multiple(BigInteger.valueOf(i));
      points.add(point);
      points.add(point.negated());
    }
    List<Point> sums = new ArrayList<>(points);
    sums.add(group.infinity());
    sums.add(group.generator().multiple(new BigInteger(250, random)));
    for (Point a : sums) {
      for (Point b : points) {
        for (int extreme = 0; extreme < 2; extreme++) {
          int limbs = limbs(group);
          int[] g = new int[file(limbs)];
          int[] n = start(group, g);
          put(group, a, g, SUM * limbs, extreme == 1);
          Element one = Element.of(BigInteger.ONE, BigInteger.ZERO);
          putAll(group, List.of(b.x(), b.y(), one, one), g, ADDED * limbs, new int[4]);
          run(SumPrograms.addAffine(group), g, n, limbs);
          assertEquals(a.plus(b), get(group, g), a + " + " + b);
        }
      }
    }
  }

  private Point sum(Group group, Point a, Point b, boolean extreme) {
    int limbs = limbs(group);
    int[] g = new int[file(limbs)];
    int[] n = start(group, g);
    put(group, a, g, SUM * limbs, extreme);
    put(group, b, g, ADDED * limbs, extreme);
    run(SumPrograms.add(group), g, n, limbs);
    return get(group, g);
  }

  private static int limbs(Group group) {
    return MontgomeryForm.of(group.field()).limbs() * group.base().degree();
  }

  private static int file(int limbs) {
    return switch (limbs) {
      case 9 -> XyzzNumbers.FILE_9;
      case 14 -> XyzzNumbers.FILE_14;
      case 18 -> XyzzNumbers.FILE_18;
      default -> XyzzNumbers.FILE_28;
    };
  }

  private static int[] start(Group group, int[] g) {
    MontgomeryForm form = MontgomeryForm.of(group.field());
    int[] n = new int[form.limbs() + 1];
    XyzzNumbers.start(g, n, IntArray.fromArray(form.constants()), limbs(group));
    return n;
  }

  private static void run(long[] program, int[] g, int[] n, int limbs) {
    LongArray code = LongArray.fromArray(program);
    IntArray none = new IntArray(1);
    XyzzMachine.run(g, n, code, 1, (int) code.get(0), 0, none, 0, none, limbs);
  }

  /** With a random denominator, and multiples of p added: random ones or the most there may be. */
  private void put(Group group, Point point, int[] to, int at, boolean extreme) {
    if (point.isInfinity()) {
      return;
    }
    BaseField f = group.base();
    Element z = random(group);
    Element zz = f.times(z, z);
    Element zzz = f.times(zz, z);
    int[] multiples = MOST.clone();
    for (int c = 0; !extreme && c < 4; c++) {
      multiples[c] = random.nextInt(MOST[c] + 1);
    }
    putAll(
        group,
        List.of(f.times(point.x(), zz), f.times(point.y(), zzz), zz, zzz),
        to,
        at,
        multiples);
  }

  private static void putAll(
      Group group, List<Element> coordinates, int[] to, int at, int[] multiples) {
    MontgomeryForm form = MontgomeryForm.of(group.field());
    int place = at;
    for (int c = 0; c < 4; c++) {
      for (BigInteger coefficient : coordinates.get(c).coefficients()) {
        BigInteger more = form.p().multiply(BigInteger.valueOf(multiples[c]));
        form.split(form.toForm(coefficient).add(more), to, place);
        place += form.limbs();
      }
    }
  }

  private Element random(Group group) {
    BigInteger c0 = new BigInteger(group.field().bits() - 1, random).add(BigInteger.ONE);
    return group.base().degree() == 1
        ? Element.of(c0)
        : Element.of(c0, new BigInteger(group.field().bits() - 1, random));
  }

  private static Point get(Group group, int[] from) {
    MontgomeryForm form = MontgomeryForm.of(group.field());
    BaseField f = group.base();
    List<Element> c = new ArrayList<>();
    int place = 0;
    for (int i = 0; i < 4; i++) {
      List<BigInteger> coefficients = new ArrayList<>();
      for (int k = 0; k < f.degree(); k++, place += form.limbs()) {
        coefficients.add(form.fromForm(form.join(from, place).mod(form.p())));
      }
      c.add(new Element(coefficients));
    }
    if (c.get(2).isZero()) {
      return group.infinity();
    }
    Element zz = c.get(2);
    Element zzz = c.get(3);
    assertEquals(f.times(f.times(zz, zz), zz), f.times(zzz, zzz), "ZZ, ZZZ");
    return new Point(group, f.times(c.get(0), f.inverse(zz)), f.times(c.get(1), f.inverse(zzz)));
  }
}
