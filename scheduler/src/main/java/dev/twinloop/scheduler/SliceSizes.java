package dev.twinloop.scheduler;

import dev.twinloop.task.Capacity;
import dev.twinloop.task.Slicing;

/**
 * How many items a slice gets on which kind of device.
 *
 * @param cpuItems on the CPU
 * @param acceleratorItems on an accelerator
 * @param acceleratorCapacity smallest capacity class worth compiling for an accelerator: slices
 *     that are smaller run in it too, so that few classes are ever compiled
 */
record SliceSizes(int cpuItems, int acceleratorItems, int acceleratorCapacity) {
  private static final int SMALLEST_CLASS = 1 << 12;
  private static final int CLASS_STEP_BITS = 2;

  /** A task is cut in two, so that copies overlap kernels, down to slices of this fraction. */
  private static final int LEAST_SHARE = 8;

  static SliceSizes of(SchedulerConfig.Cutting cutting, Slicing slicing, long items) {
    if (cutting.sliceItems() > 0) {
      int chosen =
          Math.clamp(
              Integer.highestOneBit(cutting.sliceItems()), slicing.unit(), slicing.maxItems());
      return new SliceSizes(chosen, chosen, Capacity.classOf((int) Math.min(items, chosen)));
    }
    if (slicing.whole()) {
      int all = (int) Math.min(items, slicing.maxItems());
      return new SliceSizes(all, all, 1);
    }
    int most = Math.max(bySize(cutting.acceleratorSliceBytes(), slicing), slicing.busyItems());
    int least = bySize(cutting.acceleratorSliceBytes() / LEAST_SHARE, slicing);
    int half = (int) Math.min(Integer.MAX_VALUE, Math.max(1, items / 2));
    int accelerator = Math.clamp(Integer.highestOneBit(half), least, most);
    return new SliceSizes(
        bySize(cutting.cpuSliceBytes(), slicing), accelerator, coarseClass(items, accelerator));
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
