package dev.twinloop.engine;

import dev.twinloop.task.Task;
import dev.twinloop.task.TaskType;

/**
 * Runs tasks. {@link dev.twinloop.scheduler.HybridScheduler HybridScheduler} is one that owns
 * others; a {@link DeviceEngine} is one that is bound to a single device.
 *
 * <p>Thread-safe. Closing ends the engine's threads and processes; tasks still under way fail.
 */
public interface ExecutionEngine extends AutoCloseable {
  /** The kind of machine it runs programs on. */
  EngineType engineType();

  /** The device, as its driver describes it. */
  HardwareCaps hardwareCaps();

  /** Whether it can run tasks of this type. */
  boolean supports(TaskType type);

  /**
   * Whether an accelerator may compute some of a task. Where none does, a caller may have faster
   * means on the host than loops that are made for accelerators.
   */
  default boolean accelerated() {
    return engineType() == EngineType.GPU;
  }

  /**
   * Starts a task and returns at once.
   *
   * @throws IllegalArgumentException if the engine does not support the task's type
   * @throws IllegalStateException if the engine is closed
   */
  default <R> TaskHandle<R> submit(Task<R> task) {
    return submit(task, Submission.plain());
  }

  /**
   * Starts a task; returns at once, unless it shall wait for room.
   *
   * @throws IllegalArgumentException if the engine does not support the task's type
   * @throws IllegalStateException if the engine is closed
   * @throws java.util.concurrent.CancellationException if its {@link Submission#cancellation} was
   *     cancelled before
   */
  <R> TaskHandle<R> submit(Task<R> task, Submission how);

  @Override
  void close();
}
