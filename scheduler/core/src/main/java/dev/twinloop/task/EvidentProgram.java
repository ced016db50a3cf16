package dev.twinloop.task;

/**
 * A program that must keep more data of its slices than the result holds: evidence for the check,
 * or findings for the end of the task. The data is kept beside the result, in one object for each
 * task.
 *
 * @param <T> the task it computes
 * @param <R> the task's result
 * @param <E> the kept data; several threads use it at the same time, as they use the result
 */
public interface EvidentProgram<T extends Task<R>, R, E> extends Program<T, R> {
  /** An empty object for the kept data. */
  E newEvidence(T task);

  /** As {@link Program#decode}, and writes the evidence. */
  void decode(T task, Slice slice, Buffers buffers, R result, E evidence);

  /** As {@link Program#check}, with the evidence that {@code decode} wrote. */
  CheckOutcome check(T task, Slice slice, R result, E evidence, Sampler sampler);

  /** As {@link Program#finish}, once all slices are in. */
  default void finish(T task, R result, E evidence) {}

  /** {@inheritDoc} Writes no evidence. */
  @Override
  default void decode(T task, Slice slice, Buffers buffers, R result) {
    decode(task, slice, buffers, result, newEvidence(task));
  }

  /** {@inheritDoc} There is no evidence; a program may refuse this call. */
  @Override
  default CheckOutcome check(T task, Slice slice, R result, Sampler sampler) {
    return check(task, slice, result, newEvidence(task), sampler);
  }
}
