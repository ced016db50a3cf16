package dev.twinloop.ringct.clsag.kernels;

import dev.twinloop.kernel.field.Montgomery;
import dev.twinloop.kernel.keccak.KeccakF1600;
import dev.twinloop.kernel.keccak.KeccakInMemory;
import dev.twinloop.kernel.machine.edwards.ClsagPrograms;
import dev.twinloop.kernel.machine.edwards.Ed25519Machine;
import dev.twinloop.kernel.machine.edwards.EdwardsAssembler;
import dev.twinloop.task.Control;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/** Kernel: goes round each ring. */
public final class RoundKernel {
  private static final int WORDS = ScalarSteps.WORDS;
  private static final int LEFT = 7;

  private RoundKernel() {}

  /**
   * One turn an item: the rounds of those that are {@link RingCode#PENDING}, two programs each.
   *
   * @param before receipts of {@link ImageKernel#images}
   * @param code {@link RingCode}
   * @param constants of the programs
   * @param order {@link ScalarTable}
   * @param keccak {@link KeccakInMemory#table}
   * @param items the packed signatures
   * @param base see {@link Ed25519Machine}
   * @param points of the members
   * @param table {@link ClsagPrograms#OWN_LONGS} an item
   * @param factors {@link ImageKernel#FACTOR_INTS} an item
   * @param states what the hashes of all rounds begin with
   * @param verdicts replaced where they were {@link RingCode#PENDING}
   * @param challenges of each round the one that it ends with, eight ints; zeros where nobody went
   *     round
   */
  public static void rounds(
      IntArray control,
      IntArray receipt,
      IntArray before,
      LongArray code,
      IntArray constants,
      IntArray order,
      LongArray keccak,
      IntArray items,
      LongArray base,
      LongArray points,
      LongArray table,
      IntArray factors,
      LongArray states,
      IntArray verdicts,
      IntArray challenges) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int n = (int) code.get(RingCode.RING);
        int c1 = item * (int) code.get(RingCode.ITEM_INTS) + 2 * WORDS * n + 4 * WORDS;
        int own = item * ClsagPrograms.OWN_LONGS;
        int verdict = verdicts.get(item);
        int halves = 2 * n;
        if (verdict != RingCode.PENDING) {
          halves = 0;
          for (int i = 0; i < n * WORDS; i++) {
            challenges.set(item * n * WORDS + i, 0);
          }
        }
        int zero = 0;
        int[] f = new int[EdwardsAssembler.FILE_INTS];
        int[] c = new int[WORDS];
        ScalarSteps.load(c, items, c1);
        for (int half = 0; half < halves; half++) {
          int i = half >> 1;
          int right = half & 1;
          digits(f, c, right, order, items, c1 + WORDS + WORDS * i, factors, item);
          if (right == 0) {
            int from = (item * n + i) * ClsagPrograms.MEMBER_LONGS;
            for (int j = 0; j < ClsagPrograms.MEMBER_LONGS; j++) {
              table.set(own + ClsagPrograms.MEMBER_AT + j, points.get(from + j));
            }
          }
          int program = RingCode.PROGRAMS + 2 * (LEFT + right);
          Ed25519Machine.run(
              f,
              code,
              (int) code.get(program),
              (int) code.get(program + 1),
              constants,
              items,
              c1,
              table,
              own,
              base);
          if (right == 1) {
            next(c, f, code, order, keccak, states, item * KeccakF1600.LANES);
            zero = zero | (ScalarSteps.notZero(c) ^ 1);
            for (int j = 0; j < WORDS; j++) {
              challenges.set((item * n + i) * WORDS + j, c[j]);
            }
          }
        }
        if (verdict == RingCode.PENDING) {
          verdict = Codes.VALID;
          if (ScalarSteps.differ(c, items, c1) != 0) {
            verdict = Codes.RING_OPEN;
          }
          if (zero != 0) {
            verdict = Codes.ZERO_CHALLENGE;
          }
          verdicts.set(item, verdict);
        }
        if (before.get(item) == control.get(Control.NONCE)) {
          receipt.set(k, control.get(Control.NONCE));
        }
      }
    }
  }

  /** The digits of one side: of c_p, c_c and s, or of s and c. */
  private static void digits(
      int[] f,
      int[] c,
      int right,
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
      if (right == 1) {
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
  private static void next(
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
