package dev.twinloop.task;

/**
 * A program that must remember more of its slices than the result holds: evidence for the check, or
 * findings for the end of the task. It is kept beside the result, one object a task.
 *
 * @param <T> the task it computes
 * @param <R> the task's result
 * @param <E> what is remembered; touched by several threads at once, as the result is
 */
public interface EvidentProgram<T extends Task<R>, R, E> extends Program<T, R> {
  /** Nothing remembered yet. */
  E newEvidence(T task);

  /** As {@link Program#decode}, and remembers. */
  void decode(T task, Slice slice, Buffers buffers, R result, E evidence);

  /** As {@link Program#check}, by what {@code decode} remembered. */
  CheckOutcome check(T task, Slice slice, R result, E evidence, Sampler sampler);

  /** As {@link Program#finish}, once all slices are in. */
  default void finish(T task, R result, E evidence) {}

  /** {@inheritDoc} Remembers nothing. */
  @Override
  default void decode(T task, Slice slice, Buffers buffers, R result) {
    decode(task, slice, buffers, result, newEvidence(task));
  }

  /** {@inheritDoc} Without anything remembered: a program may refuse that. */
  @Override
  default CheckOutcome check(T task, Slice slice, R result, Sampler sampler) {
    return check(task, slice, result, newEvidence(task), sampler);
  }
}
