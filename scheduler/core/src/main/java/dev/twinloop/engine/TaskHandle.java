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
   * Stops placing slices. A task that has not begun ends at once. Another task ends when its runs
   * under way have ended; until then these runs may use its memory. Idempotent.
   */
  void cancel();

  /**
   * Waits for the result. When this method returns, or throws anything except an {@link
   * InterruptedWaitException}, nothing of the task runs any more: its memory may be reused or
   * freed.
   *
   * <p>The waiting thread may compute the task, as one of the cores, if the expected time is at
   * most 20 ms ({@code Thresholds.inlineOnDevice}). It notices an interrupt only between two
   * slices. A virtual thread computes only tasks below 100 us.
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
   * Waits for the result. If this thread is interrupted, it cancels the task and waits until
   * nothing of the task runs any more. For callers who own the task's memory and free it next.
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
