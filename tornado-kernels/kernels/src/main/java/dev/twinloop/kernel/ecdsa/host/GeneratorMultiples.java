package dev.twinloop.kernel.ecdsa.host;

import static dev.twinloop.kernel.ecdsa.host.Secp256k1Numbers.LIMBS;

import dev.twinloop.kernel.group.Groups;
import dev.twinloop.kernel.group.Point;
import java.math.BigInteger;
import java.util.List;

/**
 * Odd multiples of G and of 2^128 G, as affine points: 320 KiB, made at first use in a few
 * milliseconds. Immutable.
 */
final class GeneratorMultiples {
  /** Width of the digits that multiples are for. */
  static final int WIDTH = 13;

  /** Longs of a point: x and y. */
  static final int POINT = 2 * LIMBS;

  private static final int COUNT = 1 << (WIDTH - 2);

  private GeneratorMultiples() {}

  private static final class Made {
    static final long[] LOW = multiples(Groups.SECP256K1.generator());
    static final long[] HIGH = multiples(shifted(Groups.SECP256K1.generator()));
  }

  /** G, 3 G, 5 G, …; not to be changed. */
  static long[] low() {
    return Made.LOW;
  }

  /** The same of 2^128 G. */
  static long[] high() {
    return Made.HIGH;
  }

  private static Point shifted(Point base) {
    Point point = base;
    for (int i = 0; i < 128; i++) {
      point = point.plus(point);
    }
    return point;
  }

  /** Each is the one before plus twice the base; all of them share one inversion. */
  private static long[] multiples(Point base) {
    Secp256k1Sum sum = new Secp256k1Sum();
    long[] points = new long[COUNT * POINT];
    long[] scales = new long[COUNT * LIMBS];
    sum.start(base);
    Point twice = base.plus(base);
    for (int i = 0; i < COUNT; i++) {
      if (i > 0) {
        sum.plus(twice);
      }
      sum.copyTo(points, i * POINT, scales, i * LIMBS);
    }
    toAffine(points, scales);
    return points;
  }

  /** From (X, Y, Z) to x = X / Z^2 and y = Y / Z^3. */
  private static void toAffine(long[] points, long[] scales) {
    long[] prefixes = new long[COUNT * LIMBS];
    long[] f = new long[4 * LIMBS];
    int all = 0;
    int one = LIMBS;
    int square = 2 * LIMBS;
    int other = 3 * LIMBS;
    Secp256k1Numbers.setOne(f, all);
    for (int i = 0; i < COUNT; i++) {
      System.arraycopy(f, all, prefixes, i * LIMBS, LIMBS);
      System.arraycopy(scales, i * LIMBS, f, one, LIMBS);
      Secp256k1Numbers.mul(f, all, all, one);
    }
    BigInteger inverse = Secp256k1Numbers.number(f, all).modInverse(Secp256k1Numbers.P);
    Secp256k1Numbers.set(f, all, inverse);
    for (int i = COUNT - 1; i >= 0; i--) {
      System.arraycopy(prefixes, i * LIMBS, f, other, LIMBS);
      Secp256k1Numbers.mul(f, other, other, all); // 1 / Z
      System.arraycopy(scales, i * LIMBS, f, one, LIMBS);
      Secp256k1Numbers.mul(f, all, all, one);
      Secp256k1Numbers.sqr(f, square, other);
      Secp256k1Numbers.mul(f, other, other, square);
      for (int place : List.of(square, other)) {
        int at = i * POINT + (place == square ? 0 : LIMBS);
        System.arraycopy(points, at, f, one, LIMBS);
        Secp256k1Numbers.mul(f, one, one, place);
        System.arraycopy(f, one, points, at, LIMBS);
      }
    }
  }
}
