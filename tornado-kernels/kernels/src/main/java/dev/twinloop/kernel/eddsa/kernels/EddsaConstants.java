package dev.twinloop.kernel.eddsa.kernels;

import dev.twinloop.kernel.edwards.EdwardsPoint;
import dev.twinloop.kernel.edwards.EdwardsScalar;
import dev.twinloop.kernel.machine.SignedDigits;
import dev.twinloop.kernel.machine.edwards.EddsaPrograms;
import java.math.BigInteger;
import java.util.List;

/**
 * The constants of {@link ScalarKernels}: numbers of 32-bit words, least significant first.
 *
 * <pre>
 *   0     8           16            24            32            41      42
 *   +-----+-----------+-------------+-------------+-------------+-------+----------------+
 *   |  l  | 2^256 mod | 2^512 mod l | digits of h | digits of S | -1/l  | y of small     |
 *   |     |     l     |             |   offset    |   offset    |       | order, 5 times |
 *   +-----+-----------+-------------+-------------+-------------+-------+----------------+
 * </pre>
 */
public final class EddsaConstants {
  public static final int ORDER = 0;
  public static final int ONE = 8;
  public static final int SQUARE = 16;
  public static final int KEY_OFFSET = 24;
  public static final int BASE_OFFSET = 32;
  public static final int INVERSE = 41;
  public static final int SMALL = 42;

  /** How many y there are of small order, below p: 0, 1, p - 1, and two of order 8. */
  public static final int SMALL_COUNT = 5;

  public static final int INTS = SMALL + 8 * SMALL_COUNT;

  private EddsaConstants() {}

  public static int[] get() {
    BigInteger l = EdwardsScalar.ORDER;
    BigInteger r = BigInteger.TWO.pow(256);
    int[] all = new int[INTS];
    words(l, all, ORDER, 8);
    words(r.mod(l), all, ONE, 8);
    words(r.multiply(r).mod(l), all, SQUARE, 8);
    offset(EddsaPrograms.keyDigits(), all, KEY_OFFSET);
    offset(EddsaPrograms.baseDigits(), all, BASE_OFFSET);
    all[INVERSE] = l.negate().modInverse(BigInteger.TWO.pow(32)).intValue();
    List<BigInteger> small =
        EdwardsPoint.smallOrder().stream().map(EdwardsPoint::affineY).distinct().sorted().toList();
    for (int i = 0; i < SMALL_COUNT; i++) {
      words(small.get(i), all, SMALL + 8 * i, 8);
    }
    return all;
  }

  private static void offset(SignedDigits digits, int[] to, int at) {
    words(digits.offset(), to, at, digits.end() - digits.word());
  }

  private static void words(BigInteger value, int[] to, int at, int count) {
    for (int i = 0; i < count; i++) {
      to[at + i] = value.shiftRight(32 * i).intValue();
    }
  }
}
