package dev.twinloop.worker.process;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.DeviceException.Code;
import dev.twinloop.worker.protocol.Frame;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An answer that is waited for. Thread-safe; the first to settle it wins. */
final class Answer {
  private final String what;
  private final CompletableFuture<Frame> frame = new CompletableFuture<>();

  /**
   * An answer.
   *
   * @param what it answers, for messages
   */
  Answer(String what) {
    this.what = what;
  }

  void complete(Frame answer) {
    frame.complete(answer);
  }

  void fail(DeviceException failure) {
    frame.completeExceptionally(failure);
  }

  boolean isDone() {
    return frame.isDone();
  }

  /** The answer that is there. */
  Frame now() {
    return frame.join();
  }

  /** Waits for it; an interrupt does not end the wait and is kept. */
  Frame awaitWhatever(Duration timeout) {
    long end = System.nanoTime() + timeout.toNanos();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return await(Duration.ofNanos(Math.max(0, end - System.nanoTime())), timeout);
        } catch (InterruptedException _) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Waits for it. */
  Frame await(Duration timeout) throws InterruptedException {
    return await(timeout, timeout);
  }

  private Frame await(Duration left, Duration timeout) throws InterruptedException {
    try {
      return frame.get(left.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw Code.TIMEOUT.exception("no answer to " + what + " within " + timeout, e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof DeviceException cause) {
        throw cause.code().exception(String.valueOf(cause.getMessage()), cause);
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
