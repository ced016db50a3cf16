package dev.twinloop.kernel.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Products of fourteen limbs, and sums of two products, against BigInteger. */
class ProductSumsTest {
  private final Random random = new Random(28);

  @ParameterizedTest
  @EnumSource(names = {"BN254_P", "BN254_R", "BLS12_381_R"})
  void nineLimbs(Moduli moduli) {
    check(moduli.modulus().value(), 9, 29);
  }

  @ParameterizedTest
  @EnumSource(names = {"BLS12_381_P"})
  void fourteenLimbs(Moduli moduli) {
    check(moduli.modulus().value(), 14, 28);
  }

  private void check(BigInteger p, int limbs, int bits) {
    BigInteger r = BigInteger.ONE.shiftLeft(limbs * bits);
    int[] n = new int[limbs + 1];
    split(p, n, 0, limbs, bits);
    n[limbs] = p.negate().modInverse(BigInteger.ONE.shiftLeft(bits)).intValue();
    for (int turn = 0; turn < 2000; turn++) {
      int[] f = new int[5 * limbs];
      BigInteger[] x = new BigInteger[4];
      for (int i = 0; i < 4; i++) {
        // limbs up to 2^(bits + 1), or 3 * 2^bits for the third factor, as a difference leaves them
        int most = turn == 0 ? 0 : turn % 5 == 0 ? 1 : (1 << (bits + 1));
        for (int j = 0; j < limbs; j++) {
          int limb = turn == 1 ? (1 << bits) + 8 : most == 0 ? 0 : random.nextInt(most);
          f[i * limbs + j] = j == limbs - 1 ? limb >>> 6 : i < 3 ? limb : limb & ((1 << bits) - 1);
        }
        x[i] = join(f, i * limbs, limbs, bits);
      }
      BigInteger sum = x[0].multiply(x[1]).add(x[2].multiply(x[3]));
      sum(f, n, limbs);
      assertEquals(
          sum.multiply(r.modInverse(p)).mod(p), join(f, 4 * limbs, limbs, bits).mod(p), "" + turn);
      assertTrue(
          join(f, 4 * limbs, limbs, bits).compareTo(sum.shiftRight(limbs * bits).add(p)) <= 0);
      if (limbs == 14) {
        Montgomery28.mul(f, 4 * limbs, 0, limbs, n);
        BigInteger product = x[0].multiply(x[1]).multiply(r.modInverse(p)).mod(p);
        assertEquals(product, join(f, 4 * limbs, limbs, bits).mod(p));
        Montgomery28.sqr(f, 0, 0, n);
        BigInteger square = x[0].multiply(x[0]).multiply(r.modInverse(p)).mod(p);
        assertEquals(square, join(f, 0, limbs, bits).mod(p));
      }
    }
  }

  private static void sum(int[] f, int[] n, int limbs) {
    if (limbs == 9) {
      Montgomery29.sum(f, 4 * limbs, 0, limbs, 2 * limbs, 3 * limbs, n);
    } else {
      Montgomery28.sum(f, 4 * limbs, 0, limbs, 2 * limbs, 3 * limbs, n);
    }
  }

  private static void split(BigInteger number, int[] to, int at, int limbs, int bits) {
    for (int i = 0; i < limbs; i++) {
      to[at + i] = number.shiftRight(i * bits).intValue() & ((1 << bits) - 1);
    }
  }

  private static BigInteger join(int[] from, int at, int limbs, int bits) {
    BigInteger number = BigInteger.ZERO;
    for (int i = limbs - 1; i >= 0; i--) {
      number = number.shiftLeft(bits).add(BigInteger.valueOf(from[at + i] & 0xffffffffL));
    }
    return number;
  }
}
