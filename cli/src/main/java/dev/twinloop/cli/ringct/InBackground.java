package dev.twinloop.cli.ringct;

import dev.twinloop.cli.Pipeline;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Work of many steps that runs while the caller reads on.
 *
 * @param <R> what it yields
 */
final class InBackground<R> implements Pipeline.Running<R> {
  private final CompletableFuture<R> future;

  InBackground(Supplier<R> work) {
    this.future = CompletableFuture.supplyAsync(work);
  }

  @Override
  public R await() {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  @Override
  public void abandon() {
    try {
      R unused = future.join();
    } catch (CompletionException | CancellationException e) {
      // The caller has a failure of its own to tell, and this one only ends the wait.
      assert future.isDone();
    }
  }
}
