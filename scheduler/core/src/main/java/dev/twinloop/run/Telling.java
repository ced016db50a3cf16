package dev.twinloop.run;

import dev.twinloop.engine.SliceReport;
import dev.twinloop.engine.TaskReport;
import dev.twinloop.task.Slice;
import dev.twinloop.task.TaskType;

/** Where the run of tasks is told: the log, listeners. Called under no lock. */
public interface Telling {
  /** What a watcher should see of a task that does not go its plain way. */
  enum Incident {
    /** A slice is run again, on the CPU or in halves. */
    FALLBACK,
    /** A device answered wrongly. */
    MISMATCH,
    /** What a device had delivered before it was caught lying is computed again. */
    DOUBTED,
    /** A task ended without a result. */
    TASK_FAILED
  }

  /** A task met with an incident. */
  void tell(String traceId, Incident incident, String deviceId, String text);

  /**
   * A task was dispatched: where it goes, and why.
   *
   * @param items how many it has
   * @param reason the policy's, in a few words
   */
  default void dispatched(String traceId, TaskType type, long items, String reason) {}

  /** A slice begins to run at a place. */
  default void running(String traceId, Slice slice, String place) {}

  /** A slice is done and checked. */
  void slice(String traceId, TaskType type, SliceReport report);

  /** A task is done. */
  void task(TaskReport report);

  /** A task ended without a result: with a failure, or because it was cancelled. */
  default void unfinished(String traceId, TaskType type, Throwable cause) {}
}
