package dev.twinloop.kernel.edwards;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteOrder;

/**
 * Arithmetic modulo p = 2^255 - 19 on the host, about 20 ns a product: what maps into the curve and
 * oracles compute with.
 *
 * <p>An element is an array of five limbs of 51 bits, least significant first; limbs may be larger
 * as follows. Results may be the operands' arrays.
 *
 * <pre>
 *   what                                      limbs          may be
 *   products, squares, bytes, powers, carry   2^51 + 2^14    any operand
 *   a sum of two such                         2^52 + 2^15    any operand but a sum's
 *   a difference of two such                  2^54           a factor; subtracted from; carried
 * </pre>
 *
 * <p>A product's upper half beyond 51 bits is {@code multiplyHigh(a << 6, b << 7)}, so that columns
 * are sums of longs without carries. Thread-safe. Public data only: comparisons take the time they
 * take.
 */
public final class EdwardsField {
  /** Limbs of an element. */
  public static final int LIMBS = 5;

  /** Bytes of an encoded element. */
  public static final int BYTES = 32;

  static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

  private static final long LIMB = (1L << 51) - 1;

  /** Limbs of 4 p: 0, and 1 to 4. */
  private static final long FOUR_P_0 = (1L << 53) - 76;

  private static final long FOUR_P = (1L << 53) - 4;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long[] SQRT_MINUS_ONE =
      of(BigInteger.TWO.modPow(P.subtract(BigInteger.ONE).shiftRight(2), P));

  private EdwardsField() {}

  /** The element of a number. */
  public static long[] of(BigInteger number) {
    BigInteger rest = number.mod(P);
    long[] d = new long[LIMBS];
    for (int i = 0; i < LIMBS; i++) {
      d[i] = rest.longValue() & LIMB;
      rest = rest.shiftRight(51);
    }
    return d;
  }

  /** The number of an element, below p. */
  public static BigInteger number(long[] a) {
    BigInteger number = BigInteger.ZERO;
    for (int i = LIMBS - 1; i >= 0; i--) {
      number = number.shiftLeft(51).add(BigInteger.valueOf(a[i]));
    }
    return number.mod(P);
  }

  /** 2^((p-1)/4), a square root of -1; a new array. */
  public static long[] sqrtMinusOne() {
    return SQRT_MINUS_ONE.clone();
  }

  /** Reads 32 little-endian bytes as a number of 255 bits, which may be p or more; no sign bit. */
  public static void read(long[] d, byte[] from, int at) {
    readAll(d, from, at);
    d[4] &= LIMB;
  }

  /** Reads 32 little-endian bytes as a number of 256 bits modulo p. */
  public static void readAll(long[] d, byte[] from, int at) {
    long w0 = (long) LONG.get(from, at);
    long w1 = (long) LONG.get(from, at + 8);
    long w2 = (long) LONG.get(from, at + 16);
    long w3 = (long) LONG.get(from, at + 24);
    d[0] = w0 & LIMB;
    d[1] = (w0 >>> 51 | w1 << 13) & LIMB;
    d[2] = (w1 >>> 38 | w2 << 26) & LIMB;
    d[3] = (w2 >>> 25 | w3 << 39) & LIMB;
    d[4] = w3 >>> 12;
  }

  /** Writes 32 little-endian bytes, fully reduced. */
  public static void write(long[] a, byte[] to, int at) {
    long[] r = reduced(a);
    LONG.set(to, at, r[0] | r[1] << 51);
    LONG.set(to, at + 8, r[1] >>> 13 | r[2] << 38);
    LONG.set(to, at + 16, r[2] >>> 26 | r[3] << 25);
    LONG.set(to, at + 24, r[3] >>> 39 | r[4] << 12);
  }

  /** Whether an element is zero modulo p. */
  public static boolean isZero(long[] a) {
    long[] r = reduced(a);
    return (r[0] | r[1] | r[2] | r[3] | r[4]) == 0;
  }

  /** The lowest bit of the reduced number: RFC 8032's sign of x. */
  public static int parity(long[] a) {
    return (int) (reduced(a)[0] & 1);
  }

  /** Whether two elements are equal modulo p. */
  public static boolean same(long[] a, long[] b) {
    long[] difference = new long[LIMBS];
    sub(difference, a, b);
    return isZero(difference);
  }

  /** d = a + b. */
  public static void add(long[] d, long[] a, long[] b) {
    d[0] = a[0] + b[0];
    d[1] = a[1] + b[1];
    d[2] = a[2] + b[2];
    d[3] = a[3] + b[3];
    d[4] = a[4] + b[4];
  }

  /** d = a - b, where b is no difference. */
  public static void sub(long[] d, long[] a, long[] b) {
    d[0] = a[0] - b[0] + FOUR_P_0;
    d[1] = a[1] - b[1] + FOUR_P;
    d[2] = a[2] - b[2] + FOUR_P;
    d[3] = a[3] - b[3] + FOUR_P;
    d[4] = a[4] - b[4] + FOUR_P;
  }

  /** d = -a, carried. */
  public static void negate(long[] d, long[] a) {
    sub(d, new long[LIMBS], a);
    carry(d);
  }

  /** d = a, carried: a sum becomes an operand of sums. */
  public static void carry(long[] d) {
    long c0 = d[0];
    long c1 = d[1] + (c0 >>> 51);
    long c2 = d[2] + (c1 >>> 51);
    long c3 = d[3] + (c2 >>> 51);
    long c4 = d[4] + (c3 >>> 51);
    d[0] = (c0 & LIMB) + 19 * (c4 >>> 51);
    d[1] = c1 & LIMB;
    d[2] = c2 & LIMB;
    d[3] = c3 & LIMB;
    d[4] = c4 & LIMB;
  }

  /** d = a b. */
  public static void mul(long[] d, long[] a, long[] b) {
    long a0 = a[0];
    long a1 = a[1];
    long a2 = a[2];
    long a3 = a[3];
    long a4 = a[4];
    long b0 = b[0];
    long b1 = b[1];
    long b2 = b[2];
    long b3 = b[3];
    long b4 = b[4];
    long u0 = a0 << 6;
    long u1 = a1 << 6;
    long u2 = a2 << 6;
    long u3 = a3 << 6;
    long u4 = a4 << 6;
    long v0 = b0 << 7;
    long v1 = b1 << 7;
    long v2 = b2 << 7;
    long v3 = b3 << 7;
    long v4 = b4 << 7;
    long h0 = Math.multiplyHigh(u0, v0);
    long c0 = a0 * b0 - (h0 << 51);
    long h1 = Math.multiplyHigh(u0, v1) + Math.multiplyHigh(u1, v0);
    long c1 = a0 * b1 + a1 * b0 - (h1 << 51) + h0;
    long h2 = Math.multiplyHigh(u0, v2) + Math.multiplyHigh(u1, v1) + Math.multiplyHigh(u2, v0);
    long c2 = a0 * b2 + a1 * b1 + a2 * b0 - (h2 << 51) + h1;
    long h3 =
        Math.multiplyHigh(u0, v3)
            + Math.multiplyHigh(u1, v2)
            + Math.multiplyHigh(u2, v1)
            + Math.multiplyHigh(u3, v0);
    long c3 = a0 * b3 + a1 * b2 + a2 * b1 + a3 * b0 - (h3 << 51) + h2;
    long h4 =
        Math.multiplyHigh(u0, v4)
            + Math.multiplyHigh(u1, v3)
            + Math.multiplyHigh(u2, v2)
            + Math.multiplyHigh(u3, v1)
            + Math.multiplyHigh(u4, v0);
    long c4 = a0 * b4 + a1 * b3 + a2 * b2 + a3 * b1 + a4 * b0 - (h4 << 51) + h3;
    long h5 =
        Math.multiplyHigh(u1, v4)
            + Math.multiplyHigh(u2, v3)
            + Math.multiplyHigh(u3, v2)
            + Math.multiplyHigh(u4, v1);
    long c5 = a1 * b4 + a2 * b3 + a3 * b2 + a4 * b1 - (h5 << 51) + h4;
    long h6 = Math.multiplyHigh(u2, v4) + Math.multiplyHigh(u3, v3) + Math.multiplyHigh(u4, v2);
    long c6 = a2 * b4 + a3 * b3 + a4 * b2 - (h6 << 51) + h5;
    long h7 = Math.multiplyHigh(u3, v4) + Math.multiplyHigh(u4, v3);
    long c7 = a3 * b4 + a4 * b3 - (h7 << 51) + h6;
    long h8 = Math.multiplyHigh(u4, v4);
    long c8 = a4 * b4 - (h8 << 51) + h7;
    c0 += 19 * (c5 & LIMB);
    c6 += c5 >>> 51;
    c1 += 19 * (c6 & LIMB);
    c7 += c6 >>> 51;
    c2 += 19 * (c7 & LIMB);
    c8 += c7 >>> 51;
    c3 += 19 * (c8 & LIMB);
    h8 += c8 >>> 51;
    c4 += 19 * (h8 & LIMB);
    c0 += 361 * (h8 >>> 51);
    c1 += c0 >>> 51;
    c2 += c1 >>> 51;
    c3 += c2 >>> 51;
    c4 += c3 >>> 51;
    d[0] = (c0 & LIMB) + 19 * (c4 >>> 51);
    d[1] = c1 & LIMB;
    d[2] = c2 & LIMB;
    d[3] = c3 & LIMB;
    d[4] = c4 & LIMB;
  }

  /** d = a^2. */
  public static void sqr(long[] d, long[] a) {
    long a0 = a[0];
    long a1 = a[1];
    long a2 = a[2];
    long a3 = a[3];
    long a4 = a[4];
    long u0 = a0 << 6;
    long u1 = a1 << 6;
    long u2 = a2 << 6;
    long u3 = a3 << 6;
    long u4 = a4 << 6;
    long v0 = a0 << 7;
    long v1 = a1 << 7;
    long v2 = a2 << 7;
    long v3 = a3 << 7;
    long v4 = a4 << 7;
    long w0 = a0 << 1;
    long w1 = a1 << 1;
    long w2 = a2 << 1;
    long w3 = a3 << 1;
    long x0 = a0 << 8;
    long x1 = a1 << 8;
    long x2 = a2 << 8;
    long x3 = a3 << 8;
    long h0 = Math.multiplyHigh(u0, v0);
    long c0 = a0 * a0 - (h0 << 51);
    long h1 = Math.multiplyHigh(u1, x0);
    long c1 = w0 * a1 - (h1 << 51) + h0;
    long h2 = Math.multiplyHigh(u2, x0) + Math.multiplyHigh(u1, v1);
    long c2 = w0 * a2 + a1 * a1 - (h2 << 51) + h1;
    long h3 = Math.multiplyHigh(u3, x0) + Math.multiplyHigh(u2, x1);
    long c3 = w0 * a3 + w1 * a2 - (h3 << 51) + h2;
    long h4 = Math.multiplyHigh(u4, x0) + Math.multiplyHigh(u3, x1) + Math.multiplyHigh(u2, v2);
    long c4 = w0 * a4 + w1 * a3 + a2 * a2 - (h4 << 51) + h3;
    long h5 = Math.multiplyHigh(u4, x1) + Math.multiplyHigh(u3, x2);
    long c5 = w1 * a4 + w2 * a3 - (h5 << 51) + h4;
    long h6 = Math.multiplyHigh(u4, x2) + Math.multiplyHigh(u3, v3);
    long c6 = w2 * a4 + a3 * a3 - (h6 << 51) + h5;
    long h7 = Math.multiplyHigh(u4, x3);
    long c7 = w3 * a4 - (h7 << 51) + h6;
    long h8 = Math.multiplyHigh(u4, v4);
    long c8 = a4 * a4 - (h8 << 51) + h7;
    c0 += 19 * (c5 & LIMB);
    c6 += c5 >>> 51;
    c1 += 19 * (c6 & LIMB);
    c7 += c6 >>> 51;
    c2 += 19 * (c7 & LIMB);
    c8 += c7 >>> 51;
    c3 += 19 * (c8 & LIMB);
    h8 += c8 >>> 51;
    c4 += 19 * (h8 & LIMB);
    c0 += 361 * (h8 >>> 51);
    c1 += c0 >>> 51;
    c2 += c1 >>> 51;
    c3 += c2 >>> 51;
    c4 += c3 >>> 51;
    d[0] = (c0 & LIMB) + 19 * (c4 >>> 51);
    d[1] = c1 & LIMB;
    d[2] = c2 & LIMB;
    d[3] = c3 & LIMB;
    d[4] = c4 & LIMB;
  }

  /** d = a^(2^times), times at least 1. */
  public static void sqr(long[] d, long[] a, int times) {
    sqr(d, a);
    for (int i = 1; i < times; i++) {
      sqr(d, d);
    }
  }

  /** d = 1 / a; 0 for 0. */
  public static void invert(long[] d, long[] a) {
    long[] eleven = new long[LIMBS];
    long[] t = new long[LIMBS];
    power(t, eleven, a);
    sqr(t, t, 5);
    mul(d, t, eleven);
  }

  /** d = a^((p-5)/8) = a^(2^252 - 3), the one power of square roots. */
  public static void powerOfRoot(long[] d, long[] a) {
    long[] t = new long[LIMBS];
    power(t, new long[LIMBS], a);
    sqr(t, t, 2);
    mul(d, t, a);
  }

  /** d = a^(2^250 - 1), eleven = a^11. */
  private static void power(long[] d, long[] eleven, long[] a) {
    long[] t = new long[LIMBS];
    long[] ten = new long[LIMBS];
    long[] fifty = new long[LIMBS];
    sqr(d, a); // 2
    sqr(t, d, 2); // 8
    mul(t, t, a); // 9
    mul(eleven, d, t);
    sqr(d, eleven); // 22
    mul(d, d, t); // 2^5 - 1
    sqr(t, d, 5);
    mul(ten, t, d); // 2^10 - 1
    sqr(t, ten, 10);
    mul(t, t, ten); // 2^20 - 1
    sqr(d, t, 20);
    mul(d, d, t); // 2^40 - 1
    sqr(d, d, 10);
    mul(fifty, d, ten); // 2^50 - 1
    sqr(d, fifty, 50);
    mul(d, d, fifty); // 2^100 - 1
    sqr(t, d, 100);
    mul(d, t, d); // 2^200 - 1
    sqr(d, d, 50);
    mul(d, d, fifty);
  }

  /**
   * d = sqrt(u / v), either root (RFC 8032 5.1.3); 0 for u = 0.
   *
   * @param u no difference, but a carried one
   * @return whether u / v is a square; if not, d is of no use
   */
  public static boolean sqrtRatio(long[] d, long[] u, long[] v) {
    long[] v3 = new long[LIMBS];
    long[] t = new long[LIMBS];
    long[] x = new long[LIMBS];
    sqr(v3, v);
    mul(v3, v3, v);
    sqr(t, v3);
    mul(t, t, v);
    mul(t, t, u); // u v^7
    powerOfRoot(t, t);
    mul(t, t, v3);
    mul(x, t, u);
    sqr(t, x);
    mul(t, t, v); // v x^2
    sub(v3, t, u);
    boolean plain = isZero(v3);
    add(v3, t, u);
    boolean turned = isZero(v3);
    if (turned && !plain) {
      mul(x, x, SQRT_MINUS_ONE);
    }
    System.arraycopy(x, 0, d, 0, LIMBS);
    return plain || turned;
  }

  private static long[] reduced(long[] a) {
    long[] r = a.clone();
    carry(r);
    carry(r);
    // r is below 2^255 + 19 * 2^3; q = 1 if it is p or more
    long q = (r[0] + 19) >>> 51;
    q = (r[1] + q) >>> 51;
    q = (r[2] + q) >>> 51;
    q = (r[3] + q) >>> 51;
    q = (r[4] + q) >>> 51;
    long c = r[0] + 19 * q;
    r[0] = c & LIMB;
    c = r[1] + (c >>> 51);
    r[1] = c & LIMB;
    c = r[2] + (c >>> 51);
    r[2] = c & LIMB;
    c = r[3] + (c >>> 51);
    r[3] = c & LIMB;
    r[4] = (r[4] + (c >>> 51)) & LIMB;
    return r;
  }
}
