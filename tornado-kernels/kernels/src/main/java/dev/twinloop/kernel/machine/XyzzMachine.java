package dev.twinloop.kernel.machine;

import dev.twinloop.kernel.field.Montgomery28;
import dev.twinloop.kernel.field.Montgomery29;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * The register machine that adds points: all threads of a kernel run one list of instructions, and
 * the device compiler sees one multiplier instead of hundreds. Kernel code.
 *
 * <p>A point is four numbers (X, Y, ZZ, ZZZ) with x = X / ZZ, y = Y / ZZZ and ZZ^3 = ZZZ^2, a group
 * of four registers; ZZ = 0 is infinity. A number is nine limbs of 29 bits (BN254) or fourteen of
 * 28 (BLS12-381) in Montgomery form, least significant first, not fully reduced: {@link
 * XyzzAssembler} says how far. Registers are runs of limbs in one private array {@code f}.
 *
 * <p>An instruction is two ints: {@code op | d << 4 | a << 13 | b << 22}, where d, a and b are
 * offsets of registers, and an argument. Jumps go forward, to a place in the code.
 *
 * <p>Over a quadratic extension by u, u^2 = -1, a number is two of those, the constant term first,
 * and registers are twice as long: 18 or 28 limbs. Instructions are the same. A product there is
 * two sums of two products, each with one reduction.
 *
 * <p>{@code limbs}, 9 or 14, or 18 or 28 over an extension, is a literal at each call, so that
 * compilers drop the other widths.
 */
public final class XyzzMachine {
  /** d = a * b. */
  static final int MUL = 0;

  /** d = a * a. */
  static final int SQR = 1;

  /**
   * d = a - (b << shift) + a multiple of p; argument: offset of that multiple, shift from bit 16.
   */
  static final int SUB = 2;

  /** d = a + (b << shift); argument: shift. */
  static final int ADD = 3;

  /** Jumps if the product a is 0 modulo p. */
  static final int JUMP_ZERO = 4;

  /** Jumps if the point at a is infinity. */
  static final int JUMP_INFINITY = 5;

  /** Jumps if a bit of the item's number is 0; argument: place, bit from bit 24. */
  static final int JUMP_BIT = 6;

  /** Jumps. */
  static final int JUMP = 7;

  /** Point d = point a. */
  static final int COPY = 8;

  /** Point d = infinity. */
  static final int CLEAR = 9;

  /** Point d = one of the points that the item reads; argument: which. */
  static final int LOAD = 10;

  /** The item's result = point a. */
  static final int STORE = 11;

  /** d = a, less 4 p if it is 4 p or more by its highest limb. */
  static final int SETTLE = 12;

  /** Registers of a file. */
  static final int REGISTERS = 23;

  /** Ints of a file of nine-limb registers. */
  public static final int FILE_9 = REGISTERS * Montgomery29.LIMBS;

  /** Ints of a file of fourteen-limb registers. */
  public static final int FILE_14 = REGISTERS * Montgomery28.LIMBS;

  /** Ints of a file of registers over an extension of nine limbs. */
  public static final int FILE_18 = (2 * REGISTERS + 3) * Montgomery29.LIMBS;

  /** Ints of a file of registers over an extension of fourteen limbs. */
  public static final int FILE_28 = (2 * REGISTERS + 3) * Montgomery28.LIMBS;

  /** Register (number, not offset) of 2 p, with large limbs; 4 p and 8 p follow. */
  public static final int TWO_P = 20;

  private XyzzMachine() {}

  /** Loads the constants: the parameters of the multiplier, then the registers from TWO_P on. */
  public static void start(int[] f, int[] n, IntArray constants, int limbs) {
    int half = half(limbs);
    for (int i = 0; i <= half; i++) {
      n[i] = constants.get(i);
    }
    if (half == limbs) {
      for (int i = 0; i < 3 * limbs; i++) {
        f[TWO_P * limbs + i] = constants.get(limbs + 1 + i);
      }
    } else {
      for (int c = 0; c < 3; c++) {
        for (int i = 0; i < half; i++) {
          int word = constants.get(half + 1 + c * half + i);
          f[(TWO_P + c) * limbs + i] = word;
          f[(TWO_P + c) * limbs + half + i] = word;
        }
      }
      for (int i = 0; i < half; i++) {
        f[one(limbs) + i] = constants.get(half + 1 + 3 * half + i);
      }
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

  /** Over an extension: offset of one, of the prime field. */
  public static int one(int limbs) {
    return REGISTERS * limbs + 2 * half(limbs);
  }

  /** What offsets in instructions count: they have nine bits. */
  static int unit(int limbs) {
    return limbs == 2 * Montgomery28.LIMBS ? 2 : 1;
  }

  /**
   * Runs the instructions from {@code from} to {@code to}.
   *
   * @param item whose bits {@link #JUMP_BIT} reads
   * @param in points that {@link #LOAD} reads, from point {@code first} on
   * @param out points that {@link #STORE} writes, at point {@code item}
   */
  public static void run(
      int[] f,
      int[] n,
      IntArray code,
      int from,
      int to,
      int item,
      IntArray in,
      int first,
      IntArray out,
      int limbs) {
    int pc = from;
    while (pc < to) {
      int word = code.get(pc);
      int argument = code.get(pc + 1);
      int op = word & 15;
      int d = ((word >> 4) & 511) * unit(limbs);
      int a = ((word >> 13) & 511) * unit(limbs);
      int b = ((word >> 22) & 511) * unit(limbs);
      int next = pc + 2;
      if (op == MUL) {
        mul(f, d, a, b, n, limbs);
      }
      if (op == SQR) {
        sqr(f, d, a, n, limbs);
      }
      if (op == SUB) {
        sub(f, d, a, b, argument, half(limbs));
        if (limbs > half(limbs)) {
          int h = half(limbs);
          sub(f, d + h, a + h, b + h, argument, h);
        }
      }
      if (op == ADD) {
        add(f, d, a, b, argument, half(limbs));
        if (limbs > half(limbs)) {
          int h = half(limbs);
          add(f, d + h, a + h, b + h, argument, h);
        }
      }
      if (limbs > half(limbs)) {
        if (op == SETTLE) {
          settle(f, d, a, n, half(limbs));
          settle(f, d + half(limbs), a + half(limbs), n, half(limbs));
        }
      }
      if (op >= JUMP_ZERO) {
        if (op <= JUMP) {
          if (taken(op, f, a, argument, item, n, limbs) != 0) {
            next = argument & 0xffff;
          }
        }
        if (op > JUMP) {
          move(op, f, d, a, limbs);
        }
        if (op == LOAD) {
          load(f, d, in, (first + argument) * (4 * limbs), 4 * limbs);
        }
        if (op == STORE) {
          store(f, a, out, item * (4 * limbs), 4 * limbs);
        }
      }
      pc = next;
    }
  }

  public static void mul(int[] f, int d, int a, int b, int[] n, int limbs) {
    if (limbs > half(limbs)) {
      mulPair(f, d, a, b, n, limbs);
    } else if (limbs == Montgomery29.LIMBS) {
      Montgomery29.mul(f, d, a, b, n);
    } else {
      Montgomery28.mul(f, d, a, b, n);
    }
  }

  public static void sqr(int[] f, int d, int a, int[] n, int limbs) {
    if (limbs > half(limbs)) {
      mulPair(f, d, a, a, n, limbs);
    } else if (limbs == Montgomery29.LIMBS) {
      Montgomery29.sqr(f, d, a, n);
    } else {
      Montgomery28.sqr(f, d, a, n);
    }
  }

  /** d0 = a0 b0 + (8 p - a1) b1, d1 = a0 b1 + a1 b0. */
  private static void mulPair(int[] f, int d, int a, int b, int[] n, int limbs) {
    int half = half(limbs);
    int bits = bits(half);
    int mask = (1 << bits) - 1;
    int minus = REGISTERS * limbs;
    int kept = minus + half;
    int eight = (TWO_P + 2) * limbs;
    int carry = 0;
    for (int i = 0; i < half - 1; i++) {
      int t = f[eight + i] - f[a + half + i];
      f[minus + i] = (t & mask) + carry;
      carry = (t >> bits) & ((1 << (32 - bits)) - 1);
    }
    f[minus + half - 1] = f[eight + half - 1] - f[a + 2 * half - 1] + carry;
    for (int turn = 0; turn < 2; turn++) {
      int second = a + half;
      int to = d + half;
      if (turn == 0) {
        second = minus;
        to = kept;
      }
      int first = b + turn * half;
      int last = b + (1 - turn) * half;
      if (half == Montgomery29.LIMBS) {
        Montgomery29.sum(f, to, a, first, second, last, n);
      } else {
        Montgomery28.sum(f, to, a, first, second, last, n);
      }
    }
    for (int i = 0; i < half; i++) {
      f[d + i] = f[kept + i];
    }
  }

  /** Bits of a limb. */
  public static int bits(int limbs) {
    return half(limbs) == Montgomery29.LIMBS ? Montgomery29.BITS : Montgomery28.BITS;
  }

  /** d = a or a - 4 p, whichever is below about 4 p; a is below 8 p. */
  private static void settle(int[] f, int d, int a, int[] n, int limbs) {
    int bits = bits(limbs);
    int mask = (1 << bits) - 1;
    int last = limbs - 1;
    int reach = (4 * n[last] + 4 - f[a + last]) >> 31; // p's lower limbs times 4 are below 4
    int carry = 0;
    for (int i = 0; i < last; i++) {
      int t = f[a + i] - 4 * (n[i] & reach) + carry;
      f[d + i] = t & mask;
      carry = t >> bits;
    }
    f[d + last] = f[a + last] - 4 * (n[last] & reach) + carry;
  }

  /** Each limb gives its carry to the next and no further, so that nothing waits. */
  private static void sub(int[] f, int d, int a, int b, int argument, int limbs) {
    int bits = bits(limbs);
    int mask = (1 << bits) - 1;
    int k = argument & 0xffff;
    int shift = argument >> 16;
    int carry = 0;
    for (int i = 0; i < limbs - 1; i++) {
      int t = f[a + i] - (f[b + i] << shift) + f[k + i];
      f[d + i] = (t & mask) + carry;
      carry = (t >> bits) & ((1 << (32 - bits)) - 1);
    }
    f[d + limbs - 1] = f[a + limbs - 1] - (f[b + limbs - 1] << shift) + f[k + limbs - 1] + carry;
  }

  private static void add(int[] f, int d, int a, int b, int shift, int limbs) {
    int bits = bits(limbs);
    int mask = (1 << bits) - 1;
    int carry = 0;
    for (int i = 0; i < limbs - 1; i++) {
      int t = f[a + i] + (f[b + i] << shift);
      f[d + i] = (t & mask) + carry;
      carry = (t >> bits) & ((1 << (32 - bits)) - 1);
    }
    f[d + limbs - 1] = f[a + limbs - 1] + (f[b + limbs - 1] << shift) + carry;
  }

  private static int taken(int op, int[] f, int a, int argument, int item, int[] n, int limbs) {
    int taken = 0;
    if (op == JUMP) {
      taken = 1;
    }
    if (op == JUMP_BIT) {
      taken = ((item >> ((argument >> 24) & 31)) & 1) ^ 1;
    }
    if (op == JUMP_INFINITY) {
      taken = zero(f, a + 2 * limbs, limbs);
    }
    if (op == JUMP_ZERO) {
      taken = multiple(f, a, n, half(limbs));
      if (limbs > half(limbs)) {
        taken = taken & multiple(f, a + half(limbs), n, half(limbs));
      }
    }
    return taken;
  }

  /** 1 if a product is 0 or p, else 0. */
  private static int multiple(int[] f, int a, int[] n, int limbs) {
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

  private static void move(int op, int[] f, int d, int a, int limbs) {
    if (op == COPY) {
      for (int i = 0; i < 4 * limbs; i++) {
        f[d + i] = f[a + i];
      }
    }
    if (op == CLEAR) {
      for (int i = 0; i < 4 * limbs; i++) {
        f[d + i] = 0;
      }
    }
  }

  public static void load(int[] f, int d, IntArray from, int at, int count) {
    for (int i = 0; i < count; i++) {
      f[d + i] = from.get(at + i);
    }
  }

  public static void store(int[] f, int a, IntArray to, int at, int count) {
    for (int i = 0; i < count; i++) {
      to.set(at + i, f[a + i]);
    }
  }
}
