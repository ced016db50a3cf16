package dev.twinloop.spark;

import dev.twinloop.task.Task;
import java.io.Serializable;

/**
 * Work that computes one result a record, each by itself: how a batch of records becomes a task,
 * and how the task's result becomes records again. {@link ItemTasks} has those of the built-in
 * workloads, and makes one of two lambdas.
 *
 * <p>It travels to the executors, so it holds no scheduler, no memory and no session.
 *
 * @param <R> the task's result type
 */
public interface ItemWise<R> extends Serializable {
  /** The length of each result, 1 or more. */
  int outputBytes();

  /**
   * The task over a batch.
   *
   * @throws IllegalArgumentException if the records are not what this work takes
   */
  Task<R> task(RecordMemory batch);

  /**
   * The results of a batch in the order of its records: exactly {@code count * outputBytes()}
   * bytes.
   */
  byte[] results(R result, RecordMemory batch);
}
