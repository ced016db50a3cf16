package dev.twinloop.engine;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;

/**
 * One cancel for several tasks. The tasks that were submitted under it ({@link Submission#under})
 * end together, and no further task is accepted under it. Thread-safe.
 *
 * <pre>
 *   submit ─▶ enter ─▶ first slice … last slice ─▶ leave
 *              │ requested: CancellationException, nothing has begun
 * </pre>
 *
 * An engine enters a task before its first slice may begin. So when {@link #cancel} has returned,
 * no slice of any of these tasks begins.
 */
public final class Cancellation {
  private final Set<TaskHandle<?>> members = Collections.newSetFromMap(new IdentityHashMap<>());
  private boolean requested;

  /** Cancels all tasks under way, and refuses later tasks. Idempotent. */
  public void cancel() {
    List<TaskHandle<?>> all;
    synchronized (this) {
      requested = true;
      all = List.copyOf(members);
    }
    all.forEach(TaskHandle::cancel);
  }

  /** Whether {@link #cancel} was called. */
  public synchronized boolean requested() {
    return requested;
  }

  /**
   * For engines: call this before a task begins.
   *
   * @throws CancellationException if {@link #cancel} was called before
   */
  public synchronized void enter(TaskHandle<?> task) {
    if (requested) {
      throw new CancellationException(
          "task " + task.traceId() + ": cancelled before it was taken up");
    }
    members.add(task);
  }

  /** For engines: call this when a task has ended, or was not accepted. */
  public synchronized void leave(TaskHandle<?> task) {
    members.remove(task);
  }

  /** How many tasks are under way. */
  public synchronized int size() {
    return members.size();
  }
}
