package dev.twinloop.kernel.ecdsa.host;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * A number as a sum of few odd multiples of powers of two, some negative: its non-adjacent form of
 * a width. On average one digit in {@code width + 1} is not zero. One thread.
 */
final class SignedDigits {
  /** Digits of a number below 2^128, the last carry's among them. */
  static final int LENGTH = 129;

  private final int width;
  private final int[] digits = new int[LENGTH];
  private int length;
  private long low;
  private long high;
  private int negative;

  /** No digits yet; they will be below 2^(width-1), either sign. */
  SignedDigits(int width) {
    this.width = width;
  }

  /** Cuts a number between -2^128 and 2^128. */
  void cut(BigInteger number) {
    BigInteger size = number.abs();
    if (size.bitLength() > 128) {
      throw new IllegalArgumentException("digits: number=" + number + ", accepted: 128 bits");
    }
    cut(size.longValue(), size.shiftRight(64).longValue());
    negative = number.signum() < 0 ? -1 : 0;
  }

  /** Cuts high 2^64 + low, both unsigned. */
  void cut(long low, long high) {
    this.low = low;
    this.high = high;
    this.negative = 0;
    this.length = 0;
    Arrays.fill(digits, 0);
    int carry = 0;
    int at = 0;
    while (at < LENGTH) {
      int window = bits(at) + carry;
      if ((window & 1) == 0) {
        at++;
        continue;
      }
      carry = window >> (width - 1) & 1;
      digits[at] = window - (carry << width);
      length = at + 1;
      at += width;
    }
  }

  /** How many digits there are, up to the last that is not zero. */
  int length() {
    return length;
  }

  /** A digit: zero or odd. */
  int digit(int index) {
    return (digits[index] ^ negative) - negative;
  }

  /** {@code width} bits from a place on. */
  private int bits(int at) {
    long bits = 0;
    if (at == 0) {
      bits = low;
    } else if (at < 64) {
      bits = low >>> at | high << (64 - at);
    } else if (at < 128) {
      bits = high >>> (at - 64);
    }
    return (int) bits & ((1 << width) - 1);
  }
}
