package dev.twinloop.ringct.clsag.kernels;

import dev.twinloop.kernel.keccak.KeccakF1600;
import dev.twinloop.kernel.keccak.KeccakInMemory;
import dev.twinloop.kernel.machine.edwards.ClsagPrograms;
import dev.twinloop.kernel.machine.edwards.Ed25519Machine;
import dev.twinloop.kernel.machine.edwards.EdwardsAssembler;
import dev.twinloop.task.Control;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/** Kernel: goes round each ring, for rings of many members or many rings. */
public final class RoundKernel {
  private static final int WORDS = ScalarSteps.WORDS;

  private RoundKernel() {}

  /**
   * One turn an item: the rounds of those that are {@link RingCode#PENDING}, three programs each.
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
        int steps = n << RoundSteps.SHIFT;
        if (verdict != RingCode.PENDING) {
          steps = 0;
          for (int i = 0; i < n * WORDS; i++) {
            challenges.set(item * n * WORDS + i, 0);
          }
        }
        int zero = 0;
        int[] f = new int[EdwardsAssembler.FILE_INTS];
        int[] c = new int[WORDS];
        ScalarSteps.load(c, items, c1);
        for (int turn = 0; turn < steps; turn++) {
          int i = turn >> RoundSteps.SHIFT;
          int step = turn & RoundSteps.NONE;
          if (step < RoundSteps.END) {
            int s = c1 + WORDS + WORDS * i;
            RoundSteps.digits(f, c, step, order, items, s, factors, item);
            RoundSteps.member(
                points, (item * n + i) * ClsagPrograms.MEMBER_LONGS, table, own, step);
          }
          if (step < RoundSteps.NONE) {
            int program = RingCode.PROGRAMS + 2 * (RoundSteps.FIRST_PROGRAM + step);
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
          }
          if (step == RoundSteps.END) {
            RoundSteps.next(c, f, code, order, keccak, states, item * KeccakF1600.LANES);
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
}
