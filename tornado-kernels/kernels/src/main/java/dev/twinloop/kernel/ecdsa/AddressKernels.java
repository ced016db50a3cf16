package dev.twinloop.kernel.ecdsa;

import dev.twinloop.task.Control;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/**
 * Kernel: addresses of public keys, the last 20 bytes of Keccak-256(x || y). This is Keccak as it
 * was submitted, whose padding starts with 0x01, not SHA3-256 of FIPS 202 (0x06).
 */
public final class AddressKernels {
  /** Ints of a key. */
  static final int KEY_INTS = 16;

  /** Ints of an address. */
  static final int ADDRESS_INTS = 5;

  private static final long M = 0xffffffffL;
  private static final int KEY_LANES = 8;
  private static final int RATE_LANES = 17;

  private AddressKernels() {}

  /**
   * One turn an item.
   *
   * @param rounds {@link KeccakConstants}
   * @param keys x and y, as their bytes lie in memory
   * @param outcomes {@link Recovery} codes
   * @param addresses zeros where no key was recovered
   */
  public static void addresses(
      IntArray control,
      IntArray receipt,
      LongArray rounds,
      IntArray keys,
      IntArray outcomes,
      IntArray addresses) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        address(item, rounds, keys, outcomes, addresses);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  private static void address(
      int item, LongArray rounds, IntArray keys, IntArray outcomes, IntArray addresses) {
    long[] a = new long[Keccak.LANES];
    for (int i = 0; i < KEY_LANES; i++) {
      int at = item * KEY_INTS + 2 * i;
      long high = keys.get(at + 1);
      a[i] = (keys.get(at) & M) | (high << 32);
    }
    for (int i = KEY_LANES; i < Keccak.LANES; i++) {
      a[i] = 0;
    }
    a[KEY_LANES] = 1;
    a[RATE_LANES - 1] = 0x8000000000000000L;
    Keccak.permute(a, rounds);
    int good = 0;
    if (outcomes.get(item) == 0) {
      good = -1;
    }
    int to = item * ADDRESS_INTS;
    addresses.set(to, (int) (a[1] >> 32) & good);
    addresses.set(to + 1, (int) a[2] & good);
    addresses.set(to + 2, (int) (a[2] >> 32) & good);
    addresses.set(to + 3, (int) a[3] & good);
    addresses.set(to + 4, (int) (a[3] >> 32) & good);
  }
}
