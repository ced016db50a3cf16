package dev.twinloop.ringct.clsag.kernels;

import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** Steps with encodings and scalars of 32 bytes, as eight little-endian ints. Kernel code. */
final class ScalarSteps {
  /** Ints of a number. */
  static final int WORDS = 8;

  private static final long M = 0xffffffffL;
  private static final int ALL = -1;
  private static final int SIGN = 0x80000000;

  private ScalarSteps() {}

  /** d = eight ints of a buffer. */
  static void load(int[] d, IntArray from, int at) {
    for (int i = 0; i < WORDS; i++) {
      d[i] = from.get(at + i);
    }
  }

  /** Writes the digits' number, k + offset, of {@code words} ints. */
  static void digits(int[] f, int at, int[] k, int words, IntArray order, int offset) {
    long carry = 0;
    for (int i = 0; i < words; i++) {
      int word = 0;
      if (i < WORDS) {
        word = k[i & 7];
      }
      long s = (word & M) + (order.get(offset + i) & M) + carry;
      f[at + i] = (int) s;
      carry = (s >> 32) & M;
    }
  }

  /** 1 if a number is not zero, else 0. */
  static int notZero(int[] v) {
    int any = 0;
    for (int i = 0; i < WORDS; i++) {
      any = any | v[i];
    }
    return ((any | -any) >> 31) & 1;
  }

  /** 1 if two numbers differ, else 0. */
  static int differ(int[] v, IntArray from, int at) {
    int any = 0;
    for (int i = 0; i < WORDS; i++) {
      any = any | (v[i] ^ from.get(at + i));
    }
    return ((any | -any) >> 31) & 1;
  }

  /**
   * 1 if an encoding of a point is one that no point has: y is p or more, or x is 0 and its sign is
   * set. p is 2^255 - 19, and x is 0 where y is 1 or -1.
   */
  static int notCanonical(IntArray items, int at) {
    int ones = ALL;
    int zeros = 0;
    for (int i = 1; i < WORDS - 1; i++) {
      ones = ones & items.get(at + i);
      zeros = zeros | items.get(at + i);
    }
    int low = items.get(at);
    int top = items.get(at + WORDS - 1);
    int bad = 0;
    if (ones == ALL) {
      if ((top | SIGN) == ALL) {
        if (low > -20) {
          if (low < 0) {
            bad = 1;
          }
        }
        if (low == -20) {
          if (top == ALL) {
            bad = 1;
          }
        }
      }
    }
    if (zeros == 0) {
      if (low == 1) {
        if (top == SIGN) {
          bad = 1;
        }
      }
    }
    return bad;
  }

  /** 1 if an encoding is that of the neutral element. */
  static int isNeutral(IntArray items, int at) {
    int any = items.get(at) ^ 1;
    for (int i = 1; i < WORDS; i++) {
      any = any | items.get(at + i);
    }
    return (((any | -any) >> 31) & 1) ^ 1;
  }
}
