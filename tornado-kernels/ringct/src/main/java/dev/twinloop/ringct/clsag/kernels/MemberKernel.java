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

/** Kernel: what each member of a ring brings. */
public final class MemberKernel {
  private static final long M = 0xffffffffL;
  private static final int LIMB = 0x1fffffff;
  private static final int WORDS = ScalarSteps.WORDS;

  private MemberKernel() {}

  /**
   * One turn a member of an item, item after item.
   *
   * @param code {@link RingCode}
   * @param constants of the programs
   * @param order {@link ScalarTable}
   * @param keccak {@link KeccakInMemory#table}
   * @param items the packed signatures
   * @param base see {@link Ed25519Machine}
   * @param points {@link ClsagPrograms#MEMBER_LONGS} a member
   * @param flags what is wrong with a member, {@link RingCode#S_BAD} and so on
   */
  public static void members(
      IntArray control,
      IntArray receipt,
      LongArray code,
      IntArray constants,
      IntArray order,
      LongArray keccak,
      IntArray items,
      LongArray base,
      LongArray points,
      IntArray flags) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int turn = control.get(Control.FROM) + k;
      if (turn < control.get(Control.TO)) {
        int n = (int) code.get(RingCode.RING);
        int item = (int) ((turn * code.get(RingCode.RECIPROCAL)) >> RingCode.SHIFT);
        int member = turn - item * n;
        int key = item * (int) code.get(RingCode.ITEM_INTS) + WORDS * member;
        int commitment = key + WORDS * n;
        int bad = 0;
        int[] s = new int[WORDS];
        int[] l = new int[WORDS];
        ScalarSteps.load(l, order, ScalarTable.ORDER);
        ScalarSteps.load(s, items, commitment + WORDS * (n + 5));
        if (Montgomery.below(s, l, WORDS) == 0) {
          bad = RingCode.S_BAD;
        }
        if (ScalarSteps.notCanonical(items, key) != 0) {
          bad = bad | RingCode.KEY_BAD;
        }
        if (ScalarSteps.notCanonical(items, commitment) != 0) {
          bad = bad | RingCode.COMMITMENT_BAD;
        }
        int[] f = new int[EdwardsAssembler.FILE_INTS];
        int point = RingCode.KEY_BAD;
        for (int program = 0; program < 3; program++) {
          int from = key;
          if (program == 1) {
            from = commitment;
          }
          if (program == 2) {
            digest(f, items, key, keccak);
          }
          Ed25519Machine.run(
              f,
              code,
              (int) code.get(RingCode.PROGRAMS + 2 * program),
              (int) code.get(RingCode.PROGRAMS + 2 * program + 1),
              constants,
              items,
              from,
              points,
              turn * ClsagPrograms.MEMBER_LONGS,
              base);
          if (program < 2) {
            if (f[ClsagPrograms.FOUND_INT] == 0) {
              bad = bad | point;
            }
          }
          point = RingCode.COMMITMENT_BAD;
        }
        flags.set(turn, bad);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /** The limbs of Keccak-256 of an encoding. */
  private static void digest(int[] f, IntArray items, int at, LongArray keccak) {
    long[] a = new long[KeccakF1600.LANES];
    for (int i = 0; i < KeccakF1600.LANES; i++) {
      a[i] = 0;
    }
    a[0] = RingHash.lane(items, at);
    a[1] = RingHash.lane(items, at + 2);
    a[2] = RingHash.lane(items, at + 4);
    a[3] = RingHash.lane(items, at + 6);
    a[4] = 1;
    a[16] = 0x8000000000000000L;
    KeccakInMemory.permute(a, keccak);
    int[] w = new int[WORDS];
    RingHash.words(w, a);
    long bits = 0;
    int held = 0;
    for (int i = 0; i < WORDS; i++) {
      bits = bits | ((w[i] & M) << held);
      f[ClsagPrograms.DIGEST_INT + i] = (int) bits & LIMB;
      bits = (bits >> 29) & M;
      held += 3;
    }
    f[ClsagPrograms.DIGEST_INT + WORDS] = (int) bits;
  }
}
