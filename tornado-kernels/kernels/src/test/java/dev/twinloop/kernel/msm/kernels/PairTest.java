package dev.twinloop.kernel.msm.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.kernel.field.Field;
import dev.twinloop.kernel.field.Fields;
import dev.twinloop.kernel.field.Montgomery29;
import dev.twinloop.kernel.field.MontgomeryForm;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Products over an extension against whole numbers, with limbs up to what they may be. */
class PairTest {
  private static final int ROOM = 64;
  private static final BigInteger HUNDRED = BigInteger.valueOf(100);

  private final Random random = new Random(43);

  static List<Field> fields() {
    return Fields.all().stream()
        .filter(field -> MontgomeryForm.of(field).r().divide(field.modulus()).intValue() >= ROOM)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("fields")
  void productsAndSquares(Field field) {
    MontgomeryForm form = MontgomeryForm.of(field);
    int limbs = form.limbs();
    int[] n = form.parameters();
    n[limbs] = n[limbs] << (32 - form.bits());
    for (int turn = 0; turn < 2000; turn++) {
      int[] f = new int[8 * limbs];
      fill(f, form, turn % 4);
      boolean nine = limbs == Montgomery29.LIMBS;
      if (nine) {
        Pair29.mul(f, 4 * limbs, 0, 2 * limbs, n);
        Pair29.sqr(f, 6 * limbs, 0, n);
      } else {
        Pair28.mul(f, 4 * limbs, 0, 2 * limbs, n);
        Pair28.sqr(f, 6 * limbs, 0, n);
      }
      check(form, f, 0, 2, 4);
      check(form, f, 0, 0, 6);
      int[] product = Arrays.copyOfRange(f, 4 * limbs, 6 * limbs);
      if (nine) {
        Pair29.mul(f, 0, 0, 2 * limbs, n);
      } else {
        Pair28.mul(f, 0, 0, 2 * limbs, n);
      }
      assertTrue(Arrays.equals(product, Arrays.copyOf(f, 2 * limbs)), "overlapping");
    }
  }

  /** Random limbs, or all as large as they may be: of one sign, or of several. */
  private void fill(int[] f, MontgomeryForm form, int kind) {
    int limbs = form.limbs();
    int most = (1 << form.bits()) + (1 << (form.bits() - 9));
    int top = 4 * form.parameters()[limbs - 1];
    for (int i = 0; i < 4 * limbs; i++) {
      int bound = i % limbs == limbs - 1 ? top : most;
      f[i] =
          switch (kind) {
            case 0 -> random.nextInt(2 * bound) - bound;
            case 1 -> random.nextBoolean() ? bound : -bound;
            case 2 -> bound;
            default -> i < 2 * limbs ? bound : -bound;
          };
    }
  }

  /** The number at register d is that at a times that at b, of registers of one half. */
  private static void check(MontgomeryForm form, int[] f, int a, int b, int d) {
    BigInteger a0 = number(form, f, a);
    BigInteger a1 = number(form, f, a + 1);
    BigInteger b0 = number(form, f, b);
    BigInteger b1 = number(form, f, b + 1);
    BigInteger c0 = a0.multiply(b0).subtract(a1.multiply(b1));
    BigInteger c1 = a0.multiply(b1).add(a1.multiply(b0));
    assertProduct(form, c0, number(form, f, d));
    assertProduct(form, c1, number(form, f, d + 1));
  }

  private static void assertProduct(MontgomeryForm form, BigInteger exact, BigInteger product) {
    BigInteger p = form.p();
    assertEquals(exact.mod(p), product.multiply(form.r()).mod(p));
    BigInteger most =
        exact.abs().divide(form.r()).add(p.multiply(BigInteger.valueOf(51)).divide(HUNDRED));
    assertTrue(product.abs().compareTo(most) <= 0, product + " of " + exact);
  }

  /** Limbs are signed. */
  private static BigInteger number(MontgomeryForm form, int[] f, int register) {
    BigInteger number = BigInteger.ZERO;
    for (int i = form.limbs() - 1; i >= 0; i--) {
      number =
          number.shiftLeft(form.bits()).add(BigInteger.valueOf(f[register * form.limbs() + i]));
    }
    return number;
  }
}
