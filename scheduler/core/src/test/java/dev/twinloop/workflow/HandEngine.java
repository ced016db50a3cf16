package dev.twinloop.workflow;

import dev.twinloop.engine.EngineType;
import dev.twinloop.engine.ExecutionEngine;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.engine.RunHandle;
import dev.twinloop.engine.SliceReport;
import dev.twinloop.engine.Submission;
import dev.twinloop.engine.TaskHandle;
import dev.twinloop.engine.TaskReport;
import dev.twinloop.engine.TaskResult;
import dev.twinloop.engine.Timings;
import dev.twinloop.task.Slice;
import dev.twinloop.task.Task;
import dev.twinloop.task.TaskType;
import dev.twinloop.toy.ToyEngine;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/** An engine whose tasks end when a test says so, and how. */
final class HandEngine implements ExecutionEngine {
  private final HardwareCaps caps = ToyEngine.of("hand:0", EngineType.GPU, 0).hardwareCaps();
  private final BlockingQueue<HandTask<?>> tasks = new LinkedBlockingQueue<>();

  /** A task under way: it goes on after a cancel until the test ends its last slice. */
  static final class HandTask<R> extends RunHandle<R> {
    private final Task<R> task;
    private final Submission how;
    private final CompletableFuture<TaskResult<R>> end = new CompletableFuture<>();
    private final CountDownLatch followed = new CountDownLatch(1);

    private HandTask(Task<R> task, Submission how) {
      super(how.traceId().orElse("none"), task.items());
      this.task = task;
      this.how = how;
    }

    Submission how() {
      return how;
    }

    @Override
    public CompletableFuture<TaskResult<R>> future() {
      followed.countDown();
      return end;
    }

    @Override
    public void complete(TaskResult<R> result) {
      super.complete(result);
      end.complete(result);
    }

    @Override
    public void fail(Throwable cause) {
      how.cancellation().ifPresent(all -> all.leave(this));
      super.fail(cause);
      end.completeExceptionally(cause);
    }

    /** Ends well, all of it on this device. */
    @SuppressWarnings("unchecked")
    void done(Object value, SliceReport.Fallback... fallbacks) {
      how.cancellation().ifPresent(all -> all.leave(this));
      SliceReport slice =
          new SliceReport(
              new Slice(0, task.items()),
              "hand:0",
              EngineType.GPU,
              new Timings(1, 2, 3, 4, 5, 6, 7, 8),
              2,
              List.of(fallbacks).stream().findFirst());
      TaskReport report =
          new TaskReport(
              traceId(),
              task.type(),
              task.items(),
              Duration.ofMillis(1),
              List.of(slice),
              List.of("by hand"));
      complete(new TaskResult<>((R) value, report));
    }
  }

  /** The next task that was submitted. */
  HandTask<?> next() throws InterruptedException {
    return tasks.take();
  }

  /** The same, once its workflow counts it as a step. */
  HandTask<?> nextStep() throws InterruptedException {
    HandTask<?> task = next();
    task.followed.await();
    return task;
  }

  /** How many were submitted and not looked at. */
  int waiting() {
    return tasks.size();
  }

  @Override
  public <R> TaskHandle<R> submit(Task<R> task, Submission how) {
    HandTask<R> handle = new HandTask<>(task, how);
    how.cancellation().ifPresent(all -> all.enter(handle));
    tasks.add(handle);
    return handle;
  }

  @Override
  public EngineType engineType() {
    return EngineType.GPU;
  }

  @Override
  public HardwareCaps hardwareCaps() {
    return caps;
  }

  @Override
  public boolean supports(TaskType type) {
    return true;
  }

  @Override
  public void close() {}
}
