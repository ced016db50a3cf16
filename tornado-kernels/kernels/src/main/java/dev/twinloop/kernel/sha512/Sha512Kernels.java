// Generated from DigestKernels.java.template by GeneratedKernels: do not edit.
package dev.twinloop.kernel.sha512;

import dev.twinloop.kernel.data.DigestProgram;
import dev.twinloop.kernel.data.RecordBuffers;
import dev.twinloop.kernel.sha256.Sha256Rounds;
import dev.twinloop.task.Control;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * SHA-512 of many messages, one a loop turn. Messages and digests are bytes in memory order; the
 * kernels read them as little-endian words of 32 bits, swap and join. Padding (FIPS 180-4 §5.1.2)
 * happens here, so that the host only copies bytes.
 *
 * <p>Layout: {@code digests} has 16 ints an item, the digest's 64 bytes. Messages of 64 bytes have
 * 16 ints an item; others lie one after the other without gaps, at any byte offset, with {@link
 * RecordBuffers#SLACK_INTS} ints after the last.
 */
public final class Sha512Kernels {
  private Sha512Kernels() {}

  /** Messages of 64 bytes: one block. */
  public static void hash64(
      IntArray control, IntArray receipt, IntArray messages, IntArray digests) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        message64(messages, digests, item, control.get(DigestProgram.LENGTH));
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /** Messages of {@code control[LENGTH]} bytes, 0 to 2^20. */
  public static void hashFixed(
      IntArray control, IntArray receipt, IntArray messages, IntArray digests) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int length = control.get(DigestProgram.LENGTH);
        message(messages, item * length, length, digests, item);
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
      IntArray control, IntArray receipt, IntArray messages, IntArray offsets, IntArray digests) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int from = offsets.get(item);
        message(messages, from, offsets.get(item + 1) - from, digests, item);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /** The length is 64, which the compiler must not know: see {@link Sha512Rounds#compress}. */
  private static void message64(IntArray messages, IntArray digests, int item, int length) {
    long[] state = new long[8];
    long[] w = new long[16];
    int first = item * 16;
    w[0] = Sha512Blocks.big(messages.get(first), messages.get(first + 1));
    w[1] = Sha512Blocks.big(messages.get(first + 2), messages.get(first + 3));
    w[2] = Sha512Blocks.big(messages.get(first + 4), messages.get(first + 5));
    w[3] = Sha512Blocks.big(messages.get(first + 6), messages.get(first + 7));
    w[4] = Sha512Blocks.big(messages.get(first + 8), messages.get(first + 9));
    w[5] = Sha512Blocks.big(messages.get(first + 10), messages.get(first + 11));
    w[6] = Sha512Blocks.big(messages.get(first + 12), messages.get(first + 13));
    w[7] = Sha512Blocks.big(messages.get(first + 14), messages.get(first + 15));
    w[8] = 0x80L << (length - 8);
    w[9] = 0;
    w[10] = 0;
    w[11] = 0;
    w[12] = 0;
    w[13] = 0;
    w[14] = 0;
    w[15] = (long) length << 3;
    Sha512Rounds.start(state);
    Sha512Rounds.compress(state, w);
    store(state, digests, item);
  }

  private static void message(IntArray messages, int from, int length, IntArray digests, int item) {
    long[] state = new long[8];
    long[] w = new long[16];
    int shift = (from & 3) << 3;
    int blocks = (length + 144) >> 7;
    Sha512Rounds.start(state);
    for (int block = 0; block < blocks; block++) {
      int rest = length - block * 128;
      Sha512Blocks.words(messages, (from >> 2) + block * 32, shift, w);
      if (rest < 128) {
        Sha512Blocks.pad(w, rest);
      }
      if (rest < 112) {
        w[15] = (long) length << 3;
      }
      Sha512Rounds.compress(state, w);
    }
    store(state, digests, item);
  }

  private static void store(long[] state, IntArray digests, int item) {
    int first = item * 16;
    digests.set(first, Sha256Rounds.swap((int) (state[0] >> 32)));
    digests.set(first + 1, Sha256Rounds.swap((int) state[0]));
    digests.set(first + 2, Sha256Rounds.swap((int) (state[1] >> 32)));
    digests.set(first + 3, Sha256Rounds.swap((int) state[1]));
    digests.set(first + 4, Sha256Rounds.swap((int) (state[2] >> 32)));
    digests.set(first + 5, Sha256Rounds.swap((int) state[2]));
    digests.set(first + 6, Sha256Rounds.swap((int) (state[3] >> 32)));
    digests.set(first + 7, Sha256Rounds.swap((int) state[3]));
    digests.set(first + 8, Sha256Rounds.swap((int) (state[4] >> 32)));
    digests.set(first + 9, Sha256Rounds.swap((int) state[4]));
    digests.set(first + 10, Sha256Rounds.swap((int) (state[5] >> 32)));
    digests.set(first + 11, Sha256Rounds.swap((int) state[5]));
    digests.set(first + 12, Sha256Rounds.swap((int) (state[6] >> 32)));
    digests.set(first + 13, Sha256Rounds.swap((int) state[6]));
    digests.set(first + 14, Sha256Rounds.swap((int) (state[7] >> 32)));
    digests.set(first + 15, Sha256Rounds.swap((int) state[7]));
  }
}
