package dev.twinloop.run;

import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;

/**
 * Bounds what is under way: tasks, and bytes of their results. A task that is larger than all bytes
 * together is admitted when nothing else is. Thread-safe.
 */
final class Admission {
  private final int mostTasks;
  private final long mostBytes;
  private int tasks;
  private long bytes;
  private boolean closed;

  Admission(int mostTasks, long mostBytes) {
    this.mostTasks = mostTasks;
    this.mostBytes = mostBytes;
  }

  /**
   * Admits a task.
   *
   * @param size its bytes
   * @param wait whether to wait for room; else the task is refused
   * @param unwanted whether nobody waits for the task any more; {@link #wake} has it asked again
   * @throws RejectedExecutionException if there is no room, or the wait was interrupted
   * @return false if it became unwanted while it waited: then it was not admitted
   */
  synchronized boolean enter(long size, boolean wait, BooleanSupplier unwanted) {
    while (!closed && tasks > 0 && (tasks >= mostTasks || bytes + size > mostBytes)) {
      if (unwanted.getAsBoolean()) {
        return false;
      }
      if (!wait) {
        throw new RejectedExecutionException(
            "scheduler: tasks under way=%d of %d, bytes=%d + %d of %d; wait for one, or submit with Submission.waitingForRoom()"
                .formatted(tasks, mostTasks, bytes, size, mostBytes));
      }
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new RejectedExecutionException("scheduler: interrupted while waiting for room", e);
      }
    }
    if (closed) {
      throw new IllegalStateException("scheduler: closed");
    }
    tasks++;
    bytes += size;
    return true;
  }

  /** Tasks that wait for room may be unwanted by now. */
  synchronized void wake() {
    notifyAll();
  }

  /** A task has ended. */
  synchronized void leave(long size) {
    tasks--;
    bytes -= size;
    notifyAll();
  }

  /** Nobody is admitted any more. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  /** Tasks under way. */
  synchronized int tasks() {
    return tasks;
  }

  /** Bytes under way. */
  synchronized long bytes() {
    return bytes;
  }
}
