package dev.twinloop.ringct.bpp;

import static dev.twinloop.ringct.bpp.ScalarWords.EACH;
import static dev.twinloop.ringct.bpp.ScalarWords.OF_PRODUCTS;
import static dev.twinloop.ringct.bpp.ScalarWords.negate;
import static dev.twinloop.ringct.bpp.ScalarWords.plus;
import static dev.twinloop.ringct.bpp.ScalarWords.power;
import static dev.twinloop.ringct.bpp.ScalarWords.square;
import static dev.twinloop.ringct.bpp.ScalarWords.sumOfPowers;
import static dev.twinloop.ringct.bpp.ScalarWords.times;

import java.math.BigInteger;

/**
 * The terms of one sum that is the identity if all proofs in it are good: scalars of the shared
 * generators, which add up here, and scalars of each proof's own points, which go to {@link
 * SumScalars}. One thread; nothing is allocated for a proof.
 *
 * <p>With a random weight w a proof, M N = {@code bits}, c_i = Π e_j^±1 (+ where bit k-1-j of i is
 * set), c'_i the same with signs exchanged, and d_(64j+i) = z^(2(j+1)) 2^i, the terms are
 *
 * <pre>
 *   -w e² z^(2(j+1)) y^(MN+1) V_j    -w B    -w e A1    -w e² A    -w e² e_j² L_j    -w e² e_j^-2 R_j
 *   w d1 G      w (r1 y s1 + e² (y^(MN+1) z Σd + (z² - z) Σ_1..MN y^i)) H
 *   w (e r1 y^-i c_i + e² z) G_i                w (e s1 c'_i - e² z - e² y^(MN-i) d_i) H_i
 * </pre>
 *
 * <p>where V, A, B, L and R are 8 times what is on the chain, or what the commitments are divided
 * by 8: that clears what is of small order.
 *
 * <p>Each of {@code w e r1 y^-i c_i}, {@code w e s1 c'_i} and {@code w e² y^(MN-i) d_i} is a start
 * times a factor for each bit of i that is set: the product of a number for the lower half of the
 * bits and one for the upper half. Only sums of these products are reduced, once for all proofs.
 * The weight is a plain number and everything else a form, so that every term is plain.
 */
final class SumTerms {
  private static final int WIDE = 5;
  private static final int LOG_BITS = 6;
  private static final int MOST_ROUNDS = 10;

  /** Sums of five words each: of G, of H, of w e² z by rounds. */
  private static final int OF_G = 0;

  private static final int OF_H = 1;
  private static final int OF_Z = 2;
  private static final int SUMS = OF_Z + MOST_ROUNDS - LOG_BITS + 1;
  private static final int MOST_HALF = MOST_ROUNDS / 2;

  /** Places of scratch. */
  private static final int WE = 0;

  private static final int WEE = EACH;
  private static final int MINUS = 2 * EACH;
  private static final int TOP = 3 * EACH;
  private static final int ABOVE = 4 * EACH;
  private static final int ZZ = 5 * EACH;
  private static final int U = 6 * EACH;
  private static final int X = 7 * EACH;
  private static final int Y = 8 * EACH;
  private static final int R1 = 9 * EACH;
  private static final int S1 = 10 * EACH;
  private static final int D1 = 11 * EACH;
  private static final int SCRATCH = 12 * EACH;

  private static final long[] ONE = ScalarWords.form(BigInteger.ONE);
  private static final long[] TWO = ScalarWords.form(BigInteger.TWO);

  /** 2^64 - 1. */
  private static final long[] ONES =
      ScalarWords.form(BigInteger.TWO.pow(RangeProof.BITS).subtract(BigInteger.ONE));

  private final BatchChallenges challenges;
  private final SumScalars scalars;
  private final int bits;
  private final long[] sums;
  private final long[] t = new long[SCRATCH];
  private final long[] pair = new long[2 * EACH];
  private final long[] squares = new long[EACH * MOST_ROUNDS];
  private final long[] inverseSquares = new long[EACH * MOST_ROUNDS];
  private final long[] factors = new long[EACH * MOST_ROUNDS];
  private final long[] lower = new long[EACH << MOST_HALF];
  private final long[] upper = new long[EACH << MOST_HALF];

  /** Sums of products: of each G_i, then of each H_i. */
  private final long[] ofBits;

  /**
   * An empty sum.
   *
   * @param challenges of the proofs that are added
   * @param scalars where scalars of their own points go
   */
  SumTerms(BatchChallenges challenges, SumScalars scalars) {
    this.challenges = challenges;
    this.scalars = scalars;
    this.bits = scalars.bits();
    this.sums = new long[WIDE * SUMS];
    this.ofBits = new long[2 * OF_PRODUCTS * bits];
  }

  /** Adds another sum's shared terms. */
  void addAll(SumTerms other) {
    for (int at = 0; at < sums.length; at += WIDE) {
      ScalarWords.addWide(sums, at, other.sums, at);
      sums[at + EACH] += other.sums[at + EACH];
    }
    for (int at = 0; at < ofBits.length; at += OF_PRODUCTS) {
      ScalarWords.addProducts(ofBits, at, other.ofBits, at);
    }
  }

  /**
   * Adds the terms of one proof.
   *
   * @param index of the proof
   * @param weights one for each proof, random, plain, not 0
   */
  void add(int index, RangeProof proof, long[] weights) {
    long[] c = challenges.words();
    int at = challenges.at(index);
    int weight = EACH * index;
    int rounds = challenges.rounds(index);
    times(t, WE, weights, weight, c, at + BatchChallenges.E);
    times(t, WEE, t, WE, c, at + BatchChallenges.E);
    negate(t, MINUS, t, WEE);
    power(t, TOP, c, at + BatchChallenges.Y, rounds); // y^MN
    times(t, ABOVE, t, TOP, c, at + BatchChallenges.Y);
    square(t, ZZ, c, at + BatchChallenges.Z);
    for (int j = 0; j < rounds; j++) {
      square(squares, EACH * j, c, at + BatchChallenges.round(j));
      square(inverseSquares, EACH * j, c, at + BatchChallenges.inverse(rounds, j));
    }
    readForm(R1, proof.scalars().r1());
    readForm(S1, proof.scalars().s1());
    readForm(D1, proof.scalars().d1());
    own(index, proof.commitments().size(), weights);
    base(index, weights);
    bits(index);
  }

  private void readForm(int to, byte[] bytes) {
    ScalarWords.read(t, to, bytes, 0);
    ScalarWords.toForm(t, to);
  }

  /** Scalars of the proof's own points. */
  private void own(int index, int outputs, long[] weights) {
    int rounds = challenges.rounds(index);
    long[] to = scalars.commitments();
    int at = scalars.commitment(index);
    times(t, U, t, MINUS, t, ABOVE);
    for (int j = 0; j < outputs; j++) {
      times(t, U, t, U, t, ZZ);
      System.arraycopy(t, U, to, at + EACH * j, EACH);
    }
    to = scalars.others();
    at = scalars.other(index);
    negate(to, at, weights, EACH * index);
    negate(to, at + EACH, t, WE);
    System.arraycopy(t, MINUS, to, at + 2 * EACH, EACH);
    for (int j = 0; j < rounds; j++) {
      times(to, at + EACH * (3 + 2 * j), t, MINUS, squares, EACH * j);
      times(to, at + EACH * (4 + 2 * j), t, MINUS, inverseSquares, EACH * j);
    }
  }

  /** Those of G and H. */
  private void base(int index, long[] weights) {
    long[] c = challenges.words();
    int at = challenges.at(index);
    int rounds = challenges.rounds(index);
    times(t, U, weights, EACH * index, t, D1);
    ScalarWords.addWide(sums, WIDE * OF_G, t, U);
    times(t, U, t, R1, c, at + BatchChallenges.Y);
    times(t, U, t, U, t, S1);
    times(t, U, weights, EACH * index, t, U);
    ScalarWords.addWide(sums, WIDE * OF_H, t, U);
    sumOfPowers(t, U, t, ZZ, rounds - LOG_BITS, pair);
    times(t, U, t, U, ONES, 0); // Σd
    times(t, U, t, U, t, ABOVE);
    times(t, U, t, U, c, at + BatchChallenges.Z);
    sumOfPowers(t, X, c, at + BatchChallenges.Y, rounds, pair);
    ScalarWords.minus(t, Y, t, ZZ, c, at + BatchChallenges.Z);
    times(t, X, t, X, t, Y);
    plus(t, U, t, U, t, X);
    times(t, U, t, WEE, t, U);
    ScalarWords.addWide(sums, WIDE * OF_H, t, U);
  }

  /** Those of each G_i and H_i. */
  private void bits(int index) {
    long[] c = challenges.words();
    int at = challenges.at(index);
    int rounds = challenges.rounds(index);
    int inverseOfY = at + BatchChallenges.inverseOfY(rounds);
    times(t, U, t, WEE, c, at + BatchChallenges.Z);
    ScalarWords.addWide(sums, WIDE * (OF_Z + rounds - LOG_BITS), t, U);

    times(lower, 0, t, WE, t, R1); // w e r1 y^-i c_i
    System.arraycopy(c, inverseOfY, t, X, EACH);
    for (int b = 0; b < rounds; b++) {
      int j = rounds - 1 - b;
      times(lower, 0, lower, 0, c, at + BatchChallenges.inverse(rounds, j));
      times(factors, EACH * b, squares, EACH * j, t, X);
      square(t, X, t, X);
    }
    spread(rounds, 0);

    times(lower, 0, t, WE, t, S1); // w e s1 c'_i
    for (int b = 0; b < rounds; b++) {
      int j = rounds - 1 - b;
      times(lower, 0, lower, 0, c, at + BatchChallenges.round(j));
      System.arraycopy(inverseSquares, EACH * j, factors, EACH * b, EACH);
    }
    spread(rounds, bits);

    times(lower, 0, t, MINUS, t, TOP); // -w e² y^(MN-i) d_i
    times(lower, 0, lower, 0, t, ZZ);
    times(factors, 0, c, inverseOfY, TWO, 0);
    for (int b = 1; b < LOG_BITS; b++) {
      square(factors, EACH * b, factors, EACH * (b - 1));
    }
    power(t, X, c, inverseOfY, LOG_BITS);
    for (int b = LOG_BITS; b < rounds; b++) {
      if (b == LOG_BITS) {
        times(factors, EACH * b, t, X, t, ZZ);
      } else {
        square(factors, EACH * b, factors, EACH * (b - 1));
      }
    }
    spread(rounds, bits);
  }

  /**
   * The start, in {@code lower}, times the factors of each i's bits: to the sums from a place on.
   */
  private void spread(int rounds, int place) {
    int low = rounds / 2;
    products(lower, 0, low);
    System.arraycopy(ONE, 0, upper, 0, EACH);
    products(upper, low, rounds - low);
    for (int i = 0; i < 1 << rounds; i++) {
      int to = OF_PRODUCTS * (place + i);
      int mask = (1 << low) - 1;
      ScalarWords.addProduct(ofBits, to, lower, EACH * (i & mask), upper, EACH * (i >> low));
    }
  }

  /** What stands first, times each product of some neighbouring factors. */
  private void products(long[] to, int first, int count) {
    for (int b = 0; b < count; b++) {
      for (int i = 0; i < 1 << b; i++) {
        times(to, EACH * (i | 1 << b), to, EACH * i, factors, EACH * (first + b));
      }
    }
  }

  /** Writes the scalars of the generators. */
  void finish() {
    long[] to = scalars.generators();
    ScalarWords.ofWide(to, 0, sums, WIDE * OF_G, pair);
    ScalarWords.ofWide(to, EACH, sums, WIDE * OF_H, pair);
    for (int i = 0; i < bits; i++) {
      int g = EACH * Generators.g(i);
      int h = EACH * Generators.h(i);
      long[] z = new long[WIDE];
      for (int rounds = LOG_BITS; rounds <= MOST_ROUNDS; rounds++) {
        if (i < 1 << rounds) {
          ScalarWords.addWide(z, 0, sums, WIDE * (OF_Z + rounds - LOG_BITS));
          z[EACH] += sums[WIDE * (OF_Z + rounds - LOG_BITS) + EACH];
        }
      }
      ScalarWords.ofWide(t, X, z, 0, pair);
      ScalarWords.ofProducts(to, g, ofBits, OF_PRODUCTS * i, pair);
      plus(to, g, to, g, t, X);
      ScalarWords.ofProducts(to, h, ofBits, OF_PRODUCTS * (bits + i), pair);
      ScalarWords.minus(to, h, to, h, t, X);
    }
  }
}
