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

/**
 * Kernels: one round of all rings at a time. Both sides of a round are computed side by side, so
 * that a ring takes little more than half the time of {@link RoundKernel}, and half as many rings
 * fill a device.
 */
public final class SideKernels {
  /** Control parameter: which round it is, from 0. */
  public static final int ROUND = Control.FIRST_PARAMETER;

  /** Control parameter: how many signatures there are. */
  public static final int SIGNATURES = Control.FIRST_PARAMETER + 1;

  /** Control parameter: the turn of {@link #sides} that computes R of the first signature. */
  public static final int RIGHT_FROM = Control.FIRST_PARAMETER + 2;

  /**
   * Of what {@link #RIGHT_FROM} is a multiple: as many neighbours run the same program, since
   * threads that a device runs in step would wait for each other's.
   */
  public static final int IN_STEP = 64;

  private static final int WORDS = ScalarSteps.WORDS;

  private SideKernels() {}

  /**
   * Two turns a signature: L of all that are {@link RingCode#PENDING}, then R. Turns between them
   * have nothing to do.
   *
   * @param before receipts of {@link ImageKernel#images} or of the {@link #ends} of the round
   *     before
   * @param code {@link RingCode}
   * @param constants of the programs
   * @param order {@link ScalarTable}
   * @param items the packed signatures
   * @param base see {@link Ed25519Machine}
   * @param points of the members
   * @param table {@link ClsagPrograms#OWN_LONGS} a signature
   * @param factors {@link ImageKernel#FACTOR_INTS} a signature
   * @param verdicts of the signatures
   * @param challenges of the rounds before
   */
  public static void sides(
      IntArray control,
      IntArray receipt,
      IntArray before,
      LongArray code,
      IntArray constants,
      IntArray order,
      IntArray items,
      LongArray base,
      LongArray points,
      LongArray table,
      IntArray factors,
      IntArray verdicts,
      IntArray challenges) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int turn = control.get(Control.FROM) + k;
      if (turn < control.get(Control.TO)) {
        int side = 0;
        int item = turn;
        if (turn >= control.get(RIGHT_FROM)) {
          side = RoundSteps.RIGHT;
          item = turn - control.get(RIGHT_FROM);
        }
        int verdict = RingCode.PENDING;
        if (item >= control.get(SIGNATURES)) {
          item = 0;
          verdict = Codes.VALID;
        }
        verdict = verdict & verdicts.get(item); // pending, if both are
        if (verdict == RingCode.PENDING) {
          int n = (int) code.get(RingCode.RING);
          int c1 = item * (int) code.get(RingCode.ITEM_INTS) + 2 * WORDS * n + 4 * WORDS;
          int own = item * ClsagPrograms.OWN_LONGS;
          int round = control.get(ROUND);
          int[] f = new int[EdwardsAssembler.FILE_INTS];
          int[] c = new int[WORDS];
          if (round == 0) {
            ScalarSteps.load(c, items, c1);
          }
          if (round > 0) {
            ScalarSteps.load(c, challenges, (item * n + round - 1) * WORDS);
          }
          int s = c1 + WORDS + WORDS * round;
          RoundSteps.digits(f, c, side, order, items, s, factors, item);
          int from = (item * n + round) * ClsagPrograms.MEMBER_LONGS;
          RoundSteps.member(points, from, table, own, side);
          int program = RingCode.PROGRAMS + 2 * (RoundSteps.FIRST_PROGRAM + side);
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
        if (before.get(item) == control.get(Control.NONCE)) {
          receipt.set(k, control.get(Control.NONCE));
        }
      }
    }
  }

  /**
   * One turn a signature: the challenge that a round ends with; after the last one, the verdict.
   *
   * @param before receipts of {@link #sides}
   * @param code {@link RingCode}
   * @param constants of the programs
   * @param order {@link ScalarTable}
   * @param keccak {@link KeccakInMemory#table}
   * @param items the packed signatures
   * @param base see {@link Ed25519Machine}
   * @param table {@link ClsagPrograms#OWN_LONGS} a signature
   * @param states what the hashes of all rounds begin with
   * @param verdicts replaced where they were {@link RingCode#PENDING}, and something is found
   * @param challenges of each round the one that it ends with, eight ints; zeros where nobody went
   *     round
   */
  public static void ends(
      IntArray control,
      IntArray receipt,
      IntArray before,
      LongArray code,
      IntArray constants,
      IntArray order,
      LongArray keccak,
      IntArray items,
      LongArray base,
      LongArray table,
      LongArray states,
      IntArray verdicts,
      IntArray challenges) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int n = (int) code.get(RingCode.RING);
        int round = control.get(ROUND);
        int[] c = new int[WORDS];
        for (int i = 0; i < WORDS; i++) {
          c[i] = 0;
        }
        if (verdicts.get(item) == RingCode.PENDING) {
          int c1 = item * (int) code.get(RingCode.ITEM_INTS) + 2 * WORDS * n + 4 * WORDS;
          int[] f = new int[EdwardsAssembler.FILE_INTS];
          int program = RingCode.PROGRAMS + 2 * (RoundSteps.FIRST_PROGRAM + RoundSteps.END);
          Ed25519Machine.run(
              f,
              code,
              (int) code.get(program),
              (int) code.get(program + 1),
              constants,
              items,
              c1,
              table,
              item * ClsagPrograms.OWN_LONGS,
              base);
          RoundSteps.next(c, f, code, order, keccak, states, item * KeccakF1600.LANES);
          int verdict = RingCode.PENDING;
          if (round == n - 1) {
            verdict = Codes.VALID;
            if (ScalarSteps.differ(c, items, c1) != 0) {
              verdict = Codes.RING_OPEN;
            }
          }
          if (ScalarSteps.notZero(c) == 0) {
            verdict = Codes.ZERO_CHALLENGE;
          }
          verdicts.set(item, verdict);
        }
        for (int i = 0; i < WORDS; i++) {
          challenges.set((item * n + round) * WORDS + i, c[i]);
        }
        int missing = before.get(item) ^ control.get(Control.NONCE);
        missing =
            missing | (before.get(control.get(RIGHT_FROM) + item) ^ control.get(Control.NONCE));
        if (missing == 0) {
          receipt.set(k, control.get(Control.NONCE));
        }
      }
    }
  }
}
