package dev.twinloop.kernel.machine.weierstrass;

import dev.twinloop.kernel.group.Point;
import dev.twinloop.kernel.machine.LimbField;
import dev.twinloop.kernel.machine.PointMemory;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Odd multiples 1, 3, 5, … of G, and of the power of two times G that u's upper windows stand for.
 */
public final class GeneratorTable {
  private GeneratorTable() {}

  /**
   * The tables of a shape, one base after the other: x and y of each point, as {@link PointMemory}
   * reads them.
   */
  public static long[] of(LadderShape shape) {
    long[] table = new long[shape.bases() * shape.baseLongs()];
    Point base = shape.curve().generator();
    LimbField field = LimbField.of(shape.curve().field());
    int at = 0;
    for (int b = 0; b < shape.bases(); b++) {
      for (Point point : oddMultiples(base, shape.generator().entries())) {
        PointMemory.write(field.toForm(point.x().number()), table, at);
        PointMemory.write(field.toForm(point.y().number()), table, at + PointMemory.LONGS);
        at += 2 * PointMemory.LONGS;
      }
      for (int i = 0; i < shape.windowsPerBase() * shape.generatorWidth(); i++) {
        base = base.plus(base);
      }
    }
    return table;
  }

  /** By doubling the list: from 1, 3, … 2k-1 and 2k to 2k+1, … 4k-1, with one inversion a round. */
  private static List<Point> oddMultiples(Point point, int count) {
    List<Point> odd = new ArrayList<>(List.of(point));
    Point step = point.plus(point);
    while (odd.size() < count) {
      odd.addAll(plusAll(odd, step));
      step = step.plus(step);
    }
    return odd;
  }

  private static List<Point> plusAll(List<Point> points, Point q) {
    BigInteger p = q.group().field().modulus();
    List<BigInteger> prefix = new ArrayList<>();
    BigInteger all = BigInteger.ONE;
    for (Point point : points) {
      prefix.add(all);
      all = all.multiply(difference(q, point)).mod(p);
    }
    BigInteger inverse = all.modInverse(p);
    Point[] sums = new Point[points.size()];
    for (int i = sums.length - 1; i >= 0; i--) {
      Point point = points.get(i);
      sums[i] = plus(point, q, inverse.multiply(prefix.get(i)).mod(p));
      inverse = inverse.multiply(difference(q, point)).mod(p);
    }
    return List.of(sums);
  }

  private static BigInteger difference(Point q, Point point) {
    return q.x().number().subtract(point.x().number());
  }

  /** The sum of two points, given the inverse of the difference of their x. */
  private static Point plus(Point point, Point q, BigInteger inverse) {
    BigInteger p = q.group().field().modulus();
    BigInteger x = point.x().number();
    BigInteger y = point.y().number();
    BigInteger slope = q.y().number().subtract(y).multiply(inverse).mod(p);
    BigInteger x3 = slope.multiply(slope).subtract(x).subtract(q.x().number()).mod(p);
    return q.group().point(x3, slope.multiply(x.subtract(x3)).subtract(y).mod(p));
  }
}
