package dev.twinloop.run;

import dev.twinloop.engine.RunHandle;
import org.jspecify.annotations.Nullable;

/**
 * The handle of a task of a scheduler. A thread that waits for a small task computes it.
 *
 * @param <R> the task's result type
 */
public final class ScheduledTask<R> extends RunHandle<R> {
  private final Carry carry;
  private final Runnable wake;
  private volatile @Nullable TaskRun<R> run;

  /** Lets a thread that waits do some of a task's work. */
  @FunctionalInterface
  interface Carry {
    void carry(TaskRun<?> run, long atMostNs);
  }

  /**
   * The handle of a task that waits for room.
   *
   * @param wake is run when it is cancelled meanwhile
   */
  ScheduledTask(String traceId, long items, Carry carry, Runnable wake) {
    super(traceId, items);
    this.carry = carry;
    this.wake = wake;
  }

  /** It has room; if it was cancelled while it waited, it ends at once. */
  void runs(TaskRun<R> value) {
    run = value;
    if (cancelRequested()) {
      value.cancel();
    }
  }

  @Override
  public void cancel() {
    super.cancel();
    TaskRun<R> task = run;
    if (task != null) {
      task.cancel();
    } else {
      wake.run();
    }
  }

  @Override
  protected void beforeWaiting(long atMostNs) {
    TaskRun<R> task = run;
    if (task != null) {
      carry.carry(task, atMostNs);
    }
  }
}
