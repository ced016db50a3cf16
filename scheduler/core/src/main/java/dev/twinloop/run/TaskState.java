package dev.twinloop.run;

/**
 * Where a task is in its life. {@link #after} is the only way from one state to another.
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
 * {@code n} counts the runs that may still touch the task's memory. A handle completes on the last
 * transition, so that its caller may reuse or free the memory from then on.
 */
public sealed interface TaskState {
  /** Nothing of it has begun. */
  record Queued() implements TaskState {}

  /** This number of runs are under way; between two slices possibly none. */
  record Running(int runs) implements TaskState {}

  /** No further slice begins; this number of runs have not ended yet. */
  record Draining(Why why, int runs) implements TaskState {}

  /** The result is complete. */
  record Done() implements TaskState {}

  /** It ended without a result. */
  record Failed(Throwable cause) implements TaskState {}

  /** The caller did not want it any more. */
  record Cancelled() implements TaskState {}

  /** Why a task takes no further slice. */
  sealed interface Why {
    /** All items are done. */
    record Complete() implements Why {}

    /** Something went wrong that nobody can repair. */
    record Failure(Throwable cause) implements Why {}

    /** The caller cancelled it. */
    record Cancel() implements Why {}
  }

  /** What happens to a task. */
  sealed interface Cue {
    /** A run begins that touches the task's memory. */
    record Begin() implements Cue {}

    /** Such a run ended. */
    record End() implements Cue {}

    /** No further slice shall begin; the first reason is kept. */
    record Stop(Why why) implements Cue {}

    /** The last run ended. */
    record Settle() implements Cue {}
  }

  /** Whether it has ended for good. */
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
   * @throws IllegalStateException if the cue makes no sense in this state
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
