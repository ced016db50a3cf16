package dev.twinloop.worker.process;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.DeviceException.Code;
import dev.twinloop.worker.protocol.Frame;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/** An answer that is waited for. Thread-safe; the first to settle it wins. */
final class Answer {
  private final String what;
  private final LongSupplier clock;
  private final CompletableFuture<Frame> frame = new CompletableFuture<>();

  /**
   * An answer.
   *
   * @param what it answers, for messages
   */
  Answer(String what) {
    this(what, System::nanoTime);
  }

  /**
   * An answer that is waited for by another clock.
   *
   * @param clock monotonic nanoseconds
   */
  Answer(String what, LongSupplier clock) {
    this.what = what;
    this.clock = clock;
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

  /** Sleeps until it is there, or for so long, or until an interrupt, which is kept. */
  void doze(long atMostNs) {
    try {
      Frame unused = frame.get(atMostNs, TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException _) {
      return; // whoever waits for it hears of it
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for it; an interrupt does not end the wait and is kept. */
  Frame awaitWhatever(Duration timeout) {
    Patience patience = new Patience(timeout, clock);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return await(patience);
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
    return await(new Patience(timeout, clock));
  }

  private Frame await(Patience patience) throws InterruptedException {
    while (true) {
      try {
        return frame.get(patience.nextNs(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        if (patience.over()) {
          throw Code.TIMEOUT.exception("no answer to " + what + " within " + patience.limit(), e);
        }
      } catch (ExecutionException e) {
        if (e.getCause() instanceof DeviceException cause) {
          String text = String.valueOf(cause.getMessage());
          throw cause.mayPass()
              ? cause.code().passing(text, cause)
              : cause.code().exception(text, cause);
        }
        throw new IllegalStateException(e.getCause());
      }
    }
  }
}
