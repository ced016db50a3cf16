package dev.twinloop.cpu;

import dev.twinloop.task.Cores;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of daemon threads, for an engine that shares its cores with nobody. Thread-safe.
 */
final class OwnCores implements Cores, AutoCloseable {
  private static final int MAX_PARALLELISM = 4096;

  private final int parallelism;
  private final ExecutorService threads;

  OwnCores(int parallelism) {
    if (parallelism < 1 || parallelism > MAX_PARALLELISM) {
      throw new IllegalArgumentException(
          "cpu engine: parallelism=" + parallelism + ", accepted: 1 to " + MAX_PARALLELISM);
    }
    this.parallelism = parallelism;
    this.threads =
        Executors.newFixedThreadPool(
            parallelism, Thread.ofPlatform().daemon().name("twinloop-cpu-", 0).factory());
  }

  @Override
  public int parallelism() {
    return parallelism;
  }

  /**
   * {@inheritDoc} An interrupt is kept for the caller; the caller's own thread takes no part, so
   * that never more than {@link #parallelism} threads compute.
   */
  @Override
  public void runAll(int parts, IntConsumer part) {
    AtomicInteger next = new AtomicInteger();
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    Runnable worker =
        () -> {
          for (int i = next.getAndIncrement(); i < parts; i = next.getAndIncrement()) {
            try {
              if (failure.get() == null) {
                part.accept(i);
              }
            } catch (RuntimeException | Error e) {
              failure.compareAndSet(null, e);
            }
          }
        };
    awaitAll(start(Math.min(parts, parallelism), worker));
    switch (failure.get()) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }

  private List<Future<?>> start(int count, Runnable worker) {
    List<Future<?>> started = new ArrayList<>(count);
    try {
      for (int i = 0; i < count; i++) {
        started.add(threads.submit(worker));
      }
    } catch (RejectedExecutionException e) {
      awaitAll(started);
      throw new IllegalStateException("cpu engine: closed", e);
    }
    return started;
  }

  /** They work on memory that the caller may free next. */
  private static void awaitAll(List<Future<?>> started) {
    boolean interrupted = false;
    for (int i = 0; i < started.size(); ) {
      try {
        started.get(i).get();
        i++;
      } catch (InterruptedException e) {
        interrupted = true;
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause()); // a worker catches what its parts throw
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  boolean open() {
    return !threads.isShutdown();
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
