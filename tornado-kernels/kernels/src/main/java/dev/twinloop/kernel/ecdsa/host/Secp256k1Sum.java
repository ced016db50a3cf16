package dev.twinloop.kernel.ecdsa.host;

import static dev.twinloop.kernel.ecdsa.host.Secp256k1Numbers.LIMBS;

import dev.twinloop.kernel.group.Groups;
import dev.twinloop.kernel.group.Point;
import dev.twinloop.kernel.machine.weierstrass.Glv;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;

/**
 * R = u G + v Q on secp256k1, in Jacobian coordinates: x = X / Z^2, y = Y / Z^3. v is split by the
 * curve's endomorphism, so that 128 doublings do; formulas and table are those of the kernels'
 * ladder. Points that are equal, opposite or infinite are seen where they meet, and added right.
 *
 * <p>Q's odd multiples share one Z, the scale: the sum is kept on the isomorphic curve on which
 * they are affine. One thread; public data only.
 */
public final class Secp256k1Sum {
  private static final int X = 0;
  private static final int Y = LIMBS;
  private static final int Z = 2 * LIMBS;
  private static final int T0 = 3 * LIMBS;
  private static final int T1 = 4 * LIMBS;
  private static final int T2 = 5 * LIMBS;
  private static final int T3 = 6 * LIMBS;

  /** The point that is added. */
  private static final int PX = 7 * LIMBS;

  private static final int PY = 8 * LIMBS;

  /** Twice the key, while its multiples are made; and what takes a square root. */
  private static final int DX = 9 * LIMBS;

  private static final int DY = 10 * LIMBS;
  private static final int DZ = 11 * LIMBS;
  private static final int SCALE = 12 * LIMBS;
  private static final int BETA = 13 * LIMBS;
  private static final int STEPS = 14 * LIMBS;

  private static final int WIDTH = 5;
  private static final int ENTRIES = 1 << (WIDTH - 2);
  private static final int POINT = GeneratorMultiples.POINT;
  private static final BigInteger ORDER = Groups.SECP256K1.order();
  private static final Glv GLV = Glv.of(Groups.SECP256K1);

  private final long[] f = new long[STEPS + ENTRIES * LIMBS];
  private final long[] table = new long[ENTRIES * POINT];
  private final SignedDigits first = new SignedDigits(WIDTH);
  private final SignedDigits second = new SignedDigits(WIDTH);
  private final SignedDigits low = new SignedDigits(GeneratorMultiples.WIDTH);
  private final SignedDigits high = new SignedDigits(GeneratorMultiples.WIDTH);
  private boolean infinite = true;

  /** A sum of nothing, without a key. */
  public Secp256k1Sum() {
    Secp256k1Numbers.set(f, BETA, GLV.beta());
  }

  /** Takes the key of an x and a y below p, one behind the other; false if it is off the curve. */
  public boolean key(MemorySegment from, long at) {
    Secp256k1Numbers.read(f, PX, from, at);
    Secp256k1Numbers.read(f, PY, from, at + 32);
    cubic();
    return squareOfY();
  }

  /** Takes the key of an x below p and the parity of y; false if there is none. */
  public boolean key(MemorySegment from, long at, int parity) {
    Secp256k1Numbers.read(f, PX, from, at);
    cubic();
    root();
    if (Secp256k1Numbers.parity(f, PY) != parity) {
      Secp256k1Numbers.negate(f, PY);
    }
    return squareOfY();
  }

  /** T2 = x^3 + 7. */
  private void cubic() {
    Secp256k1Numbers.sqr(f, T2, PX);
    Secp256k1Numbers.mul(f, T2, T2, PX);
    Secp256k1Numbers.plusSeven(f, T2, T2);
  }

  private boolean squareOfY() {
    Secp256k1Numbers.sqr(f, T0, PY);
    Secp256k1Numbers.less(f, T0, T0, T2);
    return Secp256k1Numbers.isZero(f, T0);
  }

  /**
   * PY = T2^((p+1)/4), a root if there is one. The exponent's runs of ones have 223, 22 and 2 bits;
   * runs are put together from shorter ones.
   */
  private void root() {
    Secp256k1Numbers.move(f, DX, T2);
    run(DY, DX, 1, DX); // 2 ones
    run(DZ, DY, 1, DX); // 3
    run(T0, DZ, 3, DZ); // 6
    run(T0, T0, 3, DZ); // 9
    run(T0, T0, 2, DY); // 11
    run(T1, T0, 11, T0); // 22
    run(T0, T1, 22, T1); // 44
    run(T3, T0, 44, T0); // 88
    run(PY, T3, 88, T3); // 176
    run(PY, PY, 44, T0); // 220
    run(PY, PY, 3, DZ); // 223
    run(PY, PY, 23, T1);
    run(PY, PY, 6, DY);
    Secp256k1Numbers.sqr(f, PY, PY);
    Secp256k1Numbers.sqr(f, PY, PY);
  }

  /** d = a^(2^squares) b; d may be a, not b. */
  private void run(int d, int a, int squares, int b) {
    Secp256k1Numbers.sqr(f, d, a);
    for (int i = 1; i < squares; i++) {
      Secp256k1Numbers.sqr(f, d, d);
    }
    Secp256k1Numbers.mul(f, d, d, b);
  }

  /**
   * Computes u G + v Q.
   *
   * @param u four words, least significant first
   * @param v below the group's order
   */
  public void compute(long[] u, BigInteger v) {
    multiplesOfTheKey();
    low.cut(u[0], u[1]);
    high.cut(u[2], u[3]);
    split(v);
    infinite = true;
    int top =
        Math.max(Math.max(low.length(), high.length()), Math.max(first.length(), second.length()));
    for (int i = top - 1; i >= 0; i--) {
      if (!infinite) {
        twice();
      }
      plusOfKey(first.digit(i), false);
      plusOfKey(second.digit(i), true);
      plusOfGenerator(low.digit(i), GeneratorMultiples.low());
      plusOfGenerator(high.digit(i), GeneratorMultiples.high());
    }
    Secp256k1Numbers.mul(f, Z, Z, SCALE);
  }

  /** Whether x of the sum is r or r + n, for r of 32 big-endian bytes. */
  public boolean hasX(MemorySegment from, long at) {
    if (infinite) {
      return false;
    }
    Secp256k1Numbers.read(f, T3, from, at);
    BigInteger other = Secp256k1Numbers.number(f, T3).add(ORDER);
    Secp256k1Numbers.sqr(f, T0, Z);
    if (isX(T3)) {
      return true;
    }
    if (other.compareTo(Secp256k1Numbers.P) >= 0) {
      return false;
    }
    Secp256k1Numbers.set(f, T3, other);
    return isX(T3);
  }

  /** Whether X = a Z^2, where T0 is Z^2. */
  private boolean isX(int a) {
    Secp256k1Numbers.mul(f, T1, a, T0);
    Secp256k1Numbers.lessMore(f, T1, T1, X);
    return Secp256k1Numbers.isZero(f, T1);
  }

  /** v = k1 + k2 lambda mod n, each of half the length: see {@link Glv}. */
  private void split(BigInteger v) {
    BigInteger c1 = rounded(GLV.g1().multiply(v));
    BigInteger c2 = rounded(GLV.g2().multiply(v));
    first.cut(v.subtract(c1.multiply(GLV.a1())).subtract(c2.multiply(GLV.a2())));
    second.cut(c1.multiply(GLV.b1()).add(c2.multiply(GLV.b2())).negate());
  }

  private static BigInteger rounded(BigInteger product) {
    return product.add(BigInteger.ONE.shiftLeft(383)).shiftRight(384);
  }

  /**
   * Q, 3 Q, … 15 Q. Each is the one before plus twice the key, both seen where they have the same Z
   * (N. Meloni, "New point addition formulae for ECC applications", WAIFI 2007); then all are
   * brought to the Z of the last, the scale.
   */
  private void multiplesOfTheKey() {
    Secp256k1Numbers.move(f, X, PX);
    Secp256k1Numbers.move(f, Y, PY);
    Secp256k1Numbers.setOne(f, Z);
    twice();
    Secp256k1Numbers.move(f, DX, X);
    Secp256k1Numbers.move(f, DY, Y);
    Secp256k1Numbers.move(f, DZ, Z);
    Secp256k1Numbers.sqr(f, T0, DZ);
    Secp256k1Numbers.mul(f, X, PX, T0);
    Secp256k1Numbers.mul(f, T0, T0, DZ);
    Secp256k1Numbers.mul(f, Y, PY, T0);
    Secp256k1Numbers.copyTwo(f, X, table, 0);
    for (int i = 1; i < ENTRIES; i++) {
      plusTwice(STEPS + i * LIMBS);
      Secp256k1Numbers.copyTwo(f, X, table, i * POINT);
    }
    Secp256k1Numbers.setOne(f, SCALE);
    for (int i = ENTRIES - 2; i >= 0; i--) {
      Secp256k1Numbers.mul(f, SCALE, SCALE, STEPS + (i + 1) * LIMBS);
      rescale(i);
    }
    Secp256k1Numbers.mul(f, SCALE, SCALE, DZ);
  }

  /** (X, Y) += (DX, DY), both then seen where Z is {@code step} times what it was. */
  private void plusTwice(int step) {
    Secp256k1Numbers.lessMore(f, step, DX, X);
    Secp256k1Numbers.sqr(f, T0, step);
    Secp256k1Numbers.lessMore(f, T1, DY, Y);
    Secp256k1Numbers.mul(f, DX, DX, T0);
    Secp256k1Numbers.mul(f, T2, X, T0);
    Secp256k1Numbers.sqr(f, X, T1);
    Secp256k1Numbers.lessBoth(f, X, DX, T2);
    Secp256k1Numbers.less(f, T0, DX, T2);
    Secp256k1Numbers.mul(f, DY, DY, T0);
    Secp256k1Numbers.lessMore(f, T0, DX, X);
    Secp256k1Numbers.mul(f, Y, T1, T0);
    Secp256k1Numbers.less(f, Y, Y, DY);
  }

  private void rescale(int entry) {
    int at = entry * POINT;
    Secp256k1Numbers.copyTwo(table, at, f, PX);
    Secp256k1Numbers.sqr(f, T0, SCALE);
    Secp256k1Numbers.mul(f, PX, PX, T0);
    Secp256k1Numbers.mul(f, T0, T0, SCALE);
    Secp256k1Numbers.mul(f, PY, PY, T0);
    Secp256k1Numbers.copyTwo(f, PX, table, at);
  }

  private void plusOfKey(int digit, boolean mapped) {
    if (digit != 0) {
      take(table, digit);
      if (mapped) {
        Secp256k1Numbers.mul(f, PX, PX, BETA);
      }
      plus(Z);
    }
  }

  /** On the curve of the sum, a generator's multiple has the scale's inverse as its Z. */
  private void plusOfGenerator(int digit, long[] multiples) {
    if (digit == 0) {
      return;
    }
    take(multiples, digit);
    if (infinite) {
      Secp256k1Numbers.sqr(f, T0, SCALE);
      Secp256k1Numbers.mul(f, PX, PX, T0);
      Secp256k1Numbers.mul(f, T0, T0, SCALE);
      Secp256k1Numbers.mul(f, PY, PY, T0);
      plus(Z);
    } else {
      Secp256k1Numbers.mul(f, T3, Z, SCALE);
      plus(T3);
    }
  }

  private void take(long[] multiples, int digit) {
    Secp256k1Numbers.copyTwo(multiples, (Math.abs(digit) >> 1) * POINT, f, PX);
    if (digit < 0) {
      Secp256k1Numbers.negate(f, PY);
    }
  }

  /** (X, Y, Z) = 2 (X, Y, Z): 3 M + 4 S. X and Y get 5 units. */
  private void twice() {
    Secp256k1Numbers.mul(f, Z, Y, Z);
    Secp256k1Numbers.sqr(f, T0, X);
    Secp256k1Numbers.half3(f, T0, T0);
    Secp256k1Numbers.sqr(f, T1, Y);
    Secp256k1Numbers.mul(f, T2, X, T1);
    Secp256k1Numbers.sqr(f, X, T0);
    Secp256k1Numbers.lessBoth(f, X, T2, T2);
    Secp256k1Numbers.lessMore(f, T3, T2, X);
    Secp256k1Numbers.mul(f, Y, T0, T3);
    Secp256k1Numbers.sqr(f, T1, T1);
    Secp256k1Numbers.less(f, Y, Y, T1);
  }

  /**
   * (X, Y, Z) += (PX, PY), both seen on the curve where Z is what register {@code z} says: 8 M + 3
   * S. X and Y get 5 units, or 8 from a point that was negated.
   */
  private void plus(int z) {
    if (infinite) {
      Secp256k1Numbers.move(f, X, PX);
      Secp256k1Numbers.move(f, Y, PY);
      Secp256k1Numbers.setOne(f, Z);
      infinite = false;
      return;
    }
    Secp256k1Numbers.sqr(f, T2, z);
    Secp256k1Numbers.mul(f, T1, PX, T2);
    Secp256k1Numbers.lessMore(f, T1, T1, X);
    Secp256k1Numbers.mul(f, T0, T2, z);
    Secp256k1Numbers.mul(f, T0, PY, T0);
    Secp256k1Numbers.lessMore(f, T0, T0, Y);
    if (Secp256k1Numbers.isZero(f, T1)) {
      if (Secp256k1Numbers.isZero(f, T0)) {
        twice();
      } else {
        infinite = true;
      }
      return;
    }
    Secp256k1Numbers.mul(f, Z, Z, T1);
    Secp256k1Numbers.sqr(f, T2, T1);
    Secp256k1Numbers.mul(f, T1, T1, T2);
    Secp256k1Numbers.mul(f, T2, X, T2);
    Secp256k1Numbers.sqr(f, X, T0);
    Secp256k1Numbers.lessOneAndTwo(f, X, T1, T2);
    Secp256k1Numbers.lessMore(f, T3, T2, X);
    Secp256k1Numbers.mul(f, T1, Y, T1);
    Secp256k1Numbers.mul(f, Y, T0, T3);
    Secp256k1Numbers.less(f, Y, Y, T1);
  }

  /** The sum is a point, which is not infinity. */
  void start(Point point) {
    infinite = true;
    plus(point);
  }

  /** Adds a point, which is not infinity. */
  void plus(Point point) {
    Secp256k1Numbers.set(f, PX, point.x().number());
    Secp256k1Numbers.set(f, PY, point.y().number());
    plus(Z);
  }

  /** Copies (X, Y) and Z of a sum that is not infinity. */
  void copyTo(long[] points, int at, long[] scales, int scaleAt) {
    Secp256k1Numbers.copyTwo(f, X, points, at);
    System.arraycopy(f, Z, scales, scaleAt, LIMBS);
  }
}
