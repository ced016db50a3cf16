package dev.twinloop.workflow;

import dev.twinloop.engine.Cancellation;
import dev.twinloop.engine.EngineType;
import dev.twinloop.engine.ExecutionEngine;
import dev.twinloop.engine.RunHandle;
import dev.twinloop.engine.SliceReport;
import dev.twinloop.engine.Submission;
import dev.twinloop.engine.TaskHandle;
import dev.twinloop.engine.TaskReport;
import dev.twinloop.engine.TaskResult;
import dev.twinloop.engine.Timings;
import dev.twinloop.engine.TraceIds;
import dev.twinloop.run.TaskState;
import dev.twinloop.task.Slice;
import dev.twinloop.task.Task;
import dev.twinloop.task.TaskType;
import java.lang.System.Logger.Level;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One workflow: its {@link TaskState}, its steps, its memory. The handle completes when the body
 * and the last step have ended, never before. Thread-safe.
 *
 * @param <R> the workflow's result type
 */
final class WorkflowRun<R> extends RunHandle<R> {
  private static final System.Logger LOG = System.getLogger(Workflow.class.getName());
  private static final String CPU = "cpu";

  private final Workflow<R> workflow;
  private final Place place;
  private final Submission how;
  private final long startNs = System.nanoTime();
  private final long deadlineNs;
  private final Cancellation members = new Cancellation();
  private final WorkflowMemory memory = new WorkflowMemory();
  private final List<Step> steps = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private TaskState state = new TaskState.Queued();
  private double furthest;
  private @Nullable R value;

  /**
   * Where a workflow runs.
   *
   * @param engine of its steps
   * @param bodies runs bodies, each on a thread of its own
   */
  record Place(ExecutionEngine engine, Executor bodies) {
    static Place of(ExecutionEngine engine) {
      return new Place(engine, Thread.ofVirtual().name("twinloop-workflow-", 0)::start);
    }
  }

  private WorkflowRun(Workflow<R> workflow, Place place, Submission how) {
    super(how.traceId().orElseThrow(), workflow.items());
    this.workflow = workflow;
    this.place = place;
    this.how = how;
    this.deadlineNs = startNs + how.deadline().map(Duration::toNanos).orElse(0L);
  }

  static <R> TaskHandle<R> start(Workflow<R> workflow, Place place, Submission how) {
    Submission traced = how.traceParent().isPresent() ? how : how.traced(TraceIds.parent());
    WorkflowRun<R> run = new WorkflowRun<>(workflow, place, traced);
    run.begin(true);
    return run;
  }

  /** Begins with the body: on a thread of its own, or on this one. */
  private void begin(boolean aside) {
    enter(new TaskState.Cue.Begin());
    how.cancellation().ifPresent(common -> common.enter(this));
    LOG.log(Level.DEBUG, () -> named() + "begins");
    if (aside) {
      place.bodies().execute(this::body);
    } else {
      body();
    }
  }

  private String named() {
    return "task " + traceId() + ": workflow " + workflow.type() + ": ";
  }

  private void body() {
    try {
      R result = workflow.run(new Steps(this, place.engine()));
      synchronized (this) {
        value = result;
      }
      stop(new TaskState.Why.Complete());
    } catch (RuntimeException | Error e) {
      stop(new TaskState.Why.Failure(e));
    } finally {
      over();
    }
  }

  // ---- steps -----------------------------------------------------------------------------------

  <T> TaskHandle<T> submit(ExecutionEngine on, Task<T> task) {
    beginStep();
    TaskHandle<T> handle;
    try {
      handle = on.submit(task, submission().waitingForRoom());
    } catch (RuntimeException | Error e) {
      over();
      throw e;
    }
    return followed(new Step(task.type().name(), task::items, handle::progress), handle);
  }

  <T> TaskHandle<T> part(ExecutionEngine on, Workflow<T> part, boolean aside) {
    beginStep();
    WorkflowRun<T> run = new WorkflowRun<>(part, new Place(on, place.bodies()), submission());
    Step step = new Step(part.type().name(), run::itemsKnown, run::progress);
    TaskHandle<T> handle = followed(step, run);
    try {
      run.begin(aside);
    } catch (RuntimeException | Error e) {
      run.fail(e); // it was not taken up; its handle says so
      throw e;
    }
    return handle;
  }

  <T> T onHost(String name, int items, Supplier<T> work) {
    TaskType type = new TaskType(name);
    if (items < 0) {
      throw new IllegalArgumentException(
          "host step " + name + ": items=" + items + ", accepted: 0 or more");
    }
    beginStep();
    Step step = new Step(name, items);
    try {
      add(step);
      return HostThreads.run(
          "twinloop-" + name,
          () -> {
            requireWanted();
            long start = System.nanoTime();
            T result = work.get();
            step.done(hostReport(type, items, System.nanoTime() - start));
            return result;
          });
    } finally {
      over();
    }
  }

  private TaskReport hostReport(TaskType type, int items, long elapsedNs) {
    List<SliceReport> slices =
        items == 0
            ? List.of()
            : List.of(
                new SliceReport(
                    new Slice(0, items),
                    CPU,
                    EngineType.CPU,
                    Timings.ofRun(0, elapsedNs, 0, elapsedNs),
                    0,
                    Optional.empty()));
    return new TaskReport(traceId(), type, items, Duration.ofNanos(elapsedNs), slices, List.of());
  }

  private Submission submission() {
    Submission step = Submission.plain().traced(how.traceParent().orElseThrow()).under(members);
    return how.deadline().isEmpty()
        ? step
        : step.within(Duration.ofNanos(Math.max(1, deadlineNs - System.nanoTime())));
  }

  private <T> TaskHandle<T> followed(Step step, TaskHandle<T> handle) {
    add(step);
    var unused =
        handle
            .future()
            .whenComplete(
                (result, problem) -> {
                  if (problem == null) {
                    step.done(result.report());
                  } else {
                    step.failed(problem instanceof CompletionException e ? cause(e) : problem);
                  }
                  over();
                });
    return step.watching(handle);
  }

  private static Throwable cause(CompletionException e) {
    return e.getCause() == null ? e : e.getCause();
  }

  private synchronized void add(Step step) {
    steps.add(step);
  }

  void requireWanted() {
    if (cancelRequested()) {
      throw new CancellationException(named() + "cancelled");
    }
  }

  MemorySegment allocate(long bytes) {
    synchronized (this) {
      requireOpen();
      return memory.allocate(bytes);
    }
  }

  synchronized void note(String text) {
    notes.add(text);
  }

  // ---- its life --------------------------------------------------------------------------------

  private synchronized void beginStep() {
    requireOpen();
    enter(new TaskState.Cue.Begin());
  }

  private void requireOpen() {
    requireWanted();
    if (!state.open()) {
      throw new IllegalStateException(
          named() + "its body has ended, and begins no further step: state=" + state);
    }
  }

  private synchronized void enter(TaskState.Cue cue) {
    state = state.after(cue);
  }

  private void stop(TaskState.Why why) {
    enter(new TaskState.Cue.Stop(why));
    if (!(why instanceof TaskState.Why.Complete)) {
      members.cancel();
    }
  }

  @Override
  public void cancel() {
    super.cancel();
    stop(new TaskState.Why.Cancel());
  }

  /** The body or a step has ended: the last of them ends the workflow. */
  private void over() {
    TaskState end;
    synchronized (this) {
      enter(new TaskState.Cue.End());
      if (!(state instanceof TaskState.Draining(TaskState.Why why, int runs)) || runs > 0) {
        return;
      }
      if (why instanceof TaskState.Why.Complete) {
        missed()
            .ifPresent(cause -> enter(new TaskState.Cue.Stop(new TaskState.Why.Failure(cause))));
      }
      enter(new TaskState.Cue.Settle());
      end = state;
    }
    try {
      memory.close();
      how.cancellation().ifPresent(common -> common.leave(this));
      tell(end);
    } catch (RuntimeException | Error e) {
      fail(WorkflowMark.on(e, named())); // else the caller would wait for ever
    }
  }

  private Optional<Throwable> missed() {
    return steps.stream().map(Step::missed).flatMap(Optional::stream).findFirst();
  }

  private void tell(TaskState end) {
    switch (end) {
      case TaskState.Done _ -> {
        TaskReport report = report();
        LOG.log(
            Level.DEBUG,
            () ->
                named()
                    + "returned in %d us: %s"
                        .formatted(report.elapsed().toNanos() / 1000, report.itemsByDevice()));
        complete(new TaskResult<>(result(), report));
      }
      case TaskState.Failed(Throwable cause) -> {
        LOG.log(Level.DEBUG, () -> named() + "failed: " + cause.getClass().getSimpleName());
        fail(WorkflowMark.on(cause, named()));
      }
      case TaskState.Cancelled _ -> {
        LOG.log(Level.DEBUG, () -> named() + "cancelled");
        fail(new CancellationException(named() + "cancelled"));
      }
      case TaskState.Queued _, TaskState.Running _, TaskState.Draining _ ->
          throw new IllegalStateException(named() + "state=" + end);
    }
  }

  private synchronized R result() {
    R result = value;
    if (result == null) {
      throw new IllegalStateException(named() + "its body returned null, accepted: a result");
    }
    return result;
  }

  // ---- progress and report ---------------------------------------------------------------------

  private synchronized long itemsKnown() {
    return Math.max(workflow.items(), steps.stream().mapToLong(Step::items).sum());
  }

  /** Never falls; 1 when it is done, and not before. */
  @Override
  public synchronized double progress() {
    if (state instanceof TaskState.Done) {
      return 1;
    }
    double known = itemsKnown();
    double share = known == 0 ? 0 : steps.stream().mapToDouble(Step::done).sum() / known;
    furthest = Math.max(furthest, Math.min(share, Math.nextDown(1.0)));
    return furthest;
  }

  private synchronized TaskReport report() {
    return TaskReport.ofSteps(
        traceId(),
        workflow.type(),
        Duration.ofNanos(System.nanoTime() - startNs),
        steps.stream().map(Step::report).flatMap(Optional::stream).toList(),
        Stream.concat(steps.stream().map(Step::copedWith).flatMap(Optional::stream), notes.stream())
            .toList());
  }

  /** Such as {@code workflow groth16 8bebe34aa9911c2a: Running[runs=2], 43 % of 1000 items}. */
  @Override
  public synchronized String toString() {
    return "workflow %s %s: %s, %d %% of %d items"
        .formatted(workflow.type(), traceId(), state, Math.round(100 * progress()), itemsKnown());
  }
}
