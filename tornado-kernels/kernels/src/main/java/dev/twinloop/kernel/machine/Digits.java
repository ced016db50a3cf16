package dev.twinloop.kernel.machine;

import java.math.BigInteger;

/**
 * How a scalar is cut into signed odd digits, none of them zero: with {@code width} bits a window
 * and {@code windows} windows, an odd k of absolute value below 2^(width * windows) is
 *
 * <pre>
 *   k = sum of d(j) * 2^(width * j),   d(j) = 2 * e(j) + 1 - 2^width,
 *   e(j) = the j-th window of E = (k + 2^(width * windows) - 1) / 2
 * </pre>
 *
 * so that recoding is one addition and a shift, for negative k too. A digit names entry e - h of
 * the odd multiples 1, 3, 5, … if e is at least h = 2^(width - 1), else the negative of entry h - 1
 * - e. After M. Joye, M. Tunstall, "Exponent recoding and regular exponentiation algorithms"
 * (2009).
 *
 * @param word first int of E among an item's scalars
 * @param width bits a window, 2 to 16
 * @param windows how many
 */
public record Digits(int word, int width, int windows) {
  public Digits {
    if (width < 2 || width > 16 || windows < 1) {
      throw new IllegalArgumentException(
          "digits: width=" + width + ", windows=" + windows + ", accepted: 2 to 16, 1 or more");
    }
  }

  /** Entries of a table of odd multiples. */
  public int entries() {
    return 1 << (width - 1);
  }

  /** What is added to k before it is halved. */
  public BigInteger offset() {
    return BigInteger.TWO.pow(width * windows).subtract(BigInteger.ONE);
  }

  /** The argument of an instruction that reads window j. */
  public int argument(int j) {
    int bit = j * width;
    return (word + bit / 32) | (bit % 32) << 8 | width << 16;
  }
}
