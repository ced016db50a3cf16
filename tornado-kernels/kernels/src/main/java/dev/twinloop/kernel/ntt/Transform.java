package dev.twinloop.kernel.ntt;

import dev.twinloop.kernel.field.Field;
import java.math.BigInteger;

/**
 * A number-theoretic transform of n = 2^logSize numbers a modulo the prime of a field.
 *
 * <p>Forward: {@code A[q] = sum of a[k] (g omega^q)^k}, the values of the polynomial with
 * coefficients a on the coset g {1, omega, omega^2, …}; inverse: from these values back to the
 * coefficients. Without a coset g is 1.
 *
 * @param field whose numbers: one of {@link Ntt#fields}
 * @param logSize 1 to 26
 * @param inverse whether from values to coefficients
 * @param shift the coset's g, 1 to p - 1
 * @param in how the input is laid out
 * @param out how the output is laid out
 */
public record Transform(
    Field field, int logSize, boolean inverse, BigInteger shift, Order in, Order out) {
  /** The largest size is 2^26. */
  public static final int MOST_LOG_SIZE = 26;

  public Transform {
    if (logSize < 1 || logSize > MOST_LOG_SIZE) {
      throw new IllegalArgumentException(
          "transform: logSize=" + logSize + ", accepted: 1 to " + MOST_LOG_SIZE);
    }
    NttStages.KERNELS.of(field);
    if (shift.signum() <= 0 || shift.compareTo(field.modulus()) >= 0) {
      throw new IllegalArgumentException(
          "transform: shift=%s, accepted: 1 to %s"
              .formatted(shift, field.modulus().subtract(BigInteger.ONE)));
    }
  }

  /** From coefficients to values, natural order in and out. */
  public static Transform forward(Field field, int logSize) {
    return new Transform(field, logSize, false, BigInteger.ONE, Order.NATURAL, Order.NATURAL);
  }

  /** From values to coefficients, natural order in and out. */
  public static Transform inverse(Field field, int logSize) {
    return new Transform(field, logSize, true, BigInteger.ONE, Order.NATURAL, Order.NATURAL);
  }

  /** The same on the coset of this shift. */
  public Transform onCoset(BigInteger g) {
    return new Transform(field, logSize, inverse, g, in, out);
  }

  /** The same with other orders. */
  public Transform withOrders(Order from, Order to) {
    return new Transform(field, logSize, inverse, shift, from, to);
  }

  /** How many numbers are transformed together. */
  public int size() {
    return 1 << logSize;
  }

  /** Whether the shift is not 1. */
  public boolean coset() {
    return !shift.equals(BigInteger.ONE);
  }

  Kind kind() {
    if (inverse) {
      return Kind.INVERSE;
    }
    return coset() ? Kind.FORWARD_COSET : Kind.FORWARD;
  }
}
