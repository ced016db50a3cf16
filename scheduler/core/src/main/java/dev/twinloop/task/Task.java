package dev.twinloop.task;

/**
 * What a caller asks for: an immutable record that is validated when it is made. A task knows its
 * inputs and the {@link dev.twinloop.task.Program Program} that computes the result. It does not
 * know where it will run.
 *
 * <p>A user's own task needs no change in Twinloop. It needs this record, its program and its
 * kernel. {@code docs/kernels.md} explains an example.
 *
 * @param <R> what the task yields
 */
public interface Task<R> {
  /**
   * The kind of work. Engines, metrics and reports use this name. It is the name of the class in
   * lower case, unless a task overrides it.
   */
  default TaskType type() {
    return TaskType.of(getClass());
  }

  /** How many items the task has; slices are ranges of {@code [0, items)}. At least 1. */
  long items();

  /** This task together with the program that computes it. */
  BoundProgram<R> program();
}
