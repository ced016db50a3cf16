package dev.twinloop.scheduler;

import dev.twinloop.task.Capacity;
import dev.twinloop.task.Slicing;
import java.util.OptionalDouble;

/**
 * How many items a slice gets on which kind of device.
 *
 * @param cpuItems on the CPU; 0: it is too slow to get any while accelerators work
 * @param acceleratorItems on an accelerator
 * @param acceleratorCapacity smallest capacity class worth compiling for an accelerator: slices
 *     that are smaller run in it too, so that few classes are ever compiled
 */
record SliceSizes(int cpuItems, int acceleratorItems, int acceleratorCapacity) {
  private static final int SMALLEST_CLASS = 1 << 12;
  private static final int CLASS_STEP_BITS = 2;

  /** A task is cut in two, so that copies overlap kernels, down to slices of this fraction. */
  private static final int LEAST_SHARE = 8;

  /** Slices of programs that want few are not cut smaller for another accelerator. */
  private static final int LEAST_WHOLE = 1 << 18;

  /** What the CPU gets of such a program while an accelerator may still take over. */
  private static final int WHILE_WAITING = 1 << 16;

  /** What the CPU gets of such a program to find out how fast it is. */
  private static final int TRIAL = 1 << 12;

  /**
   * Smaller shares of such a program are not for the CPU: what a slice costs of its own, which its
   * price an item does not show, would keep the accelerators waiting.
   */
  private static final int LEAST_CPU = 1 << 14;

  /**
   * Who shares a task.
   *
   * @param accelerators how many, 1 or more
   * @param balanced whether the CPU works beside them
   * @param waiting whether the CPU begins and they may take over
   * @param cpuNs what an item costs on the CPU, if that is known
   * @param acceleratorNs the same on an accelerator
   */
  record Fleet(
      int accelerators,
      boolean balanced,
      boolean waiting,
      OptionalDouble cpuNs,
      OptionalDouble acceleratorNs) {
    /** Whoever it is does all, nothing known. */
    static final Fleet ONE =
        new Fleet(1, false, false, OptionalDouble.empty(), OptionalDouble.empty());

    /** The CPU's share of so many items, so that it ends when the accelerators do. */
    int cpuShare(long items) {
      if (cpuNs.isEmpty() || acceleratorNs.isEmpty()) {
        return TRIAL;
      }
      double accelerator = acceleratorNs.getAsDouble();
      double share = items * accelerator / (accelerator + accelerators * cpuNs.getAsDouble());
      return share < LEAST_CPU ? 0 : (int) Math.min(Integer.MAX_VALUE, share);
    }
  }

  static SliceSizes of(SchedulerConfig.Cutting cutting, Slicing slicing, long items, Fleet fleet) {
    if (cutting.sliceItems() > 0) {
      int chosen =
          Math.clamp(
              Integer.highestOneBit(cutting.sliceItems()), slicing.unit(), slicing.maxItems());
      return new SliceSizes(chosen, chosen, Capacity.classOf((int) Math.min(items, chosen)));
    }
    if (slicing.whole()) {
      return whole(slicing, items, fleet);
    }
    int most = Math.max(bySize(cutting.acceleratorSliceBytes(), slicing), slicing.busyItems());
    int least = bySize(cutting.acceleratorSliceBytes() / LEAST_SHARE, slicing);
    int half = (int) Math.min(Integer.MAX_VALUE, Math.max(1, items / 2));
    int accelerator = Math.clamp(Integer.highestOneBit(half), least, most);
    return new SliceSizes(
        bySize(cutting.cpuSliceBytes(), slicing), accelerator, coarseClass(items, accelerator));
  }

  private static SliceSizes whole(Slicing slicing, long items, Fleet fleet) {
    int most = (int) Math.min(items, slicing.maxItems());
    long share = 1 + (items - 1) / fleet.accelerators();
    int accelerator = (int) Math.min(most, Math.max(LEAST_WHOLE, share));
    int cpu = fleet.balanced() ? fleet.cpuShare(items) : fleet.waiting() ? WHILE_WAITING : most;
    return new SliceSizes(Math.min(most, cpu), accelerator, 1);
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
