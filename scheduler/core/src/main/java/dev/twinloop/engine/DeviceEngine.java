package dev.twinloop.engine;

import dev.twinloop.task.Program;
import dev.twinloop.task.Task;

/**
 * An engine bound to one device: what the scheduler places slices on.
 *
 * <p>An engine brings {@link #openSlot}; how a whole task is cut and run is the same for all of
 * them. Slots of one engine run at the same time.
 */
public interface DeviceEngine extends ExecutionEngine {
  /** How many slots keep the device busy: 1 where nothing can overlap. */
  int preferredSlots();

  /**
   * Compiles a program for a capacity class and gives it buffers.
   *
   * @param capacity a power of two at least the slices it will run
   * @throws DeviceException if the device refuses, or has not the memory
   */
  Slot openSlot(Program<?, ?> program, int capacity);

  /**
   * The same in a task's name.
   *
   * @param traceId the task that wants the program first, for logs and messages; or empty
   */
  default Slot openSlot(Program<?, ?> program, int capacity, String traceId) {
    return openSlot(program, capacity);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Here: slice by slice through one slot, receipts checked, no cross-check and no second chance
   * on another device; it never waits for room, and a deadline changes nothing.
   */
  @Override
  default <R> TaskHandle<R> submit(Task<R> task, Submission how) {
    return DirectRun.start(this, task, how);
  }
}
