package dev.twinloop.kernel.msm;

import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Numbers;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.SplittableRandom;

/** Scalars that proofs or enemies bring: for tests and benchmarks, the same in every run. */
public enum ScalarPattern {
  /** Below the order, all alike likely. */
  UNIFORM,
  /** All 0. */
  ZERO,
  /** All 1. */
  ONE,
  /** All r - 1. */
  MINUS_ONE,
  /** One value, so that in each window all points meet in one bucket. */
  ONE_VALUE,
  /** One of two values. */
  TWO_VALUES,
  /** Half of them 0, the rest uniform. */
  HALF_ZERO,
  /** Nine in ten 0 or 1, the rest uniform: the witness of a typical circuit. */
  MOSTLY_BITS,
  /** Below 2^16. */
  SHORT,
  /** Any 256-bit number, r and 2^256 - 1 among them. */
  ABOVE_ORDER;

  private static final long SEED = 20_26_11_22;

  /**
   * Scalars of this kind, 32 big-endian bytes each.
   *
   * @param count 1 or more
   * @param arena of their memory
   */
  public MemorySegment scalars(Group group, long count, Arena arena) {
    MemorySegment scalars = arena.allocate(count * Msm.SCALAR_BYTES, 64);
    SplittableRandom random = new SplittableRandom(SEED + name().hashCode());
    BigInteger one = uniform(group, random);
    BigInteger other = uniform(group, random);
    for (long i = 0; i < count; i++) {
      BigInteger value =
          switch (this) {
            case UNIFORM -> uniform(group, random);
            case ZERO -> BigInteger.ZERO;
            case ONE -> BigInteger.ONE;
            case MINUS_ONE -> group.order().subtract(BigInteger.ONE);
            case ONE_VALUE -> one;
            case TWO_VALUES -> random.nextBoolean() ? one : other;
            case HALF_ZERO -> random.nextBoolean() ? uniform(group, random) : BigInteger.ZERO;
            case MOSTLY_BITS ->
                random.nextInt(10) == 0
                    ? uniform(group, random)
                    : BigInteger.valueOf(random.nextInt(2));
            case SHORT -> BigInteger.valueOf(random.nextInt(1 << 16));
            case ABOVE_ORDER -> anything(group, i, random);
          };
      Numbers.write(value, scalars, i * Msm.SCALAR_BYTES, Msm.SCALAR_BYTES);
    }
    return scalars;
  }

  private static BigInteger anything(Group group, long index, SplittableRandom random) {
    return switch ((int) Math.min(index, 4)) {
      case 0 -> BigInteger.TWO.pow(256).subtract(BigInteger.ONE);
      case 1 -> group.order();
      case 2 -> group.order().add(BigInteger.ONE);
      case 3 -> group.order().shiftLeft(1).subtract(BigInteger.ONE);
      default -> bits(random);
    };
  }

  private static BigInteger uniform(Group group, SplittableRandom random) {
    BigInteger value = bits(random);
    return value.mod(group.order());
  }

  private static BigInteger bits(SplittableRandom random) {
    byte[] bytes = new byte[Msm.SCALAR_BYTES];
    random.nextBytes(bytes);
    return new BigInteger(1, bytes);
  }
}
