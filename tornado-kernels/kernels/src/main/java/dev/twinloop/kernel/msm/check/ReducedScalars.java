package dev.twinloop.kernel.msm.check;

import static java.nio.ByteOrder.BIG_ENDIAN;

import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.msm.kernels.DigitKernels;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;

/** Reads scalars modulo the group's order, as the host's words. Thread-safe. */
public final class ReducedScalars {
  /** Bytes of a scalar, big-endian, on all curves. */
  public static final int BYTES = 4 * DigitKernels.WORDS;

  /** Words of a scalar. */
  public static final int WORDS = BYTES / 8;

  private static final ValueLayout.OfLong WORD =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(BIG_ENDIAN);

  private final MemorySegment scalars;
  private final long[] order;

  /** Of these scalars, {@link #BYTES} each, below 2^256. */
  public ReducedScalars(Group group, MemorySegment scalars) {
    this.scalars = scalars;
    this.order = words(group.order());
  }

  /** Reads one scalar: four words, least significant first. */
  public void read(long[] s, long index) {
    for (int i = 0; i < WORDS; i++) {
      s[i] = scalars.get(WORD, index * BYTES + 8L * (WORDS - 1 - i));
    }
    while (!less(s, order)) {
      long borrow = 0;
      for (int i = 0; i < WORDS; i++) {
        long t = s[i] - order[i];
        long first = carry(s[i], order[i]);
        s[i] = t - borrow;
        borrow = first | carry(t, borrow);
      }
    }
  }

  /** Whether a is below b. */
  static boolean less(long[] a, long[] b) {
    for (int i = WORDS - 1; i > 0; i--) {
      if (a[i] != b[i]) {
        return Long.compareUnsigned(a[i], b[i]) < 0;
      }
    }
    return Long.compareUnsigned(a[0], b[0]) < 0;
  }

  /** 1 if a difference of an unsigned number and {@code b} goes below zero, else 0. */
  private static long carry(long a, long b) {
    return Long.compareUnsigned(a, b) < 0 ? 1 : 0;
  }

  /** The words of a number below 2^256. */
  static long[] words(BigInteger number) {
    long[] words = new long[WORDS];
    for (int i = 0; i < WORDS; i++) {
      words[i] = number.shiftRight(64 * i).longValue();
    }
    return words;
  }
}
