// Generated from StraightTile.java.template by GeneratedKernels: do not edit.
package dev.twinloop.kernel.ntt.kernels;

import dev.twinloop.kernel.field.Shoup29;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * The butterflies of tiles of two, four and eight numbers, decimated in time: number v in, number
 * reverse(v) out. Written out: with constant offsets a tile stays in registers. Kernel code.
 *
 * <pre>
 *   stage j, group g of 2^j:   x ──┬──(+)── x + w y      w = root 2^(done+j) + low + 2^done reverse(g)
 *                              y ─w┴──(-)── x - w y
 * </pre>
 *
 * Parameters: {@code done} stages were done by earlier passes; {@code low} are the lowest {@code
 * done} bits of the tile's index; root 2^L + i is g^(n / 2^(L+1)) omega^(i n / 2^(L+1)), for a
 * coset of shift g.
 */
final class StraightTile {
  private static final int N1 = 1 * Tile.LIMBS;
  private static final int N2 = 2 * Tile.LIMBS;
  private static final int N3 = 3 * Tile.LIMBS;
  private static final int N4 = 4 * Tile.LIMBS;
  private static final int N5 = 5 * Tile.LIMBS;
  private static final int N6 = 6 * Tile.LIMBS;
  private static final int N7 = 7 * Tile.LIMBS;

  private StraightTile() {}

  /**
   * 0, but no compiler knows: a number's top limb never reaches bit 30 (a refused element may make
   * it 1, and then reads the spare entries behind the roots). A place that depends on a result
   * keeps the loads of a factor behind the butterflies that come before; hoisted, they cost a third
   * of the threads. 10 % on an H200.
   */
  private static int held(int[] f, int number) {
    return (f[number + 8] >> 30) & 1;
  }

  /** No stage. */
  static void one(int[] f, int done, int low, IntArray roots, IntArray quotients, int[] n) {}

  /** One stage. */
  static void two(int[] f, int done, int low, IntArray roots, IntArray quotients, int[] n) {
    int[] w = new int[Shoup29.FACTOR_INTS];
    int root0 = (1 << done) + low;
    Tile.root(w, roots, quotients, root0);
    step(f, 0, N1, w, n);
  }

  /**
   * One stage, the first of a transform without a coset, where the one factor is 1.
   *
   * @param zero 0, but no compiler knows: what it follows from is done before a factor is loaded
   */
  static void firstTwo(int[] f, int zero, IntArray roots, IntArray quotients, int[] n) {
    unit(f, 0, N1, n);
  }

  /** Two stages. */
  static void four(int[] f, int done, int low, IntArray roots, IntArray quotients, int[] n) {
    int[] w = new int[Shoup29.FACTOR_INTS];
    int root0 = (1 << done) + low;
    Tile.root(w, roots, quotients, root0);
    step(f, 0, N2, w, n);
    step(f, N1, N3, w, n);
    int root1 = (2 << done) + low;
    Tile.root(w, roots, quotients, root1 + held(f, N3));
    step(f, 0, N1, w, n);
    Tile.root(w, roots, quotients, root1 + (1 << done) + held(f, N1));
    step(f, N2, N3, w, n);
  }

  /**
   * Two stages, the first of a transform without a coset, where three of four factors are 1.
   *
   * @param zero 0, but no compiler knows: what it follows from is done before a factor is loaded
   */
  static void firstFour(int[] f, int zero, IntArray roots, IntArray quotients, int[] n) {
    int[] w = new int[Shoup29.FACTOR_INTS];
    unit(f, 0, N2, n);
    unit(f, N1, N3, n);
    foldedUnit(f, 0, N1, n);
    Tile.root(w, roots, quotients, 3 + zero);
    step(f, N2, N3, w, n);
  }

  /** Three stages. */
  static void eight(int[] f, int done, int low, IntArray roots, IntArray quotients, int[] n) {
    int[] w = new int[Shoup29.FACTOR_INTS];
    int root0 = (1 << done) + low;
    Tile.root(w, roots, quotients, root0);
    step(f, 0, N4, w, n);
    step(f, N1, N5, w, n);
    step(f, N2, N6, w, n);
    step(f, N3, N7, w, n);
    int root1 = (2 << done) + low;
    Tile.root(w, roots, quotients, root1 + held(f, N7));
    step(f, 0, N2, w, n);
    step(f, N1, N3, w, n);
    Tile.root(w, roots, quotients, root1 + (1 << done) + held(f, N3));
    step(f, N4, N6, w, n);
    step(f, N5, N7, w, n);
    int root2 = (4 << done) + low;
    Tile.root(w, roots, quotients, root2 + held(f, N7));
    step(f, 0, N1, w, n);
    Tile.root(w, roots, quotients, root2 + (2 << done) + held(f, N1));
    step(f, N2, N3, w, n);
    Tile.root(w, roots, quotients, root2 + (1 << done) + held(f, N3));
    step(f, N4, N5, w, n);
    Tile.root(w, roots, quotients, root2 + (3 << done) + held(f, N5));
    step(f, N6, N7, w, n);
  }

  /**
   * Three stages, the first of a transform without a coset, where seven of twelve factors are 1.
   *
   * @param zero 0, but no compiler knows: what it follows from is done before a factor is loaded
   */
  static void firstEight(int[] f, int zero, IntArray roots, IntArray quotients, int[] n) {
    int[] w = new int[Shoup29.FACTOR_INTS];
    unit(f, 0, N4, n);
    unit(f, N1, N5, n);
    unit(f, N2, N6, n);
    unit(f, N3, N7, n);
    foldedUnit(f, 0, N2, n);
    foldedUnit(f, N1, N3, n);
    Tile.root(w, roots, quotients, 3 + zero);
    step(f, N4, N6, w, n);
    step(f, N5, N7, w, n);
    foldedUnit(f, 0, N1, n);
    Tile.root(w, roots, quotients, 6 + zero);
    step(f, N2, N3, w, n);
    Tile.root(w, roots, quotients, 5 + zero);
    step(f, N4, N5, w, n);
    Tile.root(w, roots, quotients, 7 + zero);
    step(f, N6, N7, w, n);
  }

  private static void step(int[] f, int a, int b, int[] w, int[] n) {
    int[] y = new int[Tile.LIMBS];
    Shoup29.mul(y, f, b, w, n);
    Shoup29.butterfly(f, a, b, y, n);
  }

  /** A butterfly whose factor is 1, of a number below p. */
  private static void unit(int[] f, int a, int b, int[] n) {
    int[] y = new int[Tile.LIMBS];
    for (int i = 0; i < Tile.LIMBS; i++) {
      y[i] = f[b + i];
    }
    Shoup29.butterfly(f, a, b, y, n);
  }

  private static void foldedUnit(int[] f, int a, int b, int[] n) {
    int[] y = new int[Tile.LIMBS];
    Shoup29.fold(y, f, b, n);
    Shoup29.butterfly(f, a, b, y, n);
  }
}
