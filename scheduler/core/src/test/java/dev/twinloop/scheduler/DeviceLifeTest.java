package dev.twinloop.scheduler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertLinesMatch;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.EngineProvider;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.engine.HostedEngine;
import dev.twinloop.engine.TaskHandle;
import dev.twinloop.engine.TaskResult;
import dev.twinloop.engine.WorkerLaunch;
import dev.twinloop.policy.Strategy;
import dev.twinloop.toy.Doubling;
import dev.twinloop.toy.RefusedDoubling;
import dev.twinloop.toy.ToyCpuProvider;
import dev.twinloop.toy.ToyWorkerProvider;
import dev.twinloop.worker.WorkerEngine;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Devices that start, end and start again, and what that means for others. */
class DeviceLifeTest {
  private static final Doubling TASK = Doubling.ofRange(20_001);
  private static final SchedulerConfig CONFIG = SchedulerConfig.defaults().withSliceItems(1024);

  /** Fault 6: a caller's interrupt while a device started made it unhealthy for everybody. */
  @Test
  void aCallerThatIsInterruptedWhileADeviceStartsCostsNobodyTheDevice() {
    List<SchedulerEvent.Kind> told = new CopyOnWriteArrayList<>();
    SchedulerConfig config =
        SchedulerConfig.defaults().withListener(event -> told.add(event.kind()));
    try (HybridScheduler scheduler =
        HybridScheduler.open(config, List.of(new ToyCpuProvider(), new ToyWorkerProvider()))) {
      Thread.currentThread().interrupt();
      assertThrows(DeviceException.Unavailable.class, () -> scheduler.engine("toy:0"));
      assertTrue(Thread.interrupted(), "it is kept for the caller");
      assertTrue(((WorkerEngine) scheduler.engine("toy:0")).alive());
      assertFalse(told.contains(SchedulerEvent.Kind.DEVICE_UNHEALTHY), told.toString());
    }
  }

  @Test
  void aKernelThatTheCpuRefusesDoesNotShutOthersOut() {
    try (HybridScheduler scheduler = HybridScheduler.open(CONFIG.withStrategy(Strategy.CPU_ONLY))) {
      TaskHandle<int[]> refused = scheduler.submit(new RefusedDoubling(TASK));
      assertThrows(DeviceException.Compilation.class, refused::await);
      assertArrayEquals(TASK.expected(), scheduler.submit(TASK).await().value());
    }
  }

  /** A proof ran on the CPU although a device was named, and nothing said why. */
  @Test
  void aNamedDeviceThatDoesNotTakeAProgramIsNamedWithItsReason() {
    RefusedDoubling task = new RefusedDoubling(TASK, true);
    String why = "device toy:0 does not take it: task .*: kernel: method=twise, found=0";
    try (HybridScheduler scheduler = HybridScheduler.open(CONFIG.withDevice("toy:0"))) {
      TaskResult<int[]> result = scheduler.submit(task).await();
      assertArrayEquals(TASK.expected(), result.value());
      assertLinesMatch(List.of(why), result.report().notes());
    }
    SchedulerConfig never = CONFIG.withDevice("toy:0").withStrategy(Strategy.GPU_ONLY);
    try (HybridScheduler scheduler = HybridScheduler.open(never)) {
      TaskHandle<int[]> refused = scheduler.submit(task);
      DeviceException e = assertThrows(DeviceException.Compilation.class, () -> refused.await());
      assertLinesMatch(List.of(".*: " + why), List.of(String.valueOf(e.getMessage())));
    }
  }

  @Test
  void tasksRunOnTheCpuWhileDevicesAreLookedFor() throws InterruptedException {
    SlowProvider slow = new SlowProvider();
    try (HybridScheduler scheduler =
        HybridScheduler.open(CONFIG, List.of(new ToyCpuProvider(), slow))) {
      CompletableFuture<?> looking = CompletableFuture.supplyAsync(scheduler::devices);
      slow.asked.await();
      assertArrayEquals(TASK.expected(), scheduler.submit(TASK).await().value());
      assertFalse(looking.isDone());
      slow.answer.countDown();
      looking.join();
    }
  }

  @Test
  void closingWhileAWorkerStartsEndsTheTask() {
    HybridScheduler scheduler = HybridScheduler.open(CONFIG.withDevice("toy:absent"));
    TaskHandle<int[]> handle = scheduler.submit(TASK);
    scheduler.close();
    assertThrows(IllegalStateException.class, () -> handle.await());
  }

  @Test
  void aClosedSchedulerStartsNoWorker() {
    HybridScheduler scheduler = HybridScheduler.open(CONFIG);
    scheduler.close();
    assertThrows(IllegalStateException.class, () -> scheduler.engine("toy:0"));
  }

  @Test
  void callbacksOfATaskDoNotRunWhereTheyWouldHoldASlot() {
    try (HybridScheduler scheduler =
        HybridScheduler.open(CONFIG, List.of(new ToyCpuProvider(20)))) {
      String thread =
          scheduler
              .submit(Doubling.ofRange(5000))
              .future()
              .thenApply(result -> Thread.currentThread().getName())
              .join();
      assertFalse(thread.startsWith("twinloop-cpu"), thread);
    }
  }

  /** Takes its time to say that it has no devices. */
  private static final class SlowProvider implements EngineProvider {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answer = new CountDownLatch(1);

    @Override
    public String name() {
      return "slow";
    }

    @Override
    public Optional<WorkerLaunch> worker(Optional<String> deviceId) {
      asked.countDown();
      try {
        answer.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return Optional.empty();
    }

    @Override
    public List<HardwareCaps> devices() {
      return List.of();
    }

    @Override
    public HostedEngine open(String deviceId) {
      throw DeviceException.Code.UNAVAILABLE.exception("slow: no such device");
    }
  }
}
