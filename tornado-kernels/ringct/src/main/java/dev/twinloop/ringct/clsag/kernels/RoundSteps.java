package dev.twinloop.ringct.clsag.kernels;

import dev.twinloop.kernel.field.Montgomery;
import dev.twinloop.kernel.keccak.KeccakF1600;
import dev.twinloop.kernel.machine.edwards.ClsagPrograms;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/**
 * What one round of a ring consists of, around the machine's programs. Kernel code.
 *
 * <pre>
 *   LEFT   digits of c_p, c_c and s;  P and C of the member     ─┐
 *   RIGHT  digits of s and c;         Hp(P) of the member       ─┴▶ END   the next challenge
 * </pre>
 */
final class RoundSteps {
  static final int RIGHT = 1;
  static final int END = 2;

  /** No step: a round has a power of two of them. */
  static final int NONE = 3;

  /** log2 of the steps of a round. */
  static final int SHIFT = 2;

  /** Which of {@link ClsagPrograms.Program} the first of them is. */
  static final int FIRST_PROGRAM = 7;

  private static final int WORDS = ScalarSteps.WORDS;
  private static final int HALF = ClsagPrograms.MEMBER_LONGS / 2;

  private RoundSteps() {}

  /** Copies what one side needs of a member to a signature's own longs. */
  static void member(LongArray points, int from, LongArray table, int own, int side) {
    int first = side * HALF;
    for (int i = 0; i < HALF; i++) {
      table.set(own + ClsagPrograms.MEMBER_AT + first + i, points.get(from + first + i));
    }
  }

  /** The digits of one side: of c_p, c_c and s, or of s and c. */
  static void digits(
      int[] f,
      int[] c,
      int side,
      IntArray order,
      IntArray items,
      int s,
      IntArray factors,
      int item) {
    int[] l = new int[WORDS];
    int[] x = new int[WORDS];
    int[] y = new int[WORDS];
    int[] given = new int[WORDS];
    ScalarSteps.load(l, order, ScalarTable.ORDER);
    ScalarSteps.load(given, items, s);
    int inverse = order.get(ScalarTable.INVERSE);
    for (int part = 0; part < 2; part++) {
      ScalarSteps.load(x, factors, item * ImageKernel.FACTOR_INTS + part * WORDS);
      Montgomery.mul(y, c, x, l, inverse, WORDS);
      if (side == RIGHT) {
        for (int i = 0; i < WORDS; i++) {
          int own = c[i];
          if (part == 0) {
            own = given[i];
          }
          y[i] = own;
        }
      }
      ScalarSteps.digits(f, part * WORDS, y, WORDS, order, ScalarTable.POINT_OFFSET);
    }
    ScalarSteps.digits(f, 2 * WORDS, given, WORDS + 1, order, ScalarTable.BASE_OFFSET);
    f[3 * WORDS + 1] = 0;
  }

  /** c = the challenge that follows from both sides. */
  static void next(
      int[] c,
      int[] f,
      LongArray code,
      IntArray order,
      LongArray keccak,
      LongArray states,
      int state) {
    long[] a = new long[KeccakF1600.LANES];
    long[] e = new long[2 * RingHash.ELEMENT];
    for (int i = 0; i < KeccakF1600.LANES; i++) {
      a[i] = states.get(state + i);
    }
    RingHash.encode(e, 0, f, ClsagPrograms.ROUND_INT);
    RingHash.encode(e, RingHash.ELEMENT, f, ClsagPrograms.ROUND_INT + 18);
    RingHash.finish(a, e, (int) code.get(RingCode.REST), (int) code.get(RingCode.BLOCKS), keccak);
    int[] l = new int[WORDS];
    int[] factor = new int[WORDS];
    ScalarSteps.load(l, order, ScalarTable.ORDER);
    ScalarSteps.load(factor, order, ScalarTable.SQUARE);
    RingHash.words(c, a);
    for (int turn = 0; turn < 2; turn++) {
      Montgomery.mul(c, c, factor, l, order.get(ScalarTable.INVERSE), WORDS);
      for (int i = 0; i < WORDS; i++) {
        factor[i] = 0;
      }
      factor[0] = 1;
    }
  }
}
