package dev.twinloop.kernel.ecdsa;

import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/**
 * Keccak-f[1600] (FIPS 202, 3.3) on a private state of 25 lanes, lane x + 5 y at that index. Kernel
 * code: all indices are constants, and there is one round in a loop.
 */
final class Keccak {
  /** Lanes of a state. */
  static final int LANES = 25;

  /** Rounds. */
  static final int ROUNDS = 24;

  private Keccak() {}

  /** All rounds. */
  static void permute(long[] a, LongArray rounds) {
    long[] b = new long[LANES];
    for (int r = 0; r < ROUNDS; r++) {
      round(a, b, rounds.get(r));
    }
  }

  /** One round: theta, rho and pi into b, chi and iota back. */
  private static void round(long[] a, long[] b, long constant) {
    long c0 = a[0] ^ a[5] ^ a[10] ^ a[15] ^ a[20];
    long c1 = a[1] ^ a[6] ^ a[11] ^ a[16] ^ a[21];
    long c2 = a[2] ^ a[7] ^ a[12] ^ a[17] ^ a[22];
    long c3 = a[3] ^ a[8] ^ a[13] ^ a[18] ^ a[23];
    long c4 = a[4] ^ a[9] ^ a[14] ^ a[19] ^ a[24];
    long d0 = c4 ^ rotate(c1, 1);
    long d1 = c0 ^ rotate(c2, 1);
    long d2 = c1 ^ rotate(c3, 1);
    long d3 = c2 ^ rotate(c4, 1);
    long d4 = c3 ^ rotate(c0, 1);
    b[0] = a[0] ^ d0;
    b[10] = rotate(a[1] ^ d1, 1);
    b[20] = rotate(a[2] ^ d2, 62);
    b[5] = rotate(a[3] ^ d3, 28);
    b[15] = rotate(a[4] ^ d4, 27);
    b[16] = rotate(a[5] ^ d0, 36);
    b[1] = rotate(a[6] ^ d1, 44);
    b[11] = rotate(a[7] ^ d2, 6);
    b[21] = rotate(a[8] ^ d3, 55);
    b[6] = rotate(a[9] ^ d4, 20);
    b[7] = rotate(a[10] ^ d0, 3);
    b[17] = rotate(a[11] ^ d1, 10);
    b[2] = rotate(a[12] ^ d2, 43);
    b[12] = rotate(a[13] ^ d3, 25);
    b[22] = rotate(a[14] ^ d4, 39);
    b[23] = rotate(a[15] ^ d0, 41);
    b[8] = rotate(a[16] ^ d1, 45);
    b[18] = rotate(a[17] ^ d2, 15);
    b[3] = rotate(a[18] ^ d3, 21);
    b[13] = rotate(a[19] ^ d4, 8);
    b[14] = rotate(a[20] ^ d0, 18);
    b[24] = rotate(a[21] ^ d1, 2);
    b[9] = rotate(a[22] ^ d2, 61);
    b[19] = rotate(a[23] ^ d3, 56);
    b[4] = rotate(a[24] ^ d4, 14);
    a[0] = b[0] ^ (~b[1] & b[2]) ^ constant;
    a[1] = b[1] ^ (~b[2] & b[3]);
    a[2] = b[2] ^ (~b[3] & b[4]);
    a[3] = b[3] ^ (~b[4] & b[0]);
    a[4] = b[4] ^ (~b[0] & b[1]);
    a[5] = b[5] ^ (~b[6] & b[7]);
    a[6] = b[6] ^ (~b[7] & b[8]);
    a[7] = b[7] ^ (~b[8] & b[9]);
    a[8] = b[8] ^ (~b[9] & b[5]);
    a[9] = b[9] ^ (~b[5] & b[6]);
    a[10] = b[10] ^ (~b[11] & b[12]);
    a[11] = b[11] ^ (~b[12] & b[13]);
    a[12] = b[12] ^ (~b[13] & b[14]);
    a[13] = b[13] ^ (~b[14] & b[10]);
    a[14] = b[14] ^ (~b[10] & b[11]);
    a[15] = b[15] ^ (~b[16] & b[17]);
    a[16] = b[16] ^ (~b[17] & b[18]);
    a[17] = b[17] ^ (~b[18] & b[19]);
    a[18] = b[18] ^ (~b[19] & b[15]);
    a[19] = b[19] ^ (~b[15] & b[16]);
    a[20] = b[20] ^ (~b[21] & b[22]);
    a[21] = b[21] ^ (~b[22] & b[23]);
    a[22] = b[22] ^ (~b[23] & b[24]);
    a[23] = b[23] ^ (~b[24] & b[20]);
    a[24] = b[24] ^ (~b[20] & b[21]);
  }

  private static long rotate(long x, int n) {
    return (x << n) | ((x >> (64 - n)) & ((1L << n) - 1));
  }
}
