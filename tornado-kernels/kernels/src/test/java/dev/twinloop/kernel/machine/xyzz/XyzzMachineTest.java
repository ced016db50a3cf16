package dev.twinloop.kernel.machine.xyzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.kernel.field.MontgomeryForm;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Point;
import dev.twinloop.kernel.msm.MachineForm;
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
  private static final int SUM = 0;
  private static final int ADDED = 4;

  private final Random random = new Random(23);
  private final MachineForm form = new MachineForm(random);

  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.msm.Msm#groupsOverPrimeFields")
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
    MontgomeryForm numbers = MontgomeryForm.of(group.field());
    int limbs = limbs(group);
    long[] program = SumPrograms.add(group);
    Point point = group.generator();
    BigInteger mostX = BigInteger.ZERO;
    BigInteger mostY = BigInteger.ZERO;
    for (int i = 0; i < 500; i++) {
      int[] g = new int[file(limbs)];
      int[] n = start(group, g);
      form.put(group, point, g, SUM * limbs, true);
      // up to 3.9 p and 7.4 p: what they are plus as many p as that leaves
      raise(numbers, g, SUM * limbs, 74);
      raise(numbers, g, (SUM + 1) * limbs, 39);
      System.arraycopy(g, SUM * limbs, g, ADDED * limbs, 4 * limbs);
      run(program, g, n, limbs);
      mostX = mostX.max(numbers.join(g, SUM * limbs));
      mostY = mostY.max(numbers.join(g, (SUM + 1) * limbs));
      point = point.plus(point);
      assertEquals(point, MachineForm.get(group, g));
    }
    assertTrue(
        mostX.compareTo(numbers.p().shiftLeft(3)) < 0, "X / p = " + mostX.divide(numbers.p()));
    assertTrue(
        mostY.compareTo(numbers.p().shiftLeft(2)) < 0, "Y / p = " + mostY.divide(numbers.p()));
  }

  /** Adds p to a number while the sum stays below {@code tenths} tenths of p. */
  private static void raise(MontgomeryForm form, int[] g, int at, int tenths) {
    BigInteger most = form.p().multiply(BigInteger.valueOf(tenths)).divide(BigInteger.TEN);
    BigInteger number = form.join(g, at);
    while (number.add(form.p()).compareTo(most) < 0) {
      number = number.add(form.p());
    }
    form.split(number, g, at);
  }

  private Point sum(Group group, Point a, Point b, boolean extreme) {
    int limbs = limbs(group);
    int[] g = new int[file(limbs)];
    int[] n = start(group, g);
    form.put(group, a, g, SUM * limbs, extreme);
    form.put(group, b, g, ADDED * limbs, extreme);
    run(SumPrograms.add(group), g, n, limbs);
    return MachineForm.get(group, g);
  }

  private static int limbs(Group group) {
    return MontgomeryForm.of(group.field()).limbs() * group.base().degree();
  }

  private static int file(int limbs) {
    return switch (limbs) {
      case 9 -> XyzzNumbers.FILE_9;
      default -> XyzzNumbers.FILE_14;
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
    XyzzMachine.run(g, n, code, 1, (int) code.get(0), limbs);
  }
}
