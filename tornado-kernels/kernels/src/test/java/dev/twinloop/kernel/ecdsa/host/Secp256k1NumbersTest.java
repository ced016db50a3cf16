package dev.twinloop.kernel.ecdsa.host;

import static dev.twinloop.kernel.ecdsa.host.Secp256k1Numbers.LIMBS;
import static dev.twinloop.kernel.ecdsa.host.Secp256k1Numbers.P;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.kernel.group.Groups;
import dev.twinloop.kernel.group.Point;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Secp256k1NumbersTest {
  private static final int A = 0;
  private static final int B = LIMBS;
  private static final int D = 2 * LIMBS;
  private static final long SEED = 20261129;

  private final Random random = new Random(SEED);
  private final long[] f = new long[3 * LIMBS];

  /** Limbs of up to {@code units} units. Half of them are at their bounds. */
  private BigInteger fill(int register, int units) {
    for (int i = 0; i < LIMBS; i++) {
      long most = (long) units << (i == LIMBS - 1 ? 48 : 52);
      f[register + i] = random.nextBoolean() ? most : random.nextLong(most + 1);
    }
    return Secp256k1Numbers.number(f, register);
  }

  private void expect(BigInteger number, String what) {
    assertEquals(number.mod(P), Secp256k1Numbers.number(f, D), what + " of " + Arrays.toString(f));
  }

  @Test
  void productsOfTheLargestLimbs() {
    for (int i = 0; i < 20_000; i++) {
      BigInteger a = fill(A, 14);
      BigInteger b = fill(B, 14);
      Secp256k1Numbers.mul(f, D, A, B);
      expect(a.multiply(b), "product");
      for (int limb = 0; limb < LIMBS; limb++) {
        assertTrue(f[D + limb] <= (1L << (limb == 4 ? 48 : 52)) + (1L << 21), "one unit");
      }
      Secp256k1Numbers.sqr(f, D, A);
      expect(a.multiply(a), "square");
    }
  }

  @Test
  void differencesWithinTheirBounds() {
    BigInteger two = BigInteger.TWO.modInverse(P);
    for (int i = 0; i < 5_000; i++) {
      BigInteger a = fill(A, 4);
      BigInteger b = fill(B, 3);
      Secp256k1Numbers.less(f, D, A, B);
      expect(a.subtract(b), "less");
      b = fill(B, 7);
      Secp256k1Numbers.lessMore(f, D, A, B);
      expect(a.subtract(b), "lessMore");
      a = fill(A, 1);
      b = fill(B, 1);
      BigInteger d = fill(D, 1);
      Secp256k1Numbers.lessBoth(f, D, A, B);
      expect(d.subtract(a).subtract(b), "lessBoth");
      d = fill(D, 1);
      Secp256k1Numbers.lessOneAndTwo(f, D, A, B);
      expect(d.subtract(a).subtract(b).subtract(b), "lessOneAndTwo");
      d = fill(D, 7);
      Secp256k1Numbers.negate(f, D);
      expect(d.negate(), "negate");
      a = fill(A, 1);
      Secp256k1Numbers.half3(f, D, A);
      expect(a.multiply(BigInteger.valueOf(3)).multiply(two), "half3");
      for (int limb = 0; limb < LIMBS; limb++) {
        assertTrue(f[D + limb] <= 5L << (limb == 4 ? 47 : 51), "2.5 units");
      }
    }
  }

  @Test
  void everyWayToWriteZeroIsZero() {
    for (BigInteger number : new BigInteger[] {BigInteger.ZERO, P, BigInteger.ONE, P.add(P)}) {
      Secp256k1Numbers.set(f, A, number.mod(BigInteger.TWO.pow(256)));
      boolean zero = number.mod(BigInteger.TWO.pow(256)).mod(P).signum() == 0;
      assertEquals(zero, Secp256k1Numbers.isZero(f, A), number.toString(16));
    }
    for (int i = 0; i < 1_000; i++) {
      fill(A, 3);
      fill(D, 4);
      System.arraycopy(f, A, f, B, LIMBS);
      Secp256k1Numbers.less(f, D, A, B);
      assertTrue(Secp256k1Numbers.isZero(f, D));
      f[D + random.nextInt(LIMBS)] += 1;
      assertTrue(!Secp256k1Numbers.isZero(f, D));
    }
  }

  @Test
  void digitsAddUpToTheirNumber() {
    for (int width : new int[] {5, GeneratorMultiples.WIDTH}) {
      SignedDigits digits = new SignedDigits(width);
      for (int i = 0; i < 2_000; i++) {
        BigInteger number = new BigInteger(128, random).shiftRight(random.nextInt(128));
        if (i % 7 == 0) {
          number = BigInteger.TWO.pow(128).subtract(BigInteger.ONE).clearBit(random.nextInt(128));
        }
        number = random.nextBoolean() ? number : number.negate();
        digits.cut(number);
        BigInteger sum = BigInteger.ZERO;
        for (int at = digits.length() - 1; at >= 0; at--) {
          int digit = digits.digit(at);
          assertTrue(digit == 0 || (digit & 1) == 1 || (digit & 1) == -1, "odd: " + digit);
          assertTrue(Math.abs(digit) < 1 << (width - 1), "small: " + digit);
          sum = sum.shiftLeft(1).add(BigInteger.valueOf(digit));
        }
        assertEquals(number, sum);
      }
    }
  }

  @Test
  void multiplesOfTheGenerator() {
    Point point = Groups.SECP256K1.generator();
    Point twice = point.plus(point);
    for (int i = 0; i < 50; i++) {
      Secp256k1Numbers.copyTwo(GeneratorMultiples.low(), i * GeneratorMultiples.POINT, f, A);
      assertEquals(point.x().number(), Secp256k1Numbers.number(f, A));
      assertEquals(point.y().number(), Secp256k1Numbers.number(f, B));
      point = point.plus(twice);
    }
  }
}
