package dev.twinloop.kernel.ntt.kernels;

import dev.twinloop.kernel.field.Shoup29;
import dev.twinloop.task.Control;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * What one turn of each kernel does. Kernel code.
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
  /** Control parameter: stages of this pass, 0 to 3. */
  public static final int STAGES = Control.FIRST_PARAMETER;

  /** Control parameter: stages of the passes before. */
  public static final int DONE = STAGES + 1;

  /** Control parameter: m, the number of stages in all. */
  public static final int LOG_SIZE = DONE + 1;

  /** Control parameter: stages of the last pass, whose digit stays at the bottom. */
  public static final int KEPT = LOG_SIZE + 1;

  /** Control parameter: tiles of this run; turns take every {@link #STRIDE}-th. */
  public static final int TILES = KEPT + 1;

  /** Control parameter: turns of this run. */
  public static final int STRIDE = TILES + 1;

  /** Control parameter of the first pass: 1 if its roots begin with 1, so with no coset. */
  public static final int UNITS = STRIDE + 1;

  /** Control parameter of first and last pass: m for bit-reversed elements, else 0. */
  public static final int REVERSED = UNITS + 1;

  /** Control parameter of the last pass: 1 for an inverse transform. */
  public static final int INVERSE = REVERSED + 1;

  /** Control parameter of the last pass: by how many factors an output is scaled, 0 to 2. */
  public static final int SCALES = INVERSE + 1;

  /** Control parameter of the last pass: bits of the index that choose the first factor. */
  public static final int SCALE_BITS = SCALES + 1;

  private static final int LIMBS = Tile.LIMBS;
  private static final int WORDS = 8;

  private Passes() {}

  /**
   * Pass 1: elements of 32 bytes, big-endian, to limbs.
   *
   * @return 0, or 1 + the index of an element that is not below p
   */
  static int first(
      IntArray control,
      int turn,
      IntArray elements,
      IntArray roots,
      IntArray quotients,
      IntArray to,
      int[] n) {
    int[] f = new int[Tile.INTS];
    int stages = control.get(STAGES);
    int logSize = control.get(LOG_SIZE);
    int rest = logSize - stages;
    int kept = control.get(KEPT);
    int reversed = control.get(REVERSED);
    int refused = 0;
    for (int tile = turn; tile < control.get(TILES); tile += control.get(STRIDE)) {
      int base = (tile >> rest) << logSize;
      int index = tile & ((1 << rest) - 1);
      for (int v = 0; v < (1 << stages); v++) {
        int element = base + place(reversed, (v << rest) | index);
        read(f, v * LIMBS, elements, element);
        refused = Math.max(refused, Shoup29.notBelow(f, v * LIMBS, n) * (element + 1));
      }
      Tile.butterflies(f, stages, 0, 0, control.get(UNITS), roots, quotients, n);
      int high = base + ((index >> kept) << (stages + kept));
      int low = index & ((1 << kept) - 1);
      for (int v = 0; v < (1 << stages); v++) {
        int a = Tile.reverse(v, stages);
        Tile.store(f, v * LIMBS, to, high + (a << kept) + low);
      }
    }
    return refused;
  }

  /** Passes 2 to K - 1: limbs to limbs. */
  static void middle(
      IntArray control,
      int turn,
      IntArray roots,
      IntArray quotients,
      IntArray from,
      IntArray to,
      int[] n) {
    int[] f = new int[Tile.INTS];
    int stages = control.get(STAGES);
    int done = control.get(DONE);
    int logSize = control.get(LOG_SIZE);
    int rest = logSize - stages;
    int kept = control.get(KEPT);
    for (int tile = turn; tile < control.get(TILES); tile += control.get(STRIDE)) {
      int base = (tile >> rest) << logSize;
      int index = tile & ((1 << rest) - 1);
      for (int v = 0; v < (1 << stages); v++) {
        Tile.load(f, v * LIMBS, from, base + (v << rest) + index);
      }
      Tile.foldFirst(f, n);
      int root = (index >> kept) & ((1 << done) - 1);
      Tile.butterflies(f, stages, done, root, 0, roots, quotients, n);
      int shift = done + kept;
      int high = base + ((index >> shift) << (stages + shift));
      int low = index & ((1 << shift) - 1);
      for (int v = 0; v < (1 << stages); v++) {
        int a = Tile.reverse(v, stages);
        Tile.store(f, v * LIMBS, to, high + (a << shift) + low);
      }
    }
  }

  /** Pass K: limbs to elements of 32 bytes, big-endian, below p. */
  static void last(
      IntArray control,
      int turn,
      IntArray roots,
      IntArray quotients,
      IntArray scales,
      IntArray from,
      IntArray elements,
      int[] n) {
    int[] f = new int[Tile.INTS];
    int stages = control.get(STAGES);
    int logSize = control.get(LOG_SIZE);
    int done = logSize - stages;
    int mask = (1 << logSize) - 1;
    int reversed = control.get(REVERSED);
    for (int tile = turn; tile < control.get(TILES); tile += control.get(STRIDE)) {
      int base = (tile >> done) << logSize;
      int index = tile & ((1 << done) - 1);
      for (int v = 0; v < (1 << stages); v++) {
        Tile.load(f, v * LIMBS, from, base + (index << stages) + v);
      }
      Tile.foldFirst(f, n);
      Tile.butterflies(f, stages, done, index, 0, roots, quotients, n);
      for (int v = 0; v < (1 << stages); v++) {
        int element = (Tile.reverse(v, stages) << done) | index;
        if (control.get(INVERSE) != 0) {
          element = -element & mask;
        }
        scale(control, element, scales, f, v * LIMBS, n);
        write(f, v * LIMBS, elements, base + place(reversed, element), n);
      }
    }
  }

  /** Multiplies an output by the factors that its index chooses. */
  private static void scale(
      IntArray control, int element, IntArray scales, int[] f, int at, int[] n) {
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
   * @param reversed {@link #REVERSED}, read once a turn: each read behind a write is one more load
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
    return (element * WORDS) & Tile.NOT_NEGATIVE;
  }

  private static int swap(int x) {
    return ((x >> 24) & 0xff) | ((x >> 8) & 0xff00) | ((x << 8) & 0xff0000) | (x << 24);
  }
}
