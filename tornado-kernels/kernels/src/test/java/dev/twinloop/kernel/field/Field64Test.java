package dev.twinloop.kernel.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class Field64Test {
  private final Random random = new Random(64);

  @ParameterizedTest
  @EnumSource(names = {"BN254_P", "BN254_R", "BLS12_381_R"})
  void arithmetic(Moduli moduli) {
    BigInteger p = moduli.modulus().value();
    Field64 field = new Field64(p);
    List<BigInteger> values = Moduli.values(p, random, 60);
    long[] x = new long[13];
    for (BigInteger a : values) {
      for (BigInteger b : values) {
        field.set(x, 1, a);
        field.set(x, 5, b);
        field.mul(x, 9, x, 1, x, 5);
        assertEquals(a.multiply(b).mod(p), field.get(x, 9), a + " * " + b);
        field.add(x, 9, x, 1, x, 5);
        assertEquals(a.add(b).mod(p), field.get(x, 9), a + " + " + b);
        field.sub(x, 9, x, 1, x, 5);
        assertEquals(a.subtract(b).mod(p), field.get(x, 9), a + " - " + b);
        field.sub(x, 1, x, 1, x, 5);
        assertEquals(a.subtract(b).mod(p), field.get(x, 1), "over an operand");
      }
    }
  }

  @Test
  void bytes() {
    Field64 field = new Field64(Moduli.BN254_R.modulus().value());
    byte[] bytes = new byte[40];
    bytes[8] = 0x12;
    bytes[39] = (byte) 0xf1;
    long[] x = new long[4];
    Field64.read(x, 0, MemorySegment.ofArray(bytes), 8);
    BigInteger number = new BigInteger(bytes);
    assertEquals(number, Field64.plain(x, 0));
    field.toForm(x, 0);
    assertEquals(number.mod(field.prime()), field.get(x, 0));
    for (Moduli bad : List.of(Moduli.SMALLEST, Moduli.P256_P)) {
      BigInteger p = bad.modulus().value();
      assertThrows(IllegalArgumentException.class, () -> new Field64(p));
    }
  }
}
