package dev.twinloop.workflow;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.InterruptedWaitException;
import dev.twinloop.engine.TaskHandle;
import dev.twinloop.engine.TaskReport;
import dev.twinloop.engine.TaskResult;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What a workflow remembers of a step: how far it is, how it ended, and whether that was seen. */
final class Step {
  private final String name;
  private final LongSupplier items;
  private final DoubleSupplier progress;
  private volatile @Nullable TaskReport report;
  private volatile @Nullable Throwable failure;
  private volatile boolean seen;

  Step(String name, LongSupplier items, DoubleSupplier progress) {
    this.name = name;
    this.items = items;
    this.progress = progress;
  }

  /** A step that is done all at once. */
  Step(String name, long items) {
    this.name = name;
    this.items = () -> items;
    this.progress = () -> report == null ? 0 : 1;
  }

  /** Items in all, as far as known. */
  long items() {
    return items.getAsLong();
  }

  /** Items that are done. */
  double done() {
    return report == null ? items() * progress.getAsDouble() : items();
  }

  void done(TaskReport value) {
    report = value;
  }

  void failed(Throwable cause) {
    failure = cause;
  }

  Optional<TaskReport> report() {
    return Optional.ofNullable(report);
  }

  /** A failure that the body knows nothing of. */
  Optional<Throwable> missed() {
    return seen ? Optional.empty() : Optional.ofNullable(failure);
  }

  /**
   * What a report says of a failure that the body coped with. Not its message: that may have
   * numbers that follow from secret input.
   */
  Optional<String> copedWith() {
    Throwable cause = failure;
    return cause == null
        ? Optional.empty()
        : Optional.of(
            "step %s: no result: %s"
                .formatted(
                    name,
                    cause instanceof DeviceException e
                        ? e.code().toString()
                        : cause.getClass().getSimpleName()));
  }

  /** The handle of a step that the body has: a wait by it ends as the step does. */
  <T> TaskHandle<T> watching(TaskHandle<T> task) {
    return new Watched<>(task, this);
  }

  private record Watched<T>(TaskHandle<T> task, Step step) implements TaskHandle<T> {
    @Override
    public String traceId() {
      return task.traceId();
    }

    @Override
    public CompletableFuture<TaskResult<T>> future() {
      step.seen = true;
      return task.future();
    }

    @Override
    public double progress() {
      return task.progress();
    }

    @Override
    public void cancel() {
      step.seen = true;
      task.cancel();
    }

    @Override
    public TaskResult<T> await() {
      try {
        return task.await();
      } catch (InterruptedWaitException e) {
        throw e; // only the wait has ended
      } catch (RuntimeException | Error e) {
        step.seen = true;
        throw e;
      }
    }

    @Override
    public TaskResult<T> await(Duration atMost) {
      try {
        return task.await(atMost);
      } catch (InterruptedWaitException | DeviceException.Timeout e) {
        throw e; // only the wait has ended
      } catch (RuntimeException | Error e) {
        step.seen = true;
        throw e;
      }
    }

    @Override
    public String toString() {
      return "step " + step.name + " of " + task;
    }
  }
}
