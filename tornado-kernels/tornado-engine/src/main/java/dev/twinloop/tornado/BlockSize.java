package dev.twinloop.tornado;

/**
 * How many threads make a block. Kernels loop with the grid's stride up to their receipt's size, so
 * any grid is right; blocks of 128 start even where a kernel needs all registers that a thread can
 * have, and a kernel smaller than that is one block.
 */
final class BlockSize {
  /** Read once in the worker; a multiple of 32, 32 to 1024. */
  static final String PROPERTY = "twinloop.block";

  private static final int DEFAULT = 128;

  private BlockSize() {}

  /** Threads a block for a kernel of this number of items. */
  static int of(int items) {
    return of(items, Integer.getInteger(PROPERTY, DEFAULT));
  }

  static int of(int items, int wanted) {
    if (wanted < 32 || wanted > 1024 || wanted % 32 != 0) {
      throw new IllegalArgumentException(
          PROPERTY + "=" + wanted + ", accepted: a multiple of 32 from 32 to 1024");
    }
    return Math.min(items, wanted);
  }

  /** Threads in all: whole blocks, at least one thread an item where that fits an int. */
  static int global(int items, int block) {
    long global = (items + block - 1L) / block * block;
    return (int) Math.min(global, Integer.MAX_VALUE - Integer.MAX_VALUE % block);
  }

  /** The same, but whole blocks, of at most this number of threads, and at least one. */
  static int global(int items, int block, long most) {
    return (int) Math.min(global(items, block), Math.max(1, most / block) * block);
  }
}
