package dev.twinloop.worker;

import dev.twinloop.engine.DeviceEngine;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.EngineProvider;
import dev.twinloop.engine.EngineType;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.engine.Slot;
import dev.twinloop.engine.Timings;
import dev.twinloop.engine.WorkerLaunch;
import dev.twinloop.task.BufferLayout;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.Program;
import dev.twinloop.task.ProgramName;
import dev.twinloop.task.TaskType;
import java.io.File;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The engine of one accelerator, hosted by a worker process of its own: a fault there cannot reach
 * the caller. Once the process is gone the engine is of no more use; open a new one.
 */
public final class WorkerEngine implements DeviceEngine {
  private final WorkerProcess process;
  private final WorkerOptions options;
  private final HardwareCaps caps;
  private final Duration startup;
  private final SharedRegions regions;
  private final Set<Integer> shared = new HashSet<>();
  private final AtomicInteger nextSlot = new AtomicInteger();

  private WorkerEngine(WorkerProcess process, Settings settings, Duration startup) {
    this.process = process;
    this.options = settings.options();
    this.regions = settings.regions();
    this.startup = startup;
    this.caps = process.hello().devices().getFirst();
  }

  /**
   * What all workers of a scheduler share.
   *
   * @param options time limits
   * @param regions memory that the caller allocated for use without copies
   */
  public record Settings(WorkerOptions options, SharedRegions regions) {}

  /** Starts a worker that shares no memory of the caller's own. */
  public static WorkerEngine start(
      EngineProvider provider, String deviceId, WorkerOptions options) {
    return start(provider, deviceId, new Settings(options, new SharedRegions()));
  }

  /**
   * Starts the worker of a device.
   *
   * @throws DeviceException if the worker does not come up, with the remedy in its message
   */
  public static WorkerEngine start(EngineProvider provider, String deviceId, Settings settings) {
    WorkerOptions options = settings.options();
    long start = System.nanoTime();
    WorkerProcess process =
        WorkerProcess.start(
            deviceId,
            command(provider, Optional.of(deviceId), options),
            launch(provider, Optional.of(deviceId)).environment(),
            options.startTimeout());
    return new WorkerEngine(process, settings, Duration.ofNanos(System.nanoTime() - start));
  }

  /**
   * Lists the devices of a provider, in a process that ends at once.
   *
   * @throws DeviceException if they cannot be listed, with the remedy in its message
   */
  public static List<HardwareCaps> probe(EngineProvider provider, WorkerOptions options) {
    try (WorkerProcess process =
        WorkerProcess.start(
            provider.name() + "-probe",
            command(provider, Optional.empty(), options),
            launch(provider, Optional.empty()).environment(),
            options.startTimeout())) {
      return process.hello().devices();
    }
  }

  private static WorkerLaunch launch(EngineProvider provider, Optional<String> deviceId) {
    return provider.worker(deviceId).orElseGet(WorkerLaunch::plain);
  }

  private static List<String> command(
      EngineProvider provider, Optional<String> deviceId, WorkerOptions options) {
    WorkerLaunch launch = launch(provider, deviceId);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(launch.jvmOptions());
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("twinloop.") && !name.equals(Drill.PROPERTY))
        .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
    options.drill().ifPresent(drill -> command.add("-D" + Drill.PROPERTY + "=" + drill));
    command.add("-cp");
    command.add(
        Stream.concat(
                launch.classPathFirst().stream().map(Path::toString),
                Stream.of(System.getProperty("java.class.path")))
            .collect(Collectors.joining(File.pathSeparator)));
    command.add(WorkerMain.class.getName());
    command.add(provider.name());
    deviceId.ifPresent(command::add);
    return command;
  }

  @Override
  public EngineType engineType() {
    return caps.engineType();
  }

  @Override
  public HardwareCaps hardwareCaps() {
    return caps;
  }

  /** {@inheritDoc} Always: a program that its device cannot run is refused when it is compiled. */
  @Override
  public boolean supports(TaskType type) {
    return true;
  }

  @Override
  public int preferredSlots() {
    return process.hello().preferredSlots();
  }

  /** How long the worker took to come up. */
  public Duration startup() {
    return startup;
  }

  /** The worker's process id. */
  public long pid() {
    return process.pid();
  }

  /** Completes with the reason once the worker has ended, whoever ended it. */
  public CompletableFuture<String> ended() {
    return process.ended();
  }

  /** Ends the worker by force. */
  public void kill() {
    process.kill();
  }

  /** Whether the worker still runs. */
  public boolean alive() {
    return process.alive();
  }

  @Override
  public Slot openSlot(Program<?, ?> program, int capacity) {
    BufferLayout layout = BufferLayout.of(program, capacity);
    SharedBlock block = SharedBlock.create(layout.bytes());
    int number = nextSlot.getAndIncrement();
    try {
      process.ask(
          number,
          new Frame.Prepare(
              number, ProgramName.of(program), capacity, block.file().toString(), layout.bytes()),
          options.prepareTimeout());
    } catch (RuntimeException e) {
      process.tell(new Frame.Release(number));
      block.close();
      throw e;
    }
    block.unlink();
    Buffers buffers = Buffers.over(layout, capacity, block.segment());
    return new WorkerSlot(number, block, buffers, new AtomicBoolean());
  }

  @Override
  public void close() {
    process.close();
  }

  /** Tells the worker of a region before the first run that uses it. */
  private void share(SharedRegions.Region region) {
    synchronized (shared) {
      if (shared.add(region.id())) {
        process.tell(new Frame.Share(region.id(), region.file(), region.bytes()));
      }
    }
  }

  private final class WorkerSlot implements Slot {
    private final int number;
    private final SharedBlock block;
    private final Buffers buffers;
    private final AtomicBoolean closed;
    private final List<Frame.Window> windows = new ArrayList<>();

    WorkerSlot(int number, SharedBlock block, Buffers buffers, AtomicBoolean closed) {
      this.number = number;
      this.block = block;
      this.buffers = buffers;
      this.closed = closed;
    }

    @Override
    public Buffers buffers() {
      return buffers;
    }

    @Override
    public boolean place(String buffer, MemorySegment memory) {
      Optional<SharedRegions.Spot> spot = regions.find(memory, buffers.payload(buffer).byteSize());
      spot.ifPresent(
          s -> {
            share(s.region());
            windows.add(new Frame.Window(buffer, s.region().id(), s.offset(), memory.byteSize()));
          });
      return spot.isPresent();
    }

    @Override
    public Timings run() {
      Frame.Run request = new Frame.Run(number, buffers.refresh(), List.copyOf(windows));
      windows.clear();
      Frame answer = process.ask(number, request, options.runTimeout());
      if (answer instanceof Frame.Done done) {
        return done.timings();
      }
      throw DeviceException.Code.LAUNCH.exception(
          "worker " + caps.deviceId() + ": answered " + answer + " to a run");
    }

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        process.tell(new Frame.Release(number));
        block.close();
      }
    }
  }
}
