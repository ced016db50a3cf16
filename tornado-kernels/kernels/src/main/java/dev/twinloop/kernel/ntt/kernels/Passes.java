package dev.twinloop.kernel.ntt.kernels;

import dev.twinloop.kernel.field.Shoup29;
import dev.twinloop.task.Control;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * The passes of a transform: their order, what they are told, and elements of 32 bytes. Kernel
 * code; {@link StraightPasses} has what a turn does.
 *
 * <p>A transform of 2^m elements is a few passes of up to three stages. An index is m bits, cut
 * into digits k1 (top) to kK, one a pass; pass j turns digit kj into digit uj of the output's
 * index. The passes need no permutation of their own, since each writes where the next one reads:
 *
 * <pre>
 *   natural      k1  k2  k3 …      kK     elements of 32 bytes
 *   after 1      k2  k3  … u1      kK     limbs; runs of kK lie side by side
 *   after 2      k3  …  u2  u1     kK
 *   after K-1    u(K-1) …  u2  u1  kK
 *   natural      uK  …     u2  u1         elements of 32 bytes
 * </pre>
 *
 * A bit-reversed order is a matter of where the first pass reads and the last one writes: an
 * element is a whole sector of memory, so the place does not matter. An inverse transform is a
 * forward one whose output i stands at -i mod n, scaled.
 */
public final class Passes {
  /** Control parameter: stages of the passes before. */
  public static final int DONE = Control.FIRST_PARAMETER;

  /** Control parameter: m, the number of stages in all. */
  public static final int LOG_SIZE = DONE + 1;

  /** Control parameter: stages of the last pass, whose digit stays at the bottom. */
  public static final int KEPT = LOG_SIZE + 1;

  /** Control parameter: tiles of this run; turns take every {@link #STRIDE}-th. */
  public static final int TILES = KEPT + 1;

  /** Control parameter: turns of this run. */
  public static final int STRIDE = TILES + 1;

  /** Control parameter of first and last pass: m for bit-reversed elements, else 0. */
  public static final int REVERSED = STRIDE + 1;

  /** Control parameter of an inverse last pass: by how many factors an output is scaled, 1 or 2. */
  public static final int SCALES = REVERSED + 1;

  /** Control parameter of an inverse last pass: bits of the index that choose the first factor. */
  public static final int SCALE_BITS = SCALES + 1;

  private static final int LIMBS = Tile.LIMBS;
  private static final int WORDS = 8;

  private Passes() {}

  /** Multiplies an output by the factors that its index chooses. */
  static void scale(IntArray control, int element, IntArray scales, int[] f, int at, int[] n) {
    int[] w = new int[Shoup29.FACTOR_INTS];
    int[] y = new int[LIMBS];
    int bits = control.get(SCALE_BITS);
    int entry = element & ((1 << bits) - 1);
    for (int s = 0; s < control.get(SCALES); s++) {
      for (int i = 0; i < Shoup29.FACTOR_INTS; i++) {
        w[i] = scales.get(entry * Shoup29.FACTOR_INTS + i);
      }
      Shoup29.mul(y, f, at, w, n);
      for (int i = 0; i < LIMBS; i++) {
        f[at + i] = y[i];
      }
      entry = (1 << bits) + (element >> bits);
    }
  }

  /**
   * Where element i of a vector lies.
   *
   * @param reversed {@link #REVERSED}
   */
  static int place(int reversed, int index) {
    int at = index;
    if (reversed != 0) {
      at = Tile.reverse(index, reversed);
    }
    return at;
  }

  /** An element of 32 bytes as a number of a tile. */
  public static void read(int[] f, int at, IntArray elements, int element) {
    int[] word = new int[WORDS];
    long first = firstWord(element);
    for (int i = 0; i < WORDS; i++) {
      word[i] = swap(elements.get((int) (first + (WORDS - 1 - i))));
    }
    Shoup29.unpack(f, at, word);
  }

  /** A number of a tile, reduced, as an element of 32 bytes. */
  public static void write(int[] f, int at, IntArray elements, int element, int[] n) {
    int[] y = new int[LIMBS];
    int[] word = new int[WORDS];
    Shoup29.fold(y, f, at, n);
    Shoup29.reduce(y, n);
    Shoup29.pack(word, y);
    long first = firstWord(element);
    for (int i = 0; i < WORDS; i++) {
      elements.set((int) (first + (WORDS - 1 - i)), swap(word[i]));
    }
  }

  /** A long that is known to fit an int; see {@link Tile#limb}. */
  private static long firstWord(int element) {
    int first = element * WORDS;
    return first & Tile.NOT_NEGATIVE;
  }

  private static int swap(int x) {
    return ((x >> 24) & 0xff) | ((x >> 8) & 0xff00) | ((x << 8) & 0xff0000) | (x << 24);
  }
}
