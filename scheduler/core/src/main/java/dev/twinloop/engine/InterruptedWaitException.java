package dev.twinloop.engine;

/**
 * A thread was interrupted while it waited for a task. The task goes on. The interrupt status of
 * the thread is set again.
 */
public final class InterruptedWaitException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Names the task that the thread waited for. */
  public InterruptedWaitException(String traceId, InterruptedException cause) {
    super("task " + traceId + ": interrupted while waiting; the task goes on", cause);
  }
}
