package dev.twinloop.ringct.bpp;

import dev.twinloop.kernel.edwards.EdwardsScalar;
import dev.twinloop.kernel.field.Fields;
import dev.twinloop.kernel.field.Fp;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteOrder;

/**
 * Numbers modulo l without objects: four 64-bit words each in longer arrays, least significant
 * first, below l. Places are counted in words.
 *
 * <p>A number x is kept <i>plain</i>, or as its <i>form</i> {@code 2^256 x}. The product of two
 * forms is a form. The product of a form and a plain number is plain, which saves the way back.
 */
final class ScalarWords {
  /** Words of a number. */
  static final int EACH = 4;

  /** Words of a sum of products. */
  static final int OF_PRODUCTS = 2 * EACH + 1;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final Fp FIELD = Fields.ED25519_SCALAR.host();
  private static final long[] ZERO = new long[EACH];
  private static final long[] PLAIN_ONE = {1, 0, 0, 0};
  private static final long[] ONE = form(BigInteger.ONE);

  /** l = 2^252 + the rest, which has these two words. */
  private static final long REST_0 = EdwardsScalar.ORDER.longValue();

  private static final long REST_1 = EdwardsScalar.ORDER.shiftRight(64).longValue();
  private static final int TOP_SHIFT = 60;
  private static final long TOP = 1L << TOP_SHIFT;

  private ScalarWords() {}

  /** The form of a number, in an array of its own. */
  static long[] form(BigInteger number) {
    return FIELD.form(number);
  }

  /** d = a b: a form if both are, plain if one is. */
  static void times(long[] d, int di, long[] a, int ai, long[] b, int bi) {
    FIELD.mul(d, di, a, ai, b, bi);
  }

  /** d = a². */
  static void square(long[] d, int di, long[] a, int ai) {
    FIELD.mul(d, di, a, ai, a, ai);
  }

  /** d = a + b. */
  static void plus(long[] d, int di, long[] a, int ai, long[] b, int bi) {
    FIELD.add(d, di, a, ai, b, bi);
  }

  /** d = a - b. */
  static void minus(long[] d, int di, long[] a, int ai, long[] b, int bi) {
    FIELD.sub(d, di, a, ai, b, bi);
  }

  /** d = -a. */
  static void negate(long[] d, int di, long[] a, int ai) {
    FIELD.sub(d, di, ZERO, 0, a, ai);
  }

  /** Whether a number is 0. */
  static boolean isZero(long[] a, int ai) {
    return (a[ai] | a[ai + 1] | a[ai + 2] | a[ai + 3]) == 0;
  }

  /** d = 1, a form. */
  static void one(long[] d, int di) {
    System.arraycopy(ONE, 0, d, di, EACH);
  }

  /** Makes a plain number, or 32 bytes that were read, its form. */
  static void toForm(long[] d, int di) {
    FIELD.toForm(d, di);
  }

  /** Makes a form plain. */
  static void toPlain(long[] d, int di) {
    FIELD.mul(d, di, d, di, PLAIN_ONE, 0);
  }

  /** Reads 32 little-endian bytes as they are, which may be l or more. */
  static void read(long[] d, int di, byte[] from, int at) {
    for (int i = 0; i < EACH; i++) {
      d[di + i] = (long) LONG.get(from, at + Long.BYTES * i);
    }
  }

  /** Writes 32 little-endian bytes. */
  static void write(long[] a, int ai, byte[] to, int at) {
    for (int i = 0; i < EACH; i++) {
      LONG.set(to, at + Long.BYTES * i, a[ai + i]);
    }
  }

  /** Reads 32 little-endian bytes modulo l, plain. */
  static void readReduced(long[] d, int di, byte[] from, int at) {
    read(d, di, from, at);
    reduce(d, di);
  }

  /**
   * Four words of any value, less {@code floor(value / 2^252) l}, and l more if that is below 0.
   */
  private static void reduce(long[] d, int at) {
    long times = d[at + 3] >>> TOP_SHIFT;
    long low = times * REST_0;
    long product = times * REST_1;
    long middle = product + Math.unsignedMultiplyHigh(times, REST_0);
    long high = Math.unsignedMultiplyHigh(times, REST_1) + below(middle, product);
    long borrow = below(d[at], low);
    d[at] -= low;
    borrow = subtract(d, at + 1, middle, borrow);
    borrow = subtract(d, at + 2, high, borrow);
    long top = (d[at + 3] & (TOP - 1)) - borrow;
    long negative = top >> 63;
    long carry = add(d, at, REST_0 & negative, 0);
    carry = add(d, at + 1, REST_1 & negative, carry);
    carry = add(d, at + 2, 0, carry);
    d[at + 3] = top + (TOP & negative) + carry;
  }

  /** Subtracts from a word, and says what the next one owes. */
  private static long subtract(long[] d, int at, long b, long borrow) {
    long word = d[at];
    long rest = word - b;
    d[at] = rest - borrow;
    return below(word, b) | below(rest, borrow);
  }

  /** Adds to a word, and says what the next one gets. */
  private static long add(long[] d, int at, long b, long carry) {
    long sum = d[at] + b;
    long all = sum + carry;
    d[at] = all;
    return below(sum, b) | below(all, carry);
  }

  private static long below(long a, long b) {
    return Long.compareUnsigned(a, b) < 0 ? 1 : 0;
  }

  /** d = x^(2^log), forms. */
  static void power(long[] d, int di, long[] x, int xi, int log) {
    System.arraycopy(x, xi, d, di, EACH);
    for (int i = 0; i < log; i++) {
      square(d, di, d, di);
    }
  }

  /**
   * d = x + x² + … + x^(2^log) = x (1 + x) (1 + x²) (1 + x⁴) …, forms.
   *
   * @param t two numbers of scratch
   */
  static void sumOfPowers(long[] d, int di, long[] x, int xi, int log, long[] t) {
    System.arraycopy(x, xi, d, di, EACH);
    System.arraycopy(x, xi, t, 0, EACH);
    for (int i = 0; i < log; i++) {
      plus(t, EACH, ONE, 0, t, 0);
      times(d, di, d, di, t, EACH);
      square(t, 0, t, 0);
    }
  }

  /** d = 1 / a, forms; some microseconds. */
  static void invert(long[] d, int di, long[] a, int ai) {
    FIELD.set(d, di, FIELD.number(a, ai).modInverse(EdwardsScalar.ORDER));
  }

  /** Adds a number to a sum of five words, which has room for 2^67 of them. */
  static void addWide(long[] sum, int si, long[] a, int ai) {
    long carry = add(sum, si, a[ai], 0);
    carry = add(sum, si + 1, a[ai + 1], carry);
    carry = add(sum, si + 2, a[ai + 2], carry);
    carry = add(sum, si + 3, a[ai + 3], carry);
    sum[si + 4] += carry;
  }

  /**
   * Adds the product of two numbers to a sum of {@link #OF_PRODUCTS} words, which has room for 2^69
   * of them: half the work of {@link #times}, since nothing is reduced.
   */
  static void addProduct(long[] sum, int si, long[] a, int ai, long[] b, int bi) {
    long b0 = b[bi];
    long b1 = b[bi + 1];
    long b2 = b[bi + 2];
    long b3 = b[bi + 3];
    long t0 = 0;
    long t1 = 0;
    long t2 = 0;
    long t3 = 0;
    long carry = 0;
    for (int i = 0; i < EACH; i++) {
      long w = a[ai + i];
      long low = w * b0;
      long word = t0 + low;
      long c = Math.unsignedMultiplyHigh(w, b0) + below(word, low);
      carry = add(sum, si + i, word, carry);
      low = w * b1;
      word = t1 + low;
      t0 = word + c;
      c = Math.unsignedMultiplyHigh(w, b1) + below(word, low) + below(t0, c);
      low = w * b2;
      word = t2 + low;
      t1 = word + c;
      c = Math.unsignedMultiplyHigh(w, b2) + below(word, low) + below(t1, c);
      low = w * b3;
      word = t3 + low;
      t2 = word + c;
      t3 = Math.unsignedMultiplyHigh(w, b3) + below(word, low) + below(t2, c);
    }
    carry = add(sum, si + EACH, t0, carry);
    carry = add(sum, si + EACH + 1, t1, carry);
    carry = add(sum, si + EACH + 2, t2, carry);
    carry = add(sum, si + EACH + 3, t3, carry);
    sum[si + 2 * EACH] += carry;
  }

  /** Adds a sum of products to another. */
  static void addProducts(long[] sum, int si, long[] other, int oi) {
    long carry = 0;
    for (int i = 0; i < OF_PRODUCTS; i++) {
      carry = add(sum, si + i, other[oi + i], carry);
    }
  }

  /**
   * d = what a sum of products of forms with plain numbers stands for, plain.
   *
   * @param t a number of scratch
   */
  static void ofProducts(long[] d, int di, long[] sum, int si, long[] t) {
    System.arraycopy(sum, si, d, di, EACH);
    toPlain(d, di);
    System.arraycopy(sum, si + EACH, t, 0, EACH);
    reduce(t, 0);
    plus(d, di, d, di, t, 0);
    t[0] = sum[si + 2 * EACH];
    t[1] = 0;
    t[2] = 0;
    t[3] = 0;
    toForm(t, 0);
    plus(d, di, d, di, t, 0);
  }

  /** d = the number that a sum of five words is modulo l, plain. */
  static void ofWide(long[] d, int di, long[] sum, int si, long[] t) {
    System.arraycopy(sum, si, d, di, EACH);
    toForm(d, di);
    t[0] = sum[si + EACH];
    t[1] = 0;
    t[2] = 0;
    t[3] = 0;
    toForm(t, 0);
    toForm(t, 0); // times 2^256
    plus(d, di, d, di, t, 0);
    toPlain(d, di);
  }
}
