package dev.twinloop.kernel.field;

import java.math.BigInteger;
import java.util.List;

/**
 * A field element as numbers, whatever its form in memory: one number of a prime field, or two of a
 * quadratic extension.
 *
 * @param coefficients constant term first; one or two, not negative
 */
public record Element(List<BigInteger> coefficients) {
  public Element {
    coefficients = List.copyOf(coefficients);
    if (coefficients.isEmpty() || coefficients.size() > 2) {
      throw new IllegalArgumentException(
          "element: " + coefficients.size() + " coefficients, accepted: 1 or 2");
    }
  }

  /** An element of a prime field. */
  public static Element of(BigInteger number) {
    return new Element(List.of(number));
  }

  /** An element c0 + c1 u of a quadratic extension. */
  public static Element of(BigInteger c0, BigInteger c1) {
    return new Element(List.of(c0, c1));
  }

  /** How many coefficients there are. */
  public int degree() {
    return coefficients.size();
  }

  /** The constant term. */
  public BigInteger c0() {
    return coefficients.getFirst();
  }

  /** The coefficient of u. */
  public BigInteger c1() {
    return coefficients.get(1);
  }

  /** Whether it is zero. */
  public boolean isZero() {
    return coefficients.stream().allMatch(c -> c.signum() == 0);
  }

  /**
   * The number that an element of a prime field is.
   *
   * @throws IllegalStateException if it belongs to an extension
   */
  public BigInteger number() {
    if (degree() != 1) {
      throw new IllegalStateException("element: " + this + ", accepted: of a prime field");
    }
    return c0();
  }

  /** {@code 0x…}, or {@code (0x…, 0x…)}: constant term first. */
  @Override
  public String toString() {
    return degree() == 1 ? hex(c0()) : "(" + hex(c0()) + ", " + hex(c1()) + ")";
  }

  private static String hex(BigInteger number) {
    return (number.signum() < 0 ? "-0x" : "0x") + number.abs().toString(16);
  }
}
