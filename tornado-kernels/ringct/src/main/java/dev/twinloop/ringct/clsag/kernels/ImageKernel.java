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

/** Kernel: what a ring signature has once. */
public final class ImageKernel {
  /** Ints of both factors, in Montgomery form. */
  public static final int FACTOR_INTS = 16;

  private static final int WORDS = ScalarSteps.WORDS;
  private static final int FIRST_PROGRAM = 3;
  private static final int END_PROGRAM = 7;

  private ImageKernel() {}

  /**
   * One turn an item.
   *
   * @param before receipts of {@link MemberKernel#members}
   * @param code {@link RingCode}
   * @param constants of the programs
   * @param order {@link ScalarTable}
   * @param keccak {@link KeccakInMemory#table}
   * @param domains four lanes each of both factors' domains and the rounds'
   * @param items the packed signatures
   * @param base see {@link Ed25519Machine}
   * @param flags of the members
   * @param table {@link ClsagPrograms#OWN_LONGS} an item
   * @param factors {@link #FACTOR_INTS} an item
   * @param states {@link KeccakF1600#LANES} an item: what the hashes of all rounds begin with
   * @param verdicts what is wrong, or {@link RingCode#PENDING}
   */
  public static void images(
      IntArray control,
      IntArray receipt,
      IntArray before,
      LongArray code,
      IntArray constants,
      IntArray order,
      LongArray keccak,
      LongArray domains,
      IntArray items,
      LongArray base,
      IntArray flags,
      LongArray table,
      IntArray factors,
      LongArray states,
      IntArray verdicts) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int n = (int) code.get(RingCode.RING);
        int start = item * (int) code.get(RingCode.ITEM_INTS);
        int image = start + 2 * WORDS * n;
        int[] f = new int[EdwardsAssembler.FILE_INTS];
        int[] mu = new int[2 * WORDS];
        hashes(mu, code, order, keccak, domains, items, start, factors, states, item);
        int[] k8 = new int[WORDS];
        for (int program = FIRST_PROGRAM; program < END_PROGRAM; program++) {
          if (program == FIRST_PROGRAM) {
            for (int i = 0; i < WORDS; i++) {
              f[i] = order.get(ScalarTable.ORDER_DIGITS + i);
            }
            f[WORDS] = 0;
          }
          if (program == END_PROGRAM - 1) {
            for (int half = 0; half < 2; half++) {
              for (int i = 0; i < WORDS; i++) {
                k8[i] = mu[half * WORDS + i];
              }
              ScalarSteps.digits(f, half * WORDS, k8, WORDS, order, ScalarTable.POINT_OFFSET);
            }
            f[2 * WORDS] = 0;
          }
          Ed25519Machine.run(
              f,
              code,
              (int) code.get(RingCode.PROGRAMS + 2 * program),
              (int) code.get(RingCode.PROGRAMS + 2 * program + 1),
              constants,
              items,
              image,
              table,
              item * ClsagPrograms.OWN_LONGS,
              base);
        }
        int verdict = members(flags, item * n, n, points(f, items, image));
        verdict = scalars(flags, item * n, n, verdict);
        ScalarSteps.load(k8, items, image + 4 * WORDS);
        int[] l = new int[WORDS];
        ScalarSteps.load(l, order, ScalarTable.ORDER);
        if (Montgomery.below(k8, l, WORDS) == 0) {
          verdict = Codes.C1_NOT_REDUCED;
        }
        if (ScalarSteps.isNeutral(items, image) != 0) {
          verdict = Codes.KEY_IMAGE_IDENTITY;
        }
        verdicts.set(item, verdict);
        int missing = 0;
        for (int i = 0; i < n; i++) {
          missing = missing | (before.get(item * n + i) ^ control.get(Control.NONCE));
        }
        if (missing == 0) {
          receipt.set(k, control.get(Control.NONCE));
        }
      }
    }
  }

  /** Both factors, and the state of the round hash before L and R. */
  private static void hashes(
      int[] mu,
      LongArray code,
      IntArray order,
      LongArray keccak,
      LongArray domains,
      IntArray items,
      int start,
      IntArray factors,
      LongArray states,
      int item) {
    int n = (int) code.get(RingCode.RING);
    int[] l = new int[WORDS];
    int[] x = new int[WORDS];
    int[] square = new int[WORDS];
    int[] one = new int[WORDS];
    for (int i = 0; i < WORDS; i++) {
      one[i] = 0;
    }
    one[0] = 1;
    ScalarSteps.load(l, order, ScalarTable.ORDER);
    ScalarSteps.load(square, order, ScalarTable.SQUARE);
    int inverse = order.get(ScalarTable.INVERSE);
    long[] a = new long[KeccakF1600.LANES];
    int pairs = RingHash.ELEMENT * (2 * n + 1);
    for (int hash = 0; hash < 3; hash++) {
      for (int i = 0; i < KeccakF1600.LANES; i++) {
        a[i] = 0;
      }
      int lanes = pairs + 3 * RingHash.ELEMENT;
      int most = lanes + 1;
      int permuted = most;
      int skip = 0;
      long padding = 1;
      if (hash == 2) {
        lanes = pairs + 2 * RingHash.ELEMENT;
        most = lanes;
        permuted = RingHash.RATE * (int) code.get(RingCode.FIRST_BLOCKS);
        skip = 2 * WORDS;
        padding = 0;
      }
      for (int first = 0; first < most; first += RingHash.RATE) {
        RingHash.absorb(
            a, first, domains, hash * RingHash.ELEMENT, items, start, pairs, skip, lanes, padding);
        if (first < permuted) {
          KeccakInMemory.permute(a, keccak);
        }
      }
      if (hash < 2) {
        RingHash.words(x, a);
        Montgomery.mul(x, x, square, l, inverse, WORDS);
        for (int i = 0; i < WORDS; i++) {
          factors.set(item * FACTOR_INTS + hash * WORDS + i, x[i]);
        }
        Montgomery.mul(x, x, one, l, inverse, WORDS);
        for (int i = 0; i < WORDS; i++) {
          mu[hash * WORDS + i] = x[i];
        }
      }
    }
    for (int i = 0; i < KeccakF1600.LANES; i++) {
      states.set(item * KeccakF1600.LANES + i, a[i]);
    }
  }

  /** What is wrong with the key image, D or the pseudo output, the first of them. */
  private static int points(int[] f, IntArray items, int image) {
    int verdict = RingCode.PENDING;
    int pseudo = f[ClsagPrograms.PSEUDO_FOUND_INT] ^ 1;
    pseudo = pseudo | ScalarSteps.notCanonical(items, image + 2 * WORDS);
    if (pseudo != 0) {
      verdict = Codes.PSEUDO_OUTPUT_NO_POINT;
    }
    if (f[ClsagPrograms.D_SMALL_INT] != 0) {
      verdict = Codes.D_SMALL_ORDER;
    }
    int d = f[ClsagPrograms.D_FOUND_INT] ^ 1;
    d = d | ScalarSteps.notCanonical(items, image + WORDS);
    if (d != 0) {
      verdict = Codes.D_NO_POINT;
    }
    if (f[ClsagPrograms.IMAGE_PRIME_INT] == 0) {
      verdict = Codes.KEY_IMAGE_TORSION;
    }
    int point = f[ClsagPrograms.IMAGE_FOUND_INT] ^ 1;
    point = point | ScalarSteps.notCanonical(items, image);
    if (point != 0) {
      verdict = Codes.KEY_IMAGE_NO_POINT;
    }
    return verdict;
  }

  /** The first member whose points are none, unless something is wrong already. */
  private static int members(IntArray flags, int at, int n, int found) {
    int verdict = found;
    if (found == RingCode.PENDING) {
      for (int j = 0; j < n; j++) {
        int i = n - 1 - j;
        int bad = flags.get(at + i);
        if ((bad & RingCode.COMMITMENT_BAD) != 0) {
          verdict = Codes.COMMITMENT_NO_POINT | (i << Codes.MEMBER_SHIFT);
        }
        if ((bad & RingCode.KEY_BAD) != 0) {
          verdict = Codes.KEY_NO_POINT | (i << Codes.MEMBER_SHIFT);
        }
      }
    }
    return verdict;
  }

  /** The first member whose s is not reduced; else what was found before. */
  private static int scalars(IntArray flags, int at, int n, int found) {
    int verdict = found;
    for (int j = 0; j < n; j++) {
      int i = n - 1 - j;
      if ((flags.get(at + i) & RingCode.S_BAD) != 0) {
        verdict = Codes.S_NOT_REDUCED | (i << Codes.MEMBER_SHIFT);
      }
    }
    return verdict;
  }
}
