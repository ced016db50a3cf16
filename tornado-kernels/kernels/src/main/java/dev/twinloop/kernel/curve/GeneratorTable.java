package dev.twinloop.kernel.curve;

import dev.twinloop.kernel.field.FieldMachine;
import dev.twinloop.kernel.field.LimbField;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Odd multiples 1, 3, 5, … of G, and of the power of two times G that u's upper windows stand for.
 */
public final class GeneratorTable {
  private GeneratorTable() {}

  /**
   * The tables of a shape, one base after the other: x and y of each point, as {@link PointMachine}
   * reads them.
   */
  public static long[] of(LadderShape shape) {
    long[] table = new long[shape.bases() * shape.baseLongs()];
    AffinePoint base = shape.curve().generator();
    int at = 0;
    for (int b = 0; b < shape.bases(); b++) {
      for (AffinePoint point : oddMultiples(base, shape.generator().entries(), shape.curve())) {
        write(point.x(), shape.curve().field(), table, at);
        write(point.y(), shape.curve().field(), table, at + PointMachine.LONGS);
        at += 2 * PointMachine.LONGS;
      }
      for (int i = 0; i < shape.windowsPerBase() * shape.generatorWidth(); i++) {
        base = base.twice(shape.curve());
      }
    }
    return table;
  }

  /** By doubling the list: from 1, 3, … 2k-1 and 2k to 2k+1, … 4k-1, with one inversion a round. */
  private static List<AffinePoint> oddMultiples(AffinePoint point, int count, Curve curve) {
    List<AffinePoint> odd = new ArrayList<>(List.of(point));
    AffinePoint step = point.twice(curve);
    while (odd.size() < count) {
      odd.addAll(plusAll(odd, step, curve));
      step = step.twice(curve);
    }
    return odd;
  }

  private static List<AffinePoint> plusAll(List<AffinePoint> points, AffinePoint q, Curve curve) {
    BigInteger p = curve.p();
    List<BigInteger> prefix = new ArrayList<>();
    BigInteger all = BigInteger.ONE;
    for (AffinePoint point : points) {
      prefix.add(all);
      all = all.multiply(q.x().subtract(point.x())).mod(p);
    }
    BigInteger inverse = all.modInverse(p);
    AffinePoint[] sums = new AffinePoint[points.size()];
    for (int i = sums.length - 1; i >= 0; i--) {
      AffinePoint point = points.get(i);
      sums[i] = point.plus(q, inverse.multiply(prefix.get(i)).mod(p), curve);
      inverse = inverse.multiply(q.x().subtract(point.x())).mod(p);
    }
    return List.of(sums);
  }

  private static void write(BigInteger value, LimbField field, long[] to, int at) {
    int[] limbs = new int[FieldMachine.LIMBS];
    LimbField.split(field.toForm(value), limbs, 0);
    for (int i = 0; i < FieldMachine.LIMBS; i++) {
      to[at + i / 2] |= (long) limbs[i] << (32 * (i & 1));
    }
  }
}
