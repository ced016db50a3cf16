package dev.twinloop.cli.daemon;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Tells a user things in their order, on a thread of its own: a user who does not read keeps nobody
 * waiting who has something to tell. Thread-safe.
 */
final class Teller implements AutoCloseable {
  /** What waits for a user who does not read; what comes then is dropped. */
  private static final int MOST_WAITING = 4096;

  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(MOST_WAITING),
          Thread.ofVirtual().name("twinloop-tell").factory());

  void tell(Runnable telling) {
    try {
      thread.execute(telling);
    } catch (RejectedExecutionException e) {
      assert rejects(); // nobody reads, or the command has ended
    }
  }

  /** Returns when all that was told has been heard. */
  void settle() {
    try {
      Object unused = thread.submit(() -> {}).get();
    } catch (RejectedExecutionException | ExecutionException e) {
      assert rejects();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean rejects() {
    return thread.isShutdown() || thread.getQueue().size() > 0;
  }

  @Override
  public void close() {
    thread.shutdown();
  }
}
