package dev.twinloop.kernel.ecdsa.kernels;

import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** Cuts scalars into the windows of {@link dev.twinloop.kernel.machine.Digits}. Kernel code. */
final class Windows {
  private static final long M = 0xffffffffL;
  private static final int WORDS = ScalarConstants.WORDS;

  private Windows() {}

  /** k, or k - n if k is even, in ten words. */
  static void makeOdd(int[] k, IntArray constants) {
    k[8] = 0;
    k[9] = 0;
    long borrow = 0;
    int even = (k[0] & 1) - 1;
    for (int i = 0; i < WORDS; i++) {
      long s = (k[i] & M) - ((constants.get(ScalarConstants.ORDER + i) & even) & M) - borrow;
      k[i] = (int) s;
      borrow = (s >> 32) & 1;
    }
  }

  /** Writes (k + offset) / 2. */
  static void halve(int[] k, int at, int offset, int words, IntArray constants, IntArray scalars) {
    long carry = 0;
    for (int i = 0; i < words; i++) {
      long s = (k[i] & M) + (constants.get(offset + i) & M) + carry;
      k[i] = (int) s;
      carry = (s >> 32) & M;
    }
    for (int i = 0; i < words - 1; i++) {
      scalars.set(at + i, ((k[i] >> 1) & 0x7fffffff) | (k[i + 1] << 31));
    }
    scalars.set(at + words - 1, (k[words - 1] >> 1) & 0x7fffffff);
  }

  /** first + second lambda = k mod n, both odd, of six words. */
  static void split(int[] k, int[] first, int[] second, IntArray constants) {
    int[] c = new int[WORDS];
    for (int i = 0; i < 6; i++) {
      first[i] = k[i];
      second[i] = 0;
    }
    for (int t = 0; t < 2; t++) {
      topProduct(c, k, ScalarConstants.G1 + t * WORDS, constants);
      subtractProduct(first, c, ScalarConstants.A1 + 2 * t * WORDS, constants);
      subtractProduct(second, c, ScalarConstants.B1 + 2 * t * WORDS, constants);
    }
    int mask = (first[0] & 1) - 1;
    for (int t = 0; t < 2; t++) {
      addVector(first, mask, ScalarConstants.A1 + 2 * t * WORDS, constants);
      addVector(second, mask, ScalarConstants.B1 + 2 * t * WORDS, constants);
      mask = (second[0] & 1) - 1;
    }
  }

  /** d = round(k * g / 2^384), of six words. */
  private static void topProduct(int[] d, int[] k, int g, IntArray constants) {
    int[] t = new int[16];
    for (int i = 0; i < 16; i++) {
      t[i] = 0;
    }
    for (int i = 0; i < 8; i++) {
      long carry = 0;
      int ki = k[i];
      for (int j = 0; j < 8; j++) {
        long s = (ki & M) * (constants.get(g + j) & M) + (t[i + j] & M) + carry;
        t[i + j] = (int) s;
        carry = (s >> 32) & M;
      }
      t[i + 8] = (int) carry;
    }
    long carry = (t[11] >> 31) & 1;
    for (int i = 0; i < 4; i++) {
      long s = (t[12 + i] & M) + carry;
      d[i] = (int) s;
      carry = (s >> 32) & M;
    }
    d[4] = (int) carry;
    d[5] = 0;
  }

  /** k = k - c * v modulo 2^192. */
  private static void subtractProduct(int[] k, int[] c, int v, IntArray constants) {
    for (int i = 0; i < 6; i++) {
      long carry = 0;
      long borrow = 0;
      int ci = c[i];
      for (int j = 0; j < 6 - i; j++) {
        long s = (ci & M) * (constants.get(v + j) & M) + carry;
        carry = (s >> 32) & M;
        long r = (k[i + j] & M) - (s & M) - borrow;
        k[i + j] = (int) r;
        borrow = (r >> 32) & 1;
      }
    }
  }

  /** k = k + v where the mask is -1, modulo 2^192. */
  private static void addVector(int[] k, int mask, int v, IntArray constants) {
    long carry = 0;
    for (int i = 0; i < 6; i++) {
      long s = (k[i] & M) + ((constants.get(v + i) & mask) & M) + carry;
      k[i] = (int) s;
      carry = (s >> 32) & M;
    }
  }
}
