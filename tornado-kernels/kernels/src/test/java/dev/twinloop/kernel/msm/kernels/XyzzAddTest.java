package dev.twinloop.kernel.msm.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinloop.kernel.field.MontgomeryForm;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Point;
import dev.twinloop.kernel.group.TestPoints;
import dev.twinloop.kernel.machine.xyzz.SumPrograms;
import dev.twinloop.kernel.machine.xyzz.XyzzNumbers;
import dev.twinloop.kernel.msm.MachineForm;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/** Sums of two points in registers against affine ones. */
class XyzzAddTest {
  private final MachineForm form = new MachineForm(new Random(29));

  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.msm.Msm#groupsOverPrimeFields")
  void sumsOfTwo(Group group) {
    List<Point> points = new ArrayList<>(List.of(group.infinity()));
    for (int i = 1; i <= 4; i++) {
      Point point = group.generator().multiple(BigInteger.valueOf(i));
      points.add(point);
      points.add(point.negated());
    }
    points.add(group.generator().multiple(new BigInteger(250, new Random(31))));
    for (Point a : points) {
      for (Point b : points) {
        for (int extreme = 0; extreme < 2; extreme++) {
          assertEquals(a.plus(b), sum(group, a, b, extreme == 1), a + " + " + b);
        }
      }
    }
  }

  /**
   * A point with y = 0 is its own opposite. Its Y is a multiple of p, seldom 0 itself: twice the
   * point then once had ZZ = p, no infinity, and spoilt the sum that it was added to.
   */
  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "bls12-377"})
  void aPointOfOrderTwoTwiceIsInfinity(Group group) {
    Point two = TestPoints.ofOrderTwo(group).orElseThrow();
    Point g = group.generator();
    for (int i = 0; i < 20; i++) {
      Adder adder = new Adder(group);
      form.put(group, two, adder.f, XyzzAdd.SUM * adder.limbs, i % 4 == 0);
      Point sum = two;
      for (Point next : List.of(two, g, two, g.negated(), two)) {
        form.put(group, next, adder.f, XyzzAdd.ADDED * adder.limbs, i % 4 == 0);
        adder.add();
        sum = sum.plus(next);
        assertEquals(sum, MachineForm.get(group, adder.f));
      }
    }
  }

  /** A sum of sums of sums keeps to its room, wherever its numbers begin. */
  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.msm.Msm#groupsOverPrimeFields")
  void sumsOfSums(Group group) {
    Adder adder = new Adder(group);
    Point sum = group.generator();
    form.put(group, sum, adder.f, XyzzAdd.SUM * adder.limbs, true);
    for (int i = 2; i < 40; i++) {
      Point next = group.generator().multiple(BigInteger.valueOf(1L << (i % 7)));
      form.put(group, next, adder.f, XyzzAdd.ADDED * adder.limbs, true);
      adder.add();
      sum = sum.plus(next);
      assertEquals(sum, MachineForm.get(group, adder.f));
    }
  }

  private Point sum(Group group, Point a, Point b, boolean extreme) {
    Adder adder = new Adder(group);
    form.put(group, a, adder.f, XyzzAdd.SUM * adder.limbs, extreme);
    form.put(group, b, adder.f, XyzzAdd.ADDED * adder.limbs, extreme);
    adder.add();
    return MachineForm.get(group, adder.f);
  }

  /** The files of one thread. */
  private static final class Adder {
    final int limbs;
    final int[] f;
    private final int[] g;
    private final int[] n;
    private final int[] k;
    private final LongArray code;

    Adder(Group group) {
      MontgomeryForm form = MontgomeryForm.of(group.field());
      limbs = form.limbs();
      f = new int[limbs == 9 ? XyzzAdd.FILE_9 : XyzzAdd.FILE_14];
      g = new int[limbs == 9 ? XyzzNumbers.FILE_9 : XyzzNumbers.FILE_14];
      int[] constants = form.constants();
      n = Arrays.copyOf(constants, limbs + 1);
      k = Arrays.copyOfRange(constants, limbs + 1, 5 * limbs + 1);
      code = LongArray.fromArray(SumPrograms.add(group));
    }

    void add() {
      XyzzAdd.add(f, g, n, k, 2, code, limbs);
    }
  }
}
