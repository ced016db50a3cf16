package dev.twinloop.engine;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The handle of a task that an engine runs. The engine reports finished items and the end. The
 * caller reads them. Thread-safe.
 *
 * @param <R> the task's result type
 */
public class RunHandle<R> implements TaskHandle<R> {
  private static final long SPIN_NS = Runtime.getRuntime().availableProcessors() > 2 ? 20_000 : 0;

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
    // A thread of the engine that ran callers' callbacks would hold its slot meanwhile, and one
    // that waits for another task would wait for ever: each has a virtual thread of its own.
    return outcome.thenApplyAsync(result -> result, Thread::startVirtualThread);
  }

  @Override
  public double progress() {
    return (double) done.get() / items;
  }

  @Override
  public void cancel() {
    cancelled = true;
  }

  /** Such as {@code task 8bebe34aa9911c2a: 43 % of 1000 items}, for logs and debuggers. */
  @Override
  public String toString() {
    String end =
        switch (outcome.state()) {
          case RUNNING -> Math.round(100 * progress()) + " %";
          case SUCCESS -> "done,";
          case FAILED -> "failed,";
          case CANCELLED -> "cancelled,";
        };
    return "task " + traceId + ": " + end + " of " + items + " items";
  }

  /**
   * Called by a thread that is about to wait. The thread may do some of the work itself.
   *
   * @param atMostNs how long the thread will wait
   */
  protected void beforeWaiting(long atMostNs) {}

  /** Whether {@link #cancel()} was called: the engine places no further slice. */
  public boolean cancelRequested() {
    return cancelled;
  }

  /** Sets how many items are done and checked. The number falls if a device gave wrong answers. */
  public void advance(long finishedItems) {
    done.addAndGet(finishedItems);
  }

  /** Ends the task with its result. */
  public void complete(TaskResult<R> result) {
    outcome.complete(result);
  }

  /** Ends the task with the cause of its failure. */
  public void fail(Throwable cause) {
    outcome.completeExceptionally(cause);
  }

  @Override
  public TaskResult<R> await() {
    spin(Long.MAX_VALUE);
    try {
      return outcome.get();
    } catch (ExecutionException e) {
      throw rethrown(e.getCause());
    } catch (CancellationException e) {
      throw ownWords(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  @Override
  public TaskResult<R> await(Duration atMost) {
    long end = System.nanoTime() + TimeUnit.NANOSECONDS.convert(atMost);
    spin(TimeUnit.NANOSECONDS.convert(atMost));
    try {
      return outcome.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw DeviceException.Code.TIMEOUT.exception(
          "task %s: not finished within %s, progress=%.0f %%"
              .formatted(traceId, atMost, 100 * progress()),
          e);
    } catch (ExecutionException e) {
      throw rethrown(e.getCause());
    } catch (CancellationException e) {
      throw ownWords(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** The JDK wraps what a future was cancelled with, and says only where. */
  private static CancellationException ownWords(CancellationException e) {
    return e.getCause() instanceof CancellationException own ? own : e;
  }

  /** A small task ends sooner than a thread falls asleep and is woken. */
  private void spin(long atMostNs) {
    if (Thread.currentThread().isInterrupted()) {
      return;
    }
    beforeWaiting(atMostNs);
    if (!outcome.isDone() && SPIN_NS > 0) {
      long end = System.nanoTime() + SPIN_NS;
      while (!outcome.isDone() && System.nanoTime() < end) {
        Thread.onSpinWait();
      }
    }
  }

  private InterruptedWaitException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new InterruptedWaitException(traceId, e);
  }

  private static RuntimeException rethrown(@org.jspecify.annotations.Nullable Throwable cause) {
    return switch (cause) {
      case RuntimeException e -> e;
      case Error e -> throw e;
      case null, default -> new IllegalStateException(cause);
    };
  }
}
