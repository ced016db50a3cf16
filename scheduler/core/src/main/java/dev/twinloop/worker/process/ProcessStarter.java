package dev.twinloop.worker.process;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Starts child processes on one thread that lives as long as this JVM: the system's parent-death
 * signal is bound to the thread that made the child, not to the process.
 */
final class ProcessStarter {
  private static final ExecutorService THREAD =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("twinloop-workers").factory());

  private ProcessStarter() {}

  static Process start(ProcessBuilder builder) throws IOException {
    boolean interrupted = false;
    try {
      var started = THREAD.submit(builder::start);
      while (true) {
        try {
          return started.get();
        } catch (InterruptedException _) {
          interrupted = true; // it takes milliseconds, and a child must not be lost
        }
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
