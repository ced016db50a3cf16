package dev.twinloop.cli;

import dev.twinloop.engine.TaskHandle;
import dev.twinloop.task.Task;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Keeps tasks in flight while the caller prepares the next, and hands their results on in order.
 * Bounded: at most {@link #DEPTH} tasks wait.
 *
 * @param <R> what a task yields
 */
public final class Pipeline<R> {
  /** Tasks in flight; a caller with this many buffers plus one never overwrites one in use. */
  public static final int DEPTH = 1;

  /** Takes one result. */
  public interface Sink<R> {
    void accept(R value) throws IOException;
  }

  private record Pending<R>(TaskHandle<R> handle, Sink<R> sink) {}

  private final Session session;
  private final Queue<Pending<R>> pending = new ArrayDeque<>();

  public Pipeline(Session session) {
    this.session = session;
  }

  /** Starts a task; waits first if enough are under way. */
  public void submit(Task<R> task, Sink<R> sink) throws IOException {
    while (pending.size() >= DEPTH) {
      finishOldest();
    }
    pending.add(new Pending<>(session.submit(task), sink));
  }

  /** Waits for all. */
  public void finish() throws IOException {
    while (!pending.isEmpty()) {
      finishOldest();
    }
  }

  /** Gives up what is under way; returns when nothing of it touches its input any more. */
  public void abandon() {
    pending.forEach(p -> p.handle().cancel());
    pending.forEach(p -> p.handle().future().handle((value, problem) -> true).join());
    pending.clear();
  }

  private void finishOldest() throws IOException {
    Pending<R> oldest = pending.remove();
    oldest.sink().accept(session.await(oldest.handle()).value());
  }
}
