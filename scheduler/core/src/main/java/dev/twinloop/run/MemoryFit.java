package dev.twinloop.run;

import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.Program;
import dev.twinloop.task.Slice;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How large slices may be so that a device's memory holds all that it computes at a time: slices of
 * programs that want few are cut smaller where one as large as the program takes would not fit.
 * Thread-safe.
 */
final class MemoryFit {
  private final Map<Sized, Long> bytes = new ConcurrentHashMap<>();

  private record Sized(Program<?, ?> program, int capacity) {}

  /**
   * The most items of a slice, at most {@code wanted}; {@code wanted} itself where nothing fits:
   * opening a slot says so then. Where slices are large whatever their items, fewer of them are in
   * memory at a time, at last one.
   *
   * @param items how many the task has
   * @param slots slices that the device computes at a time, if there are as many
   */
  int items(BoundProgram<?> program, long items, int wanted, HardwareCaps device, int slots) {
    if (!program.program().slicing().whole()) {
      return wanted; // by bytes, and small
    }
    int most = 0;
    for (int atATime = slots; most == 0 && atATime > 0; atATime--) {
      most = most(program, items, wanted, device, atATime);
    }
    if (most == 0 || most == wanted) {
      return wanted;
    }
    long slices = slices(items, most);
    return (int) ((items + slices - 1) / slices);
  }

  private int most(
      BoundProgram<?> program, long items, int wanted, HardwareCaps device, int slots) {
    int most = wanted;
    while (most > 0 && need(program, items, most, slots) > usable(device)) {
      most = Integer.highestOneBit(most - 1);
    }
    return most;
  }

  private long need(BoundProgram<?> program, long items, int most, int slots) {
    Sized sized = new Sized(program.program(), program.capacity(new Slice(0, most)));
    return bytes.computeIfAbsent(sized, MemoryFit::bytes) * Math.min(slots, slices(items, most));
  }

  private static long bytes(Sized sized) {
    return sized.program().buffers(sized.capacity()).stream().mapToLong(BufferSpec::bytes).sum();
  }

  private static long slices(long items, int most) {
    return 1 + (items - 1) / most;
  }

  /** A driver keeps some of the memory that it names. */
  private static long usable(HardwareCaps device) {
    return device.memoryBytes() - device.memoryBytes() / 16;
  }
}
