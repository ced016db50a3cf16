package dev.twinloop.spark;

import dev.twinloop.engine.TaskHandle;
import dev.twinloop.engine.TaskResult;
import dev.twinloop.task.Task;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.apache.spark.TaskContext;

/**
 * Tasks of one partition, a few under way at a time, results in order: while a device computes one
 * batch, Spark's thread packs the next. When Spark kills or ends the partition, tasks under way are
 * cancelled and their memory goes back.
 *
 * @param <I> what a task is made of
 * @param <O> what its result becomes
 */
final class TaskWindow<I, O> implements Iterator<O> {
  private final Iterator<I> inputs;
  private final Function<I, Job<?, O>> start;
  private final int inFlight;
  private final ExecutorScheduler executor;
  private final TaskTotals totals;
  private final Deque<Running<?, O>> running = new ArrayDeque<>();

  /**
   * One task before it is submitted.
   *
   * @param task what to compute
   * @param read turns its result into the output
   * @param memory goes back after that
   */
  record Job<R, O>(Task<R> task, Function<R, O> read, BatchMemory.Lent memory) {}

  private record Running<R, O>(TaskHandle<R> handle, Job<R, O> job) {
    O result(TaskTotals totals) {
      try (job.memory) {
        TaskResult<R> result = handle.await();
        totals.add(TaskTotals.Totals.of(result.report()));
        ExecutorCounts.add(result.report());
        return job.read().apply(result.value());
      }
    }

    void abandon() {
      handle.cancel();
      try (job.memory) {
        handle.await();
      } catch (RuntimeException e) {
        // Cancelled or failed: nobody waits for it any more.
        return;
      }
    }
  }

  TaskWindow(
      Iterator<I> inputs,
      Function<I, Job<?, O>> start,
      int inFlight,
      ExecutorScheduler executor,
      TaskTotals totals) {
    this.inputs = inputs;
    this.start = start;
    this.inFlight = inFlight;
    this.executor = executor;
    this.totals = totals;
    TaskContext context = TaskContext.get();
    if (context != null) {
      context.addTaskCompletionListener(
          (org.apache.spark.util.TaskCompletionListener) _ -> close());
    }
  }

  @Override
  public boolean hasNext() {
    fill();
    return !running.isEmpty();
  }

  @Override
  public O next() {
    fill();
    Running<?, O> first = running.pollFirst();
    if (first == null) {
      throw new NoSuchElementException("no further batch");
    }
    return first.result(totals);
  }

  private void fill() {
    while (running.size() < inFlight && inputs.hasNext()) {
      running.addLast(submit(start.apply(inputs.next())));
    }
  }

  private <R> Running<R, O> submit(Job<R, O> job) {
    try {
      return new Running<>(executor.scheduler().submit(job.task()), job);
    } catch (RuntimeException | Error e) {
      job.memory().close();
      throw e;
    }
  }

  private void close() {
    for (Running<?, O> task = running.pollFirst(); task != null; task = running.pollFirst()) {
      task.abandon();
    }
  }
}
