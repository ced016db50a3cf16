package dev.twinloop.device;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.device.DeviceEvent.Kind;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.EngineProvider;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.engine.HostedEngine;
import dev.twinloop.engine.SliceRunner;
import dev.twinloop.engine.Timings;
import dev.twinloop.engine.WorkerLaunch;
import dev.twinloop.task.Slice;
import dev.twinloop.toy.Doubling;
import dev.twinloop.toy.DoublingProgram;
import dev.twinloop.toy.ToyCpuProvider;
import dev.twinloop.toy.ToyWorkerProvider;
import dev.twinloop.worker.WorkerOptions;
import dev.twinloop.worker.memory.SharedRegions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Devices in real worker processes, started, killed and used again by themselves. */
class FleetTest {
  private static final Doubling TASK = Doubling.ofRange(1000);
  private static final SlotRequest REQUEST =
      SlotRequest.of(new DoublingProgram(false), 1024, "task");

  private final SharedRegions regions = new SharedRegions();
  private final SystemThreads threads = new SystemThreads();
  private final BlockingQueue<DeviceEvent> events = new LinkedBlockingQueue<>();
  private final Object changes = new Object();
  private Fleet fleet = fleet(Optional.empty(), WorkerOptions.defaults(), new ToyWorkerProvider(3));

  private Fleet fleet(Optional<String> named, WorkerOptions worker, EngineProvider provider) {
    HealthRules rules = HealthRules.defaults().withCoolDown(Duration.ofMillis(200));
    Fleet made =
        new Fleet(
            new Fleet.Options(
                named.stream().toList(), rules, worker, regions, events::add, threads),
            List.of(new ToyCpuProvider(), provider));
    made.onChange(
        () -> {
          synchronized (changes) {
            changes.notifyAll();
          }
        });
    return made;
  }

  @AfterEach
  void nothingIsLeft() {
    assertTrue(fleet.close(Duration.ofHours(1)));
    threads.close();
    regions.close();
    ProcessHandle.current().children().forEach(child -> child.onExit().join());
  }

  /** Waits without a limit: a test that hangs is ended by the build. */
  private void await(BooleanSupplier condition) throws InterruptedException {
    synchronized (changes) {
      while (!condition.getAsBoolean()) {
        changes.wait(50);
      }
    }
  }

  private static boolean ready(Device device) {
    return device.state() instanceof DeviceState.Ready;
  }

  private void compute(Device device) throws InterruptedException {
    device.prepare(REQUEST);
    await(() -> device.program(REQUEST.program(), 1024) instanceof ProgramState.Warm);
    Lease lease = device.tryLease(REQUEST).orElseThrow();
    int[] result = new int[1000];
    Timings timings = SliceRunner.run(lease.slot(), TASK.program(), new Slice(0, 1000), result, 0);
    device.release(lease, new SliceOutcome.Done(timings.runNs()));
    assertArrayEquals(TASK.expected(), result);
  }

  private DeviceEvent next(Kind kind) throws InterruptedException {
    DeviceEvent event = events.take();
    while (event.kind() != kind) {
      event = events.take();
    }
    return event;
  }

  private static long pid(DeviceEvent started) {
    String text = started.text();
    return Long.parseLong(text.substring(text.indexOf("pid ") + 4));
  }

  /** Fault 3: accelerators started one after the other. */
  @Test
  void allDevicesThatAreFoundStartSideBySide() throws InterruptedException {
    assertTrue(fleet.accelerators().isEmpty());
    fleet.discover();
    await(fleet::discovered);
    List<Device> found = fleet.accelerators();
    assertEquals(List.of("toy:0", "toy:1", "toy:2"), found.stream().map(Device::id).toList());
    found.forEach(device -> device.want(""));
    assertTrue(found.stream().allMatch(d -> d.state() instanceof DeviceState.Starting));
    await(() -> found.stream().allMatch(FleetTest::ready));
    for (Device device : found) {
      compute(device);
    }
  }

  private void reopen(EngineProvider provider) {
    assertTrue(fleet.close(Duration.ofHours(1)));
    fleet = fleet(Optional.empty(), WorkerOptions.defaults(), provider);
  }

  /** Cold command lines: a process looked for devices before the device's own was started. */
  @Test
  void aLikelyDeviceStartsBeforeAnyIsLookedFor() throws InterruptedException {
    reopen(new ToyWorkerProvider(3, List.of("toy:1")));
    List<Device> likely = fleet.accelerators();
    assertEquals(List.of("toy:1"), likely.stream().map(Device::id).toList());
    likely.getFirst().want("");
    compute(likely.getFirst());
    assertFalse(fleet.discovered());
    fleet.discover();
    await(fleet::discovered);
    assertEquals(
        List.of("toy:0", "toy:1", "toy:2"), fleet.accelerators().stream().map(Device::id).toList());
    assertEquals(likely.getFirst(), fleet.accelerators().get(1), "it goes on as it was");
  }

  @Test
  void aLikelyDeviceThatIsNotThereMakesAllBeLookedFor() throws InterruptedException {
    reopen(new ToyWorkerProvider(2, List.of("toy:absent")));
    Device absent = fleet.accelerators().getFirst();
    absent.want("");
    await(fleet::discovered);
    assertEquals(List.of("toy:0", "toy:1"), fleet.accelerators().stream().map(Device::id).toList());
  }

  /** Fault 8 and 17, with a real process that is really killed. */
  @Test
  void aWorkerThatIsKilledWhileIdleIsTriedAndUsedAgain() throws InterruptedException {
    Device device = fleet.byId("toy:0");
    device.want("");
    compute(device);
    long first = pid(next(Kind.STARTED));
    ProcessHandle.of(first).orElseThrow().destroyForcibly();
    assertTrue(next(Kind.COOLING_DOWN).text().contains("status 137"));
    assertNotEquals(first, pid(next(Kind.STARTED)));
    assertEquals("toy:0", next(Kind.READY).deviceId(), "it answered known answers first");
    compute(device);
  }

  /** Fault 17: what ends a worker in the middle of a slice costs that slice alone. */
  @Test
  void aWorkerThatIsKilledWhileItComputesFailsTheSliceAndComesBack() throws InterruptedException {
    Device device = fleet.byId("toy:0");
    device.want("");
    compute(device);
    long first = pid(next(Kind.STARTED));
    Lease lease = device.tryLease(REQUEST).orElseThrow();
    ProcessHandle.of(first).orElseThrow().destroyForcibly();
    ProcessHandle.of(first).ifPresent(process -> process.onExit().join());
    DeviceException e =
        assertThrows(
            DeviceException.Unavailable.class,
            () ->
                SliceRunner.run(
                    lease.slot(), TASK.program(), new Slice(0, 1000), new int[1000], 0));
    device.release(lease, new SliceOutcome.Failed(e));
    await(() -> ready(device));
    compute(device);
  }

  @Test
  void whatCannotBeHadSaysWhy() throws InterruptedException {
    assertThrows(DeviceException.Unavailable.class, () -> fleet.byId("nowhere:7"));
    Device absent = fleet.byId("toy:absent");
    absent.want("t7");
    DeviceEvent event = next(Kind.COOLING_DOWN);
    assertTrue(event.text().contains("no such device; plug one in"), event.text());
    assertEquals("t7", event.traceId());
  }

  @Test
  void theCpuIsThereAtOnceAndNeedsNoWorker() throws InterruptedException {
    assertTrue(ready(fleet.cpu()));
    assertFalse(fleet.cpu().accelerator());
    compute(fleet.cpu());
    assertEquals(4, fleet.statuses().size());
  }

  /** One start in a thousand missed its card on a crowded machine: no second process looked. */
  @Test
  void aSearchWhoseFirstProcessDiesFindsTheDevicesAllTheSame() {
    reopen(new DiesOnce(new AtomicInteger()));
    List<DeviceStatus> found = fleet.statuses("toy");
    assertEquals(1, found.size());
    assertEquals("toy:0", found.getFirst().caps().orElseThrow().deviceId());
    assertTrue(
        events.stream().anyMatch(e -> e.text().contains("ended with status 1")), "it died once");
  }

  /** The first JVM that looks does not come up; a look asks twice how to start one. */
  private record DiesOnce(AtomicInteger launches) implements EngineProvider {
    @Override
    public String name() {
      return "toy";
    }

    @Override
    public Optional<WorkerLaunch> worker(Optional<String> deviceId) {
      return launches.getAndIncrement() < 2
          ? Optional.of(new WorkerLaunch(List.of("-XX:NoSuchOption"), List.of(), Map.of()))
          : new ToyWorkerProvider(1).worker(deviceId);
    }

    @Override
    public List<HardwareCaps> devices() {
      return List.of();
    }

    @Override
    public HostedEngine open(String deviceId) {
      throw new IllegalStateException("in a worker only");
    }
  }

  @Test
  void oneProviderIsAskedAlone() {
    assertEquals(1, fleet.statuses("cpu").size());
    assertTrue(fleet.statuses("toy").stream().allMatch(status -> status.provider().equals("toy")));
    DeviceException e =
        assertThrows(DeviceException.Unavailable.class, () -> fleet.statuses("nowhere"));
    assertTrue(String.valueOf(e.getMessage()).contains("name=nowhere"), e.getMessage());
  }

  /** Fault 19: close took 27.7 s behind a hung start. */
  @Test
  void closingDoesNotWaitForAStartThatHangs() throws InterruptedException {
    CountDownLatch starting = new CountDownLatch(1);
    EngineProvider hangs = new HangingProvider(starting);
    Fleet other =
        fleet(
            Optional.of("toy:0"),
            WorkerOptions.defaults().withStartTimeout(Duration.ofDays(1)),
            hangs);
    Device device = other.accelerators().getFirst();
    device.want("");
    starting.await();
    assertTrue(other.close(Duration.ofHours(1)), "it would have waited for a day");
    assertInstanceOf(DeviceState.Closed.class, device.state());
    assertThrows(IllegalStateException.class, () -> other.byId("toy:1"));
  }

  /** Starts a JVM that never gets to its main: it waits for a debugger. */
  private record HangingProvider(CountDownLatch starting) implements EngineProvider {
    @Override
    public String name() {
      return "toy";
    }

    @Override
    public Optional<WorkerLaunch> worker(Optional<String> deviceId) {
      if (deviceId.isPresent()) {
        starting.countDown();
      }
      return Optional.of(
          new WorkerLaunch(
              List.of("-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=127.0.0.1:0"),
              List.of(),
              Map.of()));
    }

    @Override
    public List<HardwareCaps> devices() {
      return List.of();
    }

    @Override
    public HostedEngine open(String deviceId) {
      throw new IllegalStateException("not reached");
    }
  }
}
