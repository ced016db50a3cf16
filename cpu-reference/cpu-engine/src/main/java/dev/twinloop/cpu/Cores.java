package dev.twinloop.cpu;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/** A fixed number of daemon threads. Thread-safe. */
final class Cores implements AutoCloseable {
  private static final int MAX_PARALLELISM = 4096;

  private final int parallelism;
  private final ExecutorService threads;

  Cores(int parallelism) {
    if (parallelism < 1 || parallelism > MAX_PARALLELISM) {
      throw new IllegalArgumentException(
          "cpu engine: parallelism=" + parallelism + ", accepted: 1 to " + MAX_PARALLELISM);
    }
    this.parallelism = parallelism;
    this.threads =
        Executors.newFixedThreadPool(
            parallelism, Thread.ofPlatform().daemon().name("twinloop-cpu-", 0).factory());
  }

  int parallelism() {
    return parallelism;
  }

  void requireOpen() {
    if (threads.isShutdown()) {
      throw new IllegalStateException("cpu engine: closed");
    }
  }

  /**
   * Runs all jobs and returns when the last has ended, whatever happens: they work on memory that
   * the caller may free next. An interrupt is kept for the caller.
   *
   * @throws ExecutionException with what the first failed job threw
   */
  void runAll(List<? extends Runnable> jobs) throws ExecutionException {
    List<Future<?>> started = new ArrayList<>(jobs.size());
    ExecutionException failure = null;
    try {
      for (Runnable job : jobs) {
        started.add(threads.submit(job));
      }
    } catch (RejectedExecutionException e) {
      failure = new ExecutionException("cpu engine: closed", e);
    }
    boolean interrupted = false;
    for (int i = 0; i < started.size(); ) {
      try {
        started.get(i).get();
        i++;
      } catch (InterruptedException e) {
        interrupted = true;
      } catch (ExecutionException e) {
        failure = failure == null ? e : failure;
        i++;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
