package dev.twinloop.device;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The thread that starts a device. Guarded by the device's monitor, but for {@link #whenOver}. */
final class Starter {
  private final CompletableFuture<Void> over = new CompletableFuture<>();
  private @Nullable Thread thread;

  /** The calling thread starts the device; not if the device does not wait for that any more. */
  boolean begin(boolean starting) {
    if (starting) {
      thread = Thread.currentThread();
    } else {
      over.complete(null);
    }
    return starting;
  }

  /** The start has ended; says whether the device still waits for it. */
  boolean end(boolean starting) {
    thread = null;
    if (!starting) {
      over.complete(null);
    }
    return starting;
  }

  /** The device is closed: no thread starts it; one that does is interrupted and ends. */
  void stop(boolean starting) {
    if (thread != null) {
      thread.interrupt();
    } else if (!starting) {
      over.complete(null);
    }
  }

  /** Once a closed device is drained, and nobody starts it any more. */
  void whenOver(CompletableFuture<Void> drained, Runnable then) {
    drained.join();
    var unused = over.thenRun(then);
  }
}
