package dev.twinloop.workflow;

import dev.twinloop.engine.ExecutionEngine;
import dev.twinloop.engine.Submission;
import dev.twinloop.engine.TaskHandle;
import dev.twinloop.task.TaskType;

/**
 * A task made of tasks, such as a Groth16 proof: Java code that submits steps, waits for their
 * results, and goes on with them. To its caller it is one task: one trace id, one cancel, one
 * deadline, one progress, one report, one handle.
 *
 * {@snippet :
 * Workflow<Long> workflow =
 *     steps -> {
 *       var first = steps.submit(taskA); // side by side
 *       var second = steps.submit(taskB);
 *       return steps.run(taskOf(first.await().value(), second.await().value()));
 *     };
 * TaskHandle<Long> handle = scheduler.submit(workflow, Submission.plain().within(limit));
 * }
 *
 * Its life is a task's life; {@code n} counts its body and the steps that have not ended.
 *
 * <pre>
 *   submit ─▶ Running(1) ◀─ a step begins, a step ends ─▶ Running(n)
 *                 │ body returns: Complete; body throws: Failure; cancel(): Cancel
 *                 ▼
 *             Draining(why, n): no step begins any more. After Failure and Cancel the steps under way
 *                 │             are cancelled: none of them runs a further slice
 *                 ▼ n = 0
 *             the workflow's memory is zeroed and freed
 *                 │
 *                 ▼
 *             Done │ Failed │ Cancelled: the handle completes
 * </pre>
 *
 * <ul>
 *   <li><b>Trace.</b> All steps have the workflow's trace id, in each log line, event, exception
 *       and frame to a worker. A {@code traceparent} that is passed in is its origin.
 *   <li><b>Failure of a step.</b> What a scheduler repairs (a slice that another place computes
 *       again) the body never sees. Else {@code await} of the step throws: a body that catches it
 *       goes on by other means, and one that does not fails. A failure that the body never looked
 *       at, because it did not wait for the step, fails the workflow at its end.
 *   <li><b>Cancel.</b> Steps under way end with their last slice, further ones are refused: the
 *       body sees a {@link java.util.concurrent.CancellationException} at its next step. Host code
 *       between steps is not interrupted; in long loops it may ask {@link Steps#requireWanted}.
 *   <li><b>Deadline.</b> It is that of each step. A late workflow goes on, as a late task does.
 *   <li><b>Room.</b> Steps wait for room where the scheduler is full, on the workflow's thread.
 * </ul>
 *
 * @param <R> what it yields; never null
 */
@FunctionalInterface
public interface Workflow<R> {
  /**
   * The body: runs once, on a virtual thread of its own. Host work of more than a few milliseconds
   * belongs into {@link Steps#onHost}, so that the threads that carry virtual ones stay free.
   */
  R run(Steps steps);

  /** The kind of work, by which reports name it. */
  default TaskType type() {
    return new TaskType("workflow");
  }

  /**
   * How many items its steps have together, where that is known before: what {@code progress} is a
   * share of. 0: not known, so that it is a share of the steps begun so far.
   */
  default long items() {
    return 0;
  }

  /**
   * A workflow with a name.
   *
   * @param type its {@link #type}
   * @param items its {@link #items}
   */
  static <R> Workflow<R> named(String type, long items, Workflow<R> body) {
    return new NamedWorkflow<>(new TaskType(type), items, body);
  }

  /**
   * Starts it on an engine; returns at once.
   *
   * @param how deadline, trace and cancellation; its steps wait for room whether it says so or not
   * @throws java.util.concurrent.CancellationException if its {@link Submission#cancellation} was
   *     cancelled before
   */
  default TaskHandle<R> start(ExecutionEngine engine, Submission how) {
    return WorkflowRun.start(this, WorkflowRun.Place.of(engine), how);
  }
}
