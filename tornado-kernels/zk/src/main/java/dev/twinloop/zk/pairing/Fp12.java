package dev.twinloop.zk.pairing;

import java.math.BigInteger;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Fp6[w] / (w^2 - v): c0 + c1 w, stored in this order; the field of a pairing's values. It holds
 * scratch space, so each thread takes one of its own.
 */
final class Fp12 {
  /** By modulus; computed once, read by all. */
  private static final Map<BigInteger, long[]> FROBENIUS = new ConcurrentHashMap<>();

  private final Fp2 f2;
  private final Fp6 f6;
  private final int m;
  private final int k;
  private final long[] t;
  private final long[] s;

  /** xi^(i (p^e - 1) / 6) for e = 1, 2, 3 and i = 0 to 5. */
  private final long[] frobenius;

  Fp12(Fp2 fp2, Fp6 fp6) {
    this.f2 = fp2;
    this.f6 = fp6;
    this.m = fp2.size();
    this.k = fp6.size();
    this.t = new long[4 * k];
    this.s = new long[8 * m];
    this.frobenius = FROBENIUS.computeIfAbsent(fp2.fp().modulus(), _ -> powersOfXi(fp2));
  }

  private static long[] powersOfXi(Fp2 fp2) {
    int m = fp2.size();
    long[] powers = new long[18 * m];
    BigInteger p = fp2.fp().modulus();
    for (int e = 1; e <= 3; e++) {
      BigInteger sixth = p.pow(e).subtract(BigInteger.ONE).divide(BigInteger.valueOf(6));
      for (int i = 0; i < 6; i++) {
        fp2.powXi(powers, (6 * (e - 1) + i) * m, sixth.multiply(BigInteger.valueOf(i)));
      }
    }
    return powers;
  }

  /** Longs of an element. */
  int size() {
    return 2 * k;
  }

  /** One. */
  long[] one() {
    long[] z = new long[2 * k];
    f2.one(z, 0);
    return z;
  }

  void mul(long[] z, long[] x, long[] y) {
    f6.mul(t, 0, x, 0, y, 0);
    f6.mul(t, k, x, k, y, k);
    f6.add(t, 2 * k, x, 0, x, k);
    f6.add(t, 3 * k, y, 0, y, k);
    f6.mul(t, 2 * k, t, 2 * k, t, 3 * k);
    f6.sub(t, 2 * k, t, 2 * k, t, 0);
    f6.sub(z, k, t, 2 * k, t, k);
    f6.mulV(t, k, t, k);
    f6.add(z, 0, t, 0, t, k);
  }

  /** z = x^2, by two products in Fp6. */
  void sqr(long[] z, long[] x) {
    f6.mul(t, 0, x, 0, x, k);
    f6.add(t, k, x, 0, x, k);
    f6.mulV(t, 2 * k, x, k);
    f6.add(t, 2 * k, t, 2 * k, x, 0);
    f6.mul(t, k, t, k, t, 2 * k);
    f6.sub(t, k, t, k, t, 0);
    f6.mulV(t, 2 * k, t, 0);
    f6.sub(z, 0, t, k, t, 2 * k);
    f6.add(z, k, t, 0, t, 0);
  }

  /**
   * z = x (l0 + l1 w + l2 v w), a line of a D-twist; l0, l1, l2 one after the other in {@code l}.
   */
  void mulBy034(long[] z, long[] x, long[] l) {
    f6.scale(t, 0, x, 0, l, 0);
    f6.mulBy01(t, k, x, k, l, m, l, 2 * m);
    f6.add(t, 2 * k, x, 0, x, k);
    f2.add(s, 0, l, 0, l, m);
    f6.mulBy01(t, 2 * k, t, 2 * k, s, 0, l, 2 * m);
    f6.sub(t, 2 * k, t, 2 * k, t, 0);
    f6.sub(z, k, t, 2 * k, t, k);
    f6.mulV(t, k, t, k);
    f6.add(z, 0, t, 0, t, k);
  }

  /** z = x (l0 + l1 v + l2 v w), a line of an M-twist. */
  void mulBy014(long[] z, long[] x, long[] l) {
    f6.mulBy01(t, 0, x, 0, l, 0, l, m);
    f6.mulBy1(t, k, x, k, l, 2 * m);
    f2.add(s, 0, l, m, l, 2 * m);
    f6.add(t, 2 * k, x, 0, x, k);
    f6.mulBy01(t, 2 * k, t, 2 * k, l, 0, s, 0);
    f6.sub(t, 2 * k, t, 2 * k, t, 0);
    f6.sub(z, k, t, 2 * k, t, k);
    f6.mulV(t, k, t, k);
    f6.add(z, 0, t, 0, t, k);
  }

  /** z = x (1 + l0 w + l1 v w), a monic line of a D-twist. */
  void mulByMonic34(long[] z, long[] x, long[] l) {
    f6.mulBy01(t, 0, x, 0, l, 0, l, m);
    f6.mulBy01(t, k, x, k, l, 0, l, m);
    f6.mulV(t, k, t, k);
    f6.add(z, 0, x, 0, t, k);
    f6.add(z, k, x, k, t, 0);
  }

  /** z = x (l0 + l1 v + v w), a monic line of an M-twist. */
  void mulByMonic01(long[] z, long[] x, long[] l) {
    f6.mulBy01(t, 0, x, 0, l, 0, l, m);
    f6.mulBy01(t, k, x, k, l, 0, l, m);
    f6.mulV(t, 2 * k, x, 0);
    f6.add(t, k, t, k, t, 2 * k);
    f6.mulV(t, 2 * k, x, k);
    f6.mulV(t, 2 * k, t, 2 * k);
    f6.add(z, 0, t, 0, t, 2 * k);
    f6.copy(z, k, t, k);
  }

  /** z = c0 - c1 w: x^(p^6), the inverse of what the final exponentiation's first part yields. */
  void conjugate(long[] z, long[] x) {
    f6.copy(z, 0, x, 0);
    f6.neg(z, k, x, k);
  }

  void inv(long[] z, long[] x) {
    f6.mul(t, 0, x, 0, x, 0);
    f6.mul(t, k, x, k, x, k);
    f6.mulV(t, k, t, k);
    f6.sub(t, 0, t, 0, t, k);
    f6.inv(t, 0, t, 0);
    f6.mul(z, 0, x, 0, t, 0);
    f6.mul(t, k, x, k, t, 0);
    f6.neg(z, k, t, k);
  }

  /** z = x^(p^e), e 1 to 3. */
  void frobenius(long[] z, long[] x, int e) {
    for (int i = 0; i < 6; i++) {
      int at = place(i);
      if (e % 2 == 1) {
        f2.conjugate(z, at, x, at);
      } else {
        f2.copy(z, at, x, at);
      }
      f2.mul(z, at, z, at, frobenius, (6 * (e - 1) + i) * m);
    }
  }

  /** Where the coefficient of w^i lies. */
  private int place(int i) {
    return (i % 2) * k + (i / 2) * m;
  }

  /**
   * z = x^2 for x of the cyclotomic subgroup: three squarings in Fp4. R. Granger, M. Scott (2010).
   */
  void cyclotomicSqr(long[] z, long[] x) {
    square4(0, x, place(0), place(3));
    compressedSqr(z, x);
    even(z, x, place(0), 0);
    odd(z, x, place(3), m);
  }

  /** The same without the coefficients of 1 and w^3, of which the others have no need. */
  private void compressedSqr(long[] z, long[] x) {
    square4(2 * m, x, place(1), place(4));
    square4(4 * m, x, place(2), place(5));
    f2.mulXi(s, 6 * m, s, 5 * m);
    even(z, x, place(2), 2 * m);
    even(z, x, place(4), 4 * m);
    odd(z, x, place(1), 6 * m);
    odd(z, x, place(5), 3 * m);
  }

  /** s[to] + 2 s[to + m] y = (a + b y)^2 where y^2 = xi. */
  private void square4(int to, long[] x, int a, int b) {
    f2.sqr(t, 0, x, a);
    f2.sqr(t, m, x, b);
    f2.mulXiPlus(s, to, t, m, t, 0);
    f2.mul(s, to + m, x, a, x, b);
  }

  /** z[at] = 3 s[from] - 2 x[at]. */
  private void even(long[] z, long[] x, int at, int from) {
    f2.sub(t, 0, s, from, x, at);
    f2.timesPlus(z, at, t, 0, 2, s, from);
  }

  /** z[at] = 3 · 2 s[from] + 2 x[at]. */
  private void odd(long[] z, long[] x, int at, int from) {
    f2.timesPlus(t, 0, s, from, 3, x, at);
    f2.add(z, at, t, 0, t, 0);
  }

  /**
   * z = x^e for x of the cyclotomic subgroup, where the inverse is the conjugate; z is not x.
   *
   * @param digits of e, 0, ±1 or ±3, the most significant first
   */
  void cyclotomicPow(long[] z, long[] x, byte[] digits) {
    long[][] odd = {x, new long[2 * k], new long[2 * k], new long[2 * k]}; // x, x^3, x^-1, x^-3
    cyclotomicSqr(odd[1], x);
    mul(odd[1], odd[1], x);
    conjugate(odd[2], x);
    conjugate(odd[3], odd[1]);
    boolean started = false;
    for (byte digit : digits) {
      if (started) {
        cyclotomicSqr(z, z);
      }
      if (digit != 0) {
        long[] factor = odd[(Math.abs(digit) >> 1) + (digit < 0 ? 2 : 0)];
        if (started) {
          mul(z, z, factor);
        } else {
          System.arraycopy(factor, 0, z, 0, 2 * k);
        }
        started = true;
      }
    }
  }

  /**
   * z = x^e for x of the cyclotomic subgroup and an e of few ones: squarings leave two coefficients
   * out, which are found again where a one is, for all ones with one inversion. K. Karabina (2013).
   *
   * @param e unsigned, not 0
   */
  void cyclotomicPowOfFew(long[] z, long[] x, long e) {
    int count = Long.bitCount(e);
    long[][] powers = new long[count][];
    long[] power = x.clone();
    for (int bit = 0, found = 0; found < count; bit++) {
      if ((e >>> bit & 1) != 0) {
        powers[found++] = power.clone();
      }
      compressedSqr(power, power);
    }
    if (!decompress(powers)) {
      pow(z, x, new BigInteger(Long.toUnsignedString(e)));
      return;
    }
    System.arraycopy(powers[0], 0, z, 0, 2 * k);
    for (int i = 1; i < count; i++) {
      mul(z, z, powers[i]);
    }
  }

  /**
   * Finds the coefficients g1 of w^3 and g0 of 1 where g2 to g5 are those of w, w^4, w^2 and w^5.
   *
   * <pre>
   *   g1 = (xi g5^2 + 3 g4^2 - 2 g3) / (4 g2)      g0 = xi (2 g1^2 + g2 g5 - 3 g3 g4) + 1
   * </pre>
   *
   * @return whether all could be: a g2 of 0 tells nothing
   */
  private boolean decompress(long[][] all) {
    long[] products = new long[(all.length + 1) * m];
    f2.one(products, 0);
    for (int i = 0; i < all.length; i++) {
      f2.timesPlus(t, 0, all[i], place(1), 3, all[i], place(1)); // 4 g2
      f2.mul(products, (i + 1) * m, products, i * m, t, 0);
    }
    if (f2.isZero(products, all.length * m)) {
      return false;
    }
    long[] inverse = new long[3 * m];
    f2.inv(inverse, 0, products, all.length * m);
    f2.one(inverse, 2 * m);
    for (int i = all.length - 1; i >= 0; i--) {
      f2.mul(inverse, m, inverse, 0, products, i * m);
      f2.timesPlus(t, 0, all[i], place(1), 3, all[i], place(1));
      f2.mul(inverse, 0, inverse, 0, t, 0);
      decompress(all[i], inverse);
    }
    return true;
  }

  /** With 1 / (4 g2) in inverse[1], and 1 in inverse[2]. */
  private void decompress(long[] x, long[] inverse) {
    f2.sqr(t, 0, x, place(5));
    f2.sqr(t, m, x, place(2));
    f2.add(t, 2 * m, x, place(4), x, place(4));
    f2.sub(t, 2 * m, t, m, t, 2 * m);
    f2.timesPlus(t, m, t, m, 2, t, 2 * m); // 3 g4^2 - 2 g3
    f2.mulXiPlus(t, 0, t, 0, t, m);
    f2.mul(t, 0, t, 0, inverse, m);
    f2.copy(x, place(3), t, 0);
    f2.sqr(t, 0, t, 0);
    f2.mul(t, m, x, place(4), x, place(2));
    f2.timesPlus(t, m, t, m, 2, t, m); // 3 g3 g4
    f2.mul(t, 2 * m, x, place(1), x, place(5));
    f2.sub(t, 2 * m, t, 2 * m, t, m);
    f2.timesPlus(t, 0, t, 0, 2, t, 2 * m);
    f2.mulXiPlus(x, place(0), t, 0, inverse, 2 * m);
  }

  /** z = x^e, for e of any size; z is not x. */
  void pow(long[] z, long[] x, BigInteger e) {
    System.arraycopy(one(), 0, z, 0, 2 * k);
    for (int bit = e.bitLength() - 1; bit >= 0; bit--) {
      sqr(z, z);
      if (e.testBit(bit)) {
        mul(z, z, x);
      }
    }
  }
}
