package dev.twinloop.kernel.field;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.ByteOrder;

/**
 * Arithmetic modulo an odd prime of 193 to 255 bits on the host: four 64-bit limbs, least
 * significant first, at an offset of a {@code long[]}, in Montgomery form with R = 2^256, below the
 * modulus. It shares nothing with the kernels, whose results it checks. Thread-safe.
 */
public final class Field64 {
  /** Longs of a number. */
  public static final int LIMBS = 4;

  private static final ValueLayout.OfLong BIG_ENDIAN =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final BigInteger R = BigInteger.ONE.shiftLeft(256);

  private final BigInteger prime;
  private final long p0;
  private final long p1;
  private final long p2;
  private final long p3;
  private final long inverse;
  private final long[] squareOfR = new long[LIMBS];

  /**
   * A field.
   *
   * @throws IllegalArgumentException if {@code prime} is even or not of 193 to 255 bits
   */
  public Field64(BigInteger prime) {
    if (!prime.testBit(0) || prime.bitLength() < 193 || prime.bitLength() > 255) {
      throw new IllegalArgumentException(
          "field: prime=" + prime + ", accepted: an odd prime of 193 to 255 bits");
    }
    this.prime = prime;
    long[] p = new long[LIMBS];
    split(prime, p, 0);
    this.p0 = p[0];
    this.p1 = p[1];
    this.p2 = p[2];
    this.p3 = p[3];
    this.inverse = prime.negate().modInverse(BigInteger.ONE.shiftLeft(64)).longValue();
    split(R.multiply(R).mod(prime), squareOfR, 0);
  }

  /** The modulus. */
  public BigInteger prime() {
    return prime;
  }

  /** Writes a number in Montgomery form. */
  public void set(long[] d, int at, BigInteger number) {
    split(number.mod(prime).multiply(R).mod(prime), d, at);
  }

  /** The number at {@code at}, below the modulus. */
  public BigInteger get(long[] a, int at) {
    return plain(a, at).multiply(R.modInverse(prime)).mod(prime);
  }

  /** Reads 32 bytes, big-endian, below the modulus, as they are: not in Montgomery form. */
  public static void read(long[] d, int at, MemorySegment from, long offset) {
    for (int i = 0; i < LIMBS; i++) {
      d[at + i] = from.get(BIG_ENDIAN, offset + 8L * (LIMBS - 1 - i));
    }
  }

  /** Brings a number into Montgomery form. */
  public void toForm(long[] d, int at) {
    mul(d, at, d, at, squareOfR, 0);
  }

  /** d = a + b. */
  public void add(long[] d, int di, long[] a, int ai, long[] b, int bi) {
    long r0 = a[ai] + b[bi];
    long c = Long.compareUnsigned(r0, a[ai]) < 0 ? 1 : 0;
    long r1 = a[ai + 1] + b[bi + 1];
    long c1 = Long.compareUnsigned(r1, a[ai + 1]) < 0 ? 1 : 0;
    r1 += c;
    c1 += r1 == 0 && c == 1 ? 1 : 0;
    long r2 = a[ai + 2] + b[bi + 2];
    long c2 = Long.compareUnsigned(r2, a[ai + 2]) < 0 ? 1 : 0;
    r2 += c1;
    c2 += r2 == 0 && c1 == 1 ? 1 : 0;
    store(d, di, r0, r1, r2, a[ai + 3] + b[bi + 3] + c2);
  }

  /** d = a - b. */
  public void sub(long[] d, int di, long[] a, int ai, long[] b, int bi) {
    long borrow = 0;
    for (int i = 0; i < LIMBS; i++) {
      long x = a[ai + i];
      long y = b[bi + i];
      long t = x - y;
      long next = Long.compareUnsigned(x, y) < 0 ? 1 : 0;
      next |= t == 0 && borrow == 1 ? 1 : 0;
      d[di + i] = t - borrow;
      borrow = next;
    }
    if (borrow != 0) {
      long carry = 0;
      for (int i = 0; i < LIMBS; i++) {
        long p = limb(i);
        long t = d[di + i] + p;
        long next = Long.compareUnsigned(t, p) < 0 ? 1 : 0;
        d[di + i] = t + carry;
        next |= d[di + i] == 0 && carry == 1 ? 1 : 0;
        carry = next;
      }
    }
  }

  /** d = a * b / R: the product, if both are in Montgomery form. */
  public void mul(long[] d, int di, long[] a, int ai, long[] b, int bi) {
    long b0 = b[bi];
    long b1 = b[bi + 1];
    long b2 = b[bi + 2];
    long b3 = b[bi + 3];
    long t0 = 0;
    long t1 = 0;
    long t2 = 0;
    long t3 = 0;
    for (int i = 0; i < LIMBS; i++) {
      long x = a[ai + i];
      // t + x b, five limbs
      long lo = x * b0;
      long hi = Math.unsignedMultiplyHigh(x, b0);
      t0 += lo;
      hi += Long.compareUnsigned(t0, lo) < 0 ? 1 : 0;
      lo = x * b1 + hi;
      long up = Math.unsignedMultiplyHigh(x, b1) + (Long.compareUnsigned(lo, hi) < 0 ? 1 : 0);
      t1 += lo;
      up += Long.compareUnsigned(t1, lo) < 0 ? 1 : 0;
      lo = x * b2 + up;
      hi = Math.unsignedMultiplyHigh(x, b2) + (Long.compareUnsigned(lo, up) < 0 ? 1 : 0);
      t2 += lo;
      hi += Long.compareUnsigned(t2, lo) < 0 ? 1 : 0;
      lo = x * b3 + hi;
      up = Math.unsignedMultiplyHigh(x, b3) + (Long.compareUnsigned(lo, hi) < 0 ? 1 : 0);
      t3 += lo;
      up += Long.compareUnsigned(t3, lo) < 0 ? 1 : 0;
      // (t + q p) / 2^64
      long q = t0 * inverse;
      hi = Math.unsignedMultiplyHigh(q, p0) + (t0 != 0 ? 1 : 0);
      lo = q * p1 + hi;
      long high = Math.unsignedMultiplyHigh(q, p1) + (Long.compareUnsigned(lo, hi) < 0 ? 1 : 0);
      t0 = t1 + lo;
      high += Long.compareUnsigned(t0, lo) < 0 ? 1 : 0;
      lo = q * p2 + high;
      hi = Math.unsignedMultiplyHigh(q, p2) + (Long.compareUnsigned(lo, high) < 0 ? 1 : 0);
      t1 = t2 + lo;
      hi += Long.compareUnsigned(t1, lo) < 0 ? 1 : 0;
      lo = q * p3 + hi;
      high = Math.unsignedMultiplyHigh(q, p3) + (Long.compareUnsigned(lo, hi) < 0 ? 1 : 0);
      t2 = t3 + lo;
      high += Long.compareUnsigned(t2, lo) < 0 ? 1 : 0;
      t3 = up + high;
    }
    store(d, di, t0, t1, t2, t3);
  }

  private long limb(int i) {
    return i == 0 ? p0 : i == 1 ? p1 : i == 2 ? p2 : p3;
  }

  /** Stores a number below 2 p, less p if that is not negative. */
  private void store(long[] d, int di, long t0, long t1, long t2, long t3) {
    long s0 = t0 - p0;
    long borrow = Long.compareUnsigned(t0, p0) < 0 ? 1 : 0;
    long s1 = t1 - p1 - borrow;
    borrow = Long.compareUnsigned(t1, p1) < 0 || (t1 == p1 && borrow == 1) ? 1 : 0;
    long s2 = t2 - p2 - borrow;
    borrow = Long.compareUnsigned(t2, p2) < 0 || (t2 == p2 && borrow == 1) ? 1 : 0;
    long s3 = t3 - p3 - borrow;
    boolean below = Long.compareUnsigned(t3, p3) < 0 || (t3 == p3 && borrow == 1);
    d[di] = below ? t0 : s0;
    d[di + 1] = below ? t1 : s1;
    d[di + 2] = below ? t2 : s2;
    d[di + 3] = below ? t3 : s3;
  }

  private static void split(BigInteger number, long[] to, int at) {
    for (int i = 0; i < LIMBS; i++) {
      to[at + i] = number.shiftRight(64 * i).longValue();
    }
  }

  /** The number that limbs stand for, if they are not in Montgomery form. */
  public static BigInteger plain(long[] a, int at) {
    BigInteger number = BigInteger.ZERO;
    for (int i = LIMBS - 1; i >= 0; i--) {
      BigInteger limb = new BigInteger(Long.toUnsignedString(a[at + i]));
      number = number.shiftLeft(64).add(limb);
    }
    return number;
  }
}
