package dev.twinloop.run;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.TaskResult;
import dev.twinloop.task.BoundProgram;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * Hears of a task's progress and of its end, on the thread that ended its last run, under no lock.
 *
 * @param <R> the task's result type
 */
interface TaskEnd<R> {
  /** Makes the result, with memory from where it shall come from. */
  default R newResult(BoundProgram<R> program) {
    return program.newResult();
  }

  /** Items are done and checked, or, if negative, no longer. */
  void advance(long items);

  /** It has ended; {@code result} is there if, and only if, the state is Done. */
  void ended(TaskRun<R> run, TaskState state, Optional<TaskResult<R>> result);

  /** What stopped a task, as its caller sees it: with its trace id. */
  static Throwable cause(String traceId, TaskState ended) {
    if (ended instanceof TaskState.Failed(Throwable cause)) {
      return cause instanceof DeviceException e && !String.valueOf(e.getMessage()).contains(traceId)
          ? e.code().exception("task " + traceId + ": " + e.getMessage(), e)
          : cause;
    }
    return new CancellationException("task " + traceId + ": cancelled");
  }
}
