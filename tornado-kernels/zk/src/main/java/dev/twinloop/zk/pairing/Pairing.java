package dev.twinloop.zk.pairing;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Products of optimal ate pairings of one curve.
 *
 * <pre>
 *   (P_i, Q_i) ──lines──▶ Miller loops, one shared squaring a step ──▶ final exponentiation ──▶ value
 * </pre>
 *
 * <p>Points must be in their groups. Values are in Fp12, in the tower of {@link Fp12}. It holds
 * scratch space, so each thread takes one of its own.
 *
 * <p>F. Vercauteren, Optimal pairings (2010); C. Costello, T. Lange, M. Naehrig (2010) for lines in
 * homogeneous coordinates; L. Fuentes-Castaneda, E. Knapp, F. Rodriguez-Henriquez (2011) and D.
 * Hayashida, K. Hayasaka, T. Teruya (2020) for the final exponentiation, which raises to a small
 * multiple of (q^12 - 1) / r.
 */
public final class Pairing {
  private final PairingGroups groups;
  private final Fp2 f2;
  private final Fp12 f12;
  private final LineSteps steps;
  private final FinalExponentiation last;
  private final byte[] digits;
  private final int lineSize;

  /** Pairings of this curve. */
  public Pairing(PairingCurve curve) {
    this.groups = new PairingGroups(curve);
    this.f2 = groups.fp2();
    this.f12 = new Fp12(f2, new Fp6(f2));
    this.steps = new LineSteps(groups);
    this.last = new FinalExponentiation(curve, f12);
    this.digits = steps.digits();
    this.lineSize = 3 * f2.size();
  }

  /** The groups, for this thread. */
  public PairingGroups groups() {
    return groups;
  }

  /**
   * A pair of affine points.
   *
   * @param p the point of G1, limbs
   * @param lines of the point of G2
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  public record Pair(long[] p, Lines lines) {}

  /** The lines of an affine point of G2. */
  public Lines lines(long[] q, int qo) {
    return steps.lines(q, qo);
  }

  /** The lines of a point that many pairs have: dearer to compute, cheaper to use. */
  public Lines fixed(long[] q, int qo) {
    return steps.monic(steps.lines(q, qo));
  }

  /**
   * The product of Miller loops, before the final exponentiation. Pairs with infinity count as 1.
   */
  public long[] miller(List<Pair> pairs) {
    int n = f2.fp().size();
    List<Pair> live =
        evaluated(
            pairs.stream()
                .filter(x -> !x.lines.infinity() && !groups.g1().affineInfinity(x.p, 0))
                .toList());
    long[] f = f12.one();
    if (live.isEmpty()) {
      return f;
    }
    long[] line = new long[lineSize];
    int at = 0;
    for (int i = 1; i < digits.length; i++) {
      if (i > 1) {
        f12.sqr(f, f);
      }
      at = multiply(f, live, at, line, n);
      if (digits[i] != 0) {
        at = multiply(f, live, at, line, n);
      }
    }
    if (groups.curve() == PairingCurve.BN254) {
      at = multiply(f, live, at, line, n);
      multiply(f, live, at, line, n);
    } else {
      f12.conjugate(f, f); // x is negative
    }
    return f;
  }

  /** Pairs with monic lines get x / y and 1 / y in the place of x and y, by one inversion. */
  private List<Pair> evaluated(List<Pair> pairs) {
    PrimeField fp = f2.fp();
    int n = fp.size();
    long[] product = new long[2 * n];
    fp.one(product, 0);
    for (Pair pair : pairs) {
      if (pair.lines.monic()) {
        fp.mul(product, 0, product, 0, pair.p, n);
      }
    }
    fp.inv(product, 0, product, 0);
    return IntStream.range(0, pairs.size()).mapToObj(i -> byInverse(pairs, i, product)).toList();
  }

  private Pair byInverse(List<Pair> all, int index, long[] inverse) {
    Pair pair = all.get(index);
    if (!pair.lines.monic()) {
      return pair;
    }
    PrimeField fp = f2.fp();
    int n = fp.size();
    long[] ratios = new long[2 * n];
    fp.copy(ratios, n, inverse, 0);
    for (int i = 0; i < all.size(); i++) {
      if (i != index && all.get(i).lines.monic()) {
        fp.mul(ratios, n, ratios, n, all.get(i).p, n);
      }
    }
    fp.mul(ratios, 0, ratios, n, pair.p, 0);
    return new Pair(ratios, pair.lines);
  }

  private int multiply(long[] f, List<Pair> pairs, int at, long[] line, int n) {
    int m = 2 * n;
    for (Pair pair : pairs) {
      long[] c = pair.lines.coefficients();
      if (pair.lines.monic()) {
        boolean d = groups.curve().dTwist();
        f2.scale(line, 0, c, at + (d ? m : 0), pair.p, d ? 0 : n);
        f2.scale(line, m, c, at + (d ? 2 * m : m), pair.p, d ? n : 0);
        if (d) {
          f12.mulByMonic34(f, f, line);
        } else {
          f12.mulByMonic01(f, f, line);
        }
      } else if (groups.curve().dTwist()) {
        f2.scale(line, 0, c, at, pair.p, n);
        f2.scale(line, m, c, at + m, pair.p, 0);
        f2.copy(line, 2 * m, c, at + 2 * m);
        f12.mulBy034(f, f, line);
      } else {
        f2.copy(line, 0, c, at);
        f2.scale(line, m, c, at + m, pair.p, 0);
        f2.scale(line, 2 * m, c, at + 2 * m, pair.p, n);
        f12.mulBy014(f, f, line);
      }
    }
    return at + lineSize;
  }

  /** One, the value of no pairs. */
  public long[] one() {
    return f12.one();
  }

  /** f becomes the product of f and another value. */
  public void multiply(long[] f, long[] other) {
    f12.mul(f, f, other);
  }

  /** The value of a product of Miller loops. */
  public long[] value(long[] f) {
    return last.of(f);
  }

  /** Whether a value is 1. */
  public boolean isOne(long[] value) {
    return java.util.Arrays.equals(value, f12.one());
  }

  /** The pairing of two affine points. */
  public long[] of(long[] p, long[] q) {
    return value(miller(List.of(new Pair(p, lines(q, 0)))));
  }

  /** value^e, by plain squaring and multiplication: for tests and for exact exponents. */
  long[] pow(long[] value, java.math.BigInteger e) {
    long[] z = f12.one();
    f12.pow(z, value, e);
    return z;
  }
}
