package dev.twinloop.run;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WorkersTest {
  private static final int THREADS = 4;

  /**
   * Signals that come together rely on one thread that is looking. A thread that it woke took its
   * piece and woke nobody, so that the last piece lay there beside a sleeping thread.
   */
  @Test
  void asManyPiecesAsThreadsAreAllBegunAtOnce() throws InterruptedException {
    for (int round = 0; round < 300; round++) {
      Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
      CountDownLatch begun = new CountDownLatch(THREADS);
      Workers workers = new Workers("test", THREADS, Duration.ofNanos(50_000), source(queue));
      for (int i = 0; i < THREADS; i++) {
        queue.add(() -> meet(begun));
        workers.signal();
      }
      begun.await();
      workers.close();
      assertTrue(workers.ended(Duration.ofHours(1)));
    }
  }

  private static void meet(CountDownLatch latch) {
    latch.countDown();
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Workers.Source source(Queue<Runnable> queue) {
    return new Workers.Source() {
      @Override
      public @Nullable Runnable next() {
        return queue.poll();
      }

      @Override
      public boolean more() {
        return !queue.isEmpty();
      }
    };
  }
}
