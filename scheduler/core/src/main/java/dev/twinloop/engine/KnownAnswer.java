package dev.twinloop.engine;

import dev.twinloop.task.Task;
import dev.twinloop.task.TaskType;
import java.util.Optional;
import java.util.function.Function;

/**
 * A small task whose answer is published: a device must get it right before it is trusted.
 *
 * @param task the task
 * @param problem what is wrong with an answer, or empty if it is right
 * @param <R> the task's result type
 */
public record KnownAnswer<R>(Task<R> task, Function<R, Optional<String>> problem) {
  /** The kind of work it vouches for. */
  public TaskType type() {
    return task.type();
  }

  /**
   * Runs the task.
   *
   * @return what is wrong with the answer, or empty if it is right
   * @throws DeviceException if the engine could not run it at all
   */
  public Optional<String> problemOn(ExecutionEngine engine) {
    return problem.apply(engine.submit(task).await().value());
  }
}
