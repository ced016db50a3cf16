package dev.twinloop.kernel.msm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** Sums of two points by the machine, against affine ones. */
class XyzzMachineTest {
  /** The most that is added to X and Y of a sum, in units of p: 7.2 and 3.3 with the number. */
  private static final int[] MOST = {6, 2, 0, 0};

  private static final int SUM = 0;
  private static final int ADDED = 4;

  private final Random random = new Random(23);

  @ParameterizedTest
  @EnumSource
  void sumsOfTwo(G1 curve) {
    List<G1Point> points = new ArrayList<>(List.of(curve.infinity()));
    for (int i = 1; i <= 4; i++) {
      G1Point point = curve.generator().multiple(BigInteger.valueOf(i));
      points.add(point);
      points.add(point.negated());
    }
    BigInteger large = new BigInteger(250, random);
    points.add(curve.generator().multiple(large));
    for (G1Point a : points) {
      for (G1Point b : points) {
        for (int extreme = 0; extreme < 2; extreme++) {
          assertEquals(a.plus(b), sum(curve, a, b, extreme == 1), a + " + " + b);
        }
      }
    }
  }

  private G1Point sum(G1 curve, G1Point a, G1Point b, boolean extreme) {
    XyzzField field = XyzzField.of(curve);
    int limbs = field.limbs();
    int[] g = new int[limbs == 9 ? XyzzMachine.FILE_9 : XyzzMachine.FILE_14];
    int[] n = new int[limbs + 1];
    XyzzMachine.start(g, n, IntArray.fromArray(field.constants()), limbs);
    put(field, a, g, SUM * limbs, extreme);
    put(field, b, g, ADDED * limbs, extreme);
    IntArray code = IntArray.fromArray(XyzzPrograms.add(limbs));
    IntArray none = new IntArray(1);
    XyzzMachine.run(g, n, code, 1, code.get(0), 0, none, 0, none, limbs);
    return get(curve, field, g);
  }

  /** With a random denominator, and multiples of p added: random ones or the most there may be. */
  private void put(XyzzField field, G1Point point, int[] to, int at, boolean extreme) {
    if (point.isInfinity()) {
      return;
    }
    BigInteger p = field.p();
    BigInteger z = new BigInteger(p.bitLength() - 1, random).add(BigInteger.ONE);
    BigInteger zz = z.multiply(z).mod(p);
    BigInteger zzz = zz.multiply(z).mod(p);
    BigInteger[] coordinates = {point.x().multiply(zz), point.y().multiply(zzz), zz, zzz};
    for (int c = 0; c < 4; c++) {
      BigInteger number = coordinates[c].multiply(field.r()).mod(p);
      int multiples = extreme ? MOST[c] : random.nextInt(MOST[c] + 1);
      field.split(
          number.add(p.multiply(BigInteger.valueOf(multiples))), to, at + c * field.limbs());
    }
  }

  private static G1Point get(G1 curve, XyzzField field, int[] from) {
    BigInteger p = field.p();
    BigInteger[] c = new BigInteger[4];
    for (int i = 0; i < 4; i++) {
      c[i] = field.join(from, i * field.limbs()).multiply(field.r().modInverse(p)).mod(p);
    }
    if (c[2].signum() == 0) {
      return curve.infinity();
    }
    assertEquals(c[2].modPow(BigInteger.valueOf(3), p), c[3].modPow(BigInteger.TWO, p), "ZZ, ZZZ");
    return new G1Point(
        curve, c[0].multiply(c[2].modInverse(p)).mod(p), c[1].multiply(c[3].modInverse(p)).mod(p));
  }
}
