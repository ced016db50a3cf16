package dev.twinloop.task;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * A task together with its program. The type of the task is hidden, so that the scheduler can
 * handle all tasks alike.
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
    return program instanceof EvidentProgram<T, R, ?> evident
        ? remembering(task, evident)
        : new BoundProgram<>(new Binding<>(task, program, new Forgetful<>(program)));
  }

  private static <T extends Task<R>, R, E> BoundProgram<R> remembering(
      T task, EvidentProgram<T, R, E> program) {
    E evidence = program.newEvidence(task);
    return new BoundProgram<>(new Binding<>(task, program, new Remembering<>(program, evidence)));
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

  /** See {@link Program#encode}; then tells each launch of the stages what it works on. */
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

  /** See {@link Program#beginCheck}. */
  public PendingCheck<R> beginCheck(Slice slice, Sampler sampler) {
    return binding.beginCheck(slice, sampler);
  }

  /** See {@link Program#finish}. */
  public void finish(R result) {
    binding.finish(result);
  }

  /** Whether the program brings a {@link HostBody}. */
  public boolean hasHostBody() {
    return binding.program().hostBody().isPresent();
  }

  /**
   * Computes a slice by the {@link HostBody}.
   *
   * @throws IllegalStateException if the program brings none
   */
  public void computeOnHost(Slice slice, R result, Cores cores) {
    binding.computeOnHost(slice, result, cores);
  }

  /** What becomes of what the kernels computed. */
  private interface Outcome<T, R> {
    void decode(T task, Slice slice, Buffers buffers, R result);

    CheckOutcome check(T task, Slice slice, R result, Sampler sampler);

    PendingCheck<R> beginCheck(T task, Slice slice, Sampler sampler);

    void finish(T task, R result);
  }

  private record Forgetful<T extends Task<R>, R>(Program<T, R> program) implements Outcome<T, R> {
    @Override
    public void decode(T task, Slice slice, Buffers buffers, R result) {
      program.decode(task, slice, buffers, result);
    }

    @Override
    public CheckOutcome check(T task, Slice slice, R result, Sampler sampler) {
      return program.check(task, slice, result, sampler);
    }

    @Override
    public PendingCheck<R> beginCheck(T task, Slice slice, Sampler sampler) {
      return program.beginCheck(task, slice, sampler);
    }

    @Override
    public void finish(T task, R result) {
      program.finish(task, result);
    }
  }

  private record Remembering<T extends Task<R>, R, E>(EvidentProgram<T, R, E> program, E evidence)
      implements Outcome<T, R> {
    @Override
    public void decode(T task, Slice slice, Buffers buffers, R result) {
      program.decode(task, slice, buffers, result, evidence);
    }

    @Override
    public CheckOutcome check(T task, Slice slice, R result, Sampler sampler) {
      return program.check(task, slice, result, evidence, sampler);
    }

    /** The evidence comes with the result. */
    @Override
    public PendingCheck<R> beginCheck(T task, Slice slice, Sampler sampler) {
      return result -> check(task, slice, result, sampler);
    }

    @Override
    public void finish(T task, R result) {
      program.finish(task, result, evidence);
    }
  }

  private record Binding<T extends Task<R>, R>(
      T task, Program<T, R> program, Outcome<T, R> outcome) {
    void computeOnHost(Slice slice, R result, Cores cores) {
      program
          .hostBody()
          .orElseThrow(() -> new IllegalStateException(program + ": no host body"))
          .compute(new HostBody.Part<>(task, slice, result), cores);
    }

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
      buffers.tell(new Stage.Input<>(task, slice, buffers));
    }

    void decode(Slice slice, Buffers buffers, R result) {
      outcome.decode(task, slice, buffers, result);
    }

    CheckOutcome check(Slice slice, R result, Sampler sampler) {
      return outcome.check(task, slice, result, sampler);
    }

    PendingCheck<R> beginCheck(Slice slice, Sampler sampler) {
      return outcome.beginCheck(task, slice, sampler);
    }

    void finish(R result) {
      outcome.finish(task, result);
    }
  }
}
