package dev.twinloop.kernel.ecdsa;

import dev.twinloop.kernel.curve.PointMachine;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** Cuts scalars into the windows of {@link dev.twinloop.kernel.curve.Digits}. Kernel code. */
final class Windows {
  private static final long M = 0xffffffffL;
  private static final int WORDS = ScalarConstants.WORDS;

  private Windows() {}

  /** Writes the windows of u and v, reduced and of eight words; destroys both. */
  static void write(int item, int[] u, int[] v, IntArray constants, IntArray scalars) {
    int at = item * PointMachine.SCALAR_INTS;
    makeOdd(u, constants);
    halve(u, at, ScalarConstants.GENERATOR_OFFSET, WORDS, constants, scalars);
    if (constants.get(ScalarConstants.SPLIT) != 0) {
      int[] second = new int[WORDS];
      split(v, second, constants);
      int first = at + constants.get(ScalarConstants.POINT_WORD);
      halve(v, first, ScalarConstants.POINT_OFFSET, 6, constants, scalars);
      int other = at + constants.get(ScalarConstants.SECOND_WORD);
      halve(second, other, ScalarConstants.POINT_OFFSET, 6, constants, scalars);
    } else {
      makeOdd(v, constants);
      int first = at + constants.get(ScalarConstants.POINT_WORD);
      halve(v, first, ScalarConstants.POINT_OFFSET, WORDS, constants, scalars);
    }
  }

  /** k, or k - n if k is even, in ten words. */
  private static void makeOdd(int[] k, IntArray constants) {
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
  private static void halve(
      int[] k, int at, int offset, int words, IntArray constants, IntArray scalars) {
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

  /** k = k1, second = k2, both odd, of six words: k = k1 + k2 lambda mod n. */
  private static void split(int[] k, int[] second, IntArray constants) {
    int[] c1 = new int[WORDS];
    int[] c2 = new int[WORDS];
    topProduct(c1, k, ScalarConstants.G1, constants);
    topProduct(c2, k, ScalarConstants.G2, constants);
    for (int i = 0; i < 6; i++) {
      second[i] = 0;
    }
    subtractProduct(k, c1, ScalarConstants.A1, constants);
    subtractProduct(k, c2, ScalarConstants.A2, constants);
    subtractProduct(second, c1, ScalarConstants.B1, constants);
    subtractProduct(second, c2, ScalarConstants.B2, constants);
    int first = (k[0] & 1) - 1;
    int differ = -((k[0] ^ second[0]) & 1);
    addVector(k, first, ScalarConstants.A1, constants);
    addVector(second, first, ScalarConstants.B1, constants);
    addVector(k, differ, ScalarConstants.A2, constants);
    addVector(second, differ, ScalarConstants.B2, constants);
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
