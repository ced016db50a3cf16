package dev.twinloop.device;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The JVM's threads and clock. */
public final class SystemThreads implements DeviceThreads, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Device.class.getName());

  private final ExecutorService steps =
      Executors.newCachedThreadPool(
          Thread.ofPlatform().daemon().name("twinloop-device-", 0).factory());
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("twinloop-device-timer").factory());

  public SystemThreads() {
    timer.setRemoveOnCancelPolicy(true);
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public void run(String name, Runnable step) {
    try {
      steps.execute(() -> named(name, step));
    } catch (RejectedExecutionException _) {
      named(name, step); // closed: what is left to do is to free things
    }
  }

  @Override
  public void runAfter(Duration delay, String name, Runnable step) {
    if (!timer.isShutdown()) {
      try {
        Object unused =
            timer.schedule(() -> run(name, step), delay.toNanos(), TimeUnit.NANOSECONDS);
      } catch (RejectedExecutionException e) {
        LOG.log(System.Logger.Level.DEBUG, "{0}: not done, closed", name);
      }
    }
  }

  private static void named(String name, Runnable step) {
    Thread thread = Thread.currentThread();
    String before = thread.getName();
    thread.setName("twinloop-" + name);
    try {
      step.run();
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.WARNING, name, e);
    } finally {
      thread.setName(before);
    }
  }

  /** Stops all timers. Steps that were requested still run. */
  @Override
  public void close() {
    timer.shutdown();
    steps.shutdown();
  }
}
