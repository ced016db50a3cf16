package dev.twinloop.ringct.clsag.kernels;

import dev.twinloop.kernel.keccak.KeccakInMemory;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/**
 * What is hashed of a ring, as lanes of eight bytes: everything is a multiple of 32 bytes, four
 * lanes. Kernel code.
 *
 * <pre>
 *   factors   domain | P… | C… | I | D | Co
 *   round     domain | P… | C… | Co | m | L | R
 * </pre>
 */
final class RingHash {
  /** Lanes of a block. */
  static final int RATE = 17;

  /** Lanes of a domain, of an element. */
  static final int ELEMENT = 4;

  private static final long M = 0xffffffffL;
  private static final long LAST = 0x8000000000000000L;

  private RingHash() {}

  /** Eight bytes from two ints. */
  static long lane(IntArray from, int at) {
    return ((long) from.get(at + 1) << 32) | (from.get(at) & M);
  }

  /** The first four lanes as eight ints. */
  static void words(int[] w, long[] a) {
    w[0] = (int) a[0];
    w[1] = (int) (a[0] >> 32);
    w[2] = (int) a[1];
    w[3] = (int) (a[1] >> 32);
    w[4] = (int) a[2];
    w[5] = (int) (a[2] >> 32);
    w[6] = (int) a[3];
    w[7] = (int) (a[3] >> 32);
  }

  /**
   * Adds a block's lanes to the state.
   *
   * @param first number of its first lane in what is hashed
   * @param skipFrom from which lane on {@code skip} ints of the item are passed over
   * @param lanes how many there are; behind them comes the padding, if any
   * @param padding 1 where what is hashed ends in its last block, else 0
   */
  static void absorb(
      long[] a,
      int first,
      LongArray domains,
      int domain,
      IntArray items,
      int item,
      int skipFrom,
      int skip,
      int lanes,
      long padding) {
    a[0] ^= at(first, domains, domain, items, item, skipFrom, skip, lanes, padding);
    a[1] ^= at(first + 1, domains, domain, items, item, skipFrom, skip, lanes, padding);
    a[2] ^= at(first + 2, domains, domain, items, item, skipFrom, skip, lanes, padding);
    a[3] ^= at(first + 3, domains, domain, items, item, skipFrom, skip, lanes, padding);
    a[4] ^= at(first + 4, domains, domain, items, item, skipFrom, skip, lanes, padding);
    a[5] ^= at(first + 5, domains, domain, items, item, skipFrom, skip, lanes, padding);
    a[6] ^= at(first + 6, domains, domain, items, item, skipFrom, skip, lanes, padding);
    a[7] ^= at(first + 7, domains, domain, items, item, skipFrom, skip, lanes, padding);
    a[8] ^= at(first + 8, domains, domain, items, item, skipFrom, skip, lanes, padding);
    a[9] ^= at(first + 9, domains, domain, items, item, skipFrom, skip, lanes, padding);
    a[10] ^= at(first + 10, domains, domain, items, item, skipFrom, skip, lanes, padding);
    a[11] ^= at(first + 11, domains, domain, items, item, skipFrom, skip, lanes, padding);
    a[12] ^= at(first + 12, domains, domain, items, item, skipFrom, skip, lanes, padding);
    a[13] ^= at(first + 13, domains, domain, items, item, skipFrom, skip, lanes, padding);
    a[14] ^= at(first + 14, domains, domain, items, item, skipFrom, skip, lanes, padding);
    a[15] ^= at(first + 15, domains, domain, items, item, skipFrom, skip, lanes, padding);
    a[16] ^= at(first + 16, domains, domain, items, item, skipFrom, skip, lanes, padding);
    if (first + RATE > lanes) {
      a[16] ^= LAST & -padding;
    }
  }

  private static long at(
      int lane,
      LongArray domains,
      int domain,
      IntArray items,
      int item,
      int skipFrom,
      int skip,
      int lanes,
      long padding) {
    long value = 0;
    if (lane < ELEMENT) {
      value = domains.get(domain + (lane & 3));
    }
    if (lane >= ELEMENT) {
      if (lane < lanes) {
        int from = item + 2 * (lane - ELEMENT);
        if (lane >= skipFrom) {
          from = from + skip;
        }
        value = lane(items, from);
      }
    }
    if (lane == lanes) {
      value = padding;
    }
    return value;
  }

  /**
   * Finishes a round's hash: adds the encodings of L and R and the padding to the state, {@code
   * rest} lanes into its block.
   *
   * @param e eight lanes
   * @param blocks how many there are
   */
  static void finish(long[] a, long[] e, int rest, int blocks, LongArray keccak) {
    for (int block = 0; block < blocks; block++) {
      int first = RATE * block - rest;
      a[0] ^= tail(e, first);
      a[1] ^= tail(e, first + 1);
      a[2] ^= tail(e, first + 2);
      a[3] ^= tail(e, first + 3);
      a[4] ^= tail(e, first + 4);
      a[5] ^= tail(e, first + 5);
      a[6] ^= tail(e, first + 6);
      a[7] ^= tail(e, first + 7);
      a[8] ^= tail(e, first + 8);
      a[9] ^= tail(e, first + 9);
      a[10] ^= tail(e, first + 10);
      a[11] ^= tail(e, first + 11);
      a[12] ^= tail(e, first + 12);
      a[13] ^= tail(e, first + 13);
      a[14] ^= tail(e, first + 14);
      a[15] ^= tail(e, first + 15);
      a[16] ^= tail(e, first + 16);
      if (block + 1 == blocks) {
        a[16] ^= LAST;
      }
      KeccakInMemory.permute(a, keccak);
    }
  }

  /** Of a round's own lanes one, the padding behind them, or nothing. */
  private static long tail(long[] e, int index) {
    long value = 0;
    if (index >= 0) {
      if (index < 2 * ELEMENT) {
        value = e[index & 7];
      }
    }
    if (index == 2 * ELEMENT) {
      value = 1;
    }
    return value;
  }

  /** An encoding as four lanes: y, and x's lowest bit on top; both fully reduced, nine limbs. */
  static void encode(long[] e, int at, int[] f, int x) {
    int y = x + 9;
    long sign = f[x] & 1;
    e[at] = (f[y] & M) | ((f[y + 1] & M) << 29) | ((f[y + 2] & M) << 58);
    e[at + 1] = ((f[y + 2] & M) >> 6) | ((f[y + 3] & M) << 23) | ((f[y + 4] & M) << 52);
    e[at + 2] = ((f[y + 4] & M) >> 12) | ((f[y + 5] & M) << 17) | ((f[y + 6] & M) << 46);
    e[at + 3] =
        ((f[y + 6] & M) >> 18) | ((f[y + 7] & M) << 11) | ((f[y + 8] & M) << 40) | (sign << 63);
  }
}
