package dev.twinloop.spark;

import dev.twinloop.engine.InterruptedWaitException;
import dev.twinloop.engine.TaskHandle;
import dev.twinloop.engine.TaskResult;
import dev.twinloop.task.Task;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import org.apache.spark.TaskKilledException;
import org.apache.spark.util.TaskCompletionListener;
import org.apache.spark.util.TaskInterruptListener;
import org.jspecify.annotations.Nullable;

/**
 * Tasks of one partition, a few under way at a time, results in order: while a device computes one
 * batch, Spark's thread packs the next.
 *
 * <p>When Spark kills the partition, its tasks are cancelled at once. Their memory goes back when
 * nothing of them runs any more, and not before.
 *
 * @param <I> what a task is made of
 * @param <O> what its result becomes
 */
final class TaskWindow<I, O> implements Iterator<O> {
  private final Iterator<I> inputs;
  private final Function<I, Job<?, O>> start;
  private final PartitionWork work;
  private final Deque<Running<?, O>> running = new ConcurrentLinkedDeque<>();
  private long started;

  /**
   * One task before it is submitted.
   *
   * @param task what to compute; null where there is nothing to compute
   * @param read turns its result into the output
   * @param memory goes back after that
   */
  record Job<R, O>(@Nullable Task<R> task, Function<Optional<R>, O> read, BatchMemory.Lent memory) {
    /** A task whose result becomes the output. */
    static <R, O> Job<R, O> of(Task<R> task, Function<R, O> read, BatchMemory.Lent memory) {
      return new Job<>(task, result -> read.apply(result.orElseThrow()), memory);
    }
  }

  /** A job whose task was submitted, if it has one. */
  private record Running<R, O>(@Nullable TaskHandle<R> handle, Job<R, O> job) {
    O result(PartitionWork work) {
      if (handle == null) {
        return job.read().apply(Optional.empty());
      }
      TaskResult<R> result = handle.await();
      work.ended(result.report());
      return job.read().apply(Optional.of(result.value()));
    }

    void cancel() {
      if (handle != null) {
        handle.cancel();
      }
    }

    /** Cancels, and waits until nothing runs any more, also in a thread that is interrupted. */
    void abandon() {
      cancel();
      boolean interrupted = Thread.interrupted();
      try (job.memory) {
        while (handle != null && !over(handle)) {
          interrupted |= Thread.interrupted();
        }
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }

    private static boolean over(TaskHandle<?> handle) {
      try {
        handle.await();
        return true;
      } catch (InterruptedWaitException e) {
        return false;
      } catch (RuntimeException e) {
        return true; // cancelled or failed: nobody waits for its result any more
      }
    }
  }

  TaskWindow(Iterator<I> inputs, Function<I, Job<?, O>> start, PartitionWork work) {
    this.inputs = inputs;
    this.start = start;
    this.work = work;
    work.context().addTaskCompletionListener((TaskCompletionListener) _ -> close());
    work.context()
        .addTaskInterruptListener(
            (TaskInterruptListener) (_, _) -> running.forEach(Running::cancel));
  }

  @Override
  public boolean hasNext() {
    fill();
    return !running.isEmpty();
  }

  @Override
  public O next() {
    fill();
    Running<?, O> first = running.peekFirst();
    if (first == null) {
      throw new NoSuchElementException("no further batch");
    }
    O output;
    try {
      output = first.result(work);
    } catch (InterruptedWaitException | CancellationException e) {
      stopIfKilled();
      throw e;
    }
    running.removeFirst();
    first.job().memory().close();
    return output;
  }

  private void fill() {
    while (running.size() < work.inFlight() && inputs.hasNext()) {
      stopIfKilled();
      running.addLast(started(inputs.next()));
      stopIfKilled();
    }
  }

  /** A bad input is told with its place. */
  private Running<?, O> started(I input) {
    long number = started++;
    try {
      return submit(start.apply(input));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "partition %d, batch %d (from 0): %s"
              .formatted(work.context().partitionId(), number, e.getMessage()),
          e);
    }
  }

  private <R> Running<R, O> submit(Job<R, O> job) {
    Task<R> task = job.task();
    if (task == null) {
      return new Running<>(null, job);
    }
    try {
      return new Running<>(work.submit(task), job);
    } catch (RuntimeException | Error e) {
      job.memory().close();
      throw e;
    }
  }

  private void stopIfKilled() {
    if (work.context().isInterrupted()) {
      throw new TaskKilledException("killed by Spark");
    }
  }

  private void close() {
    for (Running<?, O> task = running.pollFirst(); task != null; task = running.pollFirst()) {
      task.abandon();
    }
  }
}
