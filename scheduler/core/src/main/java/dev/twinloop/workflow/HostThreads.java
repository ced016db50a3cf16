package dev.twinloop.workflow;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Carries host steps of virtual threads: those that carry virtual ones must not compute for long,
 * since others wait for them to be scheduled. Bounded for all workflows of this process, as cores
 * are.
 */
final class HostThreads {
  private static final Semaphore FREE =
      new Semaphore(2 * Runtime.getRuntime().availableProcessors(), true);

  private HostThreads() {}

  /** Runs work on a platform thread: the calling one, if it is one. */
  static <T> T run(String name, Supplier<T> work) {
    if (!Thread.currentThread().isVirtual()) {
      return work.get();
    }
    FREE.acquireUninterruptibly();
    try {
      CompletableFuture<T> done = new CompletableFuture<>();
      Thread.ofPlatform()
          .daemon()
          .name(name)
          .start(
              () -> {
                try {
                  done.complete(work.get());
                } catch (RuntimeException | Error e) {
                  done.completeExceptionally(e);
                }
              });
      return done.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw e;
      }
    } finally {
      FREE.release();
    }
  }
}
