package dev.twinloop.zk.pairing;

import java.util.List;

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

  /**
   * The product of Miller loops, before the final exponentiation. Pairs with infinity count as 1.
   */
  public long[] miller(List<Pair> pairs) {
    int n = f2.fp().size();
    List<Pair> live =
        pairs.stream()
            .filter(x -> !x.lines.infinity() && !groups.g1().affineInfinity(x.p, 0))
            .toList();
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

  private int multiply(long[] f, List<Pair> pairs, int at, long[] line, int n) {
    int m = 2 * n;
    for (Pair pair : pairs) {
      long[] c = pair.lines.coefficients();
      if (groups.curve().dTwist()) {
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
