// Generated from DigestKernels.java.template by GeneratedKernels: do not edit.
package dev.twinloop.kernel.keccak;

import dev.twinloop.kernel.data.DigestProgram;
import dev.twinloop.kernel.data.RecordBuffers;
import dev.twinloop.task.Control;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/**
 * Keccak-256 of many messages, one a loop turn. Messages and digests are bytes in memory order,
 * which is the order of Keccak's lanes: nothing is swapped. Padding happens here, so that the host
 * only copies bytes.
 *
 * <p>A block is 136 bytes, 17 lanes. The padding is 0x01 after the message and 0x80 at the end of
 * its last block: Keccak as it was submitted, as Ethereum and Monero use it, not SHA3-256 of FIPS
 * 202, whose padding starts with 0x06.
 *
 * <p>Layout: {@code rounds} is {@link KeccakF1600#roundConstants}; {@code digests} has 8 ints an
 * item. Messages of 64 bytes have 16 ints an item; others lie one after the other without gaps, at
 * any byte offset, with {@link RecordBuffers#SLACK_INTS} ints after the last.
 */
public final class Keccak256Kernels {
  /** Bytes of a block. */
  static final int RATE = 136;

  private static final long M = 0xffffffffL;

  /** Small indices are positive: then all words of a block share one address. */
  private static final long POSITIVE = 0x3fffffffL;

  private Keccak256Kernels() {}

  /** Messages of 64 bytes. */
  public static void hash64(
      IntArray control, IntArray receipt, LongArray rounds, IntArray messages, IntArray digests) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        long[] a = new long[KeccakF1600.LANES];
        absorb64(messages, item * 16, a);
        KeccakF1600.permute(a, rounds);
        store(a, digests, item);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /** Messages of {@code control[LENGTH]} bytes, 0 to 2^20. */
  public static void hashFixed(
      IntArray control, IntArray receipt, LongArray rounds, IntArray messages, IntArray digests) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int length = control.get(DigestProgram.LENGTH);
        message(rounds, messages, item * length, length, digests, item);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /**
   * Messages of any length.
   *
   * @param offsets where each message starts, in bytes, and one more: where the last one ends
   */
  public static void hashVariable(
      IntArray control,
      IntArray receipt,
      LongArray rounds,
      IntArray messages,
      IntArray offsets,
      IntArray digests) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int from = offsets.get(item);
        message(rounds, messages, from, offsets.get(item + 1) - from, digests, item);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /**
   * The state before the permutation of a message of 64 bytes.
   *
   * @param at its first of 16 ints
   * @param a every lane is written
   */
  public static void absorb64(IntArray messages, int at, long[] a) {
    long first = at & POSITIVE;
    a[0] = lane(messages.get((int) first), messages.get((int) (first + 1)));
    a[1] = lane(messages.get((int) (first + 2)), messages.get((int) (first + 3)));
    a[2] = lane(messages.get((int) (first + 4)), messages.get((int) (first + 5)));
    a[3] = lane(messages.get((int) (first + 6)), messages.get((int) (first + 7)));
    a[4] = lane(messages.get((int) (first + 8)), messages.get((int) (first + 9)));
    a[5] = lane(messages.get((int) (first + 10)), messages.get((int) (first + 11)));
    a[6] = lane(messages.get((int) (first + 12)), messages.get((int) (first + 13)));
    a[7] = lane(messages.get((int) (first + 14)), messages.get((int) (first + 15)));
    a[8] = 1;
    a[9] = 0;
    a[10] = 0;
    a[11] = 0;
    a[12] = 0;
    a[13] = 0;
    a[14] = 0;
    a[15] = 0;
    a[16] = 0x8000000000000000L;
    a[17] = 0;
    a[18] = 0;
    a[19] = 0;
    a[20] = 0;
    a[21] = 0;
    a[22] = 0;
    a[23] = 0;
    a[24] = 0;
  }

  private static void message(
      LongArray rounds, IntArray messages, int from, int length, IntArray digests, int item) {
    long[] a = new long[KeccakF1600.LANES];
    int[] w = new int[35];
    int shift = (from & 3) << 3;
    int first = from >> 2;
    clear(a);
    for (int rest = length; rest >= 0; rest -= RATE) {
      words(messages, first, w);
      align(w, shift);
      if (rest < RATE) {
        pad(w, rest);
      }
      absorb(w, a);
      KeccakF1600.permute(a, rounds);
      first += RATE / 4;
    }
    store(a, digests, item);
  }

  private static void clear(long[] a) {
    a[0] = 0;
    a[1] = 0;
    a[2] = 0;
    a[3] = 0;
    a[4] = 0;
    a[5] = 0;
    a[6] = 0;
    a[7] = 0;
    a[8] = 0;
    a[9] = 0;
    a[10] = 0;
    a[11] = 0;
    a[12] = 0;
    a[13] = 0;
    a[14] = 0;
    a[15] = 0;
    a[16] = 0;
    a[17] = 0;
    a[18] = 0;
    a[19] = 0;
    a[20] = 0;
    a[21] = 0;
    a[22] = 0;
    a[23] = 0;
    a[24] = 0;
  }

  /** The words of a block, and one more for {@link #align}. */
  private static void words(IntArray messages, int at, int[] w) {
    long first = at & POSITIVE;
    w[0] = messages.get((int) first);
    w[1] = messages.get((int) (first + 1));
    w[2] = messages.get((int) (first + 2));
    w[3] = messages.get((int) (first + 3));
    w[4] = messages.get((int) (first + 4));
    w[5] = messages.get((int) (first + 5));
    w[6] = messages.get((int) (first + 6));
    w[7] = messages.get((int) (first + 7));
    w[8] = messages.get((int) (first + 8));
    w[9] = messages.get((int) (first + 9));
    w[10] = messages.get((int) (first + 10));
    w[11] = messages.get((int) (first + 11));
    w[12] = messages.get((int) (first + 12));
    w[13] = messages.get((int) (first + 13));
    w[14] = messages.get((int) (first + 14));
    w[15] = messages.get((int) (first + 15));
    w[16] = messages.get((int) (first + 16));
    w[17] = messages.get((int) (first + 17));
    w[18] = messages.get((int) (first + 18));
    w[19] = messages.get((int) (first + 19));
    w[20] = messages.get((int) (first + 20));
    w[21] = messages.get((int) (first + 21));
    w[22] = messages.get((int) (first + 22));
    w[23] = messages.get((int) (first + 23));
    w[24] = messages.get((int) (first + 24));
    w[25] = messages.get((int) (first + 25));
    w[26] = messages.get((int) (first + 26));
    w[27] = messages.get((int) (first + 27));
    w[28] = messages.get((int) (first + 28));
    w[29] = messages.get((int) (first + 29));
    w[30] = messages.get((int) (first + 30));
    w[31] = messages.get((int) (first + 31));
    w[32] = messages.get((int) (first + 32));
    w[33] = messages.get((int) (first + 33));
    w[34] = messages.get((int) (first + 34));
  }

  /** Moves a block that starts {@code shift} bits into its first word to the front. */
  private static void align(int[] w, int shift) {
    w[0] = funnel(w[0], w[1], shift);
    w[1] = funnel(w[1], w[2], shift);
    w[2] = funnel(w[2], w[3], shift);
    w[3] = funnel(w[3], w[4], shift);
    w[4] = funnel(w[4], w[5], shift);
    w[5] = funnel(w[5], w[6], shift);
    w[6] = funnel(w[6], w[7], shift);
    w[7] = funnel(w[7], w[8], shift);
    w[8] = funnel(w[8], w[9], shift);
    w[9] = funnel(w[9], w[10], shift);
    w[10] = funnel(w[10], w[11], shift);
    w[11] = funnel(w[11], w[12], shift);
    w[12] = funnel(w[12], w[13], shift);
    w[13] = funnel(w[13], w[14], shift);
    w[14] = funnel(w[14], w[15], shift);
    w[15] = funnel(w[15], w[16], shift);
    w[16] = funnel(w[16], w[17], shift);
    w[17] = funnel(w[17], w[18], shift);
    w[18] = funnel(w[18], w[19], shift);
    w[19] = funnel(w[19], w[20], shift);
    w[20] = funnel(w[20], w[21], shift);
    w[21] = funnel(w[21], w[22], shift);
    w[22] = funnel(w[22], w[23], shift);
    w[23] = funnel(w[23], w[24], shift);
    w[24] = funnel(w[24], w[25], shift);
    w[25] = funnel(w[25], w[26], shift);
    w[26] = funnel(w[26], w[27], shift);
    w[27] = funnel(w[27], w[28], shift);
    w[28] = funnel(w[28], w[29], shift);
    w[29] = funnel(w[29], w[30], shift);
    w[30] = funnel(w[30], w[31], shift);
    w[31] = funnel(w[31], w[32], shift);
    w[32] = funnel(w[32], w[33], shift);
    w[33] = funnel(w[33], w[34], shift);
  }

  /** The low word of {@code high:low >> shift}; shift is 0 to 31. */
  private static int funnel(int low, int high, int shift) {
    return (int) ((((long) high << 32) | (low & M)) >> shift);
  }

  /** Cuts a block off after its first {@code rest} bytes, 0 to 135, and pads it. */
  private static void pad(int[] w, int rest) {
    w[0] = padded(w[0], rest);
    w[1] = padded(w[1], rest - 4);
    w[2] = padded(w[2], rest - 8);
    w[3] = padded(w[3], rest - 12);
    w[4] = padded(w[4], rest - 16);
    w[5] = padded(w[5], rest - 20);
    w[6] = padded(w[6], rest - 24);
    w[7] = padded(w[7], rest - 28);
    w[8] = padded(w[8], rest - 32);
    w[9] = padded(w[9], rest - 36);
    w[10] = padded(w[10], rest - 40);
    w[11] = padded(w[11], rest - 44);
    w[12] = padded(w[12], rest - 48);
    w[13] = padded(w[13], rest - 52);
    w[14] = padded(w[14], rest - 56);
    w[15] = padded(w[15], rest - 60);
    w[16] = padded(w[16], rest - 64);
    w[17] = padded(w[17], rest - 68);
    w[18] = padded(w[18], rest - 72);
    w[19] = padded(w[19], rest - 76);
    w[20] = padded(w[20], rest - 80);
    w[21] = padded(w[21], rest - 84);
    w[22] = padded(w[22], rest - 88);
    w[23] = padded(w[23], rest - 92);
    w[24] = padded(w[24], rest - 96);
    w[25] = padded(w[25], rest - 100);
    w[26] = padded(w[26], rest - 104);
    w[27] = padded(w[27], rest - 108);
    w[28] = padded(w[28], rest - 112);
    w[29] = padded(w[29], rest - 116);
    w[30] = padded(w[30], rest - 120);
    w[31] = padded(w[31], rest - 124);
    w[32] = padded(w[32], rest - 128);
    w[33] = padded(w[33], rest - 132);
    w[33] |= 0x80000000;
  }

  /** A word of the last block: its first {@code rest} bytes (any int), then 0x01, then zeros. */
  private static int padded(int word, int rest) {
    int marker = 1 << ((rest & 3) << 3);
    int cut = (word & (marker - 1)) | marker;
    int whole = (3 - rest) >> 31;
    int inside = ~(rest >> 31);
    return (word & whole) | (cut & inside & ~whole);
  }

  private static void absorb(int[] w, long[] a) {
    a[0] ^= lane(w[0], w[1]);
    a[1] ^= lane(w[2], w[3]);
    a[2] ^= lane(w[4], w[5]);
    a[3] ^= lane(w[6], w[7]);
    a[4] ^= lane(w[8], w[9]);
    a[5] ^= lane(w[10], w[11]);
    a[6] ^= lane(w[12], w[13]);
    a[7] ^= lane(w[14], w[15]);
    a[8] ^= lane(w[16], w[17]);
    a[9] ^= lane(w[18], w[19]);
    a[10] ^= lane(w[20], w[21]);
    a[11] ^= lane(w[22], w[23]);
    a[12] ^= lane(w[24], w[25]);
    a[13] ^= lane(w[26], w[27]);
    a[14] ^= lane(w[28], w[29]);
    a[15] ^= lane(w[30], w[31]);
    a[16] ^= lane(w[32], w[33]);
  }

  private static long lane(int low, int high) {
    return ((long) high << 32) | (low & M);
  }

  private static void store(long[] a, IntArray digests, int item) {
    int at = item * 8;
    long first = at & POSITIVE;
    digests.set((int) first, (int) a[0]);
    digests.set((int) (first + 1), (int) (a[0] >> 32));
    digests.set((int) (first + 2), (int) a[1]);
    digests.set((int) (first + 3), (int) (a[1] >> 32));
    digests.set((int) (first + 4), (int) a[2]);
    digests.set((int) (first + 5), (int) (a[2] >> 32));
    digests.set((int) (first + 6), (int) a[3]);
    digests.set((int) (first + 7), (int) (a[3] >> 32));
  }
}
