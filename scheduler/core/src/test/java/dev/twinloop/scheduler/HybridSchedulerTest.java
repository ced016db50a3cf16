package dev.twinloop.scheduler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import dev.twinloop.toy.Doubling;
import dev.twinloop.toy.ToyCpuProvider;
import dev.twinloop.toy.ToyWorkerProvider;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HybridSchedulerTest {
  private static final SchedulerConfig CONFIG = SchedulerConfig.defaults().withSliceItems(1024);
  private static final Doubling TASK = Doubling.ofRange(20_001);

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

  @Test
  void loadBalanceUsesBoth() {
    try (HybridScheduler scheduler =
        HybridScheduler.open(CONFIG.withStrategy(Strategy.LOAD_BALANCE))) {
      scheduler.engine("toy:0");
      Doubling large = Doubling.ofRange(3_000_000);
      TaskResult<int[]> result = scheduler.submit(large).await();
      assertArrayEquals(large.expected(), result.value());
      assertTrue(result.report().itemsByDevice().containsKey("cpu"));
    }
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
      long end = System.nanoTime() + Duration.ofSeconds(40).toNanos();
      while (!places.equals(Set.of("toy:0")) && System.nanoTime() < end) {
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
      // The CPU alone would need 15 s: on a busy machine, too, the device is up before that.
      Doubling large = Doubling.ofRange(1500 * 1024);
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

  @Test
  void cancelledTasksEnd() {
    try (HybridScheduler scheduler =
        HybridScheduler.open(CONFIG.withStrategy(Strategy.GPU_ONLY).withSliceItems(16))) {
      TaskHandle<int[]> handle = scheduler.submit(TASK);
      handle.cancel();
      assertThrows(CancellationException.class, () -> handle.await());
      assertFalse(handle.progress() == 1.0);
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
