package dev.twinloop.engine;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/**
 * A task under way. Thread-safe.
 *
 * @param <R> the task's result type
 */
public interface TaskHandle<R> {
  /** The id that appears in every log line, event and exception of this task. */
  String traceId();

  /**
   * Completes with the result, or exceptionally with the {@link
   * dev.twinloop.engine.DeviceException} that ended the task, or with {@link
   * CancellationException}. Completing or cancelling this view does not touch the task: use {@link
   * #cancel()}.
   */
  CompletableFuture<TaskResult<R>> future();

  /** The share of items done and checked, 0 to 1. */
  double progress();

  /**
   * Stops placing slices. A task of which nothing has begun ends at once, others when the runs
   * under way have ended: until then they may touch its memory. Idempotent.
   */
  void cancel();

  /**
   * Waits for the result. When this returns or throws anything but an {@link
   * InterruptedWaitException}, nothing of the task runs any more: its memory may be reused or
   * freed.
   *
   * <p>The thread that waits may compute the task, as one of the cores, if that is taken to need no
   * more than 20 ms ({@code Thresholds.inlineOnDevice}); it hears of an interrupt between two
   * slices. A virtual thread does so for tasks below 100 us only.
   *
   * @throws dev.twinloop.engine.DeviceException if the task failed
   * @throws CancellationException if it was cancelled
   * @throws InterruptedWaitException if this thread was interrupted; the task goes on
   */
  TaskResult<R> await();

  /**
   * Waits for the result for at most this long; the task goes on when the time is up.
   *
   * @throws dev.twinloop.engine.DeviceException of code {@code TIMEOUT} when the time is up
   * @throws InterruptedWaitException if this thread was interrupted; the task goes on
   */
  TaskResult<R> await(Duration atMost);

  /**
   * Waits for the result; if this thread is interrupted, cancels the task and waits until nothing
   * of it runs any more. For callers who own the task's memory and let go of it next.
   *
   * @throws dev.twinloop.engine.DeviceException if the task failed
   * @throws CancellationException if it was cancelled
   * @throws InterruptedWaitException if this thread was interrupted; the task has ended
   */
  default TaskResult<R> awaitOrCancel() {
    try {
      return await();
    } catch (InterruptedWaitException e) {
      cancel();
      boolean ended = future().handle((value, problem) -> true).join();
      assert ended;
      throw e;
    }
  }
}
