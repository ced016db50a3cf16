package dev.twinloop.kernel.field;

import java.lang.foreign.MemorySegment;

/**
 * Arithmetic of a field on the host, as fast as plain Java makes it: a prime field ({@link Fp}) or
 * a quadratic extension of one ({@link Fp2}). It shares nothing with kernels, whose results it
 * checks.
 *
 * <p>An element is an array of {@link #longs} 64-bit limbs; an extension's holds its coefficients
 * one after the other, constant term first. Results may overlap operands. Thread-safe.
 */
public abstract sealed class HostField permits Fp, Fp2 {
  private final int longs;
  private final int bytes;

  HostField(int longs, int bytes) {
    this.longs = longs;
    this.bytes = bytes;
  }

  /** Length of an element. */
  public final int longs() {
    return longs;
  }

  /** Bytes of a stored element. */
  public final int bytes() {
    return bytes;
  }

  /** A new zero. */
  public final long[] zero() {
    return new long[longs];
  }

  /** A new one. */
  public final long[] one() {
    long[] one = zero();
    setOne(one);
    return one;
  }

  /** d = 1. */
  public abstract void setOne(long[] d);

  /** d = a + b. */
  public abstract void add(long[] d, long[] a, long[] b);

  /** d = a - b. */
  public abstract void sub(long[] d, long[] a, long[] b);

  /** d = a b. */
  public abstract void mul(long[] d, long[] a, long[] b);

  /** d = a + b, at offsets into longer arrays. */
  public abstract void add(long[] d, int di, long[] a, int ai, long[] b, int bi);

  /** d = a - b, at offsets. */
  public abstract void sub(long[] d, int di, long[] a, int ai, long[] b, int bi);

  /** d = a b, at offsets; an operand and the result may be one, not overlap in part. */
  public abstract void mul(long[] d, int di, long[] a, int ai, long[] b, int bi);

  /** d = 1 / a, for a other than zero. */
  public abstract void invert(long[] d, long[] a);

  /** d = -a. */
  public final void negate(long[] d, long[] a) {
    sub(d, zero(), a);
  }

  /** Whether an element is zero. */
  public final boolean isZero(long[] a) {
    long any = 0;
    for (long limb : a) {
      any |= limb;
    }
    return any == 0;
  }

  /** The element that numbers stand for: one for each coefficient, constant term first. */
  public abstract long[] element(Element value);

  /** The value of an element. */
  public abstract Element value(long[] a);

  /**
   * Reads {@link #bytes} big-endian bytes, below the modulus; of an extension, the highest
   * coefficient comes first.
   */
  public abstract void load(long[] d, MemorySegment from, long at);

  /** Writes what {@link #load} reads. */
  public abstract void store(long[] a, MemorySegment to, long at);
}
