package dev.twinloop.kernel.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MontgomeryTest {
  private final Random random = new Random(11);

  @ParameterizedTest
  @EnumSource
  void arithmetic(Moduli moduli) {
    Words32 m = moduli.modulus();
    BigInteger p = m.value();
    int[] n = m.split(p);
    int[] d = new int[m.limbs()];
    List<BigInteger> values = Moduli.values(p, random, 20);
    for (BigInteger a : values) {
      for (BigInteger b : values) {
        Montgomery.mul(d, m.toForm(a), m.toForm(b), n, m.inverse(), m.limbs());
        assertEquals(a.multiply(b).mod(p), m.fromForm(d), a + " * " + b);
        Montgomery.add(d, m.split(a), m.split(b), n, m.limbs());
        assertEquals(a.add(b).mod(p), m.join(d), a + " + " + b);
        Montgomery.sub(d, m.split(a), m.split(b), n, m.limbs());
        assertEquals(a.subtract(b).mod(p), m.join(d), a + " - " + b);
        int below = Montgomery.below(m.split(a), m.split(b), m.limbs());
        assertEquals(a.compareTo(b) < 0 ? 1 : 0, below, a + " < " + b);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void onefactorMayBeUpToR(Moduli moduli) {
    Words32 m = moduli.modulus();
    BigInteger p = m.value();
    int[] d = new int[m.limbs()];
    for (BigInteger a : Moduli.values(m.r(), random, 50)) {
      BigInteger b = new BigInteger(p.bitLength(), random).mod(p);
      Montgomery.mul(d, m.split(a), m.split(b), m.split(p), m.inverse(), m.limbs());
      BigInteger expected = a.multiply(b).multiply(m.r().modInverse(p)).mod(p);
      assertEquals(expected, m.join(d), a + " * " + b);
    }
  }

  @ParameterizedTest
  @EnumSource
  void inverseAndSquareRoot(Moduli moduli) {
    Words32 m = moduli.modulus();
    BigInteger p = m.value();
    for (BigInteger a : Moduli.values(p, random, 3).stream().limit(12).toList()) {
      assertEquals(a.modPow(p.subtract(BigInteger.TWO), p), pow(m, a, p.subtract(BigInteger.TWO)));
      if (p.testBit(1)) {
        BigInteger root = pow(m, a.multiply(a).mod(p), p.add(BigInteger.ONE).shiftRight(2));
        assertEquals(
            a.multiply(a).mod(p), root.multiply(root).mod(p), "root of the square of " + a);
      }
    }
  }

  @Test
  void refusesModuli() {
    assertThrows(IllegalArgumentException.class, () -> new Words32(BigInteger.TWO.pow(255), 8));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Words32(BigInteger.TWO.pow(256).add(BigInteger.ONE), 8));
    assertThrows(IllegalArgumentException.class, () -> new Words32(BigInteger.ONE, 9));
  }

  private static BigInteger pow(Words32 m, BigInteger a, BigInteger exponent) {
    int[] d = new int[m.limbs()];
    int[] one = m.toForm(BigInteger.ONE);
    int[] n = m.split(m.value());
    Montgomery.pow(d, m.toForm(a), m.split(exponent), one, n, m.inverse(), m.limbs());
    return m.fromForm(d);
  }
}
