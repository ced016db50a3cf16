package dev.twinloop.engine;

import dev.twinloop.task.Task;
import dev.twinloop.task.TaskType;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * A small task whose answer is published: a device must get it right before it is trusted.
 *
 * @param task the task
 * @param problem what is wrong with an answer, or empty if it is right
 * @param <R> the task's result type
 */
public record KnownAnswer<R>(Task<R> task, Function<R, Optional<String>> problem) {
  /** The answer for one item. */
  @FunctionalInterface
  public interface Item<R> {
    /** The answer of a result for item {@code index}. */
    Object of(R result, int index);
  }

  /**
   * A task in which each item has its own answer.
   *
   * @param expected the right answer for an item
   * @param actual the answer of a result for an item
   */
  public static <R> KnownAnswer<R> ofItems(Task<R> task, IntFunction<?> expected, Item<R> actual) {
    return new KnownAnswer<>(
        task,
        result ->
            IntStream.range(0, Math.toIntExact(task.items()))
                .filter(i -> !expected.apply(i).equals(actual.of(result, i)))
                .mapToObj(
                    i ->
                        "%s: item %d of %d: expected=%s, actual=%s"
                            .formatted(
                                task.program().program(),
                                i,
                                task.items(),
                                expected.apply(i),
                                actual.of(result, i)))
                .findFirst());
  }

  /** The kind of work that this answer tests. */
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
