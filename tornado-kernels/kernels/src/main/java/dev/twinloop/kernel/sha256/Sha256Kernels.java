// Generated from DigestKernels.java.template by GeneratedKernels: do not edit.
package dev.twinloop.kernel.sha256;

import dev.twinloop.kernel.data.DigestProgram;
import dev.twinloop.kernel.data.RecordBuffers;
import dev.twinloop.task.Control;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * SHA-256 of many messages, one a loop turn. Messages and digests are bytes in memory order; the
 * kernels read them as little-endian words and swap. Padding (FIPS 180-4 §5.1.1) happens here, so
 * that the host only copies bytes.
 *
 * <p>Layout: {@code digests} has 8 ints an item, the digest's 32 bytes. Messages of 64 bytes have
 * 16 ints an item; others lie one after the other without gaps, at any byte offset, with {@link
 * RecordBuffers#SLACK_INTS} ints after the last.
 */
public final class Sha256Kernels {
  private Sha256Kernels() {}

  /** Messages of 64 bytes. */
  public static void hash64(
      IntArray control, IntArray receipt, IntArray messages, IntArray digests) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        message64(messages, digests, item);
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

  private static void message64(IntArray messages, IntArray digests, int item) {
    int[] state = new int[8];
    int[] w = new int[16];
    words(messages, item * 16, w);
    swap(w);
    Sha256Rounds.start(state);
    Sha256Rounds.compress(state, w);
    Padding64.compress(state);
    store(state, digests, item);
  }

  private static void message(IntArray messages, int from, int length, IntArray digests, int item) {
    int[] state = new int[8];
    int[] w = new int[16];
    int shift = (from & 3) << 3;
    int blocks = (length + 72) >> 6;
    Sha256Rounds.start(state);
    for (int block = 0; block < blocks; block++) {
      int first = (from >> 2) + block * 16;
      int rest = length - block * 64;
      words(messages, first, w);
      align(w, messages.get(first + 16), shift);
      swap(w);
      if (rest < 64) {
        pad(w, rest);
      }
      if (rest < 56) {
        w[15] = length << 3;
      }
      Sha256Rounds.compress(state, w);
    }
    store(state, digests, item);
  }

  private static void words(IntArray messages, int first, int[] w) {
    w[0] = messages.get(first);
    w[1] = messages.get(first + 1);
    w[2] = messages.get(first + 2);
    w[3] = messages.get(first + 3);
    w[4] = messages.get(first + 4);
    w[5] = messages.get(first + 5);
    w[6] = messages.get(first + 6);
    w[7] = messages.get(first + 7);
    w[8] = messages.get(first + 8);
    w[9] = messages.get(first + 9);
    w[10] = messages.get(first + 10);
    w[11] = messages.get(first + 11);
    w[12] = messages.get(first + 12);
    w[13] = messages.get(first + 13);
    w[14] = messages.get(first + 14);
    w[15] = messages.get(first + 15);
  }

  private static void swap(int[] w) {
    w[0] = Sha256Rounds.swap(w[0]);
    w[1] = Sha256Rounds.swap(w[1]);
    w[2] = Sha256Rounds.swap(w[2]);
    w[3] = Sha256Rounds.swap(w[3]);
    w[4] = Sha256Rounds.swap(w[4]);
    w[5] = Sha256Rounds.swap(w[5]);
    w[6] = Sha256Rounds.swap(w[6]);
    w[7] = Sha256Rounds.swap(w[7]);
    w[8] = Sha256Rounds.swap(w[8]);
    w[9] = Sha256Rounds.swap(w[9]);
    w[10] = Sha256Rounds.swap(w[10]);
    w[11] = Sha256Rounds.swap(w[11]);
    w[12] = Sha256Rounds.swap(w[12]);
    w[13] = Sha256Rounds.swap(w[13]);
    w[14] = Sha256Rounds.swap(w[14]);
    w[15] = Sha256Rounds.swap(w[15]);
  }

  /** Moves a block that starts {@code shift} bits into its first word to the front. */
  private static void align(int[] w, int next, int shift) {
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
    w[15] = funnel(w[15], next, shift);
  }

  /** The low word of {@code high:low >> shift}; shift is 0 to 31. */
  private static int funnel(int low, int high, int shift) {
    return (int) ((((long) high << 32) | (low & 0xffffffffL)) >> shift);
  }

  /** Cuts a block off after its first {@code rest} bytes (any int) and sets the bit after them. */
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
  }

  /** A big-endian word of the last block: its first {@code rest} bytes, then 0x80, then zeros. */
  private static int padded(int word, int rest) {
    int shift = 24 - ((rest & 3) << 3);
    int cut = (word & (0xffffff00 << shift)) | (0x80 << shift);
    int whole = (3 - rest) >> 31;
    int inside = ~(rest >> 31);
    return (word & whole) | (cut & inside & ~whole);
  }

  private static void store(int[] state, IntArray digests, int item) {
    int first = item * 8;
    digests.set(first, Sha256Rounds.swap(state[0]));
    digests.set(first + 1, Sha256Rounds.swap(state[1]));
    digests.set(first + 2, Sha256Rounds.swap(state[2]));
    digests.set(first + 3, Sha256Rounds.swap(state[3]));
    digests.set(first + 4, Sha256Rounds.swap(state[4]));
    digests.set(first + 5, Sha256Rounds.swap(state[5]));
    digests.set(first + 6, Sha256Rounds.swap(state[6]));
    digests.set(first + 7, Sha256Rounds.swap(state[7]));
  }
}
