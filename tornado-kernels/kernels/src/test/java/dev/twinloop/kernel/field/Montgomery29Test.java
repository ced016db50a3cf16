package dev.twinloop.kernel.field;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class Montgomery29Test {
  private static final int LIMB = (1 << 29) - 1;

  private final Random random = new Random(29);

  @ParameterizedTest
  @EnumSource(
      names = {"BLS12_381_P"},
      mode = EnumSource.Mode.EXCLUDE)
  void productsOfFactorsBelow8P(Moduli moduli) {
    MontgomeryForm m = MontgomeryForm.of(moduli.modulus().value());
    BigInteger limit = m.p().shiftLeft(3).min(m.r());
    List<BigInteger> values = Moduli.values(limit, random, 20);
    for (BigInteger a : values) {
      for (BigInteger b : values) {
        check(m, limbs(a), limbs(b));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"BN254_P", "BN254_R", "BLS12_381_R", "P256_P", "SMALLEST"})
  void limbsMayBeLazy(Moduli moduli) {
    MontgomeryForm m = MontgomeryForm.of(moduli.modulus().value());
    int[] ones30 = filled((1 << 30) - 1);
    check(m, ones30, ones30);
    check(m, filled(Integer.MAX_VALUE), filled(LIMB));
    check(m, filled(LIMB), filled(Integer.MAX_VALUE));
    check(m, filled(LIMB), filled((3 << 30) - 1));
    check(m, filled((3 << 29) - 1), filled(1 << 30));
    for (int i = 0; i < 200; i++) {
      int[] a = random.ints(9).map(limb -> limb >>> 2).toArray();
      check(m, a, random.ints(9).map(limb -> limb >>> 2).toArray());
      check(m, a, limbs(m.p()));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"BN254_P", "BN254_R", "BLS12_381_R"})
  void productsStayBelow2P(Moduli moduli) {
    MontgomeryForm m = MontgomeryForm.of(moduli.modulus().value());
    BigInteger a = m.p().shiftLeft(3).subtract(BigInteger.ONE);
    assertTrue(a.multiply(a).compareTo(m.r().multiply(m.p())) < 0);
    int[] f = new int[18];
    m.split(a, f, 0);
    Montgomery29.mul(f, 9, 0, 0, m.parameters());
    assertTrue(m.join(f, 9).compareTo(m.p().shiftLeft(1)) < 0);
  }

  @Test
  void hostSide() {
    MontgomeryForm m = MontgomeryForm.of(Moduli.BN254_R.modulus().value());
    BigInteger x = new BigInteger(250, random);
    assertEquals(x, m.fromForm(m.toForm(x)));
    assertEquals(m.toForm(BigInteger.ONE), m.one());
    int[] f = new int[27];
    m.split(x, f, 0);
    m.split(m.rSquared(), f, 9);
    Montgomery29.mul(f, 18, 0, 9, m.parameters());
    assertEquals(m.toForm(x), m.join(f, 18).mod(m.p()));
    assertEquals(x, m.join(f, 0));
    for (long bad : new long[] {0, 1, 2, 4, -7}) {
      assertThrows(
          IllegalArgumentException.class, () -> MontgomeryForm.of(BigInteger.valueOf(bad)));
    }
    BigInteger long257 = BigInteger.TWO.pow(256).add(BigInteger.ONE);
    assertEquals(14, MontgomeryForm.of(long257).limbs());
    assertThrows(IllegalArgumentException.class, () -> new MontgomeryForm(long257, 9, 29));
  }

  /** Compares product and squares with BigInteger, and the result's bounds. */
  private static void check(MontgomeryForm m, int[] a, int[] b) {
    int[] n = m.parameters();
    int[] f = new int[40];
    System.arraycopy(a, 0, f, 4, 9);
    System.arraycopy(b, 0, f, 13, 9);
    Montgomery29.mul(f, 25, 4, 13, n);
    compare(m, f, 25, m.join(a, 0), m.join(b, 0));
    int[] product = Arrays.copyOfRange(f, 25, 34);
    Montgomery29.mul(f, 13, 4, 13, n);
    assertArrayEquals(product, Arrays.copyOfRange(f, 13, 22), "result over an operand");
    if (Arrays.stream(a).allMatch(limb -> limb >= 0 && limb < 1 << 30)) {
      Montgomery29.sqr(f, 4, 4, n);
      compare(m, f, 4, m.join(a, 0), m.join(a, 0));
    }
  }

  private static void compare(MontgomeryForm m, int[] f, int d, BigInteger a, BigInteger b) {
    BigInteger p = m.p();
    BigInteger expected = a.multiply(b).multiply(m.r().modInverse(p)).mod(p);
    BigInteger actual = m.join(f, d);
    assertEquals(expected, actual.mod(p), () -> a + " * " + b + " mod " + p);
    BigInteger bound = a.multiply(b).divide(m.r()).add(p);
    assertTrue(actual.compareTo(bound) <= 0, () -> actual + " above " + bound);
    for (int i = d; i < d + 8; i++) {
      assertTrue(f[i] >= 0 && f[i] <= LIMB, "limb " + (f[i] & 0xffffffffL));
    }
  }

  private static int[] limbs(BigInteger value) {
    int[] limbs = new int[9];
    MontgomeryForm.of(Moduli.BN254_P.modulus().value()).split(value, limbs, 0);
    return limbs;
  }

  private static int[] filled(int limb) {
    int[] limbs = new int[9];
    Arrays.fill(limbs, limb);
    return limbs;
  }
}
