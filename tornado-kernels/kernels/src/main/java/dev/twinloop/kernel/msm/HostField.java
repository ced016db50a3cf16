package dev.twinloop.kernel.msm;

import static java.nio.ByteOrder.BIG_ENDIAN;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A curve's field of coordinates for the host: as fast as plain Java makes it, about 0.1 µs a
 * multiplication of 384 bits. Not kernel code.
 *
 * <p>Elements are arrays of 64-bit limbs, least significant first, below the modulus, in Montgomery
 * form with R = 2^256 or 2^384: in memory the same bytes as the 32-bit limbs of {@link
 * dev.twinloop.kernel.field.Montgomery}. Results may overlap operands. Thread-safe.
 *
 * <p>C. Koc, T. Acar, B. Kaliski (1996), finely integrated operand scanning; the modulus' free top
 * bit saves the last carry of each row.
 */
abstract sealed class HostField permits HostField4, HostField6 {
  private static final ValueLayout.OfLong WORD =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(BIG_ENDIAN);

  private static final Map<G1, HostField> FIELDS = new ConcurrentHashMap<>();

  /** -1 / modulus mod 2^64. */
  final long inverse;

  private final int limbs;
  private final BigInteger modulus;
  private final long[] words;
  private final long[] one;
  private final long[] square;
  private final long[] unit;

  HostField(BigInteger modulus, int limbs) {
    this.limbs = limbs;
    this.modulus = modulus;
    this.words = split(modulus);
    this.inverse = modulus.negate().modInverse(BigInteger.TWO.pow(64)).longValue();
    BigInteger r = BigInteger.TWO.pow(64 * limbs);
    this.one = split(r.mod(modulus));
    this.square = split(r.multiply(r).mod(modulus));
    this.unit = split(BigInteger.ONE);
  }

  /** The field of a curve's coordinates; made once. */
  static HostField of(G1 curve) {
    return FIELDS.computeIfAbsent(
        curve,
        c ->
            switch (c) {
              case BN254 -> new HostField4(c.p());
              case BLS12_381 -> new HostField6(c.p());
            });
  }

  /** d = a b / R. */
  abstract void mul(long[] d, long[] a, long[] b);

  /** Zero. */
  final long[] zero() {
    return new long[limbs];
  }

  /** A copy of one. */
  final long[] one() {
    return one.clone();
  }

  final long limb(int index) {
    return words[index];
  }

  /** d = a + b. */
  final void add(long[] d, long[] a, long[] b) {
    long c = 0;
    for (int i = 0; i < limbs; i++) {
      long s = a[i] + b[i];
      long first = carry(s, b[i]);
      d[i] = s + c;
      c = first | carry(d[i], c);
    }
    reduce(d);
  }

  /** d = a - b. */
  final void sub(long[] d, long[] a, long[] b) {
    long borrow = 0;
    for (int i = 0; i < limbs; i++) {
      long ai = a[i];
      long s = ai - b[i];
      long first = carry(ai, b[i]);
      d[i] = s - borrow;
      borrow = first | carry(s, borrow);
    }
    if (borrow != 0) {
      long c = 0;
      for (int i = 0; i < limbs; i++) {
        long s = d[i] + words[i];
        long first = carry(s, words[i]);
        d[i] = s + c;
        c = first | carry(d[i], c);
      }
    }
  }

  /** Whether an element is zero. */
  final boolean isZero(long[] a) {
    long any = 0;
    for (int i = 0; i < limbs; i++) {
      any |= a[i];
    }
    return any == 0;
  }

  /** d = 1 / a, for a other than zero. */
  final void invert(long[] d, long[] a) {
    System.arraycopy(form(number(a).modInverse(modulus)), 0, d, 0, limbs);
  }

  /** The element that a number stands for. */
  final long[] form(BigInteger number) {
    long[] d = split(number.mod(modulus));
    mul(d, d, square);
    return d;
  }

  /** The number that an element stands for. */
  final BigInteger number(long[] a) {
    long[] d = zero();
    mul(d, a, unit);
    BigInteger number = BigInteger.ZERO;
    for (int i = limbs - 1; i >= 0; i--) {
      number = number.shiftLeft(32).or(BigInteger.valueOf(d[i] >>> 32));
      number = number.shiftLeft(32).or(BigInteger.valueOf(d[i] & 0xffffffffL));
    }
    return number;
  }

  /** Reads big-endian bytes below the modulus. */
  final void load(long[] d, MemorySegment from, long at) {
    for (int i = 0; i < limbs; i++) {
      d[i] = from.get(WORD, at + 8L * (limbs - 1 - i));
    }
    mul(d, d, square);
  }

  /** Writes big-endian bytes; changes {@code a}. */
  final void store(long[] a, MemorySegment to, long at) {
    mul(a, a, unit);
    for (int i = 0; i < limbs; i++) {
      to.set(WORD, at + 8L * (limbs - 1 - i), a[i]);
    }
  }

  /** Subtracts the modulus once from a number below twice the modulus, if it is not below it. */
  final void reduce(long[] d) {
    for (int i = limbs - 1; i >= 0; i--) {
      if (d[i] != words[i]) {
        if (Long.compareUnsigned(d[i], words[i]) < 0) {
          return;
        }
        break;
      }
    }
    long borrow = 0;
    for (int i = 0; i < limbs; i++) {
      long s = d[i] - words[i];
      long first = carry(d[i], words[i]);
      d[i] = s - borrow;
      borrow = first | carry(s, borrow);
    }
  }

  /** The high half of a * b, plus the carry out of a sum that a * b's low half went into. */
  static long high(long a, long b, long sum) {
    return Math.unsignedMultiplyHigh(a, b) + carry(sum, a * b);
  }

  /** 1 if a sum overflowed (it is then below each addend), else 0. */
  static long carry(long sum, long addend) {
    return Long.compareUnsigned(sum, addend) < 0 ? 1 : 0;
  }

  private long[] split(BigInteger number) {
    long[] words = new long[limbs];
    for (int i = 0; i < limbs; i++) {
      words[i] = number.shiftRight(64 * i).longValue();
    }
    return words;
  }
}
