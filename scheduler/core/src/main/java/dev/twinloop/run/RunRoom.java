package dev.twinloop.run;

import dev.twinloop.device.Device;
import dev.twinloop.engine.Cancellation;
import dev.twinloop.engine.DeviceEngine;
import dev.twinloop.engine.Submission;
import dev.twinloop.engine.TraceIds;
import dev.twinloop.policy.PlacementPolicy;
import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.Cores;
import dev.twinloop.task.Program;
import dev.twinloop.task.ResultMemory;
import dev.twinloop.task.Slicing;
import dev.twinloop.task.Task;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The dispatcher with its threads: one for each core of the CPU, one for each slot of a device, and
 * one for the clock. Thread-safe.
 */
public final class RunRoom implements AutoCloseable {
  /** Learned costs are saved once in this number of ticks, and at the end. */
  private static final int SAVE_EACH = 60;

  /** A task of which nothing is known is looked at so soon, if its first slice takes longer. */
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private static final Duration DEVICE_SPIN = Duration.ofNanos(20_000);

  private final RunConfig config;
  private final Accelerators accelerators;
  private final Telling telling;
  private final Costs costs = new Costs(this::recall);
  private final CostFile learned;
  private final Set<String> found = ConcurrentHashMap.newKeySet();
  private final CpuThreads cpu;
  private final DeviceEngine engine;
  private final CpuSlots slots;
  private final ResultPool results;
  private final Dispatcher dispatcher;
  private final Admission admission;
  private final Map<String, Workers> carriers = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("twinloop-tick").factory());
  private long ticks;
  private volatile boolean closed;

  /**
   * The parts of a room.
   *
   * @param config the caller's
   * @param accelerators that may be used
   * @param telling receives the events
   * @param cpu opens the CPU's engine on cores that it shares
   */
  public record Furniture(
      RunConfig config,
      Accelerators accelerators,
      Telling telling,
      Function<Cores, DeviceEngine> cpu) {}

  /** Opens the CPU's engine and starts the threads. */
  public RunRoom(Furniture furniture) {
    this.config = furniture.config();
    this.accelerators = furniture.accelerators();
    this.telling = furniture.telling();
    this.cpu = new CpuThreads(Runtime.getRuntime().availableProcessors());
    this.engine = furniture.cpu().apply(cpu);
    this.slots = new CpuSlots(engine, config.confidential());
    this.results = ResultPool.ofMachine(engine.hardwareCaps().memoryBytes());
    this.learned = new CostFile(config.learned(), engine.hardwareCaps());
    Carrier carrier =
        new Carrier(
            new Carrier.Tools(
                new CrossCheck(config.sampling()),
                costs,
                slots,
                cpu,
                telling,
                config.strategy(),
                System::nanoTime));
    Placing placing =
        new Placing(
            new Placing.Setting(
                config,
                new PlacementPolicy(config.thresholds()),
                costs,
                slots,
                cpu,
                accelerators,
                new MemoryFit(),
                engine.hardwareCaps(),
                telling,
                System::nanoTime));
    this.dispatcher = new Dispatcher(placing, carrier, wake());
    long bytes = config.limits().bytes();
    this.admission =
        new Admission(
            config.limits().tasks(),
            bytes > 0 ? bytes : Math.max(1, engine.hardwareCaps().memoryBytes() / 2));
    cpu.start(dispatcher.cpu());
    long each = config.thresholds().evaluateEach().toNanos();
    Object unused = ticker.scheduleWithFixedDelay(this::tick, each, each, TimeUnit.NANOSECONDS);
  }

  private void recall(Program<?, ?> program) {
    learned.recall(program, costs);
  }

  /** Costs of another device, or of another driver, are worth nothing. */
  private void compare() {
    for (Device device : accelerators.usable()) {
      if (device.caps().isPresent() && found.add(device.id())) {
        if (!learned.found(device.caps().get())) {
          costs.forget(device.id());
        }
      }
    }
  }

  private void tick() {
    try {
      compare();
      dispatcher.tick();
      cpu.relieve(config.runLimit());
      if (++ticks % SAVE_EACH == 0) {
        learned.write(costs);
      }
    } catch (RuntimeException | Error e) {
      System.getLogger(RunRoom.class.getName())
          .log(System.Logger.Level.WARNING, "evaluation failed", e);
    }
  }

  private Dispatcher.Wake wake() {
    return new Dispatcher.Wake() {
      @Override
      public void cpu() {
        cpu.signal();
      }

      @Override
      public void device(Desk desk) {
        int slots = desk.slots();
        if (slots > 0 && !closed) {
          carriers.computeIfAbsent(desk.id(), _ -> carriersOf(desk, slots)).signal();
        }
      }
    };
  }

  private Workers carriersOf(Desk desk, int count) {
    return new Workers(
        "twinloop-" + desk.id(),
        count,
        DEVICE_SPIN,
        new Workers.Source() {
          @Override
          public @Nullable Runnable next() {
            return dispatcher.accelerators().nextOn(desk);
          }

          @Override
          public boolean more() {
            return (!desk.lane().isEmpty() && desk.inUse() < count) || desk.hasLargeLeft();
          }
        });
  }

  /** The CPU's engine. */
  public DeviceEngine cpu() {
    return engine;
  }

  /** A device changed, or more devices are known. */
  public void deviceChanged() {
    if (!closed) {
      compare();
      dispatcher.deviceChanged();
    }
  }

  /**
   * Accepts a task. Returns at once, unless the task waits for room.
   *
   * @throws java.util.concurrent.RejectedExecutionException if there is no room
   * @throws IllegalStateException if the room is closed
   * @throws CancellationException if its cancellation was called before it had room
   */
  public <R> ScheduledTask<R> submit(Task<R> task, Submission how) {
    Slicing slicing = task.program().program().slicing();
    long size = saturated(task.items(), slicing.bytesPerItem());
    String traceId = how.traceId().orElseGet(TraceIds::next);
    ScheduledTask<R> handle =
        new ScheduledTask<>(traceId, task.items(), dispatcher::carryFor, admission::wake);
    how.cancellation().ifPresent(common -> common.enter(handle));
    boolean admitted = false;
    try {
      admitted = admission.enter(size, how.waiting(), handle::cancelRequested);
      if (!admitted) {
        throw new CancellationException("task " + traceId + ": cancelled while it waited for room");
      }
      long deadline =
          how.deadline().map(time -> System.nanoTime() + time.toNanos()).orElse(Long.MAX_VALUE);
      SliceSizes sizes =
          SliceSizes.of(
              config.cutting(), slicing, task.items(), Math.max(1, accelerators.usable().size()));
      Share share = new Share(deadline, numbers.getAndIncrement(), dispatcher.mark());
      TaskRun<R> run =
          new TaskRun<>(
              task,
              new TaskAccount(traceId, share, size, sizes, System::nanoTime),
              new Ending<>(handle, how.cancellation()));
      handle.runs(run);
      dispatcher.add(run);
      if (!run.outlook().counted()) {
        lookAgainSoon(run);
      }
      if (closed) {
        run.fail(new IllegalStateException("scheduler: closed"));
      }
      return handle;
    } catch (RuntimeException | Error e) {
      how.cancellation().ifPresent(common -> common.leave(handle));
      if (admitted) {
        admission.leave(size);
      }
      throw e;
    }
  }

  private void lookAgainSoon(TaskRun<?> run) {
    try {
      Object unused =
          ticker.schedule(
              () -> dispatcher.lookAgain(run), LOOK_AGAIN.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException _) {
      return; // closed: the task is failed next
    }
  }

  private static long saturated(long items, long each) {
    return items > Long.MAX_VALUE / 4 / each ? Long.MAX_VALUE / 4 : items * each;
  }

  /** What happens when a task has ended: room is made before its caller goes on. */
  private final class Ending<R> implements TaskEnd<R> {
    private final ScheduledTask<R> handle;
    private final Optional<Cancellation> common;

    Ending(ScheduledTask<R> handle, Optional<Cancellation> common) {
      this.handle = handle;
      this.common = common;
    }

    @Override
    public R newResult(BoundProgram<R> program) {
      return ResultMemory.from(results, program::newResult);
    }

    @Override
    public void advance(long items) {
      handle.advance(items);
    }

    @Override
    public void ended(
        TaskRun<R> run, TaskState state, Optional<dev.twinloop.engine.TaskResult<R>> result) {
      dispatcher.remove(run);
      admission.leave(run.account().size());
      common.ifPresent(all -> all.leave(handle));
      if (state instanceof TaskState.Done && result.isPresent()) {
        telling.task(result.get().report());
        handle.complete(result.get());
      } else {
        Throwable cause = TaskEnd.cause(run.traceId(), state);
        telling.unfinished(run.traceId(), run.task().type(), cause);
        handle.fail(cause);
      }
      slots.clean(run.traceId());
    }
  }

  /** Tasks under way. */
  public int tasks() {
    return admission.tasks();
  }

  /** Bytes of the tasks under way. */
  public long bytes() {
    return admission.bytes();
  }

  /** How busy each accelerator is. */
  public List<DeviceLoad> loads() {
    return dispatcher.desks().stream()
        .map(d -> new DeviceLoad(d.id(), d.utilisation(), d.inUse(), d.load().all(), d.factor()))
        .toList();
  }

  /**
   * Refuses further tasks, and lets the tasks under way end.
   *
   * @return whether all tasks ended within the limit
   */
  public boolean drain(Duration limit) {
    admission.close();
    return awaitEnds(limit);
  }

  private boolean awaitEnds(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (!dispatcher.active().isEmpty()) {
      if (System.nanoTime() > end) {
        return false;
      }
      try {
        Thread.sleep(1);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  /** Fails all tasks under way. Their runs under way end first. */
  public void abort() {
    closed = true;
    admission.close();
    for (TaskRun<?> run : dispatcher.active()) {
      run.fail(new IllegalStateException("task " + run.traceId() + ": the scheduler was closed"));
    }
  }

  /**
   * Ends the threads and completes every handle. If a run does not end within the limit, its task
   * fails too, and the message says that the task's memory must not be used.
   *
   * @return whether nothing runs any more
   */
  public boolean end(Duration limit) {
    abort();
    boolean ended = awaitEnds(limit);
    for (TaskRun<?> run : dispatcher.active()) {
      run.abandon();
    }
    ticker.shutdownNow();
    learned.write(costs);
    cpu.close();
    carriers.values().forEach(Workers::close);
    Duration little = Duration.ofMillis(ended ? 2000 : 50);
    boolean quiet = cpu.ended(little);
    for (Workers workers : carriers.values()) {
      quiet &= workers.ended(little);
    }
    if (quiet) {
      slots.close();
      results.close();
      engine.close();
    }
    return ended && quiet;
  }

  @Override
  public void close() {
    end(Duration.ofSeconds(10));
  }

  /** The default file of learned costs. */
  public static Optional<Path> learnedByDefault() {
    return CostFile.byDefault();
  }

  /** The devices that tasks may use, as far as they are known. */
  public List<Device> devices() {
    return accelerators.usable();
  }
}
