package dev.twinloop.run;

import dev.twinloop.task.Capacity;
import dev.twinloop.task.Slicing;

/**
 * How many items a slice gets by its bytes alone, before costs are known.
 *
 * @param cpuItems on the CPU
 * @param acceleratorItems on an accelerator
 * @param acceleratorCapacity smallest capacity class worth compiling for an accelerator: slices
 *     that are smaller run in it too, so that few classes are ever compiled
 * @param chosen whether the caller set the size
 */
record SliceSizes(int cpuItems, int acceleratorItems, int acceleratorCapacity, boolean chosen) {
  private static final int SMALLEST_CLASS = 1 << 12;
  private static final int CLASS_STEP_BITS = 2;

  /** A task is cut in two, so that copies overlap kernels, down to slices of this fraction. */
  private static final int LEAST_SHARE = 8;

  /** Slices of programs that want few are not cut smaller for another accelerator. */
  private static final int LEAST_WHOLE = 1 << 18;

  /** What the CPU gets of such a program while an accelerator may still take over. */
  private static final int WHILE_WAITING = 1 << 16;

  /** And more on many cores: this number of items for each, about half a second of an MSM. */
  private static final int WAITING_ON_CORE = 1 << 14;

  /** The first slice on a CPU that was never measured is this part of one by bytes. */
  private static final int FIRST_PART = 16;

  static SliceSizes of(Cutting cutting, Slicing slicing, long items, int accelerators) {
    if (cutting.sliceItems() > 0) {
      int chosen =
          Math.clamp(
              Integer.highestOneBit(cutting.sliceItems()), slicing.unit(), slicing.maxItems());
      return new SliceSizes(chosen, chosen, Capacity.classOf((int) Math.min(items, chosen)), true);
    }
    if (slicing.whole()) {
      int most = (int) Math.min(items, slicing.maxItems());
      long share = 1 + (items - 1) / accelerators;
      int accelerator = (int) Math.min(most, Math.max(LEAST_WHOLE, share));
      return new SliceSizes(Math.min(most, WHILE_WAITING), accelerator, 1, false);
    }
    int most = Math.max(bySize(cutting.acceleratorSliceBytes(), slicing), slicing.busyItems());
    int least = bySize(cutting.acceleratorSliceBytes() / LEAST_SHARE, slicing);
    int half = (int) Math.min(Integer.MAX_VALUE, Math.max(1, items / 2));
    int accelerator = Math.clamp(Integer.highestOneBit(half), least, most);
    return new SliceSizes(
        bySize(cutting.cpuSliceBytes() / FIRST_PART, slicing),
        accelerator,
        coarseClass(items, accelerator),
        false);
  }

  /**
   * What a CPU of {@code cores} cores gets of such a program while an accelerator may take over.
   */
  static int whileWaiting(int cores) {
    return Math.max(
        WHILE_WAITING,
        (int) Math.min(1 << 24, (long) Integer.highestOneBit(cores) * WAITING_ON_CORE));
  }

  private static int bySize(long bytes, Slicing slicing) {
    long items = Math.max(1, bytes / slicing.bytesPerItem());
    return Math.clamp(Long.highestOneBit(items), slicing.unit(), slicing.maxItems());
  }

  private static int coarseClass(long items, int largest) {
    long size = SMALLEST_CLASS;
    while (size < Math.min(items, largest)) {
      size <<= CLASS_STEP_BITS;
    }
    return (int) Math.min(size, largest);
  }
}
