package dev.twinloop.cli;

import dev.twinloop.engine.TaskHandle;
import dev.twinloop.task.Task;
import dev.twinloop.workflow.Workflow;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;

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

  /**
   * Work that was started.
   *
   * @param <R> what it yields
   */
  public interface Running<R> {
    /** Waits for it. */
    R await();

    /** Gives it up; returns when nothing of it touches its input any more. */
    void abandon();
  }

  private record Pending<R>(Running<R> work, Sink<R> sink) {}

  private record RunningTask<R>(Session session, TaskHandle<R> handle) implements Running<R> {
    @Override
    public R await() {
      return session.await(handle).value();
    }

    @Override
    public void abandon() {
      handle.cancel();
      handle.future().handle((value, problem) -> true).join();
    }
  }

  private final Session session;
  private final Queue<Pending<R>> pending = new ArrayDeque<>();

  public Pipeline(Session session) {
    this.session = session;
  }

  /** Starts a task. */
  public static <R> Running<R> start(Session session, Task<R> task) {
    return new RunningTask<>(session, session.submit(task));
  }

  /** Starts a workflow. */
  public static <R> Running<R> start(Session session, Workflow<R> workflow) {
    return new RunningTask<>(session, session.submit(workflow));
  }

  /** Starts a task; waits first if enough are under way. */
  public void submit(Task<R> task, Sink<R> sink) throws IOException {
    submit(() -> start(session, task), sink);
  }

  /** Starts work; waits first if enough is under way. */
  public void submit(Supplier<Running<R>> work, Sink<R> sink) throws IOException {
    while (pending.size() >= DEPTH) {
      finishOldest();
    }
    pending.add(new Pending<>(work.get(), sink));
  }

  /** Waits for all. */
  public void finish() throws IOException {
    while (!pending.isEmpty()) {
      finishOldest();
    }
  }

  /** Gives up what is under way; returns when nothing of it touches its input any more. */
  public void abandon() {
    pending.forEach(p -> p.work().abandon());
    pending.clear();
  }

  private void finishOldest() throws IOException {
    Pending<R> oldest = pending.remove();
    oldest.sink().accept(oldest.work().await());
  }
}
