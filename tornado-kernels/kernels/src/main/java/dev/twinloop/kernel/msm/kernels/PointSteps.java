package dev.twinloop.kernel.msm.kernels;

import dev.twinloop.kernel.machine.PointMemory;
import dev.twinloop.kernel.machine.xyzz.XyzzMachine;
import dev.twinloop.kernel.machine.xyzz.XyzzNumbers;
import dev.twinloop.task.Control;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/**
 * Steps of the point kernels that know how points lie in memory. Kernel code.
 *
 * <pre>
 *   points   32 or 48 bytes a coordinate, big-endian, x before y, as they lie in memory; over an
 *            extension twice as many, the higher coefficient first
 *   bases    4 or 6 longs a coordinate, Montgomery form below p, least significant long first; one
 *            row of points, or one for each digit; over an extension twice as many, the constant
 *            term first
 *   buckets, parts   points in machine form, {@link XyzzMachine}, one after the other
 * </pre>
 */
public final class PointSteps {
  /** Control parameter of {@code prepare}: how many points there are; the others are infinity. */
  public static final int POINTS = Control.FIRST_PARAMETER;

  /** Control parameter of {@code multiply}: rows of points. */
  public static final int ROWS = Control.FIRST_PARAMETER;

  /** Control parameter of {@code multiply}: points of a row. */
  public static final int STRIDE = Control.FIRST_PARAMETER + 1;

  private static final long M = 0xffffffffL;

  private PointSteps() {}

  /** Words of a packed coordinate. */
  public static int words(int limbs) {
    return (XyzzNumbers.half(limbs) == 9 ? 8 : 12) * XyzzNumbers.degree(limbs);
  }

  /** Loads the parameters of the multiplier. */
  static void modulus(int[] n, IntArray constants, int limbs) {
    for (int i = 0; i <= limbs; i++) {
      n[i] = constants.get(i);
    }
  }

  /** Brings a point from bytes to packed Montgomery form. Infinity, all zeros, stays so. */
  public static void prepare(
      int[] f,
      int[] n,
      int item,
      IntArray control,
      IntArray points,
      IntArray constants,
      LongArray bases,
      int limbs) {
    int half = XyzzNumbers.half(limbs);
    int words = words(half);
    modulus(n, constants, half);
    int square = half + 1 + 4 * half;
    for (int i = 0; i < half; i++) {
      f[i] = constants.get(square + i);
    }
    int degree = XyzzNumbers.degree(limbs);
    for (int c = 0; c < 2 * degree; c++) {
      int at = 2 * degree * item + c;
      unpackBytes(f, half, points, at * words, item < control.get(POINTS) ? -1 : 0, half);
      XyzzNumbers.mul(f, half, half, 0, n, half);
      pack(f, half, n, bases, (at ^ (degree - 1)) * (words >> 1), half);
    }
  }

  /**
   * Brings a point from another Montgomery form to packed Montgomery form, in place. Infinity, all
   * zeros, stays so.
   *
   * @param factor limbs of what makes one form of the other, times R
   */
  public static void admit(
      int[] f, int[] n, int item, IntArray factor, IntArray constants, LongArray bases, int limbs) {
    int half = XyzzNumbers.half(limbs);
    int longs = words(half) >> 1;
    modulus(n, constants, half);
    for (int i = 0; i < half; i++) {
      f[i] = factor.get(i);
    }
    int coordinates = 2 * XyzzNumbers.degree(limbs);
    for (int c = 0; c < coordinates; c++) {
      int at = (coordinates * item + c) * longs;
      unpack(f, half, bases, at, 1, half);
      XyzzNumbers.mul(f, half, half, 0, n, half);
      pack(f, half, n, bases, at, half);
    }
  }

  /** Makes the point's multiple of each further row from the row before; infinity stays so. */
  public static void multiply(
      int[] f,
      int[] n,
      int item,
      IntArray control,
      LongArray code,
      IntArray constants,
      LongArray bases,
      int limbs) {
    int words = words(limbs);
    int half = words >> 1;
    int one = limbs + 1 + 3 * limbs;
    unpack(f, 0, bases, item * words, 1, limbs);
    unpack(f, limbs, bases, item * words + half, 1, limbs);
    int infinity = XyzzNumbers.zero(f, 0, limbs) & XyzzNumbers.zero(f, limbs, limbs);
    for (int row = 1; row < control.get(ROWS); row++) {
      if (infinity == 0) {
        for (int i = 0; i < limbs; i++) {
          f[2 * limbs + i] = constants.get(one + i);
          f[3 * limbs + i] = constants.get(one + i);
        }
        XyzzMachine.run(f, n, code, 1, (int) code.get(0), limbs);
      }
      int at = (row * control.get(STRIDE) + item) * words;
      pack(f, 0, n, bases, at, limbs);
      pack(f, limbs, n, bases, at + half, limbs);
    }
  }

  /** Empties a bucket. */
  public static void clear(int bucket, IntArray buckets, int limbs) {
    for (int i = 0; i < limbs; i++) {
      buckets.set(bucket * (4 * limbs) + 2 * limbs + i, 0);
    }
  }

  /** Loads a packed number into a register: over an extension, both of its coefficients. */
  static void load(int[] f, int d, LongArray from, int at, int limbs) {
    int half = XyzzNumbers.half(limbs);
    unpack(f, d, from, at, 1, half);
    if (limbs > half) {
      unpack(f, d + half, from, at + (words(half) >> 1), 1, half);
    }
  }

  /**
   * Loads a packed coordinate into a register.
   *
   * @param step what lies between two of its longs
   */
  static void unpack(int[] f, int d, LongArray from, int at, int step, int limbs) {
    int bits = XyzzNumbers.bits(limbs);
    int mask = (1 << bits) - 1;
    int longs = words(limbs) >> 1;
    long holds = from.get(at);
    for (int i = 0; i < limbs; i++) {
      int next = ((i * bits) >> 6) + 1;
      int shift = (i * bits) & 63;
      int limb = (int) (holds >> shift);
      if (shift + bits >= 64) { // the rest lies in the next long, or is zero
        limb = limb & ((1 << (64 - shift)) - 1);
        if (next < longs) {
          holds = from.get(at + next * step);
          limb = limb | ((int) holds << (64 - shift));
        }
      }
      f[d + i] = limb & mask;
    }
  }

  private static void unpackBytes(int[] f, int d, IntArray from, int at, int keep, int limbs) {
    int bits = XyzzNumbers.bits(limbs);
    int mask = (1 << bits) - 1;
    int words = words(limbs);
    long held = 0;
    int count = 0;
    int word = 0;
    for (int i = 0; i < limbs; i++) {
      if (count < bits) {
        if (word < words) {
          int next = PointMemory.bigEndian(from.get(at + words - 1 - word)) & keep;
          held = held | ((next & M) << count);
          count += 32;
          word++;
        }
      }
      f[d + i] = (int) held & mask;
      held = (held >> bits) & 0xffffffffffL;
      count -= bits;
    }
  }

  /** Stores a product, reduced below p. */
  static void pack(int[] f, int a, int[] n, LongArray to, int at, int limbs) {
    int bits = XyzzNumbers.bits(limbs);
    int mask = (1 << bits) - 1;
    int borrow = 0;
    for (int i = 0; i < limbs; i++) {
      borrow = ((f[a + i] - n[i] - borrow) >> 31) & 1;
    }
    int reach = borrow - 1;
    borrow = 0;
    for (int i = 0; i < limbs; i++) {
      int t = f[a + i] - (n[i] & reach) - borrow;
      borrow = (t >> 31) & 1;
      f[a + i] = t & mask;
    }
    store(f, a, to, at, 1, limbs);
  }

  /**
   * Stores a number whose limbs are carried.
   *
   * @param step what lies between two of its longs
   */
  static void store(int[] f, int a, LongArray to, int at, int step, int limbs) {
    int bits = XyzzNumbers.bits(limbs);
    int words = words(limbs);
    long held = 0;
    long pair = 0;
    int count = 0;
    int word = 0;
    for (int i = 0; i < limbs; i++) {
      held = held | ((f[a + i] & M) << count);
      count += bits;
      if (count >= 32) {
        if ((word & 1) == 0) {
          pair = held & M;
        } else {
          to.set(at + (word >> 1) * step, pair | (held << 32));
        }
        held = (held >> 32) & M;
        count -= 32;
        word++;
      }
    }
    if (word < words) {
      to.set(at + (word >> 1) * step, pair | (held << 32));
    }
  }
}
