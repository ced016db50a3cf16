package dev.twinloop.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Collections that the results' pool asks for: seldom, and only where they are short. */
class CollectorCallTest {
  private static final int MOST_ASKED = 500;

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

  private static CollectorCall never() {
    return new CollectorCall(() -> {}, () -> Long.MAX_VALUE, System::nanoTime);
  }

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
            8 << 20,
            4 << 20,
            never(),
            new CollectorCall(asked::countDown, () -> 0, System::nanoTime))) {
      for (int i = 0; i < 6; i++) {
        assertEquals(1, asked.getCount(), "after " + i + " MiB");
        pool.allocate(1 << 20);
      }
      pool.allocate(1 << 20);
      asked.await();
    }
  }

  /**
   * Transforms of 2^18 took 7.5 ms instead of 3: a whole collection was asked for too seldom, or
   * not at all where more than 256 MiB of the heap were used, and the pool had nothing left to
   * give.
   */
  @Test
  void aStreamOfDroppedResultsStaysWithinThePool() throws InterruptedException {
    List<byte[]> kept = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      kept.add(new byte[1 << 20]); // a heap that is in use
    }
    YoungCollection young = new YoungCollection();
    long most = 0;
    try (ResultPool pool = new ResultPool(64 << 20, 32 << 20, never(), never())) {
      for (int i = 0; i < 200; i++) {
        pool.allocate(1 << 20).set(ValueLayout.JAVA_BYTE, 0, (byte) 1);
        most = Math.max(most, pool.outBytes());
        if (pool.outBytes() > 32 << 20) {
          for (int asked = 0; pool.outBytes() > 16 << 20; asked++) {
            assertTrue(asked < MOST_ASKED, "still out: " + pool.outBytes());
            young.run(); // one may find another collection of the JVM under way
            Thread.sleep(10); // what was collected comes back on threads of its own
          }
        }
      }
    }
    assertTrue(most < 64 << 20, "of 64 MiB: " + most);
    assertEquals(64, kept.size());
    assertEquals(0, young.lastBytes());
  }
}
