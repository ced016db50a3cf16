package dev.twinloop.kernel.field;

import java.math.BigInteger;
import java.util.stream.IntStream;

/**
 * What coordinates of points are taken from: a prime field, or a quadratic extension of one.
 * Arithmetic on {@link Element}, by {@link BigInteger} alone: slow, and independent of {@link
 * HostField} and of kernels.
 *
 * @param prime the field below
 * @param degree 1, or 2 for an extension
 * @param square u^2 of an extension; 0 of a prime field
 */
public record BaseField(Field prime, int degree, int square) {
  public BaseField {
    if (degree == 1 ? square != 0 : degree != 2) {
      throw new IllegalArgumentException(
          "base field: degree=%d, square=%d, accepted: 1 with 0, 2 with a non-residue"
              .formatted(degree, square));
    }
  }

  /** The prime field itself. */
  public static BaseField of(Field prime) {
    return new BaseField(prime, 1, 0);
  }

  /** Numbers c0 + c1 u with this u^2. */
  public static BaseField quadratic(Field prime, int square) {
    return new BaseField(prime, 2, square);
  }

  /** Fast arithmetic. */
  public HostField host() {
    return degree == 1 ? prime.host() : new Fp2(prime.host(), square);
  }

  /** Bytes of a stored element; see {@link HostField#load}. */
  public int bytes() {
    return degree * prime.bytes();
  }

  /** Zero. */
  public Element zero() {
    return number(BigInteger.ZERO);
  }

  /** A number of the prime field. */
  public Element number(BigInteger number) {
    return degree == 1 ? Element.of(number) : Element.of(number, BigInteger.ZERO);
  }

  /** Whether all coefficients, and no more, are below the modulus. */
  public boolean has(Element a) {
    return a.degree() == degree && a.coefficients().stream().allMatch(prime::has);
  }

  /** a + b. */
  public Element plus(Element a, Element b) {
    return new Element(
        IntStream.range(0, degree)
            .mapToObj(i -> mod(a.coefficients().get(i).add(b.coefficients().get(i))))
            .toList());
  }

  /** -a. */
  public Element negative(Element a) {
    return new Element(a.coefficients().stream().map(c -> mod(c.negate())).toList());
  }

  /** a - b. */
  public Element minus(Element a, Element b) {
    return plus(a, negative(b));
  }

  /** a b. */
  public Element times(Element a, Element b) {
    if (degree == 1) {
      return Element.of(mod(a.c0().multiply(b.c0())));
    }
    BigInteger high = a.c1().multiply(b.c1()).multiply(BigInteger.valueOf(square));
    BigInteger c1 = a.c0().multiply(b.c1()).add(a.c1().multiply(b.c0()));
    return Element.of(mod(a.c0().multiply(b.c0()).add(high)), mod(c1));
  }

  /** n a. */
  public Element times(int n, Element a) {
    return new Element(
        a.coefficients().stream().map(c -> mod(c.multiply(BigInteger.valueOf(n)))).toList());
  }

  /**
   * 1 / a.
   *
   * @throws ArithmeticException if a is zero
   */
  public Element inverse(Element a) {
    if (degree == 1) {
      return Element.of(a.c0().modInverse(prime.modulus()));
    }
    BigInteger norm =
        a.c0()
            .multiply(a.c0())
            .subtract(a.c1().multiply(a.c1()).multiply(BigInteger.valueOf(square)));
    BigInteger inverse = norm.modInverse(prime.modulus());
    return Element.of(mod(a.c0().multiply(inverse)), mod(a.c1().negate().multiply(inverse)));
  }

  /** a to a power that is not negative. */
  public Element power(Element a, BigInteger exponent) {
    Element power = number(BigInteger.ONE);
    for (int bit = exponent.bitLength() - 1; bit >= 0; bit--) {
      power = times(power, power);
      power = exponent.testBit(bit) ? times(power, a) : power;
    }
    return power;
  }

  /** Which elements there are, for error messages. */
  public String range() {
    String most = "0x" + prime.modulus().subtract(BigInteger.ONE).toString(16);
    return degree == 1 ? "0 to " + most : "two coefficients, each 0 to " + most;
  }

  private BigInteger mod(BigInteger number) {
    return number.mod(prime.modulus());
  }
}
