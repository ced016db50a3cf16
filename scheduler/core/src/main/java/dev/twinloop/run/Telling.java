package dev.twinloop.run;

import dev.twinloop.engine.SliceReport;
import dev.twinloop.engine.TaskReport;
import dev.twinloop.scheduler.SchedulerEvent;
import dev.twinloop.task.TaskType;

/** Where the run of tasks is told: the log, listeners. Called under no lock. */
public interface Telling {
  /** Something happened that a watcher should see. */
  void tell(String traceId, SchedulerEvent.Kind kind, String deviceId, String text);

  /** A slice is done and checked. */
  void slice(String traceId, TaskType type, SliceReport report);

  /** A task is done. */
  void task(TaskReport report);

  /** A task ended without a result: with a failure, or because it was cancelled. */
  default void unfinished(String traceId, TaskType type, Throwable cause) {}
}
