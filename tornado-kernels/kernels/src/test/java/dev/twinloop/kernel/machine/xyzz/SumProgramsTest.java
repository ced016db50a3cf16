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
  private static final int SIZE_LOG = 2;
  private static final int BITS = 3;

  private final Random random = new Random(41);

  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.msm.Msm#groups")
  void segments(Group group) {
    long[] program = segment(group, SIZE_LOG, BITS);
    for (int item = 0; item < 1 << BITS; item++) {
      List<Point> buckets = points(group, 1 << SIZE_LOG);
      Point expected = group.infinity();
      for (int i = 0; i < buckets.size(); i++) {
        BigInteger weight = BigInteger.valueOf(((long) item << SIZE_LOG) + i + 1);
        expected = expected.plus(buckets.get(i).multiple(weight));
      }
      check(group, program, item, buckets, expected);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.msm.Msm#groups")
  void sums(Group group) {
    long[] program = sum(group, 8);
    for (int i = 0; i < 8; i++) {
      List<Point> points = points(group, 8);
      check(
          group, program, 0, points, points.stream().reduce(group.infinity(), (a, b) -> a.plus(b)));
    }
  }

  /** What kernels may leave for a program, and what the program then leaves, are the same. */
  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.msm.Msm#groups")
  void aSumThatCouldGrowIsRefused(Group group) {
    XyzzAssembler asm = new XyzzAssembler(group);
    asm.given(XyzzAssembler.Point.A);
    asm.add(0, 0, 0);
    assertThrows(IllegalStateException.class, () -> asm.leaves(XyzzAssembler.Point.A));
    assertThrows(IllegalStateException.class, () -> asm.store(XyzzAssembler.Point.B));
    asm.add(0, 0, 0); // 30 p: nothing covers it
    assertThrows(IllegalStateException.class, () -> asm.sub(16, 1, 0));
  }

  @Test
  void otherCurvesAreRefused() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> new XyzzAssembler(Groups.P256));
    assertTrue(e.toString().contains("accepted: 0, 2 over a prime field"), e.toString());
  }

  /** The sum of the item's points. */
  private static long[] sum(Group group, int fan) {
    XyzzAssembler asm = new XyzzAssembler(group);
    asm.load(XyzzAssembler.Point.A, 0);
    for (int i = 1; i < fan; i++) {
      asm.load(XyzzAssembler.Point.P, i);
      asm.add(XyzzAssembler.Point.A, XyzzAssembler.Point.P);
    }
    asm.store(XyzzAssembler.Point.A);
    return asm.program();
  }

  /** Bucket i of segment s counts {@code s * size + i + 1} times. */
  private static long[] segment(Group group, int sizeLog, int bits) {
    XyzzAssembler asm = new XyzzAssembler(group);
    asm.clear(XyzzAssembler.Point.A);
    asm.clear(XyzzAssembler.Point.B);
    asm.clear(XyzzAssembler.Point.C);
    for (int i = (1 << sizeLog) - 1; i >= 0; i--) {
      asm.load(XyzzAssembler.Point.P, i);
      asm.add(XyzzAssembler.Point.A, XyzzAssembler.Point.P);
      asm.add(XyzzAssembler.Point.B, XyzzAssembler.Point.A);
    }
    for (int bit = bits - 1; bit >= 0; bit--) {
      asm.twice(XyzzAssembler.Point.C);
      asm.ifBit(bit, () -> asm.add(XyzzAssembler.Point.C, XyzzAssembler.Point.A));
    }
    for (int i = 0; i < sizeLog; i++) {
      asm.twice(XyzzAssembler.Point.C);
    }
    asm.add(XyzzAssembler.Point.B, XyzzAssembler.Point.C);
    asm.store(XyzzAssembler.Point.B);
    return asm.program();
  }

  /** Some infinite, some equal, some opposite. */
  private List<Point> points(Group group, int count) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Point point = group.generator().multiple(BigInteger.valueOf(1 + random.nextInt(3)));
      points.add(
          switch (random.nextInt(5)) {
            case 0 -> group.infinity();
            case 1 -> point.negated();
            case 2 -> group.generator().multiple(new BigInteger(200, random));
            default -> point;
          });
    }
    return points;
  }

  private void check(Group group, long[] program, int item, List<Point> points, Point expected) {
    List<Element> in = new ArrayList<>();
    points.forEach(point -> in.addAll(coordinates(group, point)));
    XyzzOracle oracle = new XyzzOracle(group, item, in);
    oracle.run(program, 1);
    List<Element> out = run(group, program, item, in);
    assertEquals(oracle.out(), out, points + ", item " + item);
    assertEquals(expected, point(group, out));
  }

  private static List<Element> run(Group group, long[] program, int item, List<Element> in) {
    MontgomeryForm form = MontgomeryForm.of(group.field());
    int limbs = form.limbs() * group.base().degree();
    IntArray points = new IntArray(in.size() * limbs);
    for (int i = 0; i < in.size() * group.base().degree(); i++) {
      int[] split = new int[form.limbs()];
      BigInteger number =
          in.get(i / group.base().degree()).coefficients().get(i % group.base().degree());
      form.split(number, split, 0);
      for (int j = 0; j < form.limbs(); j++) {
        points.set(i * form.limbs() + j, split[j]);
      }
    }
    int[] f = new int[XyzzNumbers.FILE_28];
    int[] n = new int[form.limbs() + 1];
    XyzzNumbers.start(f, n, IntArray.fromArray(form.constants()), limbs);
    IntArray sums = new IntArray((item + 1) * 4 * limbs);
    LongArray code = LongArray.fromArray(program);
    XyzzMachine.run(f, n, code, 1, (int) code.get(0), item, points, 0, sums, limbs);
    List<Element> out = new ArrayList<>();
    for (int c = 0; c < 4; c++) {
      List<BigInteger> coefficients = new ArrayList<>();
      for (int k = 0; k < group.base().degree(); k++) {
        int[] split = new int[form.limbs()];
        for (int j = 0; j < split.length; j++) {
          split[j] = sums.get((item * 4 + c) * limbs + k * form.limbs() + j);
        }
        coefficients.add(form.join(split, 0).mod(form.p()));
      }
      out.add(new Element(coefficients));
    }
    return out;
  }

  /** Of a point in machine form, with a random denominator. */
  private List<Element> coordinates(Group group, Point point) {
    BaseField f = group.base();
    if (point.isInfinity()) {
      return List.of(f.zero(), f.zero(), f.zero(), f.zero());
    }
    Element z = f.number(new BigInteger(200, random).add(BigInteger.ONE));
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
