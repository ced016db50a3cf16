package dev.twinloop.kernel.msm.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinloop.kernel.field.Element;
import dev.twinloop.kernel.field.MontgomeryForm;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Point;
import dev.twinloop.kernel.msm.MachineForm;
import dev.twinloop.kernel.msm.Msm;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sums of two points over an extension, in registers, against affine ones. */
class ExtensionAddTest {
  private final MachineForm form = new MachineForm(new Random(29));

  static Stream<Group> groups() {
    return Msm.groups().stream().filter(group -> group.base().degree() > 1);
  }

  private static List<Point> points(Group group) {
    List<Point> points = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      Point point = group.generator().multiple(BigInteger.valueOf(i));
      points.add(point);
      points.add(point.negated());
    }
    points.add(group.generator().multiple(new BigInteger(250, new Random(31))));
    return points;
  }

  @ParameterizedTest
  @MethodSource("groups")
  void sumsOfTwo(Group group) {
    List<Point> points = new ArrayList<>(points(group));
    points.add(group.infinity());
    for (Point a : points) {
      for (Point b : points) {
        for (int extreme = 0; extreme < 2; extreme++) {
          Adder adder = new Adder(group);
          form.put(group, a, adder.f, ExtensionAdd.SUM * adder.limbs, extreme == 1);
          form.put(group, b, adder.f, ExtensionAdd.ADDED * adder.limbs, extreme == 1);
          ExtensionAdd.addAny(adder.f, adder.n, 2, adder.limbs);
          assertEquals(a.plus(b), adder.settled(), a + " + " + b);
        }
      }
    }
  }

  /**
   * A run's points one after the other, of which some are equal or opposite to the sum so far. Each
   * sum stands for the next where it is not settled.
   */
  @ParameterizedTest
  @MethodSource("groups")
  void runs(Group group) {
    Random random = new Random(37);
    for (int run = 0; run < 20; run++) {
      Adder adder = new Adder(group);
      Point sum = group.infinity();
      for (int i = 0; i < 30; i++) {
        Point next =
            random.nextInt(4) == 0 && !sum.isInfinity()
                ? sum
                : group.generator().multiple(BigInteger.valueOf(1 + random.nextInt(9)));
        next = random.nextInt(3) == 0 ? next.negated() : next;
        adder.append(next, random.nextBoolean());
        sum = sum.plus(next);
        assertEquals(sum, adder.settled(), "run " + run + ", point " + i);
      }
    }
  }

  /** A sum of sums of sums keeps to its room, wherever its numbers begin. */
  @ParameterizedTest
  @MethodSource("groups")
  void sumsOfSums(Group group) {
    Adder adder = new Adder(group);
    Point sum = group.generator();
    form.put(group, sum, adder.f, ExtensionAdd.SUM * adder.limbs, true);
    for (int i = 2; i < 40; i++) {
      Point next = group.generator().multiple(BigInteger.valueOf(1L << (i % 7)));
      form.put(group, next, adder.f, ExtensionAdd.ADDED * adder.limbs, true);
      ExtensionAdd.addAny(adder.f, adder.n, 2, adder.limbs);
      sum = sum.plus(next);
      assertEquals(sum, adder.settled());
    }
  }

  /** The files of one thread. */
  private static final class Adder {
    final Group group;
    final int limbs;
    final int[] f;
    final int[] n;
    private final int[] k;

    Adder(Group group) {
      this.group = group;
      MontgomeryForm form = MontgomeryForm.of(group.field());
      int half = form.limbs();
      limbs = 2 * half;
      f = new int[half == 9 ? ExtensionAdd.FILE_18 : ExtensionAdd.FILE_28];
      int[] constants = form.constants();
      n = Arrays.copyOf(constants, half + 1);
      n[half] = n[half] << (32 - form.bits());
      k = Arrays.copyOfRange(constants, half + 1, 5 * half + 1);
    }

    private int live;

    /**
     * What the kernel does with a point of a run.
     *
     * @param negate whether the opposite point is given, and negated
     */
    void append(Point next, boolean negate) {
      Point given = negate ? next.negated() : next;
      Element one = Element.of(BigInteger.ONE, BigInteger.ZERO);
      MachineForm.putAll(
          group,
          List.of(given.x(), given.y(), one, one),
          f,
          ExtensionAdd.ADDED * limbs,
          new int[4]);
      if (negate) {
        ExtensionAdd.negate(f, limbs);
      }
      if (live == 0) {
        ExtensionAdd.lift(f, k, limbs);
        live = 1;
      } else {
        live = ExtensionAdd.add(f, n, 2, 1, limbs);
      }
    }

    Point settled() {
      int[] point = Arrays.copyOf(f, 4 * limbs);
      ExtensionAdd.settle(point, 0, n, limbs);
      return MachineForm.get(group, point);
    }
  }
}
