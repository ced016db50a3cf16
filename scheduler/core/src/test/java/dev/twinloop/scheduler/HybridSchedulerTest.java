package dev.twinloop.scheduler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.EngineProvider;
import dev.twinloop.engine.SliceReport;
import dev.twinloop.engine.TaskHandle;
import dev.twinloop.engine.TaskReport;
import dev.twinloop.engine.TaskResult;
import dev.twinloop.policy.Strategy;
import dev.twinloop.policy.Thresholds;
import dev.twinloop.task.TaskType;
import dev.twinloop.toy.Doubling;
import dev.twinloop.toy.ToyCpuProvider;
import dev.twinloop.toy.ToyWorkerProvider;
import dev.twinloop.toy.WrongDoubling;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.AssertionFailedError;

class HybridSchedulerTest {
  private static final SchedulerConfig CONFIG = SchedulerConfig.defaults().withSliceItems(1024);
  private static final Doubling TASK = Doubling.ofRange(20_001);

  /** Enough tasks for what comes about by and by, on a busy machine too. */
  private static final int MANY_TASKS = 500;

  private static final int IN_A_ROW = 10;

  @Test
  void cpuOnlyStartsNoWorker() {
    try (HybridScheduler scheduler =
        HybridScheduler.open(CONFIG.withStrategy(Strategy.CPU_ONLY).withListener(noEvents()))) {
      TaskResult<int[]> result = scheduler.submit(TASK).await();
      assertArrayEquals(TASK.expected(), result.value());
      assertEquals(Set.of("cpu"), result.report().itemsByDevice().keySet());
      assertEquals(20, result.report().slices().size());
    }
  }

  @Test
  void gpuOnlyRunsEverythingOnTheAcceleratorAndChecksIt() {
    try (HybridScheduler scheduler =
        HybridScheduler.open(CONFIG.withStrategy(Strategy.GPU_ONLY).withSampleRate(0.05))) {
      TaskResult<int[]> result = scheduler.submit(TASK).await();
      assertArrayEquals(TASK.expected(), result.value());
      TaskReport report = result.report();
      assertEquals(Set.of("toy:0"), report.itemsByDevice().keySet());
      assertEquals(0.05, report.effectiveSampleRate(), 0.001);
      assertTrue(report.fallbacks().isEmpty());
      assertTrue(report.slices().stream().allMatch(s -> s.timings().kernelNs() == 1));
      assertTrue(report.itemsPerSecond() > 0);
    }
  }

  /** The check of an own kernel was never run where there was no device. */
  @Test
  void aSampleRateThatTheCallerSetHoldsOnTheCpuToo() {
    SchedulerConfig cpu = CONFIG.withStrategy(Strategy.CPU_ONLY);
    try (HybridScheduler scheduler = HybridScheduler.open(cpu.withSampleRate(0.05))) {
      assertEquals(0.05, scheduler.submit(TASK).await().report().effectiveSampleRate(), 0.001);
    }
    try (HybridScheduler scheduler = HybridScheduler.open(cpu.withSampleRate(1))) {
      TaskHandle<int[]> wrong = scheduler.submit(new WrongDoubling(TASK));
      DeviceException e = assertThrows(DeviceException.Mismatch.class, wrong::await);
      assertTrue(String.valueOf(e.getMessage()).contains("device cpu: wrong answer"), "" + e);
    }
    for (SchedulerConfig unasked : List.of(cpu, cpu.withSampleRate(0))) {
      try (HybridScheduler scheduler = HybridScheduler.open(unasked)) {
        assertEquals(0, scheduler.submit(TASK).await().report().effectiveSampleRate());
      }
    }
  }

  /**
   * Whichever of the two is faster, as long as both are sooner together: from some task on, of
   * every task each gets a share. A slice takes the device 5 ms; where one is many times as fast as
   * the other, it is rightly left alone now and then.
   */
  @ParameterizedTest
  @ValueSource(longs = {2, 6})
  void loadBalanceUsesBoth(long cpuMs) {
    try (HybridScheduler scheduler =
        HybridScheduler.open(
            CONFIG.withStrategy(Strategy.LOAD_BALANCE),
            List.of(new ToyCpuProvider(cpuMs), new ToyWorkerProvider()))) {
      scheduler.engine("toy:0");
      Doubling large = Doubling.ofRange(100 * 1024);
      assertBothInARow(
          () -> {
            TaskResult<int[]> result = scheduler.submit(large).await();
            assertArrayEquals(large.expected(), result.value());
            return result.report().itemsByDevice().keySet();
          });
    }
  }

  private static void assertBothInARow(Supplier<Set<String>> places) {
    int shared = 0;
    for (int i = 0; i < MANY_TASKS && shared < IN_A_ROW; i++) {
      shared = places.get().equals(Set.of("cpu", "toy:0")) ? shared + 1 : 0;
    }
    assertEquals(IN_A_ROW, shared);
  }

  @Test
  void loadBalanceUsesBothFailsWhereOneIsLeftOut() {
    Set<String> both = Set.of("cpu", "toy:0");
    List<Set<String>> nowAndThen = new ArrayList<>(Collections.nCopies(IN_A_ROW - 1, both));
    nowAndThen.add(Set.of("cpu"));
    for (List<Set<String>> wrong :
        List.of(List.of(Set.of("cpu")), List.of(Set.of("toy:0")), nowAndThen)) {
      AtomicInteger task = new AtomicInteger();
      assertThrows(
          AssertionFailedError.class,
          () -> assertBothInARow(() -> wrong.get(task.getAndIncrement() % wrong.size())),
          wrong::toString);
    }
    assertBothInARow(() -> both);
  }

  /** Starting a device is worth it at once. */
  private static Thresholds eager() {
    return Thresholds.defaults().with("startCost", "1ms").with("compileCost", "1ms");
  }

  @Test
  void autoKeepsAStreamThatTheCpuDoesSoonerOnTheCpu() {
    try (HybridScheduler scheduler = HybridScheduler.open(CONFIG.withThresholds(eager()))) {
      scheduler.engine("toy:0");
      for (int i = 0; i < 50; i++) {
        scheduler.submit(Doubling.ofRange(100)).await();
      }
      assertEquals(
          Set.of("cpu"),
          scheduler.submit(Doubling.ofRange(100)).await().report().itemsByDevice().keySet());
    }
  }

  @Test
  void autoMovesAStreamToTheDeviceThatDoesItSooner() {
    List<EngineProvider> slowCpu = List.of(new ToyCpuProvider(50), new ToyWorkerProvider());
    try (HybridScheduler scheduler =
        HybridScheduler.open(CONFIG.withThresholds(eager()), slowCpu)) {
      Doubling task = Doubling.ofRange(1000);
      Set<String> places = Set.of();
      scheduler.engine("toy:0");
      for (int i = 0; i < MANY_TASKS && !places.equals(Set.of("toy:0")); i++) {
        TaskResult<int[]> result = scheduler.submit(task).await();
        assertArrayEquals(task.expected(), result.value());
        places = result.report().itemsByDevice().keySet();
      }
      assertEquals(Set.of("toy:0"), places);
    }
  }

  @Test
  void autoBringsAnAcceleratorInOnceTheTaskIsWorthIt() {
    List<EngineProvider> slowCpu = List.of(new ToyCpuProvider(20), new ToyWorkerProvider());
    try (HybridScheduler scheduler =
        HybridScheduler.open(CONFIG.withThresholds(eager()), slowCpu)) {
      // The CPU alone would need 30 s: on a busy machine, too, the device is up before that.
      Doubling large = Doubling.ofRange(3000 * 1024);
      TaskResult<int[]> result = scheduler.submit(large).await();
      assertArrayEquals(large.expected(), result.value());
      assertEquals(Set.of("cpu", "toy:0"), result.report().itemsByDevice().keySet());
    }
  }

  @Test
  void uniformTasksAreCutIntoEqualSlices() {
    Doubling uniform = new Doubling(TASK.values(), true);
    try (HybridScheduler scheduler =
        HybridScheduler.open(CONFIG.withStrategy(Strategy.LOAD_BALANCE))) {
      TaskResult<int[]> result = scheduler.submit(uniform).await();
      assertArrayEquals(TASK.expected(), result.value());
      List<SliceReport> slices = result.report().slices();
      slices.subList(0, slices.size() - 1).forEach(s -> assertEquals(1024, s.slice().size()));
    }
  }

  @Test
  void gpuOnlyWithoutADeviceFailsAndSaysWhatToDo() {
    try (HybridScheduler scheduler =
        HybridScheduler.open(CONFIG.withStrategy(Strategy.GPU_ONLY).withDevice("toy:absent"))) {
      TaskHandle<int[]> handle = scheduler.submit(TASK);
      DeviceException e = assertThrows(DeviceException.Unavailable.class, () -> handle.await());
      assertTrue(String.valueOf(e.getMessage()).contains("plug one in"), e.getMessage());
      assertTrue(String.valueOf(e.getMessage()).contains(handle.traceId()));
    }
  }

  @Test
  void autoWithoutItsDeviceEndsOnTheCpuWithANote() {
    try (HybridScheduler scheduler = HybridScheduler.open(CONFIG.withDevice("toy:absent"))) {
      TaskResult<int[]> result = scheduler.submit(TASK).await();
      assertArrayEquals(TASK.expected(), result.value());
      assertEquals(Set.of("cpu"), result.report().itemsByDevice().keySet());
      assertTrue(result.report().notes().toString().contains("plug one in"));
    }
  }

  @Test
  void unknownDeviceIsRefusedBeforeAnyWork() {
    assertThrows(
        DeviceException.Unavailable.class,
        () -> HybridScheduler.open(CONFIG.withDevice("nosuch:0")));
  }

  @Test
  void buildWithoutAcceleratorsSaysSo() {
    try (HybridScheduler scheduler =
        HybridScheduler.open(
            CONFIG.withStrategy(Strategy.LOAD_BALANCE), List.of(new ToyCpuProvider()))) {
      TaskReport report = scheduler.submit(TASK).await().report();
      assertEquals(Set.of("cpu"), report.itemsByDevice().keySet());
      assertTrue(
          scheduler.devices().stream()
              .anyMatch(d -> d.problem().orElse("").contains("without a TornadoVM SDK")));
    }
  }

  @Test
  void devicesAreListedWithTheirProblems() {
    try (HybridScheduler scheduler = HybridScheduler.open(CONFIG)) {
      List<String> ids =
          scheduler.devices().stream()
              .flatMap(d -> d.caps().stream())
              .map(c -> c.deviceId())
              .toList();
      assertEquals(List.of("cpu", "toy:0"), ids);
    }
    assertEquals("toy", new ToyWorkerProvider().name());
  }

  /** Of 1251 slices those that were under way when it was cancelled run to their ends. */
  @Test
  void cancelledTasksEnd() {
    cancelledAtTheFirstSlice((handle, _) -> handle.cancel());
  }

  @Test
  @Tag("slow")
  void cancelledTasksEndFailsWhereCancellingDoesNothing() {
    assertThrows(AssertionFailedError.class, () -> cancelledAtTheFirstSlice((_, _) -> {}));
  }

  @Test
  @Tag("slow")
  void cancelledTasksEndFailsWhereSlicesGoOn() {
    AssertionFailedError e =
        assertThrows(
            AssertionFailedError.class,
            () ->
                cancelledAtTheFirstSlice(
                    (handle, slices) -> {
                      slices.run();
                      while (handle.progress() < 0.2) {
                        Thread.onSpinWait();
                      }
                      handle.cancel();
                    }));
    assertTrue(String.valueOf(e.getMessage()).startsWith("slices: "), e::toString);
  }

  /**
   * A task that is cancelled while its first slices wait.
   *
   * @param cancel gets the task, and what lets its slices go on before it returns
   */
  private static void cancelledAtTheFirstSlice(BiConsumer<TaskHandle<int[]>, Runnable> cancel) {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    AtomicInteger slices = new AtomicInteger();
    SchedulerListener listener =
        told(
            _ -> {
              slices.incrementAndGet();
              begun.countDown();
              await(cancelled);
            });
    try (HybridScheduler scheduler =
        HybridScheduler.open(
            CONFIG.withStrategy(Strategy.GPU_ONLY).withSliceItems(16).withListener(listener))) {
      TaskHandle<int[]> handle = scheduler.submit(TASK);
      await(begun);
      cancel.accept(handle, cancelled::countDown);
      cancelled.countDown();
      assertThrows(CancellationException.class, () -> handle.await());
      assertTrue(handle.progress() < 1);
      Doubling next = Doubling.ofRange(160);
      assertArrayEquals(next.expected(), scheduler.submit(next).await().value());
      int most = 2 * 2 + 10; // of two slots each one and perhaps its next; and the next task's
      assertTrue(slices.get() <= most, "slices: " + slices);
    }
  }

  /** Hears of each slice, where it was computed. */
  private static SchedulerListener told(Consumer<SliceReport> each) {
    return new SchedulerListener() {
      @Override
      public void event(SchedulerEvent event) {}

      @Override
      public void slice(String traceId, TaskType type, SliceReport report) {
        each.accept(report);
      }
    };
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void closedSchedulerRefuses() {
    HybridScheduler scheduler = HybridScheduler.open(CONFIG);
    scheduler.close();
    scheduler.close();
    assertThrows(IllegalStateException.class, () -> scheduler.submit(TASK));
  }

  private static SchedulerListener noEvents() {
    return event -> {
      if (event.kind() != SchedulerEvent.Kind.PROGRAM_COMPILED) {
        throw new AssertionError(event.toString());
      }
    };
  }
}
