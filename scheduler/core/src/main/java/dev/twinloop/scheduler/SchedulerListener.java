package dev.twinloop.scheduler;

import dev.twinloop.engine.SliceReport;
import dev.twinloop.engine.TaskReport;
import dev.twinloop.task.TaskType;

/**
 * Receives the events of a scheduler. It is called on the thread of the event, under no lock, so it
 * should return quickly. An exception from the listener is logged and otherwise ignored.
 */
@FunctionalInterface
public interface SchedulerListener {
  /** Takes note of one event. */
  void event(SchedulerEvent event);

  /** A slice is done and checked. */
  default void slice(String traceId, TaskType type, SliceReport report) {}

  /** A task is done. */
  default void task(TaskReport report) {}

  /**
   * A task ended without a result.
   *
   * @param cause a {@link java.util.concurrent.CancellationException} if its caller cancelled it
   */
  default void unfinished(String traceId, TaskType type, Throwable cause) {}

  /**
   * A workflow is done. The listener was told of each of its steps before.
   *
   * @param report the sum of the reports of its steps
   */
  default void workflow(TaskReport report) {}

  /**
   * A workflow ended without a result.
   *
   * @param cause a {@link java.util.concurrent.CancellationException} if its caller cancelled it
   */
  default void unfinishedWorkflow(String traceId, TaskType type, Throwable cause) {}
}
