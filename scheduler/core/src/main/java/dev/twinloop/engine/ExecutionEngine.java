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
   * Starts a task and returns at once.
   *
   * @throws IllegalArgumentException if the engine does not support the task's type
   * @throws IllegalStateException if the engine is closed
   */
  <R> TaskHandle<R> submit(Task<R> task);

  @Override
  void close();
}
