// Generated from StraightPasses.java.template by GeneratedKernels: do not edit.
package dev.twinloop.kernel.ntt.kernels;

import dev.twinloop.kernel.field.Shoup29;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * What one turn of each pass of {@link Passes} does, on tiles that stay in registers. Kernel code.
 */
final class StraightPasses {
  private static final int N1 = 1 * Tile.LIMBS;
  private static final int N2 = 2 * Tile.LIMBS;
  private static final int N3 = 3 * Tile.LIMBS;
  private static final int N4 = 4 * Tile.LIMBS;
  private static final int N5 = 5 * Tile.LIMBS;
  private static final int N6 = 6 * Tile.LIMBS;
  private static final int N7 = 7 * Tile.LIMBS;

  private StraightPasses() {}

  /** Pass K: limbs to elements of 32 bytes, big-endian, below p; no stage. */
  static void lastOne(
      IntArray control,
      int turn,
      IntArray roots,
      IntArray quotients,
      IntArray from,
      IntArray elements,
      int[] n) {
    int done = control.get(Passes.LOG_SIZE) - 0;
    for (int tile = turn; tile < control.get(Passes.TILES); tile += control.get(Passes.STRIDE)) {
      int[] f = new int[1 * Tile.LIMBS];
      int base = (tile >> done) << (done + 0);
      int index = tile & ((1 << done) - 1);
      int element = base + (index << 0);
      Tile.load(f, 0, from, element);
      Tile.foldFirst(f, n);
      StraightTile.one(f, done, index, roots, quotients, n);
      write(control, f, 0, elements, base, index, n);
    }
  }

  /** Pass K: limbs to elements of 32 bytes, big-endian, below p; no stage, scaled. */
  static void lastOneInverse(
      IntArray control,
      int turn,
      IntArray roots,
      IntArray quotients,
      IntArray scales,
      IntArray from,
      IntArray elements,
      int[] n) {
    int done = control.get(Passes.LOG_SIZE) - 0;
    for (int tile = turn; tile < control.get(Passes.TILES); tile += control.get(Passes.STRIDE)) {
      int[] f = new int[1 * Tile.LIMBS];
      int base = (tile >> done) << (done + 0);
      int index = tile & ((1 << done) - 1);
      int element = base + (index << 0);
      Tile.load(f, 0, from, element);
      Tile.foldFirst(f, n);
      StraightTile.one(f, done, index, roots, quotients, n);
      writeScaled(control, f, 0, scales, elements, base, index, n);
    }
  }

  /**
   * Pass 1: elements of 32 bytes, big-endian, to limbs; one stage.
   *
   * @param units 1 without a coset, else 0; a literal
   * @return 0, or 1 + the index of an element that is not below p
   */
  static int firstTwo(
      IntArray control,
      int turn,
      IntArray elements,
      IntArray roots,
      IntArray quotients,
      IntArray to,
      int units,
      int[] n) {
    int rest = control.get(Passes.LOG_SIZE) - 1;
    int kept = control.get(Passes.KEPT);
    int reversed = control.get(Passes.REVERSED);
    int refused = 0;
    for (int tile = turn; tile < control.get(Passes.TILES); tile += control.get(Passes.STRIDE)) {
      int[] f = new int[2 * Tile.LIMBS];
      int base = (tile >> rest) << (rest + 1);
      int index = tile & ((1 << rest) - 1);
      refused = Math.max(refused, read(reversed, f, 0, elements, base, index, n));
      refused = Math.max(refused, read(reversed, f, N1, elements, base, (1 << rest) + index, n));
      int zero = (refused >> 30) & 1;
      if (units != 0) {
        StraightTile.firstTwo(f, zero, roots, quotients, n);
      } else {
        StraightTile.two(f, 0, zero, roots, quotients, n);
      }
      int low = index & ((1 << kept) - 1);
      storeTwo(f, to, base + ((index >> kept) << (1 + kept)) + low, kept);
    }
    return refused;
  }

  /** Number v of a tile is output reverse(v). */
  private static void storeTwo(int[] f, IntArray to, int element, int shift) {
    Tile.store(f, 0, to, element);
    Tile.store(f, N1, to, element + (1 << shift));
  }

  /**
   * Pass 1: elements of 32 bytes, big-endian, to limbs; two stages.
   *
   * @param units 1 without a coset, else 0; a literal
   * @return 0, or 1 + the index of an element that is not below p
   */
  static int firstFour(
      IntArray control,
      int turn,
      IntArray elements,
      IntArray roots,
      IntArray quotients,
      IntArray to,
      int units,
      int[] n) {
    int rest = control.get(Passes.LOG_SIZE) - 2;
    int kept = control.get(Passes.KEPT);
    int reversed = control.get(Passes.REVERSED);
    int refused = 0;
    for (int tile = turn; tile < control.get(Passes.TILES); tile += control.get(Passes.STRIDE)) {
      int[] f = new int[4 * Tile.LIMBS];
      int base = (tile >> rest) << (rest + 2);
      int index = tile & ((1 << rest) - 1);
      refused = Math.max(refused, read(reversed, f, 0, elements, base, index, n));
      refused = Math.max(refused, read(reversed, f, N1, elements, base, (1 << rest) + index, n));
      refused = Math.max(refused, read(reversed, f, N2, elements, base, (2 << rest) + index, n));
      refused = Math.max(refused, read(reversed, f, N3, elements, base, (3 << rest) + index, n));
      int zero = (refused >> 30) & 1;
      if (units != 0) {
        StraightTile.firstFour(f, zero, roots, quotients, n);
      } else {
        StraightTile.four(f, 0, zero, roots, quotients, n);
      }
      int low = index & ((1 << kept) - 1);
      storeFour(f, to, base + ((index >> kept) << (2 + kept)) + low, kept);
    }
    return refused;
  }

  /** A pass between the first and the last: limbs to limbs; two stages. */
  static void middleFour(
      IntArray control,
      int turn,
      IntArray roots,
      IntArray quotients,
      IntArray from,
      IntArray to,
      int[] n) {
    int done = control.get(Passes.DONE);
    int rest = control.get(Passes.LOG_SIZE) - 2;
    int kept = control.get(Passes.KEPT);
    for (int tile = turn; tile < control.get(Passes.TILES); tile += control.get(Passes.STRIDE)) {
      int[] f = new int[4 * Tile.LIMBS];
      int base = (tile >> rest) << (rest + 2);
      int index = tile & ((1 << rest) - 1);
      loadFour(f, from, base + index, rest);
      Tile.foldFirst(f, n);
      StraightTile.four(f, done, (index >> kept) & ((1 << done) - 1), roots, quotients, n);
      int shift = done + kept;
      int at = base + ((index >> shift) << (2 + shift)) + (index & ((1 << shift) - 1));
      storeFour(f, to, at, shift);
    }
  }

  /** Pass K: limbs to elements of 32 bytes, big-endian, below p; two stages. */
  static void lastFour(
      IntArray control,
      int turn,
      IntArray roots,
      IntArray quotients,
      IntArray from,
      IntArray elements,
      int[] n) {
    int done = control.get(Passes.LOG_SIZE) - 2;
    for (int tile = turn; tile < control.get(Passes.TILES); tile += control.get(Passes.STRIDE)) {
      int[] f = new int[4 * Tile.LIMBS];
      int base = (tile >> done) << (done + 2);
      int index = tile & ((1 << done) - 1);
      int element = base + (index << 2);
      Tile.load(f, 0, from, element);
      Tile.load(f, N1, from, element + 1);
      Tile.load(f, N2, from, element + 2);
      Tile.load(f, N3, from, element + 3);
      Tile.foldFirst(f, n);
      StraightTile.four(f, done, index, roots, quotients, n);
      write(control, f, 0, elements, base, index, n);
      write(control, f, N2, elements, base, (1 << done) + index, n);
      write(control, f, N1, elements, base, (2 << done) + index, n);
      write(control, f, N3, elements, base, (3 << done) + index, n);
    }
  }

  /** Pass K: limbs to elements of 32 bytes, big-endian, below p; two stages, scaled. */
  static void lastFourInverse(
      IntArray control,
      int turn,
      IntArray roots,
      IntArray quotients,
      IntArray scales,
      IntArray from,
      IntArray elements,
      int[] n) {
    int done = control.get(Passes.LOG_SIZE) - 2;
    for (int tile = turn; tile < control.get(Passes.TILES); tile += control.get(Passes.STRIDE)) {
      int[] f = new int[4 * Tile.LIMBS];
      int base = (tile >> done) << (done + 2);
      int index = tile & ((1 << done) - 1);
      int element = base + (index << 2);
      Tile.load(f, 0, from, element);
      Tile.load(f, N1, from, element + 1);
      Tile.load(f, N2, from, element + 2);
      Tile.load(f, N3, from, element + 3);
      Tile.foldFirst(f, n);
      StraightTile.four(f, done, index, roots, quotients, n);
      writeScaled(control, f, 0, scales, elements, base, index, n);
      writeScaled(control, f, N2, scales, elements, base, (1 << done) + index, n);
      writeScaled(control, f, N1, scales, elements, base, (2 << done) + index, n);
      writeScaled(control, f, N3, scales, elements, base, (3 << done) + index, n);
    }
  }

  private static void loadFour(int[] f, IntArray from, int element, int shift) {
    Tile.load(f, 0, from, element);
    Tile.load(f, N1, from, element + (1 << shift));
    Tile.load(f, N2, from, element + (2 << shift));
    Tile.load(f, N3, from, element + (3 << shift));
  }

  /** Number v of a tile is output reverse(v). */
  private static void storeFour(int[] f, IntArray to, int element, int shift) {
    Tile.store(f, 0, to, element);
    Tile.store(f, N2, to, element + (1 << shift));
    Tile.store(f, N1, to, element + (2 << shift));
    Tile.store(f, N3, to, element + (3 << shift));
  }

  /**
   * Pass 1: elements of 32 bytes, big-endian, to limbs; three stages.
   *
   * @param units 1 without a coset, else 0; a literal
   * @return 0, or 1 + the index of an element that is not below p
   */
  static int firstEight(
      IntArray control,
      int turn,
      IntArray elements,
      IntArray roots,
      IntArray quotients,
      IntArray to,
      int units,
      int[] n) {
    int rest = control.get(Passes.LOG_SIZE) - 3;
    int kept = control.get(Passes.KEPT);
    int reversed = control.get(Passes.REVERSED);
    int refused = 0;
    for (int tile = turn; tile < control.get(Passes.TILES); tile += control.get(Passes.STRIDE)) {
      int[] f = new int[8 * Tile.LIMBS];
      int base = (tile >> rest) << (rest + 3);
      int index = tile & ((1 << rest) - 1);
      refused = Math.max(refused, read(reversed, f, 0, elements, base, index, n));
      refused = Math.max(refused, read(reversed, f, N1, elements, base, (1 << rest) + index, n));
      refused = Math.max(refused, read(reversed, f, N2, elements, base, (2 << rest) + index, n));
      refused = Math.max(refused, read(reversed, f, N3, elements, base, (3 << rest) + index, n));
      refused = Math.max(refused, read(reversed, f, N4, elements, base, (4 << rest) + index, n));
      refused = Math.max(refused, read(reversed, f, N5, elements, base, (5 << rest) + index, n));
      refused = Math.max(refused, read(reversed, f, N6, elements, base, (6 << rest) + index, n));
      refused = Math.max(refused, read(reversed, f, N7, elements, base, (7 << rest) + index, n));
      int zero = (refused >> 30) & 1;
      if (units != 0) {
        StraightTile.firstEight(f, zero, roots, quotients, n);
      } else {
        StraightTile.eight(f, 0, zero, roots, quotients, n);
      }
      int low = index & ((1 << kept) - 1);
      storeEight(f, to, base + ((index >> kept) << (3 + kept)) + low, kept);
    }
    return refused;
  }

  /** A pass between the first and the last: limbs to limbs; three stages. */
  static void middleEight(
      IntArray control,
      int turn,
      IntArray roots,
      IntArray quotients,
      IntArray from,
      IntArray to,
      int[] n) {
    int done = control.get(Passes.DONE);
    int rest = control.get(Passes.LOG_SIZE) - 3;
    int kept = control.get(Passes.KEPT);
    for (int tile = turn; tile < control.get(Passes.TILES); tile += control.get(Passes.STRIDE)) {
      int[] f = new int[8 * Tile.LIMBS];
      int base = (tile >> rest) << (rest + 3);
      int index = tile & ((1 << rest) - 1);
      loadEight(f, from, base + index, rest);
      Tile.foldFirst(f, n);
      StraightTile.eight(f, done, (index >> kept) & ((1 << done) - 1), roots, quotients, n);
      int shift = done + kept;
      int at = base + ((index >> shift) << (3 + shift)) + (index & ((1 << shift) - 1));
      storeEight(f, to, at, shift);
    }
  }

  /** Pass K: limbs to elements of 32 bytes, big-endian, below p; three stages. */
  static void lastEight(
      IntArray control,
      int turn,
      IntArray roots,
      IntArray quotients,
      IntArray from,
      IntArray elements,
      int[] n) {
    int done = control.get(Passes.LOG_SIZE) - 3;
    for (int tile = turn; tile < control.get(Passes.TILES); tile += control.get(Passes.STRIDE)) {
      int[] f = new int[8 * Tile.LIMBS];
      int base = (tile >> done) << (done + 3);
      int index = tile & ((1 << done) - 1);
      int element = base + (index << 3);
      Tile.load(f, 0, from, element);
      Tile.load(f, N1, from, element + 1);
      Tile.load(f, N2, from, element + 2);
      Tile.load(f, N3, from, element + 3);
      Tile.load(f, N4, from, element + 4);
      Tile.load(f, N5, from, element + 5);
      Tile.load(f, N6, from, element + 6);
      Tile.load(f, N7, from, element + 7);
      Tile.foldFirst(f, n);
      StraightTile.eight(f, done, index, roots, quotients, n);
      write(control, f, 0, elements, base, index, n);
      write(control, f, N4, elements, base, (1 << done) + index, n);
      write(control, f, N2, elements, base, (2 << done) + index, n);
      write(control, f, N6, elements, base, (3 << done) + index, n);
      write(control, f, N1, elements, base, (4 << done) + index, n);
      write(control, f, N5, elements, base, (5 << done) + index, n);
      write(control, f, N3, elements, base, (6 << done) + index, n);
      write(control, f, N7, elements, base, (7 << done) + index, n);
    }
  }

  /** Pass K: limbs to elements of 32 bytes, big-endian, below p; three stages, scaled. */
  static void lastEightInverse(
      IntArray control,
      int turn,
      IntArray roots,
      IntArray quotients,
      IntArray scales,
      IntArray from,
      IntArray elements,
      int[] n) {
    int done = control.get(Passes.LOG_SIZE) - 3;
    for (int tile = turn; tile < control.get(Passes.TILES); tile += control.get(Passes.STRIDE)) {
      int[] f = new int[8 * Tile.LIMBS];
      int base = (tile >> done) << (done + 3);
      int index = tile & ((1 << done) - 1);
      int element = base + (index << 3);
      Tile.load(f, 0, from, element);
      Tile.load(f, N1, from, element + 1);
      Tile.load(f, N2, from, element + 2);
      Tile.load(f, N3, from, element + 3);
      Tile.load(f, N4, from, element + 4);
      Tile.load(f, N5, from, element + 5);
      Tile.load(f, N6, from, element + 6);
      Tile.load(f, N7, from, element + 7);
      Tile.foldFirst(f, n);
      StraightTile.eight(f, done, index, roots, quotients, n);
      writeScaled(control, f, 0, scales, elements, base, index, n);
      writeScaled(control, f, N4, scales, elements, base, (1 << done) + index, n);
      writeScaled(control, f, N2, scales, elements, base, (2 << done) + index, n);
      writeScaled(control, f, N6, scales, elements, base, (3 << done) + index, n);
      writeScaled(control, f, N1, scales, elements, base, (4 << done) + index, n);
      writeScaled(control, f, N5, scales, elements, base, (5 << done) + index, n);
      writeScaled(control, f, N3, scales, elements, base, (6 << done) + index, n);
      writeScaled(control, f, N7, scales, elements, base, (7 << done) + index, n);
    }
  }

  private static void loadEight(int[] f, IntArray from, int element, int shift) {
    Tile.load(f, 0, from, element);
    Tile.load(f, N1, from, element + (1 << shift));
    Tile.load(f, N2, from, element + (2 << shift));
    Tile.load(f, N3, from, element + (3 << shift));
    Tile.load(f, N4, from, element + (4 << shift));
    Tile.load(f, N5, from, element + (5 << shift));
    Tile.load(f, N6, from, element + (6 << shift));
    Tile.load(f, N7, from, element + (7 << shift));
  }

  /** Number v of a tile is output reverse(v). */
  private static void storeEight(int[] f, IntArray to, int element, int shift) {
    Tile.store(f, 0, to, element);
    Tile.store(f, N4, to, element + (1 << shift));
    Tile.store(f, N2, to, element + (2 << shift));
    Tile.store(f, N6, to, element + (3 << shift));
    Tile.store(f, N1, to, element + (4 << shift));
    Tile.store(f, N5, to, element + (5 << shift));
    Tile.store(f, N3, to, element + (6 << shift));
    Tile.store(f, N7, to, element + (7 << shift));
  }

  private static int read(
      int reversed, int[] f, int at, IntArray elements, int base, int index, int[] n) {
    int element = base + Passes.place(reversed, index);
    Passes.read(f, at, elements, element);
    return Shoup29.notBelow(f, at, n) * (element + 1);
  }

  /**
   * What control holds is read again for each number, behind the writes of the number before: so
   * compilers do not put off all writes to the end. 20 of 105 us at 2^20 on an H200.
   */
  private static void write(
      IntArray control, int[] f, int at, IntArray elements, int base, int index, int[] n) {
    int element = base + Passes.place(control.get(Passes.REVERSED), index);
    Passes.write(f, at, elements, element, n);
  }

  /** Output i of the forward transform is number -i of the inverse one, but for a scale. */
  private static void writeScaled(
      IntArray control,
      int[] f,
      int at,
      IntArray scales,
      IntArray elements,
      int base,
      int index,
      int[] n) {
    int element = -index & ((1 << control.get(Passes.LOG_SIZE)) - 1);
    Passes.scale(control, element, scales, f, at, n);
    write(control, f, at, elements, base, element, n);
  }
}
