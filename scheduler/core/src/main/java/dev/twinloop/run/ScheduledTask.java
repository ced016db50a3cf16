package dev.twinloop.run;

import dev.twinloop.engine.RunHandle;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The handle of a task of a scheduler. A thread that waits for a small task computes it.
 *
 * @param <R> the task's result type
 */
public final class ScheduledTask<R> extends RunHandle<R> {
  private final Consumer<TaskRun<?>> carry;
  private volatile @Nullable TaskRun<R> run;

  ScheduledTask(String traceId, long items, Consumer<TaskRun<?>> carry) {
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
  protected void beforeWaiting() {
    TaskRun<R> task = run;
    if (task != null) {
      carry.accept(task);
    }
  }
}
