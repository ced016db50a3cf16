package dev.twinloop.kernel.ecdsa.kernels;

import dev.twinloop.kernel.ecdsa.Recovery;
import dev.twinloop.kernel.keccak.Keccak256Kernels;
import dev.twinloop.kernel.keccak.KeccakF1600;
import dev.twinloop.task.Control;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/** Kernel: addresses of public keys, the last 20 bytes of Keccak-256(x || y). */
public final class AddressKernels {
  /** Ints of a key. */
  public static final int KEY_INTS = 16;

  /** Ints of an address. */
  public static final int ADDRESS_INTS = 5;

  private AddressKernels() {}

  /**
   * One turn an item.
   *
   * @param rounds {@link KeccakF1600#roundConstants}
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
    long[] a = new long[KeccakF1600.LANES];
    Keccak256Kernels.absorb64(keys, item * KEY_INTS, a);
    KeccakF1600.permute(a, rounds);
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
