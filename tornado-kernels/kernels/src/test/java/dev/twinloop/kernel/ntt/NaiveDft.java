package dev.twinloop.kernel.ntt;

import dev.twinloop.kernel.field.Field;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Transforms by their definition, in BigInteger. */
final class NaiveDft {
  private NaiveDft() {}

  /** What a transform of one vector yields. */
  static List<BigInteger> transform(Transform t, List<BigInteger> elements) {
    List<BigInteger> natural = reorder(elements, t.in());
    List<BigInteger> result = t.inverse() ? coefficients(t, natural) : values(t, natural);
    return reorder(result, t.out());
  }

  private static List<BigInteger> values(Transform t, List<BigInteger> coefficients) {
    BigInteger p = t.field().modulus();
    BigInteger omega = t.field().rootOfUnity(t.logSize());
    return IntStream.range(0, t.size())
        .mapToObj(q -> t.shift().multiply(omega.modPow(BigInteger.valueOf(q), p)).mod(p))
        .map(point -> at(coefficients, point, p))
        .toList();
  }

  private static List<BigInteger> coefficients(Transform t, List<BigInteger> values) {
    BigInteger p = t.field().modulus();
    BigInteger inverse = t.field().rootOfUnity(t.logSize()).modInverse(p);
    BigInteger n = BigInteger.valueOf(t.size());
    return IntStream.range(0, t.size())
        .mapToObj(
            k -> {
              BigInteger power = BigInteger.valueOf(k);
              BigInteger scale = n.multiply(t.shift().modPow(power, p)).modInverse(p);
              return at(values, inverse.modPow(power, p), p).multiply(scale).mod(p);
            })
        .toList();
  }

  /** A polynomial at a point. */
  static BigInteger at(List<BigInteger> coefficients, BigInteger point, BigInteger p) {
    BigInteger sum = BigInteger.ZERO;
    for (BigInteger coefficient : coefficients.reversed()) {
      sum = sum.multiply(point).add(coefficient).mod(p);
    }
    return sum;
  }

  static List<BigInteger> reorder(List<BigInteger> elements, Order order) {
    if (order == Order.NATURAL) {
      return elements;
    }
    int shift = Integer.numberOfLeadingZeros(elements.size()) + 1;
    return IntStream.range(0, elements.size())
        .mapToObj(i -> elements.get(Integer.reverse(i) >>> shift))
        .toList();
  }

  /** Numbers below the prime, the hard ones first. */
  static List<BigInteger> numbers(Field field, int count, Random random) {
    BigInteger p = field.modulus();
    List<BigInteger> numbers = new ArrayList<>();
    numbers.add(p.subtract(BigInteger.ONE));
    numbers.add(BigInteger.ZERO);
    numbers.add(BigInteger.ONE);
    numbers.add(p.subtract(BigInteger.TWO));
    while (numbers.size() < count) {
      numbers.add(new BigInteger(p.bitLength() + 64, random).mod(p));
    }
    return numbers.subList(0, count);
  }

  static List<BigInteger> list(Elements elements) {
    return IntStream.range(0, (int) elements.count()).mapToObj(elements::get).toList();
  }
}
