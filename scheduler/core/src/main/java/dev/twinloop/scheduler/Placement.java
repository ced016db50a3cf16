package dev.twinloop.scheduler;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.scheduler.SchedulerEvent.Kind;
import dev.twinloop.scheduler.TaskRun.Cut;
import dev.twinloop.task.Program;
import dev.twinloop.task.Slice;
import dev.twinloop.task.Slicing;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Decides where the slices of one task run, and keeps the task going when a device does not.
 *
 * <pre>
 *   CPU_ONLY      CPU pumps cut.
 *   GPU_ONLY      accelerator pumps cut; the first failure ends the task.
 *   LOAD_BALANCE  both cut, unless the CPU is far too slow for the program.
 *   AUTO          CPU pumps cut until accelerators are up, if the task is worth starting them.
 * </pre>
 *
 * Except under {@code GPU_ONLY}, slices that failed on an accelerator are run again by CPU pumps,
 * which also take over what is left when no accelerator works any more. A pump that may cut takes
 * the slice whose {@link Residents} lie best for it, and never waits for a better one.
 *
 * @param <R> the task's result type
 */
final class Placement<R> {
  private final TaskRun<R> run;
  private final Devices devices;
  private final SchedulerConfig config;
  private final Events events;
  private final Pump.Shared shared;
  private final MemoryFit memory;
  private final Executor threads;
  private final SliceSizes sizes;

  private boolean cpuCuts;
  private boolean cpuAlone;
  private int cpuPumps;
  private int acceleratorPumps;
  private boolean acceleratorsAsked;
  private volatile List<Device> accelerators = List.of();

  /** What placements of one scheduler share. */
  record Context(
      Devices devices,
      SchedulerConfig config,
      Events events,
      Pump.Shared shared,
      MemoryFit memory,
      Executor threads) {}

  Placement(TaskRun<R> run, SliceSizes sizes, Context context) {
    this.run = run;
    this.sizes = sizes;
    this.devices = context.devices();
    this.config = context.config();
    this.events = context.events();
    this.shared = context.shared();
    this.memory = context.memory();
    this.threads = context.threads();
  }

  /** Starts the first pumps. */
  synchronized void start() {
    switch (config.strategy()) {
      case CPU_ONLY -> cpuTakesOver();
      case GPU_ONLY -> askForAccelerators();
      case LOAD_BALANCE -> {
        if (sizes.cpuItems() > 0 || !devices.anyReady()) {
          cpuTakesOver();
        }
        askForAccelerators();
      }
      case AUTO -> {
        if (acceleratorNamed() || (worthReadyAccelerator() && devices.anyReady())) {
          askForAccelerators();
        } else {
          cpuTakesOver();
        }
      }
    }
  }

  private boolean acceleratorNamed() {
    return config.device().isPresent() && devices.byId(config.device().get()).accelerator();
  }

  private boolean worthReadyAccelerator() {
    return run.task().items() >= config.slicing().minBatchItems();
  }

  /** Starting a worker takes seconds, on a thread of its own; where all are up, none is needed. */
  private synchronized void askForAccelerators() {
    if (!acceleratorsAsked) {
      acceleratorsAsked = true;
      if (devices.allReady()) {
        failing(this::startAccelerators);
      } else {
        threads.execute(() -> failing(this::startAccelerators));
      }
    }
  }

  private void startAccelerators() {
    if (startFound() == 0) {
      noAccelerator();
    }
  }

  private int startFound() {
    int started = 0;
    try {
      List<Device> found = devices.accelerators();
      if (found.isEmpty()) {
        devices.problems().forEach(this::unavailable);
      }
      accelerators = found;
      long share = found.isEmpty() ? 0 : 1 + (run.unclaimed() - 1) / found.size();
      for (Device device : found) {
        started += startPumps(device, share);
      }
    } catch (DeviceException e) {
      unavailable(String.valueOf(e.getMessage()));
    }
    return started;
  }

  /**
   * Each device takes no more slices at a time than its share has, or than the others have left.
   *
   * @param share items
   */
  private int startPumps(Device device, long share) {
    try {
      int items = fitting(device, sizes.acceleratorItems(), slots(device));
      int least = items < sizes.acceleratorItems() ? 1 : sizes.acceleratorCapacity();
      long left = Math.min(slices(share, items), slices(run.unclaimed(), items));
      int slots = (int) Math.min(left, slots(device));
      synchronized (this) {
        acceleratorPumps += slots;
        cpuCuts = config.strategy() == Strategy.LOAD_BALANCE && sizes.cpuItems() > 0;
      }
      for (int i = 0; i < slots; i++) {
        pump(
            device,
            firstCapacity(items, least),
            residents -> run.cut(items, least, residents),
            this::acceleratorPumpEnded);
      }
      return slots;
    } catch (DeviceException e) {
      unavailable(String.valueOf(e.getMessage()));
      return 0;
    }
  }

  private static long slices(long items, int most) {
    return 1 + (items - 1) / most;
  }

  /** So many items, or fewer if the device's memory does not hold slices of so many. */
  private int fitting(Device device, int wanted, int slots) {
    HardwareCaps caps = device.open().engine().hardwareCaps();
    return memory.items(run.program(), run.task().items(), wanted, caps, slots);
  }

  private int slots(Device device) {
    int preferred = device.open().engine().preferredSlots();
    boolean busy = run.program().program().slicing().busyItems() > 0;
    return busy ? Math.min(preferred, Slicing.BUSY_SLICES) : preferred;
  }

  private void unavailable(String problem) {
    run.note(problem);
    events.tellOnce(Kind.DEVICE_UNAVAILABLE, "", List.of(problem));
  }

  private void noAccelerator() {
    if (config.strategy() == Strategy.GPU_ONLY) {
      run.fail(
          DeviceException.Code.UNAVAILABLE.exception(
              "task "
                  + run.traceId()
                  + ": strategy GPU_ONLY and no accelerator works: "
                  + run.notes()));
    } else {
      synchronized (this) {
        cpuAlone = true;
      }
      cpuTakesOver();
    }
  }

  private synchronized void cpuTakesOver() {
    cpuCuts = true;
    ensureCpuPumps();
  }

  private synchronized void ensureCpuPumps() {
    if (cpuPumps > 0 || run.ended()) {
      return;
    }
    Device cpu = devices.cpu();
    cpuPumps = cpu.open().engine().preferredSlots();
    for (int i = cpuPumps; i > 0; i--) {
      pump(cpu, 0, this::nextForCpu, this::cpuPumpEnded);
    }
  }

  private Optional<Cut> nextForCpu(Function<Slice, Residents> residents) {
    Optional<Cut> again = run.cutAgain();
    if (again.isPresent()) {
      return again;
    }
    if (config.strategy() == Strategy.AUTO && worthStartingAccelerators()) {
      askForAccelerators();
    }
    synchronized (this) {
      return cpuCuts ? run.cut(cpuItems(), 1, residents) : Optional.empty();
    }
  }

  /** Whether an accelerator has these residents, so that slices had better be left to it. */
  private boolean onAccelerator(Object version) {
    Program<?, R> program = run.program().program();
    return accelerators.stream().anyMatch(device -> device.holds(program, version));
  }

  /** Of a program that wants few slices, the CPU takes large ones once nobody can help it. */
  private int cpuItems() {
    boolean large = cpuAlone && run.program().program().slicing().whole();
    int wanted = large || sizes.cpuItems() == 0 ? sizes.acceleratorItems() : sizes.cpuItems();
    return fitting(devices.cpu(), wanted, cpuPumps);
  }

  private boolean worthStartingAccelerators() {
    if (config.device().isPresent()) {
      return false;
    }
    OptionalDouble nsPerItem =
        shared.costs().nsPerItem(run.program().program(), devices.cpu().id());
    return nsPerItem.isPresent()
        && nsPerItem.getAsDouble() * run.unclaimed() > config.slicing().assumedStartup().toNanos();
  }

  private void pump(Device device, int capacity, Pump.Source source, Runnable ended) {
    Pump<R> pump =
        new Pump<>(
            run,
            device,
            new Pump.Feed(capacity, source, this::onAccelerator, this::failed),
            shared);
    threads.execute(
        () -> {
          failing(() -> carry(pump));
          failing(ended);
        });
  }

  private int firstCapacity(int items, int least) {
    Slice first = run.program().slice(0, run.sliceItems(items));
    return Math.max(least, run.program().capacity(first));
  }

  private void carry(Pump<R> pump) {
    try {
      pump.run();
    } catch (DeviceException e) {
      unavailable(String.valueOf(e.getMessage()));
    }
  }

  /** A step on a thread of its own: whatever it throws ends the task, or its caller would wait. */
  private void failing(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error e) {
      run.fail(e);
    }
  }

  private void failed(Cut cut, Device device, DeviceException failure) {
    boolean mismatch = failure.code() == DeviceException.Code.MISMATCH;
    boolean last = !device.accelerator() || config.strategy() == Strategy.GPU_ONLY;
    events.tell(
        run.traceId(),
        mismatch ? Kind.MISMATCH : Kind.FALLBACK,
        device.id(),
        "slice "
            + cut.slice()
            + " failed on "
            + device.id()
            + (last ? ": " : ", runs again on the CPU: ")
            + failure.getMessage());
    if (last) {
      run.fail(failure);
      return;
    }
    run.runAgain(cut, device.id(), failure);
    ensureCpuPumps();
  }

  private synchronized void acceleratorPumpEnded() {
    acceleratorPumps--;
    if (acceleratorPumps == 0 && !run.ended() && run.unclaimed() > 0) {
      noAccelerator();
    }
  }

  private synchronized void cpuPumpEnded() {
    cpuPumps--;
    boolean leftOver = run.hasAgain() || (cpuCuts && run.unclaimed() > 0);
    if (cpuPumps == 0 && !run.ended() && leftOver) {
      ensureCpuPumps();
    }
  }
}
