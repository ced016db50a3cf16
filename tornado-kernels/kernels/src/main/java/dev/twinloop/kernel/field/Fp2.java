package dev.twinloop.kernel.field;

import java.lang.foreign.MemorySegment;
import java.math.BigInteger;

/**
 * A quadratic extension on the host: numbers c0 + c1 u with u^2 a small non-residue, -1 on the
 * pairing curves here. An element is c0, then c1.
 */
public final class Fp2 extends HostField {
  private final Fp base;
  private final int limbs;
  private final int square;

  /**
   * An extension.
   *
   * @param base the field below
   * @param square u^2, no square of the field below; -16 to 16
   * @throws IllegalArgumentException if it is one
   */
  public Fp2(Fp base, int square) {
    super(2 * base.longs(), 2 * base.bytes());
    BigInteger p = base.modulus();
    BigInteger minusOne = p.subtract(BigInteger.ONE);
    boolean none =
        BigInteger.valueOf(square).mod(p).modPow(minusOne.shiftRight(1), p).equals(minusOne);
    if (Math.abs(square) > 16 || !none) {
      throw new IllegalArgumentException(
          "extension: square=%d, accepted: -16 to 16, no square modulo 0x%s"
              .formatted(square, p.toString(16)));
    }
    this.base = base;
    this.limbs = base.longs();
    this.square = square;
  }

  /** The field below. */
  public Fp base() {
    return base;
  }

  @Override
  public void setOne(long[] d) {
    java.util.Arrays.fill(d, limbs, 2 * limbs, 0);
    base.setOne(d);
  }

  @Override
  public void add(long[] d, long[] a, long[] b) {
    add(d, 0, a, 0, b, 0);
  }

  @Override
  public void sub(long[] d, long[] a, long[] b) {
    sub(d, 0, a, 0, b, 0);
  }

  @Override
  public void mul(long[] d, long[] a, long[] b) {
    mul(d, 0, a, 0, b, 0);
  }

  @Override
  public void add(long[] d, int di, long[] a, int ai, long[] b, int bi) {
    base.add(d, di, a, ai, b, bi);
    base.add(d, di + limbs, a, ai + limbs, b, bi + limbs);
  }

  @Override
  public void sub(long[] d, int di, long[] a, int ai, long[] b, int bi) {
    base.sub(d, di, a, ai, b, bi);
    base.sub(d, di + limbs, a, ai + limbs, b, bi + limbs);
  }

  /** {@inheritDoc} By sums of products where u^2 is -1, else by three products (A. Karatsuba). */
  @Override
  public void mul(long[] d, int di, long[] a, int ai, long[] b, int bi) {
    if (square == -1) {
      base.mulQuadratic(d, di, a, ai, b, bi);
      return;
    }
    long[] t = new long[4 * limbs];
    int low = 0;
    int high = limbs;
    int sum = 2 * limbs;
    int other = 3 * limbs;
    base.add(t, sum, a, ai, a, ai + limbs);
    base.add(t, other, b, bi, b, bi + limbs);
    base.mul(t, sum, t, sum, t, other);
    base.mul(t, low, a, ai, b, bi);
    base.mul(t, high, a, ai + limbs, b, bi + limbs);
    base.sub(t, sum, t, sum, t, low);
    base.sub(d, di + limbs, t, sum, t, high);
    for (int i = square; i < 0; i++) {
      base.sub(t, low, t, low, t, high);
    }
    for (int i = square; i > 0; i--) {
      base.add(t, low, t, low, t, high);
    }
    System.arraycopy(t, low, d, di, limbs);
  }

  /** d = c0 - c1 u: also a to the power of p. */
  public void conjugate(long[] d, long[] a) {
    long[] zero = new long[limbs];
    System.arraycopy(a, 0, d, 0, limbs);
    base.sub(d, limbs, zero, 0, a, limbs);
  }

  /** {@inheritDoc} By the norm c0^2 - square c1^2, with one inversion below. */
  @Override
  public void invert(long[] d, long[] a) {
    long[] conjugate = zero();
    conjugate(conjugate, a);
    long[] norm = zero();
    mul(norm, a, conjugate);
    long[] inverse = new long[limbs];
    System.arraycopy(norm, 0, inverse, 0, limbs);
    base.invert(inverse, inverse);
    base.mul(d, 0, conjugate, 0, inverse, 0);
    base.mul(d, limbs, conjugate, limbs, inverse, 0);
  }

  @Override
  public long[] element(Element value) {
    long[] d = zero();
    base.set(d, 0, value.c0());
    base.set(d, limbs, value.c1());
    return d;
  }

  @Override
  public Element value(long[] a) {
    return Element.of(base.number(a, 0), base.number(a, limbs));
  }

  @Override
  public void load(long[] d, MemorySegment from, long at) {
    base.load(d, limbs, from, at);
    base.load(d, 0, from, at + base.bytes());
  }

  @Override
  public void store(long[] a, MemorySegment to, long at) {
    base.store(a, limbs, to, at);
    base.store(a, 0, to, at + base.bytes());
  }
}
