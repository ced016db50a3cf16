package dev.twinloop.kernel.msm.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinloop.kernel.field.MontgomeryForm;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Point;
import dev.twinloop.kernel.machine.XyzzMachine;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** Sums of two points by the machine, against affine ones. */
class XyzzMachineTest {
  /** The most that is added to X and Y of a sum, in units of p: 7.2 and 3.3 with the number. */
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

  private Point sum(Group group, Point a, Point b, boolean extreme) {
    MontgomeryForm field = MontgomeryForm.of(group.field());
    int limbs = field.limbs();
    int[] g = new int[limbs == 9 ? XyzzMachine.FILE_9 : XyzzMachine.FILE_14];
    int[] n = new int[limbs + 1];
    XyzzMachine.start(g, n, IntArray.fromArray(field.constants()), limbs);
    put(field, a, g, SUM * limbs, extreme);
    put(field, b, g, ADDED * limbs, extreme);
    IntArray code = IntArray.fromArray(XyzzPrograms.add(limbs));
    IntArray none = new IntArray(1);
    XyzzMachine.run(g, n, code, 1, code.get(0), 0, none, 0, none, limbs);
    return get(group, field, g);
  }

  /** With a random denominator, and multiples of p added: random ones or the most there may be. */
  private void put(MontgomeryForm field, Point point, int[] to, int at, boolean extreme) {
    if (point.isInfinity()) {
      return;
    }
    BigInteger p = field.p();
    BigInteger z = new BigInteger(p.bitLength() - 1, random).add(BigInteger.ONE);
    BigInteger zz = z.multiply(z).mod(p);
    BigInteger zzz = zz.multiply(z).mod(p);
    BigInteger[] coordinates = {
      point.x().number().multiply(zz), point.y().number().multiply(zzz), zz, zzz
    };
    for (int c = 0; c < 4; c++) {
      BigInteger number = coordinates[c].multiply(field.r()).mod(p);
      int multiples = extreme ? MOST[c] : random.nextInt(MOST[c] + 1);
      field.split(
          number.add(p.multiply(BigInteger.valueOf(multiples))), to, at + c * field.limbs());
    }
  }

  private static Point get(Group group, MontgomeryForm field, int[] from) {
    BigInteger p = field.p();
    BigInteger[] c = new BigInteger[4];
    for (int i = 0; i < 4; i++) {
      c[i] = field.join(from, i * field.limbs()).multiply(field.r().modInverse(p)).mod(p);
    }
    if (c[2].signum() == 0) {
      return group.infinity();
    }
    assertEquals(c[2].modPow(BigInteger.valueOf(3), p), c[3].modPow(BigInteger.TWO, p), "ZZ, ZZZ");
    return group.point(
        c[0].multiply(c[2].modInverse(p)).mod(p), c[1].multiply(c[3].modInverse(p)).mod(p));
  }
}
