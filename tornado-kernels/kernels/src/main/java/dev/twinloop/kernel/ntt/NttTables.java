package dev.twinloop.kernel.ntt;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.twinloop.kernel.field.Modulus29;
import dev.twinloop.kernel.field.Montgomery29;
import dev.twinloop.kernel.field.Shoup29;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;

/** What the host computes for the kernels of one transform size: about sqrt(n) numbers. */
record NttTables(NttField field, int logSize) {
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
    Modulus29 modulus = field.modulus();
    int[] header = new int[RootSteps.LOW];
    System.arraycopy(modulus.parameters(), 0, header, 0, Montgomery29.PARAMETERS);
    BigInteger p = field.prime();
    Modulus29.split(p.negate().modInverse(Modulus29.R), header, RootSteps.QUOTIENT);
    Modulus29.split(BigInteger.ONE, header, RootSteps.ONE);
    MemorySegment.copy(header, 0, to, JAVA_INT, 0, header.length);
    int low = RootSteps.lowBits(logSize);
    BigInteger omega = field.omega(logSize);
    long at = powers(to, RootSteps.LOW, omega, 1 << low);
    powers(to, at, omega.modPow(BigInteger.valueOf(1L << low), p), 1 << (logSize - 1 - low));
  }

  private long powers(MemorySegment to, long from, BigInteger base, int count) {
    BigInteger form = field.modulus().one();
    int[] limbs = new int[LIMBS];
    long at = from;
    for (int i = 0; i < count; i++) {
      Modulus29.split(form, limbs, 0);
      MemorySegment.copy(limbs, 0, to, JAVA_INT, at * INT_BYTES, LIMBS);
      form = form.multiply(base).mod(field.prime());
      at += LIMBS;
    }
    return at;
  }

  /** g^(n / 2^(L+1)) for each level L, in Montgomery form. */
  void writeLevels(MemorySegment to, BigInteger shift) {
    int[] limbs = new int[LIMBS];
    BigInteger power = shift;
    for (int level = logSize - 1; level >= 0; level--) {
      Modulus29.split(field.modulus().toForm(power), limbs, 0);
      MemorySegment.copy(limbs, 0, to, JAVA_INT, (long) level * LIMBS * INT_BYTES, LIMBS);
      power = power.multiply(power).mod(field.prime());
    }
  }

  /**
   * g^-i / n, then g^-(i 2^scaleBits), with their quotients; without a coset only 1 / n.
   *
   * @return how many factors an output is multiplied by
   */
  int writeScales(MemorySegment to, BigInteger shift) {
    BigInteger p = field.prime();
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
    BigInteger factor = first;
    for (int i = 0; i < count; i++) {
      long at = (long) (firstEntry + i) * Shoup29.FACTOR_INTS * INT_BYTES;
      MemorySegment.copy(field.modulus().factor(factor), 0, to, JAVA_INT, at, Shoup29.FACTOR_INTS);
      factor = factor.multiply(step).mod(field.prime());
    }
  }
}
