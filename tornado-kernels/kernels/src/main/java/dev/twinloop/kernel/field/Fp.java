package dev.twinloop.kernel.field;

import static java.nio.ByteOrder.BIG_ENDIAN;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;

/**
 * A prime field on the host, about 0.1 µs a multiplication of 384 bits.
 *
 * <p>Elements are 64-bit limbs, least significant first, below the modulus, in Montgomery form with
 * R = 2^256 or 2^384. Methods with offsets take elements out of longer arrays.
 *
 * <p>C. Koc, T. Acar, B. Kaliski (1996), finely integrated product scanning. No branch depends on a
 * value, also not in what HotSpot compiles: it would be mispredicted every other time, and it would
 * tell of secrets.
 */
public abstract sealed class Fp extends HostField permits FpOf4Limbs, FpOf6Limbs {
  private static final ValueLayout.OfLong WORD =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(BIG_ENDIAN);

  private static final int TOP_BITS = 32;
  private static final int TOP_SCALE = 58;

  /** -1 / modulus mod 2^64. */
  final long inverse;

  private final int limbs;
  private final int words;
  private final BigInteger modulus;
  private final long[] p;
  private final long[] one;
  private final long[] square;
  private final long[] unit;
  private final int topShift;
  private final long topInverse;

  Fp(Field field, int limbs) {
    super(limbs, field.bytes());
    this.limbs = limbs;
    this.words = field.bytes() / 8;
    this.modulus = field.modulus();
    this.p = split(modulus);
    this.inverse = modulus.negate().modInverse(BigInteger.TWO.pow(64)).longValue();
    BigInteger r = BigInteger.TWO.pow(64 * limbs);
    this.one = split(r.mod(modulus));
    this.square = split(r.multiply(r).mod(modulus));
    this.unit = split(BigInteger.ONE);
    int below = modulus.bitLength() - TOP_BITS;
    this.topShift = below & 63;
    this.topInverse = (1L << TOP_SCALE) / (modulus.shiftRight(below).longValueExact() + 1);
  }

  /** A field's arithmetic; see {@link Field#host}. */
  static Fp of(Field field) {
    return field.bits() < 256 ? new FpOf4Limbs(field) : new FpOf6Limbs(field);
  }

  /** The modulus. */
  public final BigInteger modulus() {
    return modulus;
  }

  /** Bits of R. */
  public final int radixBits() {
    return 64 * limbs;
  }

  final long limb(int index) {
    return p[index];
  }

  @Override
  public final void setOne(long[] d) {
    System.arraycopy(one, 0, d, 0, limbs);
  }

  /**
   * d = a b in the extension by u with u^2 = -1, at offsets: each element is two of this field, the
   * constant term first. Each coefficient is a sum of two products that share one reduction, for
   * which the modulus must leave two top bits free (P. Longa, 2022).
   */
  public abstract void mulQuadratic(long[] d, int di, long[] a, int ai, long[] b, int bi);

  /**
   * d = k a + b, at offsets; with one estimate of how often the modulus is in it. For moduli that
   * reach into the highest limb: 224 bits and more of four limbs, 352 and more of six.
   *
   * @param k 1 to 15
   */
  public abstract void timesPlus(long[] d, int di, long[] a, int ai, int k, long[] b, int bi);

  /**
   * How often the modulus is in a number below 16 times as much, or one less.
   *
   * @param above the limb above the highest
   * @param top the highest limb
   */
  final long multiples(long above, long top) {
    return ((above << 1 << (63 - topShift) | top >>> topShift) * topInverse) >>> TOP_SCALE;
  }

  @Override
  public final void mul(long[] d, long[] a, long[] b) {
    mul(d, 0, a, 0, b, 0);
  }

  @Override
  public final void add(long[] d, long[] a, long[] b) {
    add(d, 0, a, 0, b, 0);
  }

  @Override
  public final void sub(long[] d, long[] a, long[] b) {
    sub(d, 0, a, 0, b, 0);
  }

  @Override
  public final void invert(long[] d, long[] a) {
    System.arraycopy(form(number(a).modInverse(modulus)), 0, d, 0, limbs);
  }

  @Override
  public final long[] element(Element value) {
    return form(value.number());
  }

  @Override
  public final Element value(long[] a) {
    return Element.of(number(a));
  }

  /** The element that a number stands for. */
  public final long[] form(BigInteger number) {
    long[] d = zero();
    set(d, 0, number);
    return d;
  }

  /** Writes the element that a number stands for. */
  public final void set(long[] d, int at, BigInteger number) {
    System.arraycopy(split(number.mod(modulus)), 0, d, at, limbs);
    toForm(d, at);
  }

  /** The number that an element stands for. */
  public final BigInteger number(long[] a) {
    return number(a, 0);
  }

  /** The number that an element at an offset stands for. */
  public final BigInteger number(long[] a, int at) {
    long[] d = zero();
    mul(d, 0, a, at, unit, 0);
    return plain(d, 0);
  }

  /** The number that limbs are, if they are not in Montgomery form. */
  public final BigInteger plain(long[] a, int at) {
    BigInteger number = BigInteger.ZERO;
    for (int i = limbs - 1; i >= 0; i--) {
      number = number.shiftLeft(32).or(BigInteger.valueOf(a[at + i] >>> 32));
      number = number.shiftLeft(32).or(BigInteger.valueOf(a[at + i] & 0xffffffffL));
    }
    return number;
  }

  /** Brings plain limbs into Montgomery form. */
  public final void toForm(long[] d, int at) {
    mul(d, at, d, at, square, 0);
  }

  /** Reads {@link #bytes} big-endian bytes as they are: not in Montgomery form. */
  public final void read(long[] d, int at, MemorySegment from, long offset) {
    for (int i = 0; i < words; i++) {
      d[at + i] = from.get(WORD, offset + 8L * (words - 1 - i));
    }
    for (int i = words; i < limbs; i++) {
      d[at + i] = 0;
    }
  }

  @Override
  public final void load(long[] d, MemorySegment from, long at) {
    load(d, 0, from, at);
  }

  final void load(long[] d, int di, MemorySegment from, long at) {
    read(d, di, from, at);
    toForm(d, di);
  }

  @Override
  public final void store(long[] a, MemorySegment to, long at) {
    store(a, 0, to, at);
  }

  final void store(long[] a, int ai, MemorySegment to, long at) {
    long[] d = zero();
    mul(d, 0, a, ai, unit, 0);
    for (int i = 0; i < words; i++) {
      to.set(WORD, at + 8L * (words - 1 - i), d[i]);
    }
  }

  /**
   * 1 if the sum of two numbers and a carry of 0 or 1 overflowed, else 0. A comparison would do,
   * but HotSpot compiles one to a jump where its profile saw few overflows, as among the zeros and
   * ones of a program's first steps, and then all later products take four times as long.
   */
  public static long overflow(long a, long b, long sum) {
    return ((a & b) | ((a | b) & ~sum)) >>> 63;
  }

  /** 1 if a difference less a borrow of 0 or 1 is below zero, else 0. */
  public static long borrow(long a, long b, long difference) {
    return ((~a & b) | ((~a | b) & difference)) >>> 63;
  }

  /** Some bits of the modulus. */
  final long digit(int from, int bits) {
    return modulus.shiftRight(from).longValue() & (1L << bits) - 1;
  }

  private long[] split(BigInteger number) {
    long[] split = new long[limbs];
    for (int i = 0; i < limbs; i++) {
      split[i] = number.shiftRight(64 * i).longValue();
    }
    return split;
  }
}
