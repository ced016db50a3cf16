package dev.twinloop.scheduler;

import dev.twinloop.device.DeviceStatus;
import dev.twinloop.engine.DeviceEngine;
import dev.twinloop.engine.EngineProvider;
import dev.twinloop.engine.EngineType;
import dev.twinloop.engine.ExecutionEngine;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.engine.RunHandle;
import dev.twinloop.engine.TaskHandle;
import dev.twinloop.engine.TraceIds;
import dev.twinloop.task.Program;
import dev.twinloop.task.Task;
import dev.twinloop.task.TaskType;
import dev.twinloop.worker.memory.SharedRegions;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.OptionalDouble;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs tasks on whatever this machine has, and keeps every answer right: cuts a task into slices,
 * places them on the CPU and on accelerators, checks receipts and a random sample of the results,
 * and runs again on the CPU what an accelerator lost, delayed or got wrong.
 *
 * <pre>
 *   submit ─▶ cut ─▶ place ─▶ run ─▶ receipts ─▶ decode ─▶ cross-check ─▶ TaskResult
 *                      ▲                 │                      │
 *                      └──── again, on the CPU ◀────────────────┘
 * </pre>
 *
 * <p>Accelerators live in worker processes, started on first use and ended by {@link #close()} (or
 * by this process's end). Thread-safe; one scheduler serves a whole application.
 *
 * {@snippet :
 * try (HybridScheduler scheduler = HybridScheduler.open()) {
 *   var result = scheduler.submit(task).await();
 *   System.out.println(result.report().itemsByDevice());
 * }
 * }
 */
public final class HybridScheduler implements ExecutionEngine {
  private final SchedulerConfig config;
  private final SharedRegions regions = new SharedRegions();
  private final Devices devices;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          Thread.ofPlatform().daemon().name("twinloop-pump-", 0).factory());
  private final Placement.Context context;
  private final AtomicInteger tasks = new AtomicInteger();
  private volatile boolean closed;

  private HybridScheduler(SchedulerConfig config, List<EngineProvider> providers) {
    this.config = config;
    Events events = new Events(config.listener());
    this.devices = new Devices(new Device.Context(config, events, regions), providers);
    this.context =
        new Placement.Context(
            devices,
            config,
            events,
            new Pump.Shared(new CrossCheck(config.sampling()), new CostModel()),
            new MemoryFit(),
            threads);
  }

  /** A scheduler with the default configuration. */
  public static HybridScheduler open() {
    return open(SchedulerConfig.defaults());
  }

  /** A scheduler over the engine providers on the class path. */
  public static HybridScheduler open(SchedulerConfig config) {
    return open(
        config,
        ServiceLoader.load(EngineProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList());
  }

  /**
   * A scheduler over given providers; one of them must be the in-process {@code cpu}.
   *
   * @throws dev.twinloop.engine.DeviceException if there is no CPU engine, or no such device as the
   *     configuration names
   */
  public static HybridScheduler open(SchedulerConfig config, List<EngineProvider> providers) {
    HybridScheduler scheduler = new HybridScheduler(config, providers);
    scheduler.devices.cpu();
    config.device().ifPresent(scheduler.devices::byId);
    return scheduler;
  }

  /** {@code CPU}: the kind of machine that a scheduler always has. */
  @Override
  public EngineType engineType() {
    return EngineType.CPU;
  }

  /** The CPU's; see {@link #devices()} for all. */
  @Override
  public HardwareCaps hardwareCaps() {
    return devices.cpu().open().engine().hardwareCaps();
  }

  @Override
  public boolean supports(TaskType type) {
    return devices.cpu().open().engine().supports(type);
  }

  /**
   * {@inheritDoc}
   *
   * @throws RejectedExecutionException if as many tasks as {@link SchedulerConfig#maxTasks()} are
   *     under way
   */
  @Override
  public <R> TaskHandle<R> submit(Task<R> task) {
    if (closed) {
      throw new IllegalStateException("scheduler: closed");
    }
    if (task.items() < 1) {
      throw new IllegalArgumentException("task: items=" + task.items() + ", accepted: 1 or more");
    }
    if (!supports(task.type())) {
      throw new IllegalArgumentException("task type: name=" + task.type() + ", not supported");
    }
    if (tasks.incrementAndGet() > config.maxTasks()) {
      tasks.decrementAndGet();
      throw new RejectedExecutionException(
          "scheduler: tasks under way="
              + config.maxTasks()
              + ", the most it accepts; wait for one");
    }
    RunHandle<R> handle = new RunHandle<>(TraceIds.next(), task.items());
    try {
      SliceSizes sizes =
          SliceSizes.of(
              config.slicing(),
              task.program().program().slicing(),
              task.items(),
              fleet(task.program().program()));
      TaskRun<R> run = new TaskRun<>(task, handle, sizes.acceleratorItems());
      new Placement<>(run, sizes, context).start();
    } catch (RuntimeException | Error e) {
      tasks.decrementAndGet();
      throw e;
    }
    CompletableFuture<?> unused = handle.future().whenComplete((_, _) -> tasks.decrementAndGet());
    return handle;
  }

  private SliceSizes.Fleet fleet(Program<?, ?> program) {
    if (config.strategy() == Strategy.CPU_ONLY || context.devices().noAccelerator()) {
      return SliceSizes.Fleet.ONE;
    }
    List<Device> accelerators = context.devices().known();
    CostModel costs = context.shared().costs();
    return new SliceSizes.Fleet(
        Math.max(1, accelerators.size()),
        config.strategy() == Strategy.LOAD_BALANCE,
        config.strategy() == Strategy.AUTO,
        costs.nsPerItem(program, context.devices().cpu().id()),
        accelerators.stream()
            .map(device -> costs.nsPerItem(program, device.id()))
            .filter(OptionalDouble::isPresent)
            .findFirst()
            .orElse(OptionalDouble.empty()));
  }

  /**
   * Off-heap memory that accelerators reach without a copy on the host: inputs that lie in it and
   * results that are asked into it travel straight between it and the device, where a program
   * allows that ({@link dev.twinloop.task.Program#inPlace}). Other memory works too, at the cost of
   * one copy. Allocate once, use it for many tasks.
   *
   * @param bytes 1 or more
   * @return zeroed, page-aligned, usable from every thread until this scheduler is closed
   * @throws dev.twinloop.engine.DeviceException if the memory is not to be had
   */
  public MemorySegment allocate(long bytes) {
    return regions.allocate(bytes);
  }

  /**
   * Every device of every provider, and why others are missing. The first call starts a short-lived
   * process for each provider and takes a second or two.
   */
  public List<DeviceStatus> devices() {
    return devices.statuses();
  }

  /**
   * The engine of one device, started if it is not up: for benchmarks and diagnosis, without
   * cross-check or second chance. It stays the scheduler's: do not close it.
   *
   * @throws dev.twinloop.engine.DeviceException if there is no such device or it does not start
   */
  public DeviceEngine engine(String deviceId) {
    return devices.byId(deviceId).open().engine();
  }

  /** Ends all workers. Tasks under way fail. Idempotent. */
  @Override
  public void close() {
    closed = true;
    devices.close();
    threads.shutdown();
    if (pumpsEnded()) {
      regions.close();
    }
  }

  /** Memory that a pump may still copy is left to the end of the process. */
  private boolean pumpsEnded() {
    try {
      return threads.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
