package dev.twinloop.tornado;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** Which runs of a worker's slots overlap. */
class RunTurnsTest {
  private final long[] nowNs = {Long.MAX_VALUE - 5};
  private final RunTurns turns = new RunTurns(() -> nowNs[0]);

  /**
   * It waited until all others had ended, and kept those waiting that came meanwhile: one run in
   * 128 of each slot, so that one task in twelve of a busy H200 was 10 ms late.
   */
  @Test
  void aSampleWaitsForNoOtherRunAndKeepsNoneWaiting() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    FutureTask<String> other =
        new FutureTask<>(
            () ->
                turns.beside(
                    () -> {
                      running.countDown();
                      awaitQuietly(over);
                      return "other";
                    }));
    Thread.ofPlatform().daemon().start(other);
    running.await();
    assertEquals(Optional.empty(), turns.sample(() -> "sample"));
    assertEquals("third", turns.beside(() -> "third"));
    over.countDown();
    assertEquals("other", other.get());
    assertEquals(Optional.of("sample"), turns.sample(() -> "sample"));
  }

  @Test
  void samplesAreASecondApartOverTheClocksOverflowToo() {
    assertEquals(Optional.of(1), turns.sample(() -> 1));
    nowNs[0] += 999_999_999;
    assertEquals(Optional.empty(), turns.sample(() -> 2));
    nowNs[0]++;
    assertEquals(Optional.of(3), turns.sample(() -> 3));
  }

  @Test
  void aRunThatIsAskedToBeTimedIsAlone() throws Exception {
    FutureTask<Optional<String>> sample = new FutureTask<>(() -> turns.sample(() -> "sample"));
    String alone =
        turns.alone(
            () -> {
              Thread.ofPlatform().daemon().start(sample);
              try {
                return sample.get().orElse("none beside it");
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    assertEquals("none beside it", alone);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
