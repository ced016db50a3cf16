package dev.twinloop.kernel.keccak;

import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/**
 * The permutation Keccak-f[1600] (FIPS 202 §3.3) on a private state of 25 lanes of 64 bits, lane
 * {@code (x, y)} at index {@code x + 5 y}, for use inside kernels.
 *
 * <p>All array indices are constants, so that a device keeps both states in registers. A round goes
 * from one array to the other, plane by plane: five lanes at a time wait between rho and chi, which
 * is what a processor with sixteen registers can hold. Rotations are written with a signed shift
 * and a mask because TornadoVM has no unsigned shift; every compiler on the way folds them back: to
 * one rotation on a CPU, to two funnel shifts of 32 bits on a GPU.
 *
 * <p>32-bit operations of a round on a GPU with three-input logic: theta 20 for the columns, 10 to
 * rotate them, 50 to add them; rho 48; chi 50; iota 2. That is 180, and 4320 for 24 rounds.
 *
 * <p>No branch and no address depends on the data.
 */
public final class KeccakF1600 {
  /** Lanes of a state. */
  public static final int LANES = 25;

  /** Rounds. */
  public static final int ROUNDS = 24;

  private KeccakF1600() {}

  /**
   * All rounds.
   *
   * @param a the state, replaced
   * @param rounds {@link #roundConstants}
   */
  public static void permute(long[] a, LongArray rounds) {
    long[] e = new long[LANES];
    for (int r = 0; r < ROUNDS; r += 2) {
      round(a, e, rounds.get(r));
      round(e, a, rounds.get(r + 1));
    }
  }

  /** The constants of the rounds, made as FIPS 202 §3.2.5 says: a buffer that kernels take. */
  public static long[] roundConstants() {
    long[] all = new long[ROUNDS];
    int register = 1;
    for (int round = 0; round < all.length; round++) {
      for (int j = 0; j <= 6; j++) {
        all[round] |= (long) (register & 1) << ((1 << j) - 1);
        register = register << 1 ^ (register >> 7) * 0x171;
      }
    }
    return all;
  }

  /** One round: theta; then, for each plane, rho and pi into five lanes, and chi (and iota). */
  private static void round(long[] a, long[] e, long constant) {
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
    long b0 = a[0] ^ d0;
    long b1 = rotate(a[6] ^ d1, 44);
    long b2 = rotate(a[12] ^ d2, 43);
    long b3 = rotate(a[18] ^ d3, 21);
    long b4 = rotate(a[24] ^ d4, 14);
    e[0] = b0 ^ (~b1 & b2) ^ constant;
    e[1] = b1 ^ (~b2 & b3);
    e[2] = b2 ^ (~b3 & b4);
    e[3] = b3 ^ (~b4 & b0);
    e[4] = b4 ^ (~b0 & b1);
    b0 = rotate(a[3] ^ d3, 28);
    b1 = rotate(a[9] ^ d4, 20);
    b2 = rotate(a[10] ^ d0, 3);
    b3 = rotate(a[16] ^ d1, 45);
    b4 = rotate(a[22] ^ d2, 61);
    e[5] = b0 ^ (~b1 & b2);
    e[6] = b1 ^ (~b2 & b3);
    e[7] = b2 ^ (~b3 & b4);
    e[8] = b3 ^ (~b4 & b0);
    e[9] = b4 ^ (~b0 & b1);
    b0 = rotate(a[1] ^ d1, 1);
    b1 = rotate(a[7] ^ d2, 6);
    b2 = rotate(a[13] ^ d3, 25);
    b3 = rotate(a[19] ^ d4, 8);
    b4 = rotate(a[20] ^ d0, 18);
    e[10] = b0 ^ (~b1 & b2);
    e[11] = b1 ^ (~b2 & b3);
    e[12] = b2 ^ (~b3 & b4);
    e[13] = b3 ^ (~b4 & b0);
    e[14] = b4 ^ (~b0 & b1);
    b0 = rotate(a[4] ^ d4, 27);
    b1 = rotate(a[5] ^ d0, 36);
    b2 = rotate(a[11] ^ d1, 10);
    b3 = rotate(a[17] ^ d2, 15);
    b4 = rotate(a[23] ^ d3, 56);
    e[15] = b0 ^ (~b1 & b2);
    e[16] = b1 ^ (~b2 & b3);
    e[17] = b2 ^ (~b3 & b4);
    e[18] = b3 ^ (~b4 & b0);
    e[19] = b4 ^ (~b0 & b1);
    b0 = rotate(a[2] ^ d2, 62);
    b1 = rotate(a[8] ^ d3, 55);
    b2 = rotate(a[14] ^ d4, 39);
    b3 = rotate(a[15] ^ d0, 41);
    b4 = rotate(a[21] ^ d1, 2);
    e[20] = b0 ^ (~b1 & b2);
    e[21] = b1 ^ (~b2 & b3);
    e[22] = b2 ^ (~b3 & b4);
    e[23] = b3 ^ (~b4 & b0);
    e[24] = b4 ^ (~b0 & b1);
  }

  private static long rotate(long x, int n) {
    return (x << n) | ((x >> (64 - n)) & ((1L << n) - 1));
  }
}
