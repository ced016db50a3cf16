package dev.twinloop.kernel.field;

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

class Shoup29Test {
  private static final int MOST_LIMB = 5 << 29;
  private final Random random = new Random(18);

  @ParameterizedTest
  @EnumSource(names = {"BN254_P", "BN254_R", "BLS12_381_R"})
  void productsAndFolds(Moduli moduli) {
    MontgomeryForm m = MontgomeryForm.of(moduli.modulus().value());
    BigInteger p = m.p();
    List<BigInteger> factors = Moduli.values(p, random, 30);
    for (BigInteger a : Moduli.values(m.r(), random, 30)) {
      int[] f = new int[11];
      m.split(a, f, 2);
      for (BigInteger w : factors) {
        check(m, f, w);
      }
    }
    for (int round = 0; round < 2000; round++) {
      int[] f = random.ints(11).map(Shoup29Test::lazy).toArray();
      f[10] = random.nextInt(1 << 25);
      check(m, f, new BigInteger(256, random).mod(p));
    }
    int[] f = new int[11];
    Arrays.fill(f, MOST_LIMB);
    f[10] = (1 << 29) - 8;
    check(m, f, p.subtract(BigInteger.ONE));
  }

  private static int lazy(int limb) {
    return (limb & 1) == 0
        ? limb >>> 1
        : Integer.compareUnsigned(limb, MOST_LIMB) > 0 ? MOST_LIMB : limb;
  }

  private static void check(MontgomeryForm m, int[] f, BigInteger w) {
    BigInteger p = m.p();
    int[] n = new ShoupForm(m.p()).parameters();
    int[] y = new int[9];
    BigInteger a = m.join(f, 2);
    Shoup29.mul(y, f, 2, new ShoupForm(m.p()).factor(w), n);
    BigInteger product = m.join(y, 0);
    assertEquals(a.multiply(w).mod(p), product.mod(p), () -> a + " * " + w);
    BigInteger hundredfold = product.multiply(BigInteger.valueOf(100));
    assertTrue(hundredfold.compareTo(p.multiply(BigInteger.valueOf(201))) < 0, () -> a + " * " + w);
    Shoup29.fold(y, f, 2, n);
    BigInteger folded = m.join(y, 0);
    assertEquals(a.mod(p), folded.mod(p), () -> "" + a);
    assertTrue(folded.compareTo(p.shiftLeft(1)) < 0, () -> "folded: " + a);
    assertEquals(folded.compareTo(p) >= 0 ? 1 : 0, Shoup29.notBelow(y, 0, n));
    Shoup29.reduce(y, n);
    assertEquals(a.mod(p), m.join(y, 0));
    for (int limb : y) {
      assertTrue(limb >= 0 && limb < 1 << 29);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"BN254_P", "BN254_R", "BLS12_381_R"})
  void butterflies(Moduli moduli) {
    MontgomeryForm m = MontgomeryForm.of(moduli.modulus().value());
    BigInteger p = m.p();
    int[] n = new ShoupForm(m.p()).parameters();
    BigInteger most = p.multiply(BigInteger.valueOf(201)).divide(BigInteger.valueOf(100));
    for (BigInteger y : Moduli.values(most, random, 30)) {
      for (BigInteger x : List.of(BigInteger.ZERO, y, most, p)) {
        int[] f = new int[20];
        int[] limbs = new int[9];
        m.split(x, f, 1);
        m.split(y, limbs, 0);
        Shoup29.butterfly(f, 1, 11, limbs, n);
        assertEquals(x.add(y), m.join(f, 1));
        BigInteger difference = x.subtract(y).add(p.multiply(BigInteger.valueOf(3)));
        assertEquals(difference, m.join(f, 11));
      }
    }
  }

  @Test
  void packing() {
    MontgomeryForm m = MontgomeryForm.of(Moduli.BN254_P.modulus().value());
    for (BigInteger x : Moduli.values(BigInteger.TWO.pow(256), random, 100)) {
      int[] y = new int[9];
      int[] word = new int[8];
      m.split(x, y, 0);
      Shoup29.pack(word, y);
      for (int i = 0; i < 8; i++) {
        assertEquals(x.shiftRight(32 * i).intValue(), word[i], x + ", word " + i);
      }
      int[] again = new int[9];
      Shoup29.unpack(again, 0, word);
      assertEquals(x, m.join(again, 0));
    }
    BigInteger three = BigInteger.valueOf(3);
    assertThrows(IllegalArgumentException.class, () -> new ShoupForm(three));
  }
}
