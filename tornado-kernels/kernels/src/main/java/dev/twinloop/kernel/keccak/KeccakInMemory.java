package dev.twinloop.kernel.keccak;

import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/**
 * The permutation of {@link KeccakF1600} with its state in a device's memory instead of registers,
 * for kernels that hash little and need their registers, and so as many threads as fit, for
 * something else. Kernel code.
 *
 * <p>The places where lanes go come from a buffer, so that no compiler can know them: that keeps
 * the state out of registers.
 */
public final class KeccakInMemory {
  private static final int STEPS = KeccakF1600.ROUNDS;
  private static final int ROTATION_SHIFT = 8;
  private static final int PLACE_MASK = 0xff;

  private KeccakInMemory() {}

  /**
   * All rounds.
   *
   * @param a the state, replaced
   * @param table {@link #table}
   */
  public static void permute(long[] a, LongArray table) {
    for (int r = 0; r < KeccakF1600.ROUNDS; r++) {
      long c0 = a[0] ^ a[5] ^ a[10] ^ a[15] ^ a[20];
      long c1 = a[1] ^ a[6] ^ a[11] ^ a[16] ^ a[21];
      long c2 = a[2] ^ a[7] ^ a[12] ^ a[17] ^ a[22];
      long c3 = a[3] ^ a[8] ^ a[13] ^ a[18] ^ a[23];
      long c4 = a[4] ^ a[9] ^ a[14] ^ a[19] ^ a[24];
      column(a, 0, c4 ^ rotate(c1, 1));
      column(a, 1, c0 ^ rotate(c2, 1));
      column(a, 2, c1 ^ rotate(c3, 1));
      column(a, 3, c2 ^ rotate(c4, 1));
      column(a, 4, c3 ^ rotate(c0, 1));
      long moved = a[1];
      for (int step = 0; step < STEPS; step++) {
        int where = (int) table.get(KeccakF1600.ROUNDS + step);
        int place = where & PLACE_MASK;
        long next = a[place];
        a[place] = rotate(moved, where >> ROTATION_SHIFT);
        moved = next;
      }
      plane(a, 0);
      plane(a, 5);
      plane(a, 10);
      plane(a, 15);
      plane(a, 20);
      a[0] ^= table.get(r);
    }
  }

  /** Theta on one column. */
  private static void column(long[] a, int x, long d) {
    a[x] ^= d;
    a[x + 5] ^= d;
    a[x + 10] ^= d;
    a[x + 15] ^= d;
    a[x + 20] ^= d;
  }

  /** Chi on one plane. */
  private static void plane(long[] a, int y) {
    long b0 = a[y];
    long b1 = a[y + 1];
    long b2 = a[y + 2];
    long b3 = a[y + 3];
    long b4 = a[y + 4];
    a[y] = b0 ^ (~b1 & b2);
    a[y + 1] = b1 ^ (~b2 & b3);
    a[y + 2] = b2 ^ (~b3 & b4);
    a[y + 3] = b3 ^ (~b4 & b0);
    a[y + 4] = b4 ^ (~b0 & b1);
  }

  /** n is 1 to 62. */
  private static long rotate(long x, int n) {
    return (x << n) | ((x >> (64 - n)) & ((1L << n) - 1));
  }

  /**
   * The constants of the rounds; then, for each step of rho and pi, where a lane goes and by how
   * much it is rotated on its way: FIPS 202 §3.2.2 and §3.2.3. A buffer that kernels take.
   */
  public static long[] table() {
    long[] table = new long[KeccakF1600.ROUNDS + STEPS];
    System.arraycopy(KeccakF1600.roundConstants(), 0, table, 0, KeccakF1600.ROUNDS);
    int x = 1;
    int y = 0;
    for (int step = 0; step < STEPS; step++) {
      int next = (2 * x + 3 * y) % 5;
      x = y;
      y = next;
      long rotation = (step + 1L) * (step + 2L) / 2 % Long.SIZE;
      table[KeccakF1600.ROUNDS + step] = x + 5L * y + (rotation << ROTATION_SHIFT);
    }
    return table;
  }
}
