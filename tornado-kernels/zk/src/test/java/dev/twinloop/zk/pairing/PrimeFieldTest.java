package dev.twinloop.zk.pairing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PrimeFieldTest {
  private static List<PrimeField> fields() {
    List<PrimeField> fields = new ArrayList<>();
    for (PairingCurve curve : PairingCurve.values()) {
      fields.add(curve.fp());
      fields.add(curve.fr());
    }
    return fields;
  }

  private static List<BigInteger> values(PrimeField f) {
    BigInteger p = f.modulus();
    List<BigInteger> values = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      values.add(BigInteger.valueOf(i));
      values.add(p.subtract(BigInteger.valueOf(i + 1)));
    }
    for (int bit = 32; bit < p.bitLength(); bit += 32) {
      values.add(BigInteger.ONE.shiftLeft(bit));
      values.add(BigInteger.ONE.shiftLeft(bit).subtract(BigInteger.ONE));
    }
    Random random = new Random(17);
    for (int i = 0; i < 30; i++) {
      values.add(new BigInteger(p.bitLength() + 8, random).mod(p));
    }
    return values;
  }

  @Test
  void arithmeticIsThatOfBigInteger() {
    for (PrimeField f : fields()) {
      BigInteger p = f.modulus();
      int n = f.size();
      long[] z = new long[3 * n];
      for (BigInteger x : values(f)) {
        for (BigInteger y : values(f)) {
          f.put(z, 0, x);
          f.put(z, n, y);
          f.mul(z, 2 * n, z, 0, z, n);
          assertEquals(x.multiply(y).mod(p), f.number(z, 2 * n));
          f.add(z, 2 * n, z, 0, z, n);
          assertEquals(x.add(y).mod(p), f.number(z, 2 * n));
          f.sub(z, 2 * n, z, 0, z, n);
          assertEquals(x.subtract(y).mod(p), f.number(z, 2 * n));
          assertTrue(f.reduced(z, 2 * n));
        }
        f.neg(z, 0, z, 0);
        assertEquals(x.negate().mod(p), f.number(z, 0));
        f.inv(z, n, z, 0);
        f.mul(z, n, z, n, z, 0);
        assertEquals(x.signum() == 0 ? BigInteger.ZERO : BigInteger.ONE, f.number(z, n));
      }
    }
  }

  @Test
  void aPlainNumberOf256BitsIsReducedOnTheWayIn() {
    PrimeField f = PairingCurve.BLS12_381.fr();
    long[] z = {-1, -1, -1, -1};
    f.toForm(z, 0, z, 0);
    assertEquals(
        BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE).mod(f.modulus()), f.number(z, 0));
  }
}
