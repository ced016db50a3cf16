package dev.twinloop.bench;

import dev.twinloop.task.Task;

/**
 * Makes the same task over one memory or another.
 *
 * @param <R> the task's result
 */
@FunctionalInterface
public interface Workload<R> {
  Task<R> in(Memory memory);
}
