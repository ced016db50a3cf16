package dev.twinloop.engine;

import dev.twinloop.task.BufferLayout;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.Program;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A device engine that works on memory from its caller. In the caller's JVM this is plain off-heap
 * memory. In a worker it is the file that the caller maps too.
 */
public interface HostedEngine extends DeviceEngine {
  /**
   * Compiles a program for a capacity class over given memory.
   *
   * @param layout of the program at that capacity
   * @param block zeroed, page-aligned, at least {@code layout.bytes()} long; outlives the slot
   * @throws DeviceException if the device refuses the program, or does not have enough memory
   */
  Slot openSlot(Program<?, ?> program, int capacity, BufferLayout layout, MemorySegment block);

  /**
   * Announces memory that callers share with this process, and in which they will {@link
   * Slot#place} buffers. The engine may page-lock it once.
   */
  default void share(MemorySegment region) {}

  @Override
  default Slot openSlot(Program<?, ?> any, int capacity) {
    Program<?, ?> program = any.fittedTo(hardwareCaps().shape());
    BufferLayout layout = BufferLayout.of(program, capacity);
    Arena arena = Arena.ofShared();
    try {
      Slot slot = openSlot(program, capacity, layout, arena.allocate(layout.bytes(), 4096));
      return new OwningSlot(slot, arena);
    } catch (OutOfMemoryError e) {
      arena.close();
      throw DeviceException.Code.OUT_OF_MEMORY.exception(
          "slot of " + program + ": bytes=" + layout.bytes() + " of host memory were not to be had",
          e);
    } catch (RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  /** A slot that frees its memory when it is closed. */
  record OwningSlot(Slot slot, Arena arena) implements Slot {
    @Override
    public Buffers buffers() {
      return slot.buffers();
    }

    @Override
    public void forTask(String traceId) {
      slot.forTask(traceId);
    }

    @Override
    public Timings run() {
      return slot.run();
    }

    @Override
    public void close() {
      if (arena.scope().isAlive()) {
        slot.close();
        arena.close();
      }
    }
  }
}
