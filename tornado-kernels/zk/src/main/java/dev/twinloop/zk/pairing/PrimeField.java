package dev.twinloop.zk.pairing;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.twinloop.kernel.field.Field;
import dev.twinloop.kernel.field.Fp;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;

/**
 * A prime field for towers and points in arrays. Elements are those of {@link Fp}: 64-bit limbs,
 * least significant first, below the modulus, in Montgomery form with R = 2^(64 limbs), which are
 * the very bytes of a point in a zkey file. Thread-safe.
 */
public final class PrimeField implements CoordinateField {
  private static final ValueLayout.OfLong LITTLE = JAVA_LONG_UNALIGNED.withOrder(LITTLE_ENDIAN);
  private static final ValueLayout.OfLong BIG = JAVA_LONG_UNALIGNED.withOrder(BIG_ENDIAN);

  private final Fp fp;
  private final int limbs;
  private final BigInteger modulus;
  private final long[] words;
  private final long[] one;
  private final long[] square;
  private final long[] unit;

  /** The host arithmetic of this field. */
  PrimeField(Field field) {
    this.fp = field.host();
    this.limbs = fp.longs();
    this.modulus = field.modulus();
    this.words = split(modulus);
    this.one = fp.one();
    this.square = split(BigInteger.ONE.shiftLeft(2 * fp.radixBits()).mod(modulus));
    this.unit = split(BigInteger.ONE);
  }

  /** The prime. */
  public BigInteger modulus() {
    return modulus;
  }

  /** Bytes of an element: 32 or 48. */
  public int bytes() {
    return 8 * limbs;
  }

  @Override
  public int size() {
    return limbs;
  }

  @Override
  public void add(long[] z, int zo, long[] x, int xo, long[] y, int yo) {
    fp.add(z, zo, x, xo, y, yo);
  }

  @Override
  public void sub(long[] z, int zo, long[] x, int xo, long[] y, int yo) {
    fp.sub(z, zo, x, xo, y, yo);
  }

  @Override
  public void mul(long[] z, int zo, long[] x, int xo, long[] y, int yo) {
    fp.mul(z, zo, x, xo, y, yo);
  }

  /** z = x y of pairs c0 + c1 u with u^2 = -1. */
  void mulQuadratic(long[] z, int zo, long[] x, int xo, long[] y, int yo) {
    fp.mulQuadratic(z, zo, x, xo, y, yo);
  }

  /** z = k x + y, for k from 1 to 15. */
  void timesPlus(long[] z, int zo, long[] x, int xo, int k, long[] y, int yo) {
    fp.timesPlus(z, zo, x, xo, k, y, yo);
  }

  @Override
  public void sqr(long[] z, int zo, long[] x, int xo) {
    fp.mul(z, zo, x, xo, x, xo);
  }

  @Override
  public void one(long[] z, int zo) {
    System.arraycopy(one, 0, z, zo, limbs);
  }

  @Override
  public void inv(long[] z, int zo, long[] x, int xo) {
    BigInteger value = number(x, xo);
    put(z, zo, value.signum() == 0 ? value : value.modInverse(modulus));
  }

  /** The number that an element stands for. */
  public BigInteger number(long[] x, int xo) {
    return fp.number(x, xo);
  }

  /** z = a number, reduced. */
  public void put(long[] z, int zo, BigInteger number) {
    fp.set(z, zo, number);
  }

  /** z = x R, for a plain number x of limbs below 2^(64 limbs). */
  public void toForm(long[] z, int zo, long[] x, int xo) {
    fp.mul(z, zo, x, xo, square, 0);
  }

  /** z = x / R: the plain number of an element. */
  public void fromForm(long[] z, int zo, long[] x, int xo) {
    fp.mul(z, zo, x, xo, unit, 0);
  }

  /** Reads little-endian bytes into limbs, as they are. */
  public void loadWords(long[] z, int zo, MemorySegment from, long at) {
    for (int i = 0; i < limbs; i++) {
      z[zo + i] = from.get(LITTLE, at + 8L * i);
    }
  }

  /** Writes limbs as little-endian bytes, as they are. */
  public void storeWords(long[] x, int xo, MemorySegment to, long at) {
    for (int i = 0; i < limbs; i++) {
      to.set(LITTLE, at + 8L * i, x[xo + i]);
    }
  }

  /** Writes limbs as big-endian bytes, as they are. */
  public void storeBigEndian(long[] x, int xo, MemorySegment to, long at) {
    for (int i = 0; i < limbs; i++) {
      to.set(BIG, at + 8L * (limbs - 1 - i), x[xo + i]);
    }
  }

  /** Whether limbs, as they are, are below the modulus. */
  public boolean reduced(long[] x, int xo) {
    for (int i = limbs - 1; i >= 0; i--) {
      if (x[xo + i] != words[i]) {
        return Long.compareUnsigned(x[xo + i], words[i]) < 0;
      }
    }
    return false;
  }

  private long[] split(BigInteger number) {
    long[] parts = new long[limbs];
    for (int i = 0; i < limbs; i++) {
      parts[i] = number.shiftRight(64 * i).longValue();
    }
    return parts;
  }

  /** Limbs as a number. */
  public static BigInteger join(long[] limbs) {
    byte[] bytes = new byte[8 * limbs.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[bytes.length - 1 - i] = (byte) (limbs[i / 8] >>> (8 * (i % 8)));
    }
    return new BigInteger(1, bytes);
  }
}
