package dev.twinloop.engine;

import dev.twinloop.task.Task;
import dev.twinloop.task.TaskType;

/**
 * Runs tasks. A {@link dev.twinloop.scheduler.HybridScheduler HybridScheduler} is an engine that
 * owns other engines. A {@link DeviceEngine} is an engine for a single device.
 *
 * <p>Thread-safe. Closing ends the engine's threads and processes. Tasks still under way fail.
 */
public interface ExecutionEngine extends AutoCloseable {
  /** The kind of machine it runs programs on. */
  EngineType engineType();

  /** The device, as its driver describes it. */
  HardwareCaps hardwareCaps();

  /** Whether it can run tasks of this type. */
  boolean supports(TaskType type);

  /**
   * Whether an accelerator may compute some of a task. If no accelerator does, a caller may have
   * faster code for the host than loops that are made for accelerators.
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
   * Starts a task. Returns at once, unless the submission says that it waits for room.
   *
   * @throws IllegalArgumentException if the engine does not support the task's type
   * @throws IllegalStateException if the engine is closed
   * @throws java.util.concurrent.CancellationException if the {@link Submission#cancellation} was
   *     cancelled before
   */
  <R> TaskHandle<R> submit(Task<R> task, Submission how);

  @Override
  void close();
}
