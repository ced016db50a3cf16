package dev.twinloop.kernel.ecdsa.kernels;

import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.machine.Digits;
import dev.twinloop.kernel.machine.weierstrass.Glv;
import dev.twinloop.kernel.machine.weierstrass.LadderShape;
import java.math.BigInteger;

/**
 * The constants of {@link ScalarKernels}: runs of {@link #WORDS} 32-bit words, least significant
 * first, negative numbers in two's complement.
 */
public final class ScalarConstants {
  public static final int WORDS = 10;

  public static final int ORDER = 0;
  public static final int ONE = WORDS;
  public static final int SQUARE = 2 * WORDS;
  public static final int EXPONENT = 3 * WORDS;
  public static final int HALF_NEXT = 4 * WORDS;
  public static final int PRIME = 5 * WORDS;
  public static final int GAP = 6 * WORDS;
  public static final int G1 = 7 * WORDS;
  public static final int G2 = 8 * WORDS;
  public static final int A1 = 9 * WORDS;
  public static final int B1 = 10 * WORDS;
  public static final int A2 = 11 * WORDS;
  public static final int B2 = 12 * WORDS;
  public static final int GENERATOR_OFFSET = 13 * WORDS;
  public static final int POINT_OFFSET = 14 * WORDS;

  /** -1/n mod 2^32, whether scalars are split, first words of the points' windows. */
  public static final int INVERSE = 15 * WORDS;

  public static final int SPLIT = INVERSE + 1;
  public static final int POINT_WORD = INVERSE + 2;
  public static final int SECOND_WORD = INVERSE + 3;

  /** Longs between items' tables, where kernels other than the points' reach them. */
  public static final int TABLE_LONGS = INVERSE + 4;

  public static final int INTS = INVERSE + 5;

  private ScalarConstants() {}

  public static int[] of(LadderShape shape) {
    Group curve = shape.curve();
    BigInteger n = curve.order();
    int[] all = ofModulus(n);
    words(n.shiftRight(1).add(BigInteger.ONE), all, HALF_NEXT);
    words(curve.field().modulus(), all, PRIME);
    words(curve.field().modulus().subtract(n).max(BigInteger.ZERO), all, GAP);
    if (Glv.applies(curve)) {
      Glv glv = Glv.of(curve);
      words(glv.g1(), all, G1);
      words(glv.g2(), all, G2);
      words(glv.a1(), all, A1);
      words(glv.b1(), all, B1);
      words(glv.a2(), all, A2);
      words(glv.b2(), all, B2);
    }
    words(shape.generator().offset(), all, GENERATOR_OFFSET);
    Digits point = shape.points().getFirst();
    words(point.offset(), all, POINT_OFFSET);
    all[SPLIT] = Glv.applies(curve) ? 1 : 0;
    all[POINT_WORD] = point.word();
    all[SECOND_WORD] = shape.points().getLast().word();
    return all;
  }

  /** What {@link ScalarKernels#invert} needs, for any odd prime of 256 bits; the rest is zero. */
  public static int[] ofModulus(BigInteger modulus) {
    BigInteger r = BigInteger.TWO.pow(256);
    int[] all = new int[INTS];
    words(modulus, all, ORDER);
    words(r.mod(modulus), all, ONE);
    words(r.multiply(r).mod(modulus), all, SQUARE);
    words(modulus.subtract(BigInteger.TWO), all, EXPONENT);
    all[INVERSE] = modulus.negate().modInverse(BigInteger.TWO.pow(32)).intValue();
    return all;
  }

  private static void words(BigInteger value, int[] to, int at) {
    for (int i = 0; i < WORDS; i++) {
      to[at + i] = value.shiftRight(32 * i).intValue();
    }
  }
}
