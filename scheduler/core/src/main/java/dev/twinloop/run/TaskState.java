package dev.twinloop.run;

/**
 * The life cycle of a task. {@link #after} is the only way from one state to another.
 *
 * <pre>
 *   Queued ── Begin ──▶ Running(1) ◀── Begin, End ──▶ Running(n)
 *     │                                   │ Stop(why)
 *     │ Stop(why)                         ▼
 *     └──────────────────────────▶ Draining(why, n) ── End ──▶ Draining(why, n - 1)
 *                                         │ Settle, only at n = 0
 *                                         ▼
 *                               Done │ Failed │ Cancelled
 * </pre>
 *
 * {@code n} counts the runs that may still use the task's memory. A handle completes at the last
 * transition. From then on, the caller may reuse or free the memory.
 */
public sealed interface TaskState {
  /** Nothing of the task has begun. */
  record Queued() implements TaskState {}

  /** This number of runs are under way. Between two slices the number may be 0. */
  record Running(int runs) implements TaskState {}

  /** No further slice begins; this number of runs have not ended yet. */
  record Draining(Why why, int runs) implements TaskState {}

  /** The result is complete. */
  record Done() implements TaskState {}

  /** The task ended without a result. */
  record Failed(Throwable cause) implements TaskState {}

  /** The caller cancelled the task. */
  record Cancelled() implements TaskState {}

  /** Why a task takes no further slice. */
  sealed interface Why {
    /** All items are done. */
    record Complete() implements Why {}

    /** A failure that cannot be repaired. */
    record Failure(Throwable cause) implements Why {}

    /** The caller cancelled it. */
    record Cancel() implements Why {}
  }

  /** What happens to a task. */
  sealed interface Cue {
    /** A run begins that uses the task's memory. */
    record Begin() implements Cue {}

    /** A run ended that used the task's memory. */
    record End() implements Cue {}

    /** No further slice may begin. The first reason is kept. */
    record Stop(Why why) implements Cue {}

    /** The last run ended. */
    record Settle() implements Cue {}
  }

  /** Whether the task has ended. */
  default boolean ended() {
    return this instanceof Done || this instanceof Failed || this instanceof Cancelled;
  }

  /** Whether slices may begin. */
  default boolean open() {
    return this instanceof Queued || this instanceof Running;
  }

  /**
   * The state that follows.
   *
   * @throws IllegalStateException if the cue is not possible in this state
   */
  default TaskState after(Cue cue) {
    return switch (cue) {
      case Cue.Begin _ when this instanceof Queued -> new Running(1);
      case Cue.Begin _ when this instanceof Running(int runs) -> new Running(runs + 1);
      case Cue.End _ when this instanceof Running(int runs) && runs > 0 -> new Running(runs - 1);
      case Cue.End _ when this instanceof Draining(Why why, int runs) && runs > 0 ->
          new Draining(why, runs - 1);
      case Cue.Stop(Why why) -> stopped(why);
      case Cue.Settle _ when this instanceof Draining(Why why, int runs) && runs == 0 ->
          switch (why) {
            case Why.Complete _ -> new Done();
            case Why.Failure(Throwable cause) -> new Failed(cause);
            case Why.Cancel _ -> new Cancelled();
          };
      case Cue.Begin _, Cue.End _, Cue.Settle _ ->
          throw new IllegalStateException("task: state=" + this + ", cue=" + cue);
    };
  }

  private TaskState stopped(Why why) {
    return switch (this) {
      case Queued _ -> new Draining(why, 0);
      case Running(int runs) -> new Draining(why, runs);
      // What finishes a complete result may fail; nothing else changes a reason.
      case Draining(Why.Complete _, int runs) when why instanceof Why.Failure ->
          new Draining(why, runs);
      case Draining _, Done _, Failed _, Cancelled _ -> this;
    };
  }
}
