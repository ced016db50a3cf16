package dev.twinloop.engine;

import dev.twinloop.task.Program;
import dev.twinloop.task.Task;

/**
 * An engine for one device. The scheduler places slices on it.
 *
 * <p>An engine implements {@link #openSlot}. How a whole task is cut and run is the same for all
 * engines. Slots of one engine run at the same time.
 */
public interface DeviceEngine extends ExecutionEngine {
  /** How many slots keep the device busy; 1 if runs cannot overlap. */
  int preferredSlots();

  /**
   * Compiles a program for a capacity class and gives it buffers.
   *
   * @param capacity a power of two, at least the size of the slices that the slot will run
   * @throws DeviceException if the device refuses the program, or does not have enough memory
   */
  Slot openSlot(Program<?, ?> program, int capacity);

  /**
   * The same, on behalf of a task.
   *
   * @param traceId the task that wants the program first, for logs and messages; or empty
   */
  default Slot openSlot(Program<?, ?> program, int capacity, String traceId) {
    return openSlot(program, capacity);
  }

  /**
   * {@inheritDoc}
   *
   * <p>This engine runs the task slice by slice in one slot and checks receipts. There is no
   * cross-check and no retry on another device. It never waits for room, and a deadline changes
   * nothing.
   */
  @Override
  default <R> TaskHandle<R> submit(Task<R> task, Submission how) {
    return DirectRun.start(this, task, how);
  }
}
