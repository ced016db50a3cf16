package dev.twinloop.kernel.field;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Products in extensions and small multiples, against BigInteger, at the ends of the range too. */
class QuadraticProductTest {
  private static List<BigInteger> numbers(Field field) {
    BigInteger p = field.modulus();
    List<BigInteger> numbers = new ArrayList<>();
    for (int small = 0; small < 3; small++) {
      numbers.add(BigInteger.valueOf(small));
      numbers.add(p.subtract(BigInteger.valueOf(small + 1L)));
    }
    numbers.add(p.shiftRight(1));
    Random random = new Random(11);
    for (int i = 0; i < 12; i++) {
      numbers.add(new BigInteger(field.bits() + 64, random).mod(p));
    }
    return numbers;
  }

  @Test
  void productsOfPairsAreThoseOfTheExtension() {
    for (Field field : List.of(Fields.BN254_BASE, Fields.BLS12_381_BASE)) {
      Fp fp = field.host();
      BigInteger p = field.modulus();
      int n = fp.longs();
      List<BigInteger> numbers = numbers(field);
      Random random = new Random(12);
      for (int i = 0; i < 400; i++) {
        BigInteger[] x = new BigInteger[4];
        long[] all = new long[4 * n];
        for (int k = 0; k < 4; k++) {
          x[k] = numbers.get(random.nextInt(numbers.size()));
          fp.set(all, k * n, x[k]);
        }
        int to = i % 3 * n; // over the first factor, across both, over the second
        fp.mulQuadratic(all, to, all, 0, all, 2 * n);
        BigInteger c0 = x[0].multiply(x[2]).subtract(x[1].multiply(x[3])).mod(p);
        BigInteger c1 = x[0].multiply(x[3]).add(x[1].multiply(x[2])).mod(p);
        assertEquals(List.of(c0, c1), List.of(fp.number(all, to), fp.number(all, to + n)));
      }
    }
  }

  @Test
  void smallMultiplesAreReduced() {
    for (Field field : List.of(Fields.BN254_BASE, Fields.BLS12_381_BASE, Fields.PALLAS_BASE)) {
      Fp fp = field.host();
      int n = fp.longs();
      for (BigInteger a : numbers(field)) {
        for (BigInteger b : numbers(field)) {
          for (int k = 1; k < 16; k++) {
            long[] all = new long[2 * n];
            fp.set(all, 0, a);
            fp.set(all, n, b);
            fp.timesPlus(all, 0, all, 0, k, all, n);
            BigInteger expected = a.multiply(BigInteger.valueOf(k)).add(b).mod(field.modulus());
            assertEquals(expected, fp.number(all, 0), () -> field + ": " + a + ", " + b);
          }
        }
      }
    }
  }
}
