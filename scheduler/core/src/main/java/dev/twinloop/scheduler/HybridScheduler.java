package dev.twinloop.scheduler;

import dev.twinloop.device.Device;
import dev.twinloop.device.DeviceState;
import dev.twinloop.device.DeviceStatus;
import dev.twinloop.device.Fleet;
import dev.twinloop.device.SystemThreads;
import dev.twinloop.engine.DeviceEngine;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.EngineProvider;
import dev.twinloop.engine.EngineType;
import dev.twinloop.engine.ExecutionEngine;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.engine.Submission;
import dev.twinloop.engine.TaskHandle;
import dev.twinloop.run.Accelerators;
import dev.twinloop.run.DeviceLoad;
import dev.twinloop.run.RunRoom;
import dev.twinloop.task.Task;
import dev.twinloop.task.TaskType;
import dev.twinloop.worker.memory.SharedRegions;
import dev.twinloop.workflow.Workflow;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs tasks on the CPU and the accelerators of this machine, and keeps every answer right. It cuts
 * a task into slices. It places the slices on the CPU and on accelerators by measured costs. It
 * checks receipts and a random sample of the results. If an accelerator loses, delays or
 * miscomputes a slice, the slice is run again on the CPU.
 *
 * <pre>
 *   submit ─▶ admit ─▶ decide ─▶ cut ─▶ run ─▶ receipts ─▶ decode ─▶ cross-check ─▶ TaskResult
 *                        ▲                │                               │
 *                        └──── again ◀────┴───────────────────────────────┘
 * </pre>
 *
 * <p>Accelerators run in worker processes. A worker is started in the background when the stream of
 * tasks is worth it. It ends with {@link #close()}, or when this process ends. No task waits for a
 * device that is starting or compiling. Thread-safe. One scheduler serves a whole application.
 *
 * {@snippet :
 * try (HybridScheduler scheduler = HybridScheduler.open()) {
 *   var result = scheduler.submit(task).await();
 *   System.out.println(result.report().itemsByDevice());
 * }
 * }
 */
public final class HybridScheduler implements ExecutionEngine {
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);
  private static final String CPU = "cpu";

  private final SharedRegions regions = new SharedRegions();
  private final SystemThreads threads = new SystemThreads();
  private final Fleet fleet;
  private final RunRoom room;
  private final Duration closeLimit;
  private final Events events;
  private volatile boolean closed;

  private HybridScheduler(
      SchedulerConfig config, List<EngineProvider> providers, Duration closeLimit) {
    this.closeLimit = closeLimit;
    this.events = new Events(config.listener(), config.worker().drill().isPresent());
    this.fleet =
        new Fleet(
            new Fleet.Options(
                config.devices(), config.health(), config.worker(), regions, events, threads),
            providers);
    EngineProvider cpu =
        providers.stream().filter(p -> p.name().equals(CPU)).findFirst().orElseThrow();
    OfFleet accelerators = new OfFleet(fleet);
    fleet.onChange(accelerators::changed);
    this.room =
        new RunRoom(
            new RunRoom.Furniture(
                config.running(), accelerators, events, cores -> cpu.open(CPU, cores)));
    fleet.onChange(room::deviceChanged);
  }

  /** A fleet, as the run of tasks sees it: asked for every task, so what it says is kept. */
  private static final class OfFleet implements Accelerators {
    private final Fleet fleet;
    private final AtomicLong changes = new AtomicLong();
    private volatile Known known = new Known(-1, List.of());
    private volatile boolean discovered;

    private record Known(long at, List<Device> devices) {}

    OfFleet(Fleet fleet) {
      this.fleet = fleet;
    }

    void changed() {
      changes.incrementAndGet();
    }

    @Override
    public List<Device> usable() {
      long now = changes.get();
      Known last = known;
      if (last.at() == now) {
        return last.devices();
      }
      try {
        List<Device> devices = fleet.accelerators();
        known = new Known(now, devices);
        return devices;
      } catch (IllegalStateException _) {
        return List.of(); // closed; slices that still run report to nobody
      }
    }

    @Override
    public boolean known() {
      if (!discovered) {
        discovered = fleet.discovered();
      }
      return discovered;
    }

    @Override
    public void search() {
      fleet.discover();
    }

    @Override
    public List<String> problems() {
      return fleet.problems();
    }
  }

  /** A scheduler with the default configuration. */
  public static HybridScheduler open() {
    return open(SchedulerConfig.defaults());
  }

  /** A scheduler with the engine providers on the class path. */
  public static HybridScheduler open(SchedulerConfig config) {
    return open(
        config,
        ServiceLoader.load(EngineProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList());
  }

  /**
   * A scheduler with these providers. One of them must be the in-process {@code cpu}.
   *
   * @throws DeviceException if there is no CPU engine, or no such device as the configuration names
   */
  public static HybridScheduler open(SchedulerConfig config, List<EngineProvider> providers) {
    return open(config, providers, CLOSE_LIMIT);
  }

  /** The same with another limit of {@link #close()}. */
  static HybridScheduler open(
      SchedulerConfig config, List<EngineProvider> providers, Duration closeLimit) {
    return new HybridScheduler(config, providers, closeLimit);
  }

  /** {@code CPU}: the kind of machine that a scheduler always has. */
  @Override
  public EngineType engineType() {
    return EngineType.CPU;
  }

  /** The description of the CPU; see {@link #devices()} for all devices. */
  @Override
  public HardwareCaps hardwareCaps() {
    return room.cpu().hardwareCaps();
  }

  @Override
  public boolean supports(TaskType type) {
    return room.cpu().supports(type);
  }

  /** Whether tasks may use an accelerator that is known. */
  @Override
  public boolean accelerated() {
    return !room.loads().isEmpty();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the task has no items or its type is not supported
   * @throws RejectedExecutionException if {@link dev.twinloop.run.Limits} allow no further task
   *     now, and the submission does not wait
   */
  @Override
  public <R> TaskHandle<R> submit(Task<R> task, Submission how) {
    if (closed) {
      throw new IllegalStateException("scheduler: closed");
    }
    if (task.items() < 1) {
      throw new IllegalArgumentException("task: items=" + task.items() + ", accepted: 1 or more");
    }
    if (!supports(task.type())) {
      throw new IllegalArgumentException("task type: name=" + task.type() + ", not supported");
    }
    return room.submit(task, how);
  }

  /** Starts a workflow. Its steps wait for room where the scheduler is full. */
  public <R> TaskHandle<R> submit(Workflow<R> workflow) {
    return submit(workflow, Submission.plain());
  }

  /**
   * Starts a workflow; returns at once.
   *
   * @param how the deadline and the trace of all its steps, and its cancellation. The steps always
   *     wait for room
   * @throws IllegalStateException if the scheduler is closed
   */
  public <R> TaskHandle<R> submit(Workflow<R> workflow, Submission how) {
    if (closed) {
      throw new IllegalStateException("scheduler: closed");
    }
    return events.watched(workflow.type(), workflow.start(this, how));
  }

  /**
   * Off-heap memory that accelerators reach without a copy on the host. Inputs and results in this
   * memory travel directly between it and the device, if the program allows this ({@link
   * dev.twinloop.task.Program#inPlace}). Other memory works too, at the cost of one copy. Allocate
   * it once, and use it for many tasks.
   *
   * @param bytes 1 or more
   * @return zeroed, page-aligned, usable from every thread until this scheduler is closed
   * @throws DeviceException if the memory cannot be allocated
   */
  public MemorySegment allocate(long bytes) {
    return regions.allocate(bytes);
  }

  /**
   * Every device of every provider, and why others are missing. The first call starts a short-lived
   * process for each provider and takes a second or two. If a process answers too late or dies, the
   * device may still be there. Then a second process searches before this call returns, and further
   * processes search in the background.
   */
  public List<DeviceStatus> devices() {
    return fleet.statuses();
  }

  /**
   * Every device of one provider, or why it has none. The first call starts one short-lived
   * process.
   *
   * @param provider such as {@code cuda} or {@code opencl}
   * @throws DeviceException if there is no provider of this name
   */
  public List<DeviceStatus> devices(String provider) {
    return fleet.statuses(provider);
  }

  /**
   * Announces that tasks will come. The first accelerator that is known, or probably there, starts
   * in the background. If no task wants a program soon, it runs its known answers. Returns at once.
   */
  public void expectTasks() {
    room.devices().stream().findFirst().ifPresent(device -> device.expect(""));
  }

  /** How busy each usable accelerator is. */
  public List<DeviceLoad> loads() {
    return room.loads();
  }

  /** How much is under way, such as {@code HybridScheduler[tasks=2, bytes=4096]}. */
  @Override
  public String toString() {
    return "HybridScheduler[tasks=" + tasksUnderWay() + ", bytes=" + bytesUnderWay() + "]";
  }

  /** How many tasks were accepted and have not ended. */
  public int tasksUnderWay() {
    return room.tasks();
  }

  /** Bytes in and out of the tasks under way, as {@link dev.twinloop.run.Limits} count them. */
  public long bytesUnderWay() {
    return room.bytes();
  }

  /**
   * The engine of one device. The device is started if it is not up. For benchmarks and diagnosis:
   * the engine has no cross-check and no retry. The scheduler owns the engine: do not close it.
   *
   * @throws DeviceException if there is no such device or it does not start
   */
  public DeviceEngine engine(String deviceId) {
    if (deviceId.equals(CPU)) {
      return room.cpu();
    }
    Device device = fleet.byId(deviceId);
    Semaphore changes = new Semaphore(1);
    device.onChange(changes::release);
    device.want("");
    awaitUp(device, changes, false);
    return device.engine().orElseThrow();
  }

  /**
   * Starts a device for tasks that come soon, and waits until its worker is up. The device must
   * give its known answers when the first task comes, before anything of that task runs.
   *
   * @return its description
   * @throws DeviceException if there is no such device or it does not start
   */
  public HardwareCaps start(String deviceId) {
    if (deviceId.equals(CPU)) {
      return room.cpu().hardwareCaps();
    }
    Device device = fleet.byId(deviceId);
    Semaphore changes = new Semaphore(1);
    device.onChange(changes::release);
    device.expect("");
    awaitUp(device, changes, true);
    return device.caps().orElseThrow();
  }

  /** Waits until a device is trusted, or on trial at least. */
  private static void awaitUp(Device device, Semaphore changes, boolean onTrial) {
    String deviceId = device.id();
    try {
      while (true) {
        changes.acquire();
        changes.drainPermits();
        switch (device.state()) {
          case DeviceState.Ready _ -> {
            return;
          }
          case DeviceState.Trial _ when onTrial -> {
            return;
          }
          case DeviceState.CoolingDown cooling ->
              throw DeviceException.Code.UNAVAILABLE.exception(
                  "device " + deviceId + ": unhealthy, cooling down: " + cooling.why());
          case DeviceState.Unavailable absent ->
              throw DeviceException.Code.UNAVAILABLE.exception(absent.why());
          case DeviceState.Closed _ -> throw new IllegalStateException("scheduler: closed");
          case DeviceState.Unknown _, DeviceState.Starting _, DeviceState.Trial _ -> {}
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw DeviceException.Code.UNAVAILABLE.exception(
          "device " + deviceId + ": interrupted while it started", e);
    }
  }

  /**
   * Refuses further tasks, lets the tasks under way end within the limit, and closes.
   *
   * @return whether all tasks ended by themselves
   */
  public boolean close(Duration drain) {
    boolean ended = room.drain(drain);
    close();
    return ended;
  }

  /**
   * Ends all workers. Tasks under way fail; their handles complete when their last run has ended,
   * and at the latest after ten seconds. Idempotent.
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    room.abort();
    boolean gone = fleet.close(closeLimit);
    boolean quiet = room.end(closeLimit);
    threads.close();
    if (gone && quiet) {
      regions.close(); // memory that a run may still touch is left to the end of the process
    }
  }
}
