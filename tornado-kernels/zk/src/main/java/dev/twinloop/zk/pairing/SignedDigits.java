package dev.twinloop.zk.pairing;

import java.math.BigInteger;

/** Numbers in signed binary digits, few of which are not 0 (the width-w non-adjacent form). */
final class SignedDigits {
  private SignedDigits() {}

  /**
   * Digits of a number, the most significant first: of any {@code width} in a row at most one is
   * not 0, and it is odd and below 2^(width - 1) in magnitude.
   *
   * @param number 1 or more
   * @param width 2 to 7
   */
  static byte[] of(BigInteger number, int width) {
    BigInteger left = number;
    byte[] reversed = new byte[left.bitLength() + 1];
    int length = 0;
    while (left.signum() != 0) {
      int digit = 0;
      if (left.testBit(0)) {
        digit = left.intValue() & ((1 << width) - 1);
        digit -= digit >> (width - 1) << width;
      }
      reversed[length++] = (byte) digit;
      left = left.subtract(BigInteger.valueOf(digit)).shiftRight(1);
    }
    byte[] digits = new byte[length];
    for (int i = 0; i < length; i++) {
      digits[i] = reversed[length - 1 - i];
    }
    return digits;
  }
}
