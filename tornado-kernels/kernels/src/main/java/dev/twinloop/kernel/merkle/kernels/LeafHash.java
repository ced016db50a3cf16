package dev.twinloop.kernel.merkle.kernels;

import dev.twinloop.kernel.sha256.Sha256Rounds;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Hashes one message of any length, wherever it starts: the body of one loop turn. Prefix, padding
 * and byte order are dealt with here, so that the leaves' bytes are copied as they are.
 */
public final class LeafHash {
  /** Bytes before the first message, so that the word before it can be read. */
  public static final int FRONT_BYTES = 4;

  /**
   * Ints that a data buffer needs beyond its payload: the front, and one word read past the end.
   */
  public static final int EXTRA_INTS = 3;

  private LeafHash() {}

  /**
   * One turn.
   *
   * @param form bit 0: put a zero byte before the message; bit 1: hash the digest again
   * @param data bytes of all messages from {@code FRONT_BYTES} on
   * @param start where this one starts, counted from there
   * @param length in bytes, 0 to 2^21
   * @param outAt its digest goes to the eight ints from here
   */
  public static void hash(int form, IntArray data, int start, int length, IntArray out, int outAt) {
    int prefix = form & 1;
    int total = length + prefix;
    int blocks = ((total + 8) >> 6) + 1;
    int[] w = new int[16];
    int[] state = new int[8];
    Sha256Rounds.start(state);
    for (int b = 0; b < blocks + ((form >> 1) & 1); b++) {
      for (int i = 0; i < 16; i++) {
        int at = (b << 6) + (i << 2);
        w[i] = word(data, FRONT_BYTES + start - prefix + at, total - at);
      }
      if (b == 0) {
        w[0] = prefix == 1 ? w[0] & 0x00ffffff : w[0];
      }
      if (b == blocks - 1) {
        w[15] = total << 3;
      }
      if (b == blocks) {
        SubtreeFold.digestBlock(state, w);
      }
      Sha256Rounds.compress(state, w);
    }
    for (int i = 0; i < 8; i++) {
      out.set(outAt + i, Sha256Rounds.swap(state[i]));
    }
  }

  /**
   * Four bytes of the padded message, big-endian.
   *
   * @param at byte address of the first
   * @param left message bytes from here to its end; the marker 0x80 follows them, then zeros
   */
  private static int word(IntArray data, int at, int left) {
    int raw = 0;
    if (left > 0) {
      int shift = (at & 3) << 3;
      int high = Sha256Rounds.swap(data.get(at >> 2));
      int low = (Sha256Rounds.swap(data.get((at >> 2) + 1)) >> 1) & 0x7fffffff;
      raw = (high << shift) | (low >> (31 - shift));
    }
    if (left >= 0) {
      if (left < 4) {
        int marker = 0x80 << (24 - (left << 3));
        raw = (raw & (0 - marker - marker)) | marker;
      }
    }
    return raw;
  }
}
