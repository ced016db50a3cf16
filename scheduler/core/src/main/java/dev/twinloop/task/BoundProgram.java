package dev.twinloop.task;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * A task together with its program, with the task's own type put away: what the scheduler handles.
 *
 * @param <R> the task's result type
 */
public final class BoundProgram<R> {
  private final Binding<?, R> binding;

  private BoundProgram(Binding<?, R> binding) {
    this.binding = binding;
  }

  /** Joins a task with the program that computes it. */
  public static <T extends Task<R>, R> BoundProgram<R> of(T task, Program<T, R> program) {
    return new BoundProgram<>(new Binding<>(task, program));
  }

  /** The program. */
  public Program<?, R> program() {
    return binding.program();
  }

  /** An empty result for the whole task. */
  public R newResult() {
    return binding.newResult();
  }

  /** The slice that starts at {@code from}, of {@code wanted} items or fewer. */
  public Slice slice(long from, int wanted) {
    return new Slice(from, binding.sliceEnd(from, wanted));
  }

  /** See {@link Program#capacity}. */
  public int capacity(Slice slice) {
    return binding.capacity(slice);
  }

  /** See {@link Program#inPlace}. */
  public Optional<MemorySegment> inPlace(Slice slice, R result, String buffer) {
    return binding.inPlace(slice, result, buffer);
  }

  /** See {@link Program#residentVersion}. */
  public Optional<Object> residentVersion(Slice slice) {
    return binding.residentVersion(slice);
  }

  /** See {@link Program#encode}. */
  public void encode(Slice slice, Buffers buffers) {
    binding.encode(slice, buffers);
  }

  /** See {@link Program#decode}. */
  public void decode(Slice slice, Buffers buffers, R result) {
    binding.decode(slice, buffers, result);
  }

  /** See {@link Program#check}. */
  public CheckOutcome check(Slice slice, R result, Sampler sampler) {
    return binding.check(slice, result, sampler);
  }

  /** See {@link Program#finish}. */
  public void finish(R result) {
    binding.finish(result);
  }

  private record Binding<T extends Task<R>, R>(T task, Program<T, R> program) {
    R newResult() {
      return program.newResult(task);
    }

    long sliceEnd(long from, int wanted) {
      return program.sliceEnd(task, from, wanted);
    }

    int capacity(Slice slice) {
      return program.capacity(task, slice);
    }

    Optional<MemorySegment> inPlace(Slice slice, R result, String buffer) {
      return program.inPlace(task, slice, result, buffer);
    }

    Optional<Object> residentVersion(Slice slice) {
      return program.residentVersion(task, slice);
    }

    void encode(Slice slice, Buffers buffers) {
      program.encode(task, slice, buffers);
    }

    void decode(Slice slice, Buffers buffers, R result) {
      program.decode(task, slice, buffers, result);
    }

    CheckOutcome check(Slice slice, R result, Sampler sampler) {
      return program.check(task, slice, result, sampler);
    }

    void finish(R result) {
      program.finish(task, result);
    }
  }
}
