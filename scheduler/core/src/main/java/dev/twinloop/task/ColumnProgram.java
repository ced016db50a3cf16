package dev.twinloop.task;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/**
 * A program whose items all have one size. It states its {@link Columns}; everything else follows
 * from them. Most tasks use such a program.
 *
 * @param <T> the task it computes
 * @param <R> the task's result
 */
public interface ColumnProgram<T extends Task<R>, R> extends Program<T, R> {
  /** The inputs and outputs, with kernel, result and check. */
  Columns<T, R> columns();

  /** Recomputes items of a task by independent means, never by the kernel. */
  default ItemOracle<R> oracle(T task) {
    return columns().oracle(task);
  }

  @Override
  default R newResult(T task) {
    return columns().newResult(task);
  }

  @Override
  default Slicing slicing() {
    return columns().slicing();
  }

  @Override
  default List<Stage<T>> stages(int capacity) {
    return List.of(columns().stage(capacity));
  }

  @Override
  default Optional<MemorySegment> inPlace(T task, Slice slice, R result, String buffer) {
    return columns().inPlace(task, slice, result, buffer);
  }

  @Override
  default void encode(T task, Slice slice, Buffers buffers) {
    columns().encode(task, slice, buffers);
  }

  @Override
  default void decode(T task, Slice slice, Buffers buffers, R result) {
    columns().decode(slice, buffers, result);
  }

  @Override
  default CheckOutcome check(T task, Slice slice, R result, Sampler sampler) {
    return oracle(task).check(slice, result, sampler);
  }

  @Override
  default PendingCheck<R> beginCheck(T task, Slice slice, Sampler sampler) {
    return oracle(task).begin(slice, sampler);
  }
}
