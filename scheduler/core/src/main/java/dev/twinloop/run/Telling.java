package dev.twinloop.run;

import dev.twinloop.engine.SliceReport;
import dev.twinloop.engine.TaskReport;
import dev.twinloop.task.Slice;
import dev.twinloop.task.TaskType;

/** Receives the events of running tasks: for the log and for listeners. Called under no lock. */
public interface Telling {
  /** Unusual events of a task. */
  enum Incident {
    /** A slice is run again, on the CPU or in halves. */
    FALLBACK,
    /** A device answered wrongly. */
    MISMATCH,
    /** A device gave wrong answers, so everything that it had delivered is computed again. */
    DOUBTED,
    /** A task ended without a result. */
    TASK_FAILED
  }

  /** An incident happened to a task. */
  void tell(String traceId, Incident incident, String deviceId, String text);

  /**
   * A task was dispatched. The reason says where it goes, and why.
   *
   * @param items how many it has
   * @param reason the reason of the policy, in a few words
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
