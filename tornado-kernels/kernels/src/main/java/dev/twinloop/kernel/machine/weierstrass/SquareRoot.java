package dev.twinloop.kernel.machine.weierstrass;

import static dev.twinloop.kernel.machine.weierstrass.CurveAssembler.FREE;

import dev.twinloop.kernel.machine.FieldAssembler;
import java.math.BigInteger;

/**
 * Square root modulo a prime that is 3 modulo 4: a^((p+1)/4), by runs of ones. The exponents of
 * both primes are long runs of ones and zeros, so runs of 2^i - 1 are built by doubling their
 * length.
 */
final class SquareRoot {
  private static final int POWERS = FREE + 1;
  private static final int RUNS = 8;
  private static final int ACC = POWERS + RUNS;
  private static final int RUN = POWERS + RUNS + 1;

  private final FieldAssembler asm;

  SquareRoot(FieldAssembler asm) {
    this.asm = asm;
  }

  /** d = a^((p+1)/4). */
  void of(int d, int a) {
    BigInteger exponent = asm.field().modulus().add(BigInteger.ONE).shiftRight(2);
    power(d, a, exponent);
  }

  /** d = a^exponent. */
  private void power(int d, int a, BigInteger exponent) {
    // POWERS + i holds a^(2^(2^i) - 1)
    asm.move(POWERS, a);
    for (int i = 1; i < RUNS; i++) {
      int from = POWERS + i - 1;
      asm.sqr(POWERS + i, from, 1 << (i - 1));
      asm.mul(POWERS + i, POWERS + i, from);
    }
    int at = exponent.bitLength();
    boolean started = false;
    while (at > 0) {
      int zeros = run(exponent, at, false);
      if (zeros > 0) {
        asm.sqr(ACC, ACC, zeros);
        at -= zeros;
      }
      int ones = run(exponent, at, true);
      if (ones > 0) {
        ones(ones);
        if (started) {
          asm.sqr(ACC, ACC, ones);
          asm.mul(ACC, ACC, RUN);
        } else {
          asm.move(ACC, RUN);
        }
        started = true;
        at -= ones;
      }
    }
    asm.move(d, ACC);
  }

  /** RUN = a^(2^length - 1). */
  private void ones(int length) {
    boolean started = false;
    for (int i = RUNS - 1; i >= 0; i--) {
      if ((length >> i & 1) != 0) {
        int part = POWERS + i;
        if (started) {
          asm.sqr(RUN, RUN, 1 << i);
          asm.mul(RUN, RUN, part);
        } else {
          asm.move(RUN, part);
        }
        started = true;
      }
    }
  }

  private static int run(BigInteger exponent, int below, boolean bit) {
    int length = 0;
    while (length < below && exponent.testBit(below - 1 - length) == bit) {
      length++;
    }
    return length;
  }
}
