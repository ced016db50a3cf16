package dev.twinloop.workflow;

import dev.twinloop.engine.ExecutionEngine;
import dev.twinloop.engine.TaskHandle;
import dev.twinloop.engine.TaskResult;
import dev.twinloop.task.Task;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * How a workflow's body starts its steps. Thread-safe; refuses steps once the body has returned.
 *
 * <p>Each method that starts something throws a {@link CancellationException} once the workflow is
 * cancelled.
 */
public final class Steps {
  private final WorkflowRun<?> run;
  private final ExecutionEngine engine;

  Steps(WorkflowRun<?> run, ExecutionEngine engine) {
    this.run = run;
    this.engine = engine;
  }

  /** The workflow's id, which all its steps have. */
  public String traceId() {
    return run.traceId();
  }

  /** Whether an accelerator may compute some of its steps: {@link ExecutionEngine#accelerated}. */
  public boolean accelerated() {
    return engine.accelerated();
  }

  /** Steps of the same workflow on another engine. */
  public Steps on(ExecutionEngine other) {
    return new Steps(run, other);
  }

  /**
   * Starts a task as a step; steps run side by side until they are waited for.
   *
   * @return its handle, which tells of this step alone
   */
  public <T> TaskHandle<T> submit(Task<T> task) {
    return run.submit(engine, task);
  }

  /** Runs a task as a step, and waits for its result. */
  public <T> T run(Task<T> task) {
    return submit(task).await().value();
  }

  /**
   * Starts a workflow as a part of this one: on a thread of its own, with the same trace id and
   * deadline, and with memory of its own. Cancelling it leaves the rest alone.
   */
  public <T> TaskHandle<T> submit(Workflow<T> part) {
    return run.part(engine, part, true);
  }

  /**
   * Runs a workflow as a part of this one on the calling thread, and waits until nothing of it runs
   * any more.
   *
   * @return its result, and the report of the part alone
   */
  public <T> TaskResult<T> run(Workflow<T> part) {
    return run.part(engine, part, false).await();
  }

  /**
   * Computes on the host, in the calling thread's turn but not on it if it is a virtual one: at
   * most twice as many such steps run at a time as there are cores. The report counts it as the
   * CPU's.
   *
   * @param name of the step, as {@link dev.twinloop.task.TaskType} names a task
   * @param items how many it has, for report and progress; 0 if it has none
   */
  public <T> T onHost(String name, int items, Supplier<T> work) {
    return run.onHost(name, items, work);
  }

  /**
   * Memory of the workflow: zeroed now and, whatever happens, when nothing of the workflow runs any
   * more; then it is freed. What the result needs must be copied out of it.
   *
   * @param bytes 1 or more
   * @return off-heap, aligned to 64 bytes, usable from every thread
   */
  public MemorySegment allocate(long bytes) {
    return run.allocate(bytes);
  }

  /** Adds a line to the report. */
  public void note(String text) {
    run.note(text);
  }

  /**
   * Ends the body of a cancelled workflow: for long loops of the host.
   *
   * @throws CancellationException if it is cancelled
   */
  public void requireWanted() {
    run.requireWanted();
  }
}
