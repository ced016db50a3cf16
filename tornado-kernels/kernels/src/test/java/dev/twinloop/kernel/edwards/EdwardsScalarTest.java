package dev.twinloop.kernel.edwards;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Scalars against big integers. */
class EdwardsScalarTest {
  private static final BigInteger L = AffinePoint.L;

  private static byte[] little(BigInteger number, int bytes) {
    byte[] all = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      all[i] = number.shiftRight(8 * i).byteValue();
    }
    return all;
  }

  @Test
  void anyBytesAreReduced() {
    Random random = new Random(2);
    for (int i = 0; i < 200; i++) {
      BigInteger wide =
          i == 0 ? BigInteger.TWO.pow(512).subtract(BigInteger.ONE) : new BigInteger(512, random);
      byte[] bytes = little(wide, 64);
      assertEquals(wide.mod(L), EdwardsScalar.reduceWide(bytes, 0).number());
      BigInteger low = wide.mod(BigInteger.TWO.pow(256));
      assertEquals(low.mod(L), EdwardsScalar.reduce(bytes, 0).number());
      assertArrayEquals(little(low.mod(L), 32), EdwardsScalar.reduce(bytes, 0).toBytes());
    }
  }

  @Test
  void canonicalMeansBelowTheOrder() {
    for (int i = -3; i <= 3; i++) {
      byte[] bytes = little(L.add(BigInteger.valueOf(i)), 32);
      assertEquals(i < 0, EdwardsScalar.isCanonical(bytes, 0));
    }
    assertTrue(EdwardsScalar.isCanonical(new byte[32], 0));
    byte[] ones = little(BigInteger.TWO.pow(256).subtract(BigInteger.ONE), 32);
    assertFalse(EdwardsScalar.isCanonical(ones, 0));
  }

  @Test
  void arithmetic() {
    Random random = new Random(3);
    for (int i = 0; i < 200; i++) {
      BigInteger x = new BigInteger(253, random).mod(L);
      BigInteger y = new BigInteger(253, random).mod(L);
      EdwardsScalar a = EdwardsScalar.of(x);
      EdwardsScalar b = EdwardsScalar.of(y);
      assertEquals(x.add(y).mod(L), a.plus(b).number());
      assertEquals(x.subtract(y).mod(L), a.minus(b).number());
      assertEquals(x.multiply(y).mod(L), a.times(b).number());
      assertEquals(x.negate().mod(L), a.negate().number());
      assertEquals(x.modInverse(L), a.inverse().number());
      EdwardsScalar[] inverses = EdwardsScalar.invertAll(a, b, EdwardsScalar.ONE);
      assertEquals(a.inverse(), inverses[0]);
      assertEquals(b.inverse(), inverses[1]);
      assertEquals(EdwardsScalar.ONE, inverses[2]);
    }
    assertEquals(BigInteger.ZERO, EdwardsScalar.ZERO.negate().number());
    assertThrows(ArithmeticException.class, EdwardsScalar.ZERO::inverse);
  }
}
