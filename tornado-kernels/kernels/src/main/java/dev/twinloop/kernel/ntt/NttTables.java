package dev.twinloop.kernel.ntt;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.twinloop.kernel.field.Field;
import dev.twinloop.kernel.field.Montgomery29;
import dev.twinloop.kernel.field.MontgomeryForm;
import dev.twinloop.kernel.field.Shoup29;
import dev.twinloop.kernel.field.ShoupForm;
import dev.twinloop.kernel.ntt.kernels.RootSteps;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;

/** What the host computes for the kernels of one transform size: about sqrt(n) numbers. */
record NttTables(Field field, int logSize) {
  private static final int LIMBS = Montgomery29.LIMBS;
  private static final long INT_BYTES = JAVA_INT.byteSize();

  /** Length of the table of powers that {@link RootSteps} reads. */
  int powersInts() {
    int low = RootSteps.lowBits(logSize);
    return RootSteps.LOW + ((1 << low) + (1 << (logSize - 1 - low))) * LIMBS;
  }

  /** Length of the table of levels. */
  int levelsInts() {
    return logSize * LIMBS;
  }

  /** Length of the table of scales. */
  int scalesInts() {
    int low = scaleBits();
    return ((1 << low) + (1 << (logSize - low))) * Shoup29.FACTOR_INTS;
  }

  /** How many bits of an index choose the first of two scales. */
  int scaleBits() {
    return (logSize + 1) >> 1;
  }

  /** omega^i, then omega^(i 2^lowBits), in Montgomery form, after the numbers of the modulus. */
  void writePowers(MemorySegment to) {
    MontgomeryForm form = MontgomeryForm.of(field);
    int[] header = new int[RootSteps.LOW];
    System.arraycopy(form.parameters(), 0, header, 0, Montgomery29.PARAMETERS);
    BigInteger p = field.modulus();
    form.split(p.negate().modInverse(form.r()), header, RootSteps.QUOTIENT);
    form.split(BigInteger.ONE, header, RootSteps.ONE);
    MemorySegment.copy(header, 0, to, JAVA_INT, 0, header.length);
    int low = RootSteps.lowBits(logSize);
    BigInteger omega = field.rootOfUnity(logSize);
    long at = powers(to, RootSteps.LOW, omega, 1 << low);
    powers(to, at, omega.modPow(BigInteger.valueOf(1L << low), p), 1 << (logSize - 1 - low));
  }

  private long powers(MemorySegment to, long from, BigInteger base, int count) {
    MontgomeryForm form = MontgomeryForm.of(field);
    BigInteger power = form.one();
    int[] limbs = new int[LIMBS];
    long at = from;
    for (int i = 0; i < count; i++) {
      form.split(power, limbs, 0);
      MemorySegment.copy(limbs, 0, to, JAVA_INT, at * INT_BYTES, LIMBS);
      power = power.multiply(base).mod(field.modulus());
      at += LIMBS;
    }
    return at;
  }

  /** g^(n / 2^(L+1)) for each level L, in Montgomery form. */
  void writeLevels(MemorySegment to, BigInteger shift) {
    int[] limbs = new int[LIMBS];
    MontgomeryForm form = MontgomeryForm.of(field);
    BigInteger power = shift;
    for (int level = logSize - 1; level >= 0; level--) {
      form.split(form.toForm(power), limbs, 0);
      MemorySegment.copy(limbs, 0, to, JAVA_INT, (long) level * LIMBS * INT_BYTES, LIMBS);
      power = power.multiply(power).mod(field.modulus());
    }
  }

  /** By how many factors an output is multiplied. */
  int scales(BigInteger shift) {
    return shift.equals(BigInteger.ONE) ? 1 : 2;
  }

  /**
   * g^-i / n, then g^-(i 2^scaleBits), with their quotients; without a coset only 1 / n.
   *
   * @return {@link #scales}
   */
  int writeScales(MemorySegment to, BigInteger shift) {
    BigInteger p = field.modulus();
    BigInteger step = shift.modInverse(p);
    BigInteger share = BigInteger.ONE.shiftLeft(logSize).modInverse(p);
    if (step.equals(BigInteger.ONE)) {
      factors(to, 0, share, step, 1);
      return 1;
    }
    int low = 1 << scaleBits();
    factors(to, 0, share, step, low);
    BigInteger high = step.modPow(BigInteger.valueOf(low), p);
    factors(to, low, BigInteger.ONE, high, 1 << (logSize - scaleBits()));
    return 2;
  }

  private void factors(
      MemorySegment to, int firstEntry, BigInteger first, BigInteger step, int count) {
    ShoupForm form = new ShoupForm(field.modulus());
    BigInteger factor = first;
    for (int i = 0; i < count; i++) {
      long at = (long) (firstEntry + i) * Shoup29.FACTOR_INTS * INT_BYTES;
      MemorySegment.copy(form.factor(factor), 0, to, JAVA_INT, at, Shoup29.FACTOR_INTS);
      factor = factor.multiply(step).mod(field.modulus());
    }
  }
}
