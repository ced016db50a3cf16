package dev.twinloop.engine;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;

/**
 * One cancel for several tasks: those that were submitted under it ({@link Submission#under}) end
 * together, and none is taken up afterwards. Thread-safe.
 *
 * <pre>
 *   submit ─▶ enter ─▶ first slice … last slice ─▶ leave
 *              │ requested: CancellationException, nothing has begun
 * </pre>
 *
 * An engine enters a task before its first slice may begin. So once {@link #cancel} has returned,
 * no slice of any of them begins.
 */
public final class Cancellation {
  private final Set<TaskHandle<?>> members = Collections.newSetFromMap(new IdentityHashMap<>());
  private boolean requested;

  /** Cancels all that are under way, and refuses those to come. Idempotent. */
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
   * For engines: a task is about to be taken up.
   *
   * @throws CancellationException if it is too late
   */
  public synchronized void enter(TaskHandle<?> task) {
    if (requested) {
      throw new CancellationException(
          "task " + task.traceId() + ": cancelled before it was taken up");
    }
    members.add(task);
  }

  /** For engines: a task has ended, or was not taken up. */
  public synchronized void leave(TaskHandle<?> task) {
    members.remove(task);
  }

  /** How many are under way. */
  public synchronized int size() {
    return members.size();
  }
}
