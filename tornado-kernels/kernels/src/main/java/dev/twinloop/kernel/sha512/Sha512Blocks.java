// Generated from Sha512Blocks.java.template by GeneratedKernels: do not edit.
package dev.twinloop.kernel.sha512;

import dev.twinloop.kernel.sha256.Sha256Rounds;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** Blocks of 128 bytes out of messages at any byte offset, and their padding. Kernel code. */
public final class Sha512Blocks {
  private static final long M = 0xffffffffL;

  private Sha512Blocks() {}

  /** The block that starts {@code shift} bits into word {@code first}: 33 words are read. */
  public static void words(IntArray messages, int first, int shift, long[] w) {
    int a0 = messages.get(first);
    int a1 = messages.get(first + 1);
    int a2 = messages.get(first + 2);
    int a3 = messages.get(first + 3);
    int a4 = messages.get(first + 4);
    int a5 = messages.get(first + 5);
    int a6 = messages.get(first + 6);
    int a7 = messages.get(first + 7);
    int a8 = messages.get(first + 8);
    int a9 = messages.get(first + 9);
    int a10 = messages.get(first + 10);
    int a11 = messages.get(first + 11);
    int a12 = messages.get(first + 12);
    int a13 = messages.get(first + 13);
    int a14 = messages.get(first + 14);
    int a15 = messages.get(first + 15);
    int a16 = messages.get(first + 16);
    int a17 = messages.get(first + 17);
    int a18 = messages.get(first + 18);
    int a19 = messages.get(first + 19);
    int a20 = messages.get(first + 20);
    int a21 = messages.get(first + 21);
    int a22 = messages.get(first + 22);
    int a23 = messages.get(first + 23);
    int a24 = messages.get(first + 24);
    int a25 = messages.get(first + 25);
    int a26 = messages.get(first + 26);
    int a27 = messages.get(first + 27);
    int a28 = messages.get(first + 28);
    int a29 = messages.get(first + 29);
    int a30 = messages.get(first + 30);
    int a31 = messages.get(first + 31);
    int a32 = messages.get(first + 32);
    w[0] = big(funnel(a0, a1, shift), funnel(a1, a2, shift));
    w[1] = big(funnel(a2, a3, shift), funnel(a3, a4, shift));
    w[2] = big(funnel(a4, a5, shift), funnel(a5, a6, shift));
    w[3] = big(funnel(a6, a7, shift), funnel(a7, a8, shift));
    w[4] = big(funnel(a8, a9, shift), funnel(a9, a10, shift));
    w[5] = big(funnel(a10, a11, shift), funnel(a11, a12, shift));
    w[6] = big(funnel(a12, a13, shift), funnel(a13, a14, shift));
    w[7] = big(funnel(a14, a15, shift), funnel(a15, a16, shift));
    w[8] = big(funnel(a16, a17, shift), funnel(a17, a18, shift));
    w[9] = big(funnel(a18, a19, shift), funnel(a19, a20, shift));
    w[10] = big(funnel(a20, a21, shift), funnel(a21, a22, shift));
    w[11] = big(funnel(a22, a23, shift), funnel(a23, a24, shift));
    w[12] = big(funnel(a24, a25, shift), funnel(a25, a26, shift));
    w[13] = big(funnel(a26, a27, shift), funnel(a27, a28, shift));
    w[14] = big(funnel(a28, a29, shift), funnel(a29, a30, shift));
    w[15] = big(funnel(a30, a31, shift), funnel(a31, a32, shift));
  }

  /** The low word of {@code high:low >> shift}; shift is 0 to 31. */
  private static int funnel(int low, int high, int shift) {
    return (int) ((((long) high << 32) | (low & M)) >> shift);
  }

  /** Eight bytes, which memory holds as two little-endian words, as one big-endian word. */
  public static long big(int first, int second) {
    return ((long) Sha256Rounds.swap(first) << 32) | (Sha256Rounds.swap(second) & M);
  }

  /** Cuts a block off after its first {@code rest} bytes (any int) and sets the bit after them. */
  public static void pad(long[] w, int rest) {
    w[0] = padded(w[0], rest);
    w[1] = padded(w[1], rest - 8);
    w[2] = padded(w[2], rest - 16);
    w[3] = padded(w[3], rest - 24);
    w[4] = padded(w[4], rest - 32);
    w[5] = padded(w[5], rest - 40);
    w[6] = padded(w[6], rest - 48);
    w[7] = padded(w[7], rest - 56);
    w[8] = padded(w[8], rest - 64);
    w[9] = padded(w[9], rest - 72);
    w[10] = padded(w[10], rest - 80);
    w[11] = padded(w[11], rest - 88);
    w[12] = padded(w[12], rest - 96);
    w[13] = padded(w[13], rest - 104);
    w[14] = padded(w[14], rest - 112);
    w[15] = padded(w[15], rest - 120);
  }

  /** A big-endian word of the last block: its first {@code rest} bytes, then 0x80, then zeros. */
  private static long padded(long word, int rest) {
    long marker = 0x80L << (56 - ((rest & 7) << 3));
    long cut = (word & -(marker << 1)) | marker;
    int whole = (7 - rest) >> 31;
    int inside = ~(rest >> 31);
    return (word & whole) | (cut & inside & ~whole);
  }
}
