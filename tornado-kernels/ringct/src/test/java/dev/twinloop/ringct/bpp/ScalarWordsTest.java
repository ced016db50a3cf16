package dev.twinloop.ringct.bpp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinloop.kernel.edwards.EdwardsScalar;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScalarWordsTest {
  private static final BigInteger L = EdwardsScalar.ORDER;
  private static final BigInteger WORD = BigInteger.TWO.pow(64);

  private final Random random = new Random(18);

  /** Numbers of up to 256 bits around which a reduction may err, and random ones. */
  private List<BigInteger> numbers() {
    List<BigInteger> numbers = new ArrayList<>();
    for (int k = 0; k <= 16; k++) {
      for (BigInteger step : List.of(L, BigInteger.TWO.pow(252))) {
        BigInteger near = step.multiply(BigInteger.valueOf(k));
        for (int off = -2; off <= 2; off++) {
          numbers.add(near.add(BigInteger.valueOf(off)));
        }
      }
    }
    numbers.add(BigInteger.TWO.pow(256).subtract(BigInteger.ONE));
    for (int i = 0; i < 1000; i++) {
      numbers.add(new BigInteger(256, random));
    }
    numbers.removeIf(n -> n.signum() < 0 || n.bitLength() > 256);
    return numbers;
  }

  private static byte[] bytes(BigInteger number) {
    byte[] bytes = new byte[32];
    for (int i = 0; i < 32; i++) {
      bytes[i] = number.shiftRight(8 * i).byteValue();
    }
    return bytes;
  }

  private static BigInteger number(long[] words, int at, int count) {
    BigInteger number = BigInteger.ZERO;
    for (int i = count - 1; i >= 0; i--) {
      BigInteger word = BigInteger.valueOf(words[at + i]).mod(WORD);
      number = number.shiftLeft(64).add(word);
    }
    return number;
  }

  @Test
  void anyBytesAreReduced() {
    long[] d = new long[6];
    for (BigInteger number : numbers()) {
      ScalarWords.readReduced(d, 1, bytes(number), 0);
      assertEquals(number.mod(L), number(d, 1, 4), number.toString(16));
      ScalarWords.toForm(d, 1);
      ScalarWords.toPlain(d, 1);
      assertEquals(number.mod(L), number(d, 1, 4));
      assertEquals(0, d[0] | d[5]);
    }
  }

  @Test
  void aSumOfManyIsReduced() {
    long[] sum = new long[5];
    long[] top = new long[4];
    ScalarWords.readReduced(top, 0, bytes(L.subtract(BigInteger.ONE)), 0);
    BigInteger expected = BigInteger.ZERO;
    for (int i = 0; i < 100_000; i++) {
      ScalarWords.addWide(sum, 0, top, 0);
      expected = expected.add(L).subtract(BigInteger.ONE);
    }
    assertEquals(expected, number(sum, 0, 5));
    long[] d = new long[4];
    ScalarWords.ofWide(d, 0, sum, 0, new long[4]);
    assertEquals(expected.mod(L), number(d, 0, 4));
  }

  @Test
  void aSumOfProductsIsReducedOnce() {
    List<BigInteger> plain = new ArrayList<>(List.of(BigInteger.ZERO, BigInteger.ONE));
    plain.add(L.subtract(BigInteger.ONE));
    while (plain.size() < 300) {
      plain.add(new BigInteger(252, random));
    }
    long[] sum = new long[11];
    long[] twice = new long[9];
    BigInteger expected = BigInteger.ZERO;
    for (BigInteger a : plain) {
      for (BigInteger b : plain) {
        long[] word = new long[4];
        ScalarWords.readReduced(word, 0, bytes(a), 0);
        ScalarWords.addProduct(sum, 1, word, 0, ScalarWords.form(b), 0);
        expected = expected.add(a.multiply(b));
      }
    }
    assertEquals(0, sum[0] | sum[10]);
    ScalarWords.addProducts(twice, 0, sum, 1);
    ScalarWords.addProducts(twice, 0, sum, 1);
    long[] d = new long[4];
    ScalarWords.ofProducts(d, 0, sum, 1, new long[4]);
    assertEquals(expected.mod(L), number(d, 0, 4));
    ScalarWords.ofProducts(d, 0, twice, 0, new long[4]);
    assertEquals(expected.shiftLeft(1).mod(L), number(d, 0, 4));
  }

  @Test
  void powersAndTheirSums() {
    BigInteger x = new BigInteger(250, random);
    long[] form = ScalarWords.form(x);
    long[] d = new long[4];
    for (int log = 0; log < 8; log++) {
      BigInteger sum = BigInteger.ZERO;
      for (int i = 1; i <= 1 << log; i++) {
        sum = sum.add(x.modPow(BigInteger.valueOf(i), L)).mod(L);
      }
      ScalarWords.sumOfPowers(d, 0, form, 0, log, new long[8]);
      ScalarWords.toPlain(d, 0);
      assertEquals(sum, number(d, 0, 4));
      ScalarWords.power(d, 0, form, 0, log);
      ScalarWords.toPlain(d, 0);
      assertEquals(x.modPow(BigInteger.ONE.shiftLeft(log), L), number(d, 0, 4));
    }
  }
}
