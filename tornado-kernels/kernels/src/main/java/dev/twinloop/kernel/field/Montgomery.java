package dev.twinloop.kernel.field;

/**
 * Arithmetic modulo any odd number of up to 8 or 12 limbs, in Montgomery form: x stands for x R mod
 * n with R = 2^(32 limbs). Kernel code.
 *
 * <p>Numbers are private arrays of 32-bit limbs, least significant first; {@code limbs} is 8 (up to
 * 256 bits) or 12 (up to 384 bits), a literal at each call so that loops unroll. Results are below
 * the modulus. Results may overlap operands. C. Koc, T. Acar, B. Kaliski, "Analyzing and comparing
 * Montgomery multiplication algorithms" (1996): coarsely integrated operand scanning.
 */
public final class Montgomery {
  /** The most limbs there are. */
  public static final int MOST_LIMBS = 12;

  private static final long M = 0xffffffffL;
  private static final int POWERS = 16;

  private Montgomery() {}

  /**
   * d = a * b / R mod n, for a below R and b below n.
   *
   * @param inverse -1/n mod 2^32
   */
  public static void mul(int[] d, int[] a, int[] b, int[] n, int inverse, int limbs) {
    int[] t = new int[MOST_LIMBS + 2];
    for (int i = 0; i < limbs + 2; i++) {
      t[i] = 0;
    }
    for (int i = 0; i < limbs; i++) {
      long carry = 0;
      int ai = a[i];
      for (int j = 0; j < limbs; j++) {
        long s = (ai & M) * (b[j] & M) + (t[j] & M) + carry;
        t[j] = (int) s;
        carry = (s >> 32) & M;
      }
      long high = (t[limbs] & M) + carry;
      t[limbs] = (int) high;
      t[limbs + 1] = (int) ((high >> 32) & M);
      int m = t[0] * inverse;
      long first = (m & M) * (n[0] & M) + (t[0] & M);
      carry = (first >> 32) & M;
      for (int j = 1; j < limbs; j++) {
        long s = (m & M) * (n[j] & M) + (t[j] & M) + carry;
        t[j - 1] = (int) s;
        carry = (s >> 32) & M;
      }
      long last = (t[limbs] & M) + carry;
      t[limbs - 1] = (int) last;
      t[limbs] = t[limbs + 1] + (int) ((last >> 32) & M);
    }
    reduce(d, t, n, limbs);
  }

  /** d = a + b mod n. */
  public static void add(int[] d, int[] a, int[] b, int[] n, int limbs) {
    int[] t = new int[MOST_LIMBS + 2];
    long carry = 0;
    for (int i = 0; i < limbs; i++) {
      long s = (a[i] & M) + (b[i] & M) + carry;
      t[i] = (int) s;
      carry = (s >> 32) & M;
    }
    t[limbs] = (int) carry;
    reduce(d, t, n, limbs);
  }

  /** d = a - b mod n. */
  public static void sub(int[] d, int[] a, int[] b, int[] n, int limbs) {
    int[] t = new int[MOST_LIMBS + 2];
    long borrow = 0;
    for (int i = 0; i < limbs; i++) {
      long s = (a[i] & M) - (b[i] & M) - borrow;
      t[i] = (int) s;
      borrow = (s >> 32) & 1;
    }
    int below = -(int) borrow;
    long carry = 0;
    for (int i = 0; i < limbs; i++) {
      long s = (t[i] & M) + ((n[i] & below) & M) + carry;
      d[i] = (int) s;
      carry = (s >> 32) & M;
    }
  }

  /**
   * d = a^exponent of {@code limbs} words, four bits at a time from the top: four squares and one
   * product for each, all in one place, so that the multiplier is compiled twice.
   */
  public static void pow(
      int[] d, int[] a, int[] exponent, int[] one, int[] n, int inverse, int limbs) {
    int[] powers = new int[POWERS * MOST_LIMBS];
    int[] power = new int[MOST_LIMBS];
    int[] factor = new int[MOST_LIMBS];
    for (int i = 0; i < limbs; i++) {
      power[i] = one[i];
      powers[i] = one[i];
    }
    for (int k = 1; k < POWERS; k++) {
      mul(power, power, a, n, inverse, limbs);
      for (int i = 0; i < limbs; i++) {
        powers[k * MOST_LIMBS + i] = power[i];
      }
    }
    for (int i = 0; i < limbs; i++) {
      power[i] = one[i];
    }
    for (int step = 40 * limbs - 1; step >= 0; step--) {
      int digit = digit(exponent, step);
      for (int i = 0; i < limbs; i++) {
        int own = power[i];
        int other = powers[(digit & (POWERS - 1)) * MOST_LIMBS + i];
        int square = digit >> 31;
        factor[i] = (own & square) | (other & ~square);
      }
      mul(power, power, factor, n, inverse, limbs);
    }
    for (int i = 0; i < limbs; i++) {
      d[i] = power[i];
    }
  }

  /** Five steps a digit, counted down: -1 for the first four, the digit at the last. */
  private static int digit(int[] exponent, int step) {
    int window = (step * 13108) >> 16; // step / 5
    int last = step - 5 * window;
    int digit = (exponent[window >> 3] >> (4 * (window & 7))) & (POWERS - 1);
    if (last != 0) {
      digit = -1;
    }
    return digit;
  }

  /** 1 if a is below b, else 0. */
  public static int below(int[] a, int[] b, int limbs) {
    long borrow = 0;
    for (int i = 0; i < limbs; i++) {
      long s = (a[i] & M) - (b[i] & M) - borrow;
      borrow = (s >> 32) & 1;
    }
    return (int) borrow;
  }

  /** d = t mod n for t below 2 n, of limbs + 1 words. */
  private static void reduce(int[] d, int[] t, int[] n, int limbs) {
    int[] r = new int[MOST_LIMBS];
    long borrow = 0;
    for (int i = 0; i < limbs; i++) {
      long s = (t[i] & M) - (n[i] & M) - borrow;
      r[i] = (int) s;
      borrow = (s >> 32) & 1;
    }
    int keep = -((int) borrow & ~t[limbs] & 1);
    for (int i = 0; i < limbs; i++) {
      d[i] = (t[i] & keep) | (r[i] & ~keep);
    }
  }
}
