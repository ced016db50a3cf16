package dev.twinloop.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Collections that the results' pool asks for: seldom, and only where they are short. */
class CollectorCallTest {
  private final AtomicLong clock = new AtomicLong();
  private final AtomicLong heap = new AtomicLong(1 << 20);
  private int collections;

  private final CollectorCall call =
      new CollectorCall(
          () -> {
            collections++;
            clock.addAndGet(15_000_000);
          },
          heap::get,
          clock::get);

  @Test
  void collectionsTakeATwentiethOfTheTimeAtMost() {
    assertTrue(call.mayRun());
    call.collect();
    assertFalse(call.mayRun());
    clock.addAndGet(20 * 15_000_000 - 1);
    assertFalse(call.mayRun());
    clock.incrementAndGet();
    assertTrue(call.mayRun());
    assertEquals(1, collections);
  }

  @Test
  void aHeapThatIsMuchUsedIsLeftAlone() {
    heap.set(CollectorCall.MOST_HEAP_BYTES + 1);
    assertFalse(call.mayRun());
    heap.set(CollectorCall.MOST_HEAP_BYTES);
    assertTrue(call.mayRun());
  }

  /** Transforms of 2^20 took three times as long after a GiB of results that nobody had kept. */
  @Test
  void aPoolWhoseResultsAreDroppedGetsThemBackBeforeItIsEmpty() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    try (ResultPool pool =
        new ResultPool(
            8 << 20, 4 << 20, new CollectorCall(asked::countDown, () -> 0, System::nanoTime))) {
      for (int i = 0; i < 6; i++) {
        assertEquals(1, asked.getCount(), "after " + i + " MiB");
        pool.allocate(1 << 20);
      }
      pool.allocate(1 << 20);
      asked.await();
    }
  }
}
