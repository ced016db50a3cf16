package dev.twinloop.kernel.msm;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * A value that a thread of the common pool computes from now on. A caller of {@link #get} waits, or
 * computes it where no thread has begun, and gets what the computation threw. Thread-safe.
 */
public final class Begun<T> implements Supplier<T> {
  private final FutureTask<T> task;

  private Begun(Supplier<T> value) {
    this.task = new FutureTask<>(value::get);
  }

  /** Begins. */
  public static <T> Begun<T> of(Supplier<T> value) {
    Begun<T> begun = new Begun<>(value);
    ForkJoinPool.commonPool().execute(begun.task);
    return begun;
  }

  /** {@inheritDoc} An interrupt does not end the wait and is kept. */
  @Override
  public T get() {
    task.run();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw new IllegalStateException(e);
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
