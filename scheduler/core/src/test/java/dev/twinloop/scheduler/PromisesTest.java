package dev.twinloop.scheduler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.EngineProvider;
import dev.twinloop.engine.InterruptedWaitException;
import dev.twinloop.engine.Submission;
import dev.twinloop.engine.TaskHandle;
import dev.twinloop.policy.Strategy;
import dev.twinloop.run.Limits;
import dev.twinloop.toy.Adding;
import dev.twinloop.toy.Doubling;
import dev.twinloop.toy.ToyCpuProvider;
import dev.twinloop.toy.ToyWorkerProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a scheduler promises whoever calls it, with real threads. */
class PromisesTest {
  private static final SchedulerConfig CONFIG =
      SchedulerConfig.defaults().withStrategy(Strategy.CPU_ONLY);
  private static final Doubling TASK = Doubling.ofRange(20_001);
  private static final List<EngineProvider> PROVIDERS =
      List.of(new ToyCpuProvider(), new ToyWorkerProvider());

  private static HybridScheduler open(SchedulerConfig config) {
    return HybridScheduler.open(config, PROVIDERS);
  }

  /** A task whose kernel does not end until the latch is counted down. */
  private static Adding endless(CountDownLatch begun, CountDownLatch end) {
    Consumer<String> blocking =
        _ -> {
          begun.countDown();
          try {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    return new Adding(List.of("A"), blocking, _ -> {});
  }

  // ---- fault 10
  // ----------------------------------------------------------------------------------

  @Test
  void aWaitCanBeInterruptedAndTheTaskGoesOn() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    try (HybridScheduler scheduler = open(CONFIG)) {
      Adding task = endless(begun, end);
      TaskHandle<int[]> handle = scheduler.submit(task);
      begun.await();
      Thread.currentThread().interrupt();
      InterruptedWaitException e =
          assertThrows(InterruptedWaitException.class, () -> handle.await());
      assertTrue(Thread.interrupted(), "the interrupt is kept");
      assertTrue(("" + e.getMessage()).contains(handle.traceId()));
      DeviceException.Timeout late =
          assertThrows(DeviceException.Timeout.class, () -> handle.await(Duration.ofMillis(1)));
      assertTrue(("" + late.getMessage()).contains(handle.traceId()));
      end.countDown();
      assertArrayEquals(task.expected(), handle.await().value());
    }
  }

  // ---- fault 16
  // ----------------------------------------------------------------------------------

  @Test
  void theCommonPoolMayBeBlocked() {
    CountDownLatch end = new CountDownLatch(1);
    List<CompletableFuture<?>> blocked = new ArrayList<>();
    for (int i = 0; i < 4 * ForkJoinPool.getCommonPoolParallelism() + 8; i++) {
      blocked.add(
          CompletableFuture.runAsync(
              () -> {
                try {
                  end.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              }));
    }
    try (HybridScheduler scheduler = open(CONFIG.withLimits(new Limits(1, 0)))) {
      for (int i = 0; i < 100; i++) {
        assertArrayEquals(TASK.expected(), scheduler.submit(TASK).await().value());
        assertArrayEquals(TASK.expected(), scheduler.submit(TASK).future().join().value());
      }
    } finally {
      end.countDown();
      blocked.forEach(CompletableFuture::join);
    }
  }

  @Test
  void aSequentialCallerIsNeverRefused() {
    try (HybridScheduler scheduler = open(CONFIG.withLimits(new Limits(1, 0)))) {
      for (int i = 0; i < 2000; i++) {
        assertEquals(100, scheduler.submit(Doubling.ofRange(100)).await().value().length);
      }
    }
  }

  // ---- fault 19
  // ----------------------------------------------------------------------------------

  @Test
  void closingLeavesNoHandleOpen() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    HybridScheduler scheduler = HybridScheduler.open(CONFIG, PROVIDERS, Duration.ofMillis(50));
    TaskHandle<int[]> running = scheduler.submit(endless(begun, end));
    begun.await();
    List<TaskHandle<int[]>> queued = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      queued.add(scheduler.submit(endless(new CountDownLatch(1), end)));
    }
    assertFalse(scheduler.close(Duration.ofMillis(1)), "not all ended by themselves");
    IllegalStateException e = assertThrows(IllegalStateException.class, () -> running.await());
    assertTrue(("" + e.getMessage()).contains("leave its memory alone"), e.getMessage());
    for (TaskHandle<int[]> handle : queued) {
      assertThrows(IllegalStateException.class, () -> handle.await());
    }
    end.countDown();
  }

  @Tag("slow")
  @Test
  void aHundredThousandTasksAreTakenUpOneAfterTheOther() {
    SchedulerConfig config = CONFIG.withLimits(new Limits(256, 0));
    try (HybridScheduler scheduler = open(config)) {
      Doubling one = Doubling.ofRange(1);
      List<TaskHandle<int[]>> last = new ArrayList<>();
      for (int i = 0; i < 100_000; i++) {
        TaskHandle<int[]> handle = scheduler.submit(one, Submission.plain().waitingForRoom());
        if (i % 1000 == 0) {
          last.add(handle);
        }
      }
      last.forEach(handle -> assertArrayEquals(one.expected(), handle.await().value()));
    }
  }

  @Test
  void moreThanMayBeUnderWayIsRefusedWithFigures() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    try (HybridScheduler scheduler = open(CONFIG.withLimits(new Limits(1, 0)))) {
      TaskHandle<int[]> first = scheduler.submit(endless(begun, end));
      begun.await();
      RejectedExecutionException e =
          assertThrows(RejectedExecutionException.class, () -> scheduler.submit(TASK));
      assertTrue(("" + e.getMessage()).contains("tasks under way=1 of 1"), e.getMessage());
      end.countDown();
      first.await();
      assertArrayEquals(TASK.expected(), scheduler.submit(TASK).await().value());
    }
  }

  // ---- faults 11 and 22
  // --------------------------------------------------------------------------

  @Test
  void aListenerMayThrowAnything() {
    SchedulerListener bad =
        new SchedulerListener() {
          @Override
          public void event(SchedulerEvent event) {
            throw new AssertionError("of a listener");
          }

          @Override
          public void slice(
              String traceId,
              dev.twinloop.task.TaskType type,
              dev.twinloop.engine.SliceReport report) {
            throw new IllegalStateException("of a listener");
          }

          @Override
          public void task(dev.twinloop.engine.TaskReport report) {
            throw new StackOverflowError("of a listener");
          }
        };
    SchedulerConfig config =
        SchedulerConfig.defaults().withStrategy(Strategy.GPU_ONLY).withListener(bad);
    try (HybridScheduler scheduler = open(config)) {
      assertArrayEquals(TASK.expected(), scheduler.submit(TASK).await().value());
    }
  }

  @Test
  void aTraceThatTheCallerBringsIsInAllThatIsSaid() {
    String parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    try (HybridScheduler scheduler = open(CONFIG)) {
      TaskHandle<int[]> handle = scheduler.submit(TASK, Submission.plain().traced(parent));
      assertEquals("4bf92f3577b34da6a3ce929d0e0e4736", handle.traceId());
      assertEquals(handle.traceId(), handle.await().report().traceId());
    }
    for (String bad :
        List.of("", "4bf92f", "00-00000000000000000000000000000000-00f067aa0ba902b7-01")) {
      assertThrows(IllegalArgumentException.class, () -> Submission.plain().traced(bad));
    }
    assertThrows(IllegalArgumentException.class, () -> Submission.plain().within(Duration.ZERO));
  }

  @Test
  void aCancelledTaskSaysSoWithItsTrace() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    try (HybridScheduler scheduler = open(CONFIG)) {
      TaskHandle<int[]> handle = scheduler.submit(endless(begun, end));
      begun.await();
      handle.cancel();
      assertFalse(handle.future().isDone(), "a run is under way");
      end.countDown();
      CancellationException e = assertThrows(CancellationException.class, () -> handle.await());
      assertTrue(("" + e.getMessage()).contains(handle.traceId()));
      assertThrows(CompletionException.class, () -> handle.future().join());
    }
  }
}
