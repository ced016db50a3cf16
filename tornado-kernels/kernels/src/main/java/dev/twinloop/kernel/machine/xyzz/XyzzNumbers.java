package dev.twinloop.kernel.machine.xyzz;

import dev.twinloop.kernel.field.Montgomery28;
import dev.twinloop.kernel.field.Montgomery29;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * The numbers that {@link XyzzMachine} computes with, and the file that holds them. Kernel code.
 *
 * <p>A number is nine limbs of 29 bits (BN254) or fourteen of 28 (BLS12-381) in Montgomery form,
 * least significant first, not fully reduced: {@link XyzzAssembler} says how far. Points over a
 * quadratic extension by i, i^2 = -1, lie in memory in the same form, with two such numbers a
 * coordinate, the constant term first: 18 or 28 limbs. No program computes with those.
 *
 * <pre>
 *   file     0 to 7      8 to 11    12    13    14
 *          +-----------+----------+-----+-----+-----+
 *          | 2 points  | T0 … T3  | 2 p | 4 p | 8 p |
 *          +-----------+----------+-----+-----+-----+
 * </pre>
 *
 * <p>{@code limbs} is a literal at each call, so that compilers drop the other widths.
 */
public final class XyzzNumbers {
  /** Registers of a file. */
  private static final int REGISTERS = 15;

  /** Ints of a file of nine-limb registers. */
  public static final int FILE_9 = REGISTERS * Montgomery29.LIMBS;

  /** Ints of a file of fourteen-limb registers. */
  public static final int FILE_14 = REGISTERS * Montgomery28.LIMBS;

  /** Register (number, not offset) of 2 p, with large limbs; 4 p and 8 p follow. */
  public static final int TWO_P = 12;

  private XyzzNumbers() {}

  /** Loads the constants: the parameters of the multiplier, then the registers from TWO_P on. */
  public static void start(int[] f, int[] n, IntArray constants, int limbs) {
    for (int i = 0; i <= limbs; i++) {
      n[i] = constants.get(i);
    }
    for (int i = 0; i < 3 * limbs; i++) {
      f[TWO_P * limbs + i] = constants.get(limbs + 1 + i);
    }
  }

  /** Limbs of a number of the prime field. */
  public static int half(int limbs) {
    return limbs > Montgomery28.LIMBS ? limbs >> 1 : limbs;
  }

  /** 2 over an extension, else 1. */
  public static int degree(int limbs) {
    return limbs > Montgomery28.LIMBS ? 2 : 1;
  }

  /** d = a * b; d may overlap a and b. */
  public static void mul(int[] f, int d, int a, int b, int[] n, int limbs) {
    if (limbs == Montgomery29.LIMBS) {
      Montgomery29.mul(f, d, a, b, n);
    } else {
      Montgomery28.mul(f, d, a, b, n);
    }
  }

  /** d = a * a. */
  public static void sqr(int[] f, int d, int a, int[] n, int limbs) {
    if (limbs == Montgomery29.LIMBS) {
      Montgomery29.sqr(f, d, a, n);
    } else {
      Montgomery28.sqr(f, d, a, n);
    }
  }

  /** Bits of a limb. */
  public static int bits(int limbs) {
    return half(limbs) == Montgomery29.LIMBS ? Montgomery29.BITS : Montgomery28.BITS;
  }

  /** d = a + k * e; each limb gives its carry to the next and no further, so that nothing waits. */
  static void add(int[] f, int d, int a, int k, int e, int limbs) {
    int bits = bits(limbs);
    int mask = (1 << bits) - 1;
    int carry = 0;
    for (int i = 0; i < limbs - 1; i++) {
      int t = f[a + i] + k * f[e + i];
      f[d + i] = (t & mask) + carry;
      carry = (t >> bits) & ((1 << (32 - bits)) - 1);
    }
    f[d + limbs - 1] = f[a + limbs - 1] + k * f[e + limbs - 1] + carry;
  }

  /** d = a - k * e + register m, which holds a multiple of p. */
  static void subtract(int[] f, int d, int a, int k, int e, int m, int limbs) {
    int lift = m * limbs;
    int bits = bits(limbs);
    int mask = (1 << bits) - 1;
    int carry = 0;
    for (int i = 0; i < limbs - 1; i++) {
      int t = f[a + i] - k * f[e + i] + f[lift + i];
      f[d + i] = (t & mask) + carry;
      carry = (t >> bits) & ((1 << (32 - bits)) - 1);
    }
    f[d + limbs - 1] = f[a + limbs - 1] - k * f[e + limbs - 1] + f[lift + limbs - 1] + carry;
  }

  /** 1 if a product is 0 or p, else 0. */
  static int multiple(int[] f, int a, int[] n, int limbs) {
    int different = 0;
    for (int i = 0; i < limbs; i++) {
      different = different | (f[a + i] ^ n[i]);
    }
    int multiple = zero(f, a, limbs);
    if (different == 0) {
      multiple = 1;
    }
    return multiple;
  }

  /** 1 if all limbs are 0, else 0. */
  public static int zero(int[] f, int a, int limbs) {
    int any = 0;
    for (int i = 0; i < limbs; i++) {
      any = any | f[a + i];
    }
    return (((any | -any) >> 31) & 1) ^ 1;
  }

  /** Registers from d on = consecutive ints. */
  public static void load(int[] f, int d, IntArray from, int at, int count) {
    for (int i = 0; i < count; i++) {
      f[d + i] = from.get(at + i);
    }
  }

  /** Consecutive ints = registers from a on. */
  public static void store(int[] f, int a, IntArray to, int at, int count) {
    for (int i = 0; i < count; i++) {
      to.set(at + i, f[a + i]);
    }
  }
}
