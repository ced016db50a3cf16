package dev.twinloop.engine;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The handle of a task that some engine is running: the engine reports items and the end, the
 * caller watches. Thread-safe.
 *
 * @param <R> the task's result type
 */
public final class RunHandle<R> implements TaskHandle<R> {
  private final String traceId;
  private final long items;
  private final AtomicLong done = new AtomicLong();
  private final CompletableFuture<TaskResult<R>> outcome = new CompletableFuture<>();
  private volatile boolean cancelled;

  public RunHandle(String traceId, long items) {
    this.traceId = traceId;
    this.items = items;
  }

  @Override
  public String traceId() {
    return traceId;
  }

  @Override
  public CompletableFuture<TaskResult<R>> future() {
    // Callers' callbacks run on the common pool: a pump that ran them would hold its slot
    // meanwhile,
    // and one that waits for another task would wait for ever.
    return outcome.thenApplyAsync(result -> result);
  }

  @Override
  public double progress() {
    return (double) done.get() / items;
  }

  @Override
  public void cancel() {
    cancelled = true;
  }

  /** Whether {@link #cancel()} was called: the engine places no further slice. */
  public boolean cancelRequested() {
    return cancelled;
  }

  /** Counts items as done and checked. */
  public void advance(long finishedItems) {
    done.addAndGet(finishedItems);
  }

  /** Ends the task with its result. */
  public void complete(TaskResult<R> result) {
    outcome.complete(result);
  }

  /** Ends the task with what stopped it. */
  public void fail(Throwable cause) {
    outcome.completeExceptionally(cause);
  }

  @Override
  public TaskResult<R> await() {
    try {
      return outcome.join();
    } catch (CompletionException e) {
      throw rethrown(e.getCause());
    }
  }

  @Override
  public TaskResult<R> await(Duration atMost) {
    try {
      return outcome.get(TimeUnit.NANOSECONDS.convert(atMost), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw DeviceException.Code.TIMEOUT.exception(
          "task %s: not finished within %s, progress=%.0f %%"
              .formatted(traceId, atMost, 100 * progress()),
          e);
    } catch (ExecutionException e) {
      throw rethrown(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (CancellationException)
          new CancellationException("task " + traceId + ": interrupted while waiting").initCause(e);
    }
  }

  private static RuntimeException rethrown(@org.jspecify.annotations.Nullable Throwable cause) {
    return switch (cause) {
      case RuntimeException e -> e;
      case Error e -> throw e;
      case null, default -> new IllegalStateException(cause);
    };
  }
}
