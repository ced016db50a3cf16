package dev.twinloop.kernel.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The list of fields, by what must hold of each. */
class FieldsTest {
  static Iterable<Field> fields() {
    return Fields.all();
  }

  @ParameterizedTest
  @MethodSource("fields")
  void modulusIsPrimeAndNonSquareIsNone(Field field) {
    BigInteger p = field.modulus();
    assertTrue(p.isProbablePrime(64), field.name());
    BigInteger half = p.subtract(BigInteger.ONE).shiftRight(1);
    assertEquals(p.subtract(BigInteger.ONE), field.nonSquare().modPow(half, p), field.name());
  }

  @ParameterizedTest
  @MethodSource("fields")
  void rootsOfUnityHaveTheirOrder(Field field) {
    for (int log = 1; log <= field.twoAdicity(); log++) {
      BigInteger root = field.rootOfUnity(log);
      BigInteger half = BigInteger.ONE.shiftLeft(log - 1);
      BigInteger minusOne = field.modulus().subtract(BigInteger.ONE);
      assertEquals(minusOne, root.modPow(half, field.modulus()), field + " " + log);
    }
    assertThrows(IllegalArgumentException.class, () -> field.rootOfUnity(field.twoAdicity() + 1));
  }

  @ParameterizedTest
  @MethodSource("fields")
  void namesLeadBack(Field field) {
    assertSame(field, Field.valueOf(field.name()));
  }

  @Test
  void cubeRootsOfOneAreNotOne() {
    for (Field field : new Field[] {Fields.BN254_BASE, Fields.BLS12_381_BASE}) {
      BigInteger root = field.cubeRootOfUnity();
      assertNotEquals(BigInteger.ONE, root);
      assertEquals(BigInteger.ONE, root.modPow(BigInteger.valueOf(3), field.modulus()));
    }
  }

  @Test
  void valuesThatAreNoFieldsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Field.of("even", "10000000000", 3));
    assertThrows(IllegalArgumentException.class, () -> Field.of("short", "65", 2));
    String p = Fields.BN254_BASE.modulus().toString(16);
    Field square = Field.of("square", p, 4);
    assertThrows(IllegalStateException.class, () -> square.rootOfUnity(1));
    assertThrows(IllegalArgumentException.class, () -> Field.valueOf("no such field"));
  }
}
