package dev.twinloop.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CpuThreadsTest {
  private final ConcurrentLinkedQueue<Runnable> queue = new ConcurrentLinkedQueue<>();
  private final CpuThreads threads = new CpuThreads(4);

  private void start() {
    threads.start(
        new CpuThreads.Slices() {
          @Override
          public @Nullable Runnable next(Share.@Nullable Mark rival) {
            return queue.poll();
          }

          @Override
          public Share.@Nullable Mark head() {
            return queue.isEmpty() ? null : new Share(0, 0, 0).mark();
          }
        });
  }

  @AfterEach
  void end() {
    threads.close();
    assertTrue(threads.ended(Duration.ofHours(1)));
  }

  @Test
  void everyPartRunsOnce() {
    start();
    for (int parts : new int[] {0, 1, 2, 3, 17, 1000}) {
      AtomicIntegerArray ran = new AtomicIntegerArray(parts);
      threads.runAll(parts, ran::incrementAndGet);
      for (int i = 0; i < parts; i++) {
        assertEquals(1, ran.get(i), parts + " parts, part " + i);
      }
    }
  }

  @Test
  void beforeTheThreadsStartTheCallerDoesAll() {
    AtomicInteger ran = new AtomicInteger();
    threads.runAll(10, _ -> ran.incrementAndGet());
    assertEquals(10, ran.get());
  }

  @Test
  void theFirstFailureIsThrownWhenAllPartsHaveEnded() {
    start();
    AtomicInteger under = new AtomicInteger();
    IllegalStateException e =
        assertThrows(
            IllegalStateException.class,
            () ->
                threads.runAll(
                    100,
                    part -> {
                      under.incrementAndGet();
                      try {
                        if (part == 3) {
                          throw new IllegalStateException("part 3");
                        }
                      } finally {
                        under.decrementAndGet();
                      }
                    }));
    assertEquals("part 3", e.getMessage());
    assertEquals(0, under.get());
  }

  @Test
  void anInterruptIsKeptForTheCaller() {
    start();
    Thread.currentThread().interrupt();
    AtomicInteger ran = new AtomicInteger();
    threads.runAll(50, _ -> ran.incrementAndGet());
    assertTrue(Thread.interrupted());
    assertEquals(50, ran.get());
  }

  @Test
  void signalledWorkIsDone() throws InterruptedException {
    start();
    for (int round = 0; round < 200; round++) {
      CountDownLatch done = new CountDownLatch(3);
      for (int i = 0; i < 3; i++) {
        queue.add(done::countDown);
        threads.signal();
      }
      done.await();
    }
  }

  @Test
  void betweenTwoPartsAMoreDeservingTaskGoesFirst() throws InterruptedException {
    start();
    CountDownLatch end = new CountDownLatch(1);
    occupy(end); // so that the thread with the large task is the only one left
    AtomicInteger parts = new AtomicInteger();
    AtomicInteger doneAt = new AtomicInteger(-1);
    Share large = new Share(Long.MAX_VALUE, 1, 1_000_000);
    threads.carry(
        large,
        () ->
            threads.runAll(
                200,
                part -> {
                  parts.incrementAndGet();
                  if (part == 10) {
                    queue.add(() -> doneAt.compareAndSet(-1, parts.get()));
                  }
                }));
    assertEquals(11, doneAt.get(), "parts before it");
    end.countDown();
  }

  private void occupy(CountDownLatch end) throws InterruptedException {
    CountDownLatch occupied = new CountDownLatch(4);
    for (int i = 0; i < 4; i++) {
      queue.add(
          () -> {
            occupied.countDown();
            try {
              end.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
      threads.signal();
    }
    occupied.await();
  }

  @Test
  void kernelsThatNeverEndKeepNobodyWaiting() throws InterruptedException {
    start();
    CountDownLatch never = new CountDownLatch(1);
    occupy(never);
    Thread.sleep(5);
    threads.relieve(Duration.ofMillis(1));
    CountDownLatch done = new CountDownLatch(1);
    queue.add(done::countDown);
    threads.signal();
    done.await();
    never.countDown();
  }
}
