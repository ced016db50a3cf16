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
  private volatile long deadlineNs;
  private volatile int kept;
  private volatile Runnable looking = () -> {};

  private void start() {
    threads.start(
        new CpuThreads.Slices() {
          @Override
          public @Nullable Runnable next(Share.@Nullable Mark rival) {
            looking.run();
            return queue.poll();
          }

          @Override
          public Share.@Nullable Mark head() {
            return queue.isEmpty() ? null : new Share(deadlineNs, 0, 0).mark();
          }

          @Override
          public int kept() {
            return kept;
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

  /**
   * Threads that feed a device waited for cores that slices of other tasks had, for 3 ms a step.
   */
  @Test
  void coresThatAreKeptForOthersTakeNoSliceButOneWithADeadline() throws InterruptedException {
    deadlineNs = Long.MAX_VALUE;
    kept = 2;
    start();
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch both = new CountDownLatch(2);
    AtomicInteger ended = new AtomicInteger();
    for (int i = 0; i < 2; i++) {
      queue.add(
          () -> {
            both.countDown();
            await(end);
            ended.incrementAndGet();
          });
      threads.signal();
    }
    both.await();
    AtomicInteger before = new AtomicInteger(-1);
    CountDownLatch third = new CountDownLatch(1);
    queue.add(
        () -> {
          before.set(ended.get());
          third.countDown();
        });
    threads.signal();
    Thread.sleep(5); // a chance to begin too early
    end.countDown();
    third.await();
    assertTrue(before.get() >= 1, "it began while two of four cores were in use");

    deadlineNs = 5;
    CountDownLatch urgent = new CountDownLatch(4);
    for (int i = 0; i < 4; i++) {
      queue.add(
          () -> {
            urgent.countDown();
            await(urgent); // all four at a time
          });
      threads.signal();
    }
    urgent.await();
  }

  /** A slice began too many when two threads looked for one core that was left. */
  @Test
  void twoThreadsDoNotTakeTheSameCore() throws InterruptedException {
    deadlineNs = Long.MAX_VALUE;
    kept = 3;
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch second = new CountDownLatch(1);
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    looking =
        () -> {
          if (queue.isEmpty()) {
            return;
          }
          most.accumulateAndGet(inside.incrementAndGet(), Math::max);
          first.countDown();
          await(second);
          inside.decrementAndGet();
        };
    start();
    CountDownLatch done = new CountDownLatch(2);
    for (int i = 0; i < 2; i++) {
      queue.add(done::countDown);
      threads.signal();
    }
    first.await();
    Thread.sleep(5); // a chance for another to look
    second.countDown();
    done.await();
    assertEquals(1, most.get(), "threads that looked for work for the one core");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * A task of two milliseconds was late by a tenth of them: its caller slept, and a thread had to
   * be woken to begin it, and its caller to hear of the end.
   */
  @Test
  void aThreadThatWaitsIsOneOfTheCores() throws InterruptedException {
    deadlineNs = Long.MAX_VALUE;
    start();
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch three = new CountDownLatch(3);
    CountDownLatch all = new CountDownLatch(4);
    AtomicInteger begun = new AtomicInteger();
    AtomicInteger beside = new AtomicInteger();
    Thread caller = Thread.currentThread();
    Share share = new Share(Long.MAX_VALUE, 0, 0);
    AtomicInteger own = new AtomicInteger();
    CountDownLatch computes = new CountDownLatch(1);
    threads.carryWaiting(
        share,
        () -> {
          threads.runAll(
              20,
              _ -> {
                if (Thread.currentThread() == caller) {
                  own.incrementAndGet();
                  computes.countDown();
                }
                await(computes); // the others leave a part for it
              });
          for (int i = 0; i < 4; i++) {
            queue.add(
                () -> {
                  begun.incrementAndGet();
                  three.countDown();
                  all.countDown();
                  await(end);
                });
            threads.signal();
          }
          await(three);
          sleep(); // a chance for the fourth to begin
          beside.set(begun.get());
        });
    all.await(); // the fourth begins when the core is free, and nobody else signals
    threads.carryWaiting(share, () -> begun.set(-1));
    end.countDown();
    assertTrue(own.get() > 0, "it computes");
    assertEquals(3, beside.get(), "slices beside the thread that waits, on four cores");
    assertEquals(4, begun.get(), "no core is left for a thread that waits");
  }

  /** The caller of a small task would wait for a slice of a large one. */
  @Test
  void aThreadThatWaitsTurnsToNoOtherTask() {
    start();
    Thread caller = Thread.currentThread();
    AtomicInteger others = new AtomicInteger();
    Share own = new Share(Long.MAX_VALUE, 1, 1_000_000);
    threads.carryWaiting(
        own,
        () ->
            threads.carry(
                own,
                () ->
                    threads.runAll(
                        200,
                        _ ->
                            queue.add(
                                () ->
                                    others.addAndGet(Thread.currentThread() == caller ? 1 : 0)))));
    assertEquals(0, others.get(), "slices of others that the caller carried");
  }

  @Test
  void aKernelThatNeverEndsOnAThreadThatWaitsKeepsNobodyWaiting() throws InterruptedException {
    start();
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    Thread waits =
        Thread.ofPlatform()
            .start(
                () ->
                    threads.carryWaiting(
                        new Share(Long.MAX_VALUE, 0, 0),
                        () -> {
                          begun.countDown();
                          await(never);
                        }));
    begun.await();
    sleep();
    threads.relieve(Duration.ofMillis(1));
    CountDownLatch four = new CountDownLatch(4);
    for (int i = 0; i < 4; i++) {
      queue.add(
          () -> {
            four.countDown();
            await(four); // all four at a time
          });
      threads.signal();
    }
    four.await();
    never.countDown();
    waits.join();
  }

  private static void sleep() {
    try {
      Thread.sleep(5);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
