package dev.twinloop.zk.verify;

import java.math.BigInteger;

/** Numbers as sums of multiples take them. */
final class Scalars {
  private Scalars() {}

  /** Writes a number below 2^(64 words) as limbs. */
  static void put(long[] to, int at, int words, BigInteger number) {
    for (int i = 0; i < words; i++) {
      to[at + i] = number.shiftRight(64 * i).longValue();
    }
  }
}
