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
  private volatile @Nullable TaskRun<R> run;

  /** Lets a thread that waits do some of a task's work. */
  @FunctionalInterface
  interface Carry {
    void carry(TaskRun<?> run, long atMostNs);
  }

  ScheduledTask(String traceId, long items, Carry carry) {
    super(traceId, items);
    this.carry = carry;
  }

  void runs(TaskRun<R> value) {
    run = value;
  }

  @Override
  public void cancel() {
    super.cancel();
    TaskRun<R> task = run;
    if (task != null) {
      task.cancel();
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
