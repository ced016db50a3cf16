package dev.twinloop.kernel.edwards;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The host field against big integers, edges included. */
class EdwardsFieldTest {
  private static final BigInteger P = AffinePoint.P;

  private static List<BigInteger> numbers() {
    List<BigInteger> numbers = new ArrayList<>();
    for (int i = -20; i <= 40; i++) {
      numbers.add(P.add(BigInteger.valueOf(i)).mod(BigInteger.TWO.pow(255)));
    }
    for (int i = 0; i < 5; i++) {
      numbers.add(BigInteger.TWO.pow(51 * i + 50));
      numbers.add(BigInteger.TWO.pow(51 * i + 51).subtract(BigInteger.ONE).mod(P));
    }
    Random random = new Random(1);
    for (int i = 0; i < 40; i++) {
      numbers.add(new BigInteger(255, random).mod(P));
    }
    return numbers;
  }

  private static long[] read(BigInteger number) {
    long[] d = new long[EdwardsField.LIMBS];
    EdwardsField.read(d, AffinePoint.little(number), 0);
    return d;
  }

  @Test
  void productsSumsAndDifferences() {
    for (BigInteger x : numbers()) {
      for (BigInteger y : numbers()) {
        long[] a = read(x);
        long[] b = read(y);
        long[] d = new long[EdwardsField.LIMBS];
        EdwardsField.mul(d, a, b);
        assertEquals(x.multiply(y).mod(P), EdwardsField.number(d));
        EdwardsField.add(d, a, b);
        assertEquals(x.add(y).mod(P), EdwardsField.number(d));
        EdwardsField.sub(d, a, b);
        assertEquals(x.subtract(y).mod(P), EdwardsField.number(d));
        // the largest operands there are: differences
        long[] e = new long[EdwardsField.LIMBS];
        EdwardsField.sub(e, b, a);
        EdwardsField.mul(e, e, d);
        BigInteger difference = x.subtract(y);
        assertEquals(difference.multiply(difference).negate().mod(P), EdwardsField.number(e));
        EdwardsField.sqr(d, d);
        assertEquals(difference.multiply(difference).mod(P), EdwardsField.number(d));
      }
    }
  }

  @Test
  void bytesAreFullyReduced() {
    for (BigInteger x : numbers()) {
      byte[] bytes = new byte[32];
      EdwardsField.write(read(x), bytes, 0);
      assertArrayEquals(AffinePoint.little(x.mod(P)), bytes, x.toString(16));
      assertEquals(x.mod(P).testBit(0) ? 1 : 0, EdwardsField.parity(read(x)));
      assertEquals(x.mod(P).signum() == 0, EdwardsField.isZero(read(x)));
    }
    byte[] ones = new byte[32];
    java.util.Arrays.fill(ones, (byte) -1);
    long[] all = new long[EdwardsField.LIMBS];
    EdwardsField.readAll(all, ones, 0);
    assertEquals(BigInteger.TWO.pow(256).subtract(BigInteger.ONE).mod(P), EdwardsField.number(all));
  }

  @Test
  void inversesAndRoots() {
    long[] d = new long[EdwardsField.LIMBS];
    long[] one = EdwardsField.of(BigInteger.ONE);
    int squares = 0;
    for (BigInteger x : numbers()) {
      long[] a = read(x);
      EdwardsField.invert(d, a);
      BigInteger inverse = x.mod(P).signum() == 0 ? BigInteger.ZERO : x.modInverse(P);
      assertEquals(inverse, EdwardsField.number(d));
      boolean square =
          x.modPow(P.subtract(BigInteger.ONE).shiftRight(1), P).compareTo(BigInteger.ONE) <= 0;
      assertEquals(square, EdwardsField.sqrtRatio(d, a, one), x.toString(16));
      if (square) {
        squares++;
        EdwardsField.sqr(d, d);
        assertEquals(x.mod(P), EdwardsField.number(d));
      }
    }
    assertTrue(squares > 20, "squares: " + squares);
    EdwardsField.sqr(d, EdwardsField.sqrtMinusOne());
    EdwardsField.add(d, d, one);
    assertTrue(EdwardsField.isZero(d));
    assertFalse(EdwardsField.isZero(one));
  }
}
