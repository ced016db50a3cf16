package dev.twinloop.tornado;

import dev.twinloop.task.KernelCall;
import uk.ac.manchester.tornado.api.WorkerGrid;
import uk.ac.manchester.tornado.api.WorkerGrid1D;

/**
 * How many threads make a block. Kernels loop with the grid's stride up to their receipt's size, so
 * any grid is right; 128 leaves each thread the most registers at no loss of occupancy, and a
 * kernel smaller than that is one block.
 */
final class BlockSize {
  /** Read once in the worker; a multiple of 32, 32 to 1024. */
  static final String PROPERTY = "twinloop.block";

  private static final int DEFAULT = 128;

  private BlockSize() {}

  /** The grid of a kernel: whole blocks, at least one thread an item. */
  static WorkerGrid grid(KernelCall kernel) {
    int block = of(kernel.items(), Integer.getInteger(PROPERTY, DEFAULT));
    WorkerGrid grid = new WorkerGrid1D(global(kernel.items(), block));
    grid.setLocalWork(block, 1, 1);
    return grid;
  }

  static int of(int items, int wanted) {
    if (wanted < 32 || wanted > 1024 || wanted % 32 != 0) {
      throw new IllegalArgumentException(
          PROPERTY + "=" + wanted + ", accepted: a multiple of 32 from 32 to 1024");
    }
    return Math.min(items, wanted);
  }

  static int global(int items, int block) {
    long global = (items + block - 1L) / block * block;
    return (int) Math.min(global, Integer.MAX_VALUE - Integer.MAX_VALUE % block);
  }
}
