package dev.twinloop.kernel.eddsa.kernels;

import dev.twinloop.kernel.data.RecordBuffers;
import dev.twinloop.kernel.field.Montgomery;
import dev.twinloop.kernel.machine.edwards.EddsaPrograms;
import dev.twinloop.kernel.sha256.Sha256Rounds;
import dev.twinloop.kernel.sha512.Sha512Blocks;
import dev.twinloop.kernel.sha512.Sha512Rounds;
import dev.twinloop.task.Control;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Kernels: all that is known of a signature without points. What the rule says of bytes; h =
 * SHA-512 of R, A and the message, modulo l; the digits of h and S.
 */
public final class ScalarKernels {
  /** Control parameter: which encodings the rule refuses, flags of {@link Codes}. */
  public static final int FLAGS = Control.FIRST_PARAMETER;

  /** Bit of an item's offset: its message is a digest, SHA-512 of R, A and the message proper. */
  public static final int DIGESTED = 0x80000000;

  private static final int LIMBS = 8;
  private static final int R_AND_KEY_BYTES = 64;

  /** 2^255 - p. */
  private static final int P_GAP = 19;

  /** Which y of small order belong to x = 0: 1 and p - 1, the second and the last. */
  private static final int ZERO_X = 0b10010;

  private static final int MIN = 0x80000000;
  private static final long M = 0xffffffffL;

  private ScalarKernels() {}

  /**
   * One turn an item: what the rule says of bytes, and the digits of S.
   *
   * @param constants {@link EddsaConstants}
   * @param items {@link EddsaPrograms} has the layout of these and of {@code digits}
   * @param verdicts a verdict's code, or {@link Codes#PENDING}
   */
  public static void encodings(
      IntArray control,
      IntArray receipt,
      IntArray constants,
      IntArray items,
      IntArray digits,
      IntArray verdicts) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int at = item * EddsaPrograms.ITEM_INTS;
        int to = item * EddsaPrograms.DIGIT_INTS + LIMBS;
        int[] l = new int[LIMBS];
        int[] s = new int[LIMBS];
        load(l, constants, EddsaConstants.ORDER);
        load(s, items, at + EddsaPrograms.S_WORD);
        int status = refused(items, at, constants, control.get(FLAGS));
        int below = Montgomery.below(s, l, LIMBS);
        verdicts.set(item, either(below, status, Codes.S_OUT_OF_RANGE));
        int carry = recode(s, EddsaConstants.BASE_OFFSET, constants, digits, to);
        int last = constants.get(EddsaConstants.BASE_OFFSET + LIMBS) + carry;
        digits.set(to + LIMBS, last);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /**
   * One turn an item: the digits of h, which is SHA-512 of R, A and the message, modulo l.
   *
   * @param messages see {@link RecordBuffers}
   * @param offsets where each message starts, in bytes, perhaps with {@link #DIGESTED}, and where
   *     the last one ends
   */
  public static void challenges(
      IntArray control,
      IntArray receipt,
      IntArray constants,
      IntArray items,
      IntArray messages,
      IntArray offsets,
      IntArray digits) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        int[] h = new int[LIMBS];
        long[] state = new long[LIMBS];
        int from = offsets.get(item);
        int length = (offsets.get(item + 1) & ~DIGESTED) - (from & ~DIGESTED);
        hash(state, items, item * EddsaPrograms.ITEM_INTS, messages, from, length);
        reduce(h, state, constants);
        int to = item * EddsaPrograms.DIGIT_INTS;
        recode(h, EddsaConstants.KEY_OFFSET, constants, digits, to);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  /** What the rule says of A and R as bytes. */
  private static int refused(IntArray items, int at, IntArray constants, int flags) {
    int status = Codes.PENDING;
    int key = form(items, at + EddsaPrograms.KEY_WORD, constants);
    int r = form(items, at + EddsaPrograms.R_WORD, constants) << 1;
    int refused = (key | r) & flags;
    status = either(refused >> 1, Codes.R_OF_SMALL_ORDER, status);
    status = either(refused >> 3, Codes.R_NOT_CANONICAL, status);
    status = either(refused, Codes.KEY_OF_SMALL_ORDER, status);
    return either(refused >> 2, Codes.KEY_NOT_CANONICAL, status);
  }

  /** a if the lowest bit is set, else b. */
  private static int either(int bit, int a, int b) {
    int mask = -(bit & 1);
    return (a & mask) | (b & ~mask);
  }

  /**
   * {@link Codes#NO_SMALL_KEY} if y is one of small order, whatever its sign; {@link
   * Codes#CANONICAL_KEY} if y is p or more, or if x is 0 and its sign is set.
   */
  private static int form(IntArray items, int at, IntArray constants) {
    int[] y = new int[LIMBS];
    load(y, items, at);
    int minus = (y[7] >> 31) & 1;
    y[7] = y[7] & ~MIN;
    int ones = y[1] & y[2] & y[3] & y[4] & y[5] & y[6] & (y[7] | MIN);
    int unreduced = isZero(~ones) & (y[0] >> 31) & (~(y[0] + P_GAP) >> 31) & 1;
    y[0] = y[0] + (-unreduced & P_GAP);
    for (int i = 1; i < LIMBS; i++) {
      y[i] = y[i] & (unreduced - 1);
    }
    int small = 0;
    int zeroX = 0;
    for (int j = 0; j < EddsaConstants.SMALL_COUNT; j++) {
      int different = 0;
      for (int i = 0; i < LIMBS; i++) {
        different = different | (y[i] ^ constants.get(EddsaConstants.SMALL + j * LIMBS + i));
      }
      small = small | isZero(different);
      zeroX = zeroX | (isZero(different) & (ZERO_X >> j));
    }
    return small * Codes.NO_SMALL_KEY + (unreduced | (zeroX & minus)) * Codes.CANONICAL_KEY;
  }

  /** 1 for 0, else 0. */
  private static int isZero(int v) {
    return (((v | -v) >> 31) & 1) ^ 1;
  }

  /**
   * SHA-512 of R, A and a message: the two fill the first half of the first block. Or the digest
   * that the message is.
   */
  private static void hash(
      long[] state, IntArray items, int at, IntArray messages, int offset, int length) {
    long[] w = new long[16];
    int from = offset & ~DIGESTED;
    int shift = (from & 3) << 3;
    int all = R_AND_KEY_BYTES + length;
    int blocks = (all + 144) >> 7;
    if (offset < 0) {
      blocks = 1;
    }
    Sha512Rounds.start(state);
    for (int block = 0; block < blocks; block++) {
      int rest = all - block * 128;
      int first = Math.max(0, block * 32 - R_AND_KEY_BYTES / 4);
      Sha512Blocks.words(messages, (from >> 2) + first, shift, w);
      if (offset < 0) {
        for (int i = 0; i < LIMBS; i++) {
          state[i] = w[i];
        }
      } else {
        if (block == 0) {
          for (int i = 0; i < 8; i++) {
            w[8 + i] = w[i];
          }
          for (int i = 0; i < 4; i++) {
            int r = at + EddsaPrograms.R_WORD + 2 * i;
            int key = at + EddsaPrograms.KEY_WORD + 2 * i;
            w[i] = Sha512Blocks.big(items.get(r), items.get(r + 1));
            w[4 + i] = Sha512Blocks.big(items.get(key), items.get(key + 1));
          }
        }
        if (rest < 128) {
          Sha512Blocks.pad(w, rest);
        }
        if (rest < 112) {
          w[15] = (long) all << 3;
        }
        Sha512Rounds.compress(state, w);
      }
    }
  }

  /** h = a digest's 64 bytes as a little-endian number, modulo l. */
  private static void reduce(int[] h, long[] state, IntArray constants) {
    int[] l = new int[LIMBS];
    int[] low = new int[LIMBS];
    int[] high = new int[LIMBS];
    int[] factor = new int[LIMBS];
    for (int i = 0; i < 4; i++) {
      low[2 * i] = Sha256Rounds.swap((int) (state[i] >> 32));
      low[2 * i + 1] = Sha256Rounds.swap((int) state[i]);
      high[2 * i] = Sha256Rounds.swap((int) (state[4 + i] >> 32));
      high[2 * i + 1] = Sha256Rounds.swap((int) state[4 + i]);
    }
    int inverse = constants.get(EddsaConstants.INVERSE);
    load(l, constants, EddsaConstants.ORDER);
    load(factor, constants, EddsaConstants.ONE);
    Montgomery.mul(low, low, factor, l, inverse, LIMBS);
    load(factor, constants, EddsaConstants.SQUARE);
    Montgomery.mul(high, high, factor, l, inverse, LIMBS);
    Montgomery.add(h, low, high, l, LIMBS);
  }

  /** Writes k + an offset of eight words; returns the carry. */
  private static int recode(int[] k, int offset, IntArray constants, IntArray digits, int to) {
    long carry = 0;
    for (int i = 0; i < LIMBS; i++) {
      long t = (k[i] & M) + (constants.get(offset + i) & M) + carry;
      digits.set(to + i, (int) t);
      carry = (t >> 32) & M;
    }
    return (int) carry;
  }

  private static void load(int[] d, IntArray from, int at) {
    for (int i = 0; i < LIMBS; i++) {
      d[i] = from.get(at + i);
    }
  }
}
