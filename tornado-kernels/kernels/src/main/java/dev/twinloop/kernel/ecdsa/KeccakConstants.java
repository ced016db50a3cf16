package dev.twinloop.kernel.ecdsa;

/** The constants of Keccak's rounds, made as FIPS 202, 3.2.5 says. */
final class KeccakConstants {
  private KeccakConstants() {}

  static long[] rounds() {
    long[] all = new long[Keccak.ROUNDS];
    int register = 1;
    for (int round = 0; round < all.length; round++) {
      for (int j = 0; j <= 6; j++) {
        all[round] |= (long) (register & 1) << ((1 << j) - 1);
        register = register << 1 ^ (register >> 7) * 0x171;
      }
    }
    return all;
  }
}
