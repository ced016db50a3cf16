package dev.twinloop.cli;

import dev.twinloop.engine.TaskHandle;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.task.Task;
import dev.twinloop.workflow.Workflow;
import java.lang.foreign.MemorySegment;

/** A scheduler for the time of one session: its own, or one that a daemon keeps. */
public interface SchedulerLease extends AutoCloseable {
  /** The scheduler. */
  HybridScheduler scheduler();

  /** Starts a task. */
  <R> TaskHandle<R> submit(Task<R> task);

  /** Starts a workflow. */
  <R> TaskHandle<R> submit(Workflow<R> workflow);

  /** Memory as of {@link HybridScheduler#allocate}, valid until this is closed. */
  MemorySegment allocate(long bytes);

  /**
   * Exchanges a scheduler whose device has failed in the hands of others for a fresh one.
   *
   * @return false if the scheduler was fresh
   */
  boolean renew();

  /** Returns when the listener has been told of everything that has happened. */
  void settle();

  @Override
  void close();

  /**
   * A scheduler that nobody else uses.
   *
   * @param scheduler is closed with this
   */
  record Own(HybridScheduler scheduler) implements SchedulerLease {
    @Override
    public <R> TaskHandle<R> submit(Task<R> task) {
      return scheduler.submit(task);
    }

    @Override
    public <R> TaskHandle<R> submit(Workflow<R> workflow) {
      return scheduler.submit(workflow);
    }

    @Override
    public MemorySegment allocate(long bytes) {
      return scheduler.allocate(bytes);
    }

    @Override
    public boolean renew() {
      return false;
    }

    @Override
    public void settle() {}

    @Override
    public void close() {
      scheduler.close();
    }
  }
}
