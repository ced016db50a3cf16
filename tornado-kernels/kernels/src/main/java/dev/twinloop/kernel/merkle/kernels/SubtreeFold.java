package dev.twinloop.kernel.merkle.kernels;

import dev.twinloop.kernel.sha256.Padding64;
import dev.twinloop.kernel.sha256.Sha256Rounds;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Folds a subtree of up to eight nodes to its root: the body of one loop turn.
 *
 * <pre>
 *   hash h      6                 inner[6] is the result
 *            4     5              children of h &gt;= 4: inner[2h - 8], inner[2h - 7]
 *          0  1   2  3            children of h &lt;  4: nodes 2h, 2h + 1
 *         01 23   45 67
 * </pre>
 *
 * Nodes in native arrays are eight ints that hold the digest's bytes in memory order. One hash body
 * serves all seven turns of the loop: code stays small, and the inner nodes (which are indexed
 * dynamically) are the only thing outside registers. Only positions and counts decide branches and
 * addresses.
 */
public final class SubtreeFold {
  /** Levels folded by one turn, and the nodes that they take. */
  public static final int LEVELS = 3;

  public static final int WIDTH = 8;

  /** Hashes of a turn. Read from memory and unmasked, so that no compiler unrolls them. */
  public static final int HASHES = 7;

  /** The schemes, as constants that are folded into each kernel. */
  public static final int SHA256 = 0;

  public static final int RFC6962 = 1;
  public static final int BITCOIN = 2;

  /** {@link #SHA256} with one hash body instead of two: for levels too small to repay compiling. */
  public static final int SHA256_SMALL = 3;

  /** Nibble h: the first of the eight nodes that the right child of hash h covers. */
  private static final int RIGHT_START = 0x4627531;

  /** Nibble h: how many levels hash h lies above the eight nodes. */
  private static final int LEVEL = 0x3221111;

  private SubtreeFold() {}

  /**
   * One turn.
   *
   * @param scheme a constant
   * @param shape present nodes of this subtree (1 or more) in the upper bits, then 2 bits: levels
   *     to fold (0 to 3); from there on the root moves up unchanged
   * @param hashes {@link #HASHES}, read from memory and not masked
   * @param in nodes; the subtree's eight start at int {@code inAt}, present or not
   * @param out its root goes to the eight ints from {@code outAt}
   */
  public static void fold(
      int scheme, int shape, int hashes, IntArray in, int inAt, IntArray out, int outAt) {
    int depth = shape & 3;
    int present = shape >> 2;
    int[] inner = new int[56];
    int[] w = new int[16];
    int[] state = new int[8];
    for (int h = 0; h < hashes; h++) {
      if (h < 4) {
        for (int i = 0; i < 16; i++) {
          w[i] = Sha256Rounds.swap(in.get(inAt + (h << 4) + i));
        }
      }
      if (h > 3) {
        for (int i = 0; i < 16; i++) {
          w[i] = inner[(h << 4) - 64 + i];
        }
      }
      for (int i = 0; i < 8; i++) {
        state[i] = w[i];
      }
      int hasRight = ((((RIGHT_START >> (h << 2)) & 15) - present) >> 31) & 1;
      int wanted = ((((LEVEL >> (h << 2)) & 15) - 1 - depth) >> 31) & 1;
      if (scheme == BITCOIN) {
        for (int i = 0; i < 8; i++) {
          w[8 + i] = hasRight == 1 ? w[8 + i] : w[i];
        }
      }
      int pair = scheme == BITCOIN ? wanted : hasRight & wanted;
      if (pair == 1) {
        hashPair(scheme, hashes, state, w);
      }
      for (int i = 0; i < 8; i++) {
        inner[(h << 3) + i] = state[i];
      }
    }
    for (int i = 0; i < 8; i++) {
      out.set(outAt + i, Sha256Rounds.swap(inner[48 + i]));
    }
  }

  /** The parent of two nodes: 16 big-endian words in, eight out; {@code w} is destroyed. */
  private static void hashPair(int scheme, int hashes, int[] state, int[] w) {
    Sha256Rounds.start(state);
    if (scheme == SHA256) {
      Sha256Rounds.compress(state, w);
      Padding64.compress(state);
    } else {
      hashBlocks(scheme, hashes, state, w);
    }
  }

  /**
   * Two blocks, or two and the digest's own, through one hash body: three of them would exceed the
   * nodes that TornadoVM inlines, and its compiler then waits for itself for ever.
   */
  private static void hashBlocks(int scheme, int hashes, int[] state, int[] w) {
    int second = 0x80000000;
    int bits = 512;
    if (scheme == RFC6962) {
      second = (w[15] << 24) | 0x00800000;
      bits = 520;
      shiftBehindPrefix(w);
    }
    int blocks = scheme == BITCOIN ? hashes - (HASHES - 3) : hashes - (HASHES - 2);
    for (int block = 0; block < blocks; block++) {
      if (block == 1) {
        for (int i = 1; i < 15; i++) {
          w[i] = 0;
        }
        w[0] = second;
        w[15] = bits;
      }
      if (block == 2) {
        digestBlock(state, w);
      }
      Sha256Rounds.compress(state, w);
    }
  }

  /** Makes the block of a message that is a digest, and starts its hash. */
  public static void digestBlock(int[] state, int[] w) {
    for (int i = 0; i < 8; i++) {
      w[i] = state[i];
      w[8 + i] = 0;
    }
    w[8] = 0x80000000;
    w[15] = 256;
    Sha256Rounds.start(state);
  }

  /** 65 bytes, 0x01 and two nodes: the first block's words. */
  private static void shiftBehindPrefix(int[] w) {
    for (int i = 15; i > 0; i--) {
      w[i] = (w[i - 1] << 24) | ((w[i] >> 8) & 0x00ffffff);
    }
    w[0] = ((w[0] >> 8) & 0x00ffffff) | 0x01000000;
  }
}
