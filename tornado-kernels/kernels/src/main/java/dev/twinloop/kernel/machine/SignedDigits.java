package dev.twinloop.kernel.machine;

import java.math.BigInteger;

/**
 * How a scalar is cut into signed digits that may be zero, for points on which the group's order
 * does not act as zero: the scalar stays the integer that it is. With {@code width} bits a window
 * and {@code windows} windows, k in [0, 2^(width * windows - 1)) is
 *
 * <pre>
 *   k = sum of d(j) * 2^(width * j),   d(j) = e(j) - 2^(width - 1),
 *   e(j) = the j-th window of E = k + sum of 2^(width * j + width - 1)
 * </pre>
 *
 * so that recoding is one addition. A digit names a multiple from 0 to 2^(width - 1), or the
 * negative of one.
 *
 * @param word first int of E among an item's scalars
 * @param width bits a window, 2 to 16
 * @param windows how many
 */
public record SignedDigits(int word, int width, int windows) {
  public SignedDigits {
    if (width < 2 || width > 16 || windows < 1) {
      throw new IllegalArgumentException(
          "digits: width=" + width + ", windows=" + windows + ", accepted: 2 to 16, 1 or more");
    }
  }

  /** Entries of a table of multiples: 0 to 2^(width - 1). */
  public int entries() {
    return (1 << (width - 1)) + 1;
  }

  /** What is added to k. */
  public BigInteger offset() {
    BigInteger offset = BigInteger.ZERO;
    for (int j = 0; j < windows; j++) {
      offset = offset.setBit(width * j + width - 1);
    }
    return offset;
  }

  /** The first int behind E. */
  public int end() {
    return word + (width * windows + 31) / 32;
  }

  /** How many doublings lie below window j. */
  public int depth(int j) {
    return width * j;
  }

  /** The argument of an instruction that reads window j. */
  public int argument(int j) {
    return new Digits(word, width, windows).argument(j);
  }
}
