package dev.twinloop.kernel.msm.check;

import java.math.BigInteger;

/**
 * One signed digit of a scalar, without those below it.
 *
 * <p>With digits from -(h - 1) to h, where h = 2^(c - 1), the w digits below window w stand for the
 * numbers from -(h - 1) S to h S, where S = 1 + 2^c + … + 2^((w - 1) c): 2^(w c) consecutive
 * numbers, each once. So the low w c bits of a scalar carry into window w if and only if they
 * exceed h S. Thread-safe.
 */
final class WindowDigit {
  private final int width;
  private final int shift;
  private final long[] low;
  private final long[] most;

  /**
   * @param width bits of a digit, 1 to 30
   * @param window which digit, the lowest is 0; it begins below bit 256
   */
  WindowDigit(int width, int window) {
    this.width = width;
    this.shift = width * window;
    BigInteger all = BigInteger.ONE.shiftLeft(shift).subtract(BigInteger.ONE);
    BigInteger sum = all.divide(BigInteger.ONE.shiftLeft(width).subtract(BigInteger.ONE));
    this.low = ReducedScalars.words(all);
    this.most = ReducedScalars.words(sum.shiftLeft(width - 1));
  }

  /** The digit, from -(2^(width - 1) - 1) to 2^(width - 1). */
  int of(long[] s) {
    int word = shift >> 6;
    int bit = shift & 63;
    long bits = s[word] >>> bit;
    if (bit + width > 64 && word + 1 < ReducedScalars.WORDS) {
      bits |= s[word + 1] << (64 - bit);
    }
    int digit = (int) bits & ((1 << width) - 1);
    digit += carries(s) ? 1 : 0;
    return digit > 1 << (width - 1) ? digit - (1 << width) : digit;
  }

  private boolean carries(long[] s) {
    for (int i = shift >> 6; i >= 0; i--) {
      long part = s[i] & low[i];
      if (part != most[i]) {
        return Long.compareUnsigned(part, most[i]) > 0;
      }
    }
    return false;
  }
}
