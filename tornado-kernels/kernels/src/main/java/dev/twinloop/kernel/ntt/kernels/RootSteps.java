package dev.twinloop.kernel.ntt.kernels;

import dev.twinloop.kernel.field.Montgomery29;
import dev.twinloop.kernel.field.Shoup29;
import dev.twinloop.task.Control;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Computes the table of roots that the passes read: entry 2^L + i, i below 2^L, is z = g^(n /
 * 2^(L+1)) omega^(i n / 2^(L+1)) with its quotient. Kernel code.
 *
 * <p>omega^e is the product of two entries of a table of about sqrt(n) powers, high and low half of
 * e. With t = z 2^261 mod p the quotient floor(z 2^261 / p) is exactly t (-1/p) mod 2^261.
 */
public final class RootSteps {
  /** Control parameter: m. */
  public static final int LOG_SIZE = Control.FIRST_PARAMETER;

  /** Control parameter: turns of this run. */
  public static final int STRIDE = LOG_SIZE + 1;

  /** Where {@code powers} holds -1/p mod 2^261, after p and its inverse. */
  public static final int QUOTIENT = Montgomery29.PARAMETERS;

  /** Where {@code powers} holds 1. */
  public static final int ONE = QUOTIENT + Montgomery29.LIMBS;

  /** Where {@code powers} holds omega^i, i below 2^lowBits(m), in Montgomery form. */
  public static final int LOW = ONE + Montgomery29.LIMBS;

  private static final int LIMBS = Montgomery29.LIMBS;
  private static final int FACTOR = LIMBS;
  private static final int FORM = 2 * LIMBS;
  private static final int LIMB = 0x1fffffff;
  private static final long U32 = 0xffffffffL;
  private static final long U35 = 0x7ffffffffL;

  private RootSteps() {}

  /** How many bits of an exponent the low table takes. */
  public static int lowBits(int logSize) {
    return logSize >> 1;
  }

  /** Every so-many-th entry of the table, from {@code turn} on. */
  public static void roots(
      IntArray control,
      int turn,
      IntArray powers,
      IntArray levels,
      IntArray roots,
      IntArray quotients,
      int[] n) {
    int[] f = new int[3 * LIMBS];
    int[] p = new int[Montgomery29.PARAMETERS];
    int[] y = new int[LIMBS];
    for (int i = 0; i < Montgomery29.PARAMETERS; i++) {
      p[i] = powers.get(i);
    }
    int logSize = control.get(LOG_SIZE);
    int lowBits = lowBits(logSize);
    for (int entry = turn; entry < (1 << logSize); entry += control.get(STRIDE)) {
      int level = 0;
      while ((entry >> (level + 1)) != 0) {
        level++;
      }
      int exponent = (Math.max(entry, 1) - (1 << level)) << (logSize - 1 - level);
      int high = LOW + (1 << lowBits) * LIMBS + (exponent >> lowBits) * LIMBS;
      int factor = LOW + (exponent & ((1 << lowBits) - 1)) * LIMBS;
      for (int i = 0; i < LIMBS; i++) {
        f[i] = powers.get(high + i);
      }
      for (int step = 0; step < 3; step++) {
        int shifted = -(step & 1);
        for (int i = 0; i < LIMBS; i++) {
          f[FORM + i] = f[i];
          int power = powers.get(factor + i);
          f[FACTOR + i] = (levels.get(level * LIMBS + i) & shifted) | (power & ~shifted);
        }
        Montgomery29.mul(f, 0, 0, FACTOR, p);
        for (int i = 0; i < LIMBS; i++) {
          y[i] = f[i];
        }
        Shoup29.reduce(y, n);
        for (int i = 0; i < LIMBS; i++) {
          f[i] = y[i];
        }
        factor = ONE;
      }
      write(f, powers, roots, quotients, Tile.address(entry));
    }
  }

  /** A root and its quotient, the low half of a product. */
  private static void write(int[] f, IntArray powers, IntArray roots, IntArray quotients, long at) {
    long carry = 0;
    for (int k = 0; k < LIMBS; k++) {
      roots.set(Tile.limb(at, k), f[k]);
      long column = carry;
      for (int i = 0; i < LIMBS; i++) {
        if (i <= k) {
          column += (f[FORM + i] & U32) * (powers.get(QUOTIENT + k - i) & U32);
        }
      }
      quotients.set(Tile.limb(at, k), (int) column & LIMB);
      carry = (column >> 29) & U35;
    }
  }
}
