package dev.twinloop.worker;

import dev.twinloop.engine.DeviceEngine;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.EngineProvider;
import dev.twinloop.engine.EngineType;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.engine.Slot;
import dev.twinloop.engine.Timings;
import dev.twinloop.task.BufferLayout;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.Program;
import dev.twinloop.task.ProgramName;
import dev.twinloop.task.TaskType;
import dev.twinloop.worker.memory.SharedBlock;
import dev.twinloop.worker.memory.SharedRegions;
import dev.twinloop.worker.process.WorkerCommand;
import dev.twinloop.worker.process.WorkerProcess;
import dev.twinloop.worker.protocol.Frame;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The engine of one accelerator, hosted by its own worker process. A fault in that process cannot
 * damage the caller. When the process has ended, the engine cannot be used any more; open a new
 * one.
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
    this.caps = only(process.hello());
  }

  /**
   * The settings that all workers of a scheduler share.
   *
   * @param options time limits
   * @param regions memory that the caller allocated for use without copies
   */
  public record Settings(WorkerOptions options, SharedRegions regions) {}

  /** Starts a worker that shares none of the caller's own memory. */
  public static WorkerEngine start(
      EngineProvider provider, String deviceId, WorkerOptions options) {
    return start(provider, deviceId, new Settings(options, new SharedRegions()));
  }

  /**
   * Starts the worker of a device.
   *
   * @throws DeviceException if the worker does not start, with the remedy in its message
   */
  public static WorkerEngine start(EngineProvider provider, String deviceId, Settings settings) {
    WorkerOptions options = settings.options();
    WorkerCommand plain = WorkerCommand.of(provider, Optional.of(deviceId), options.drill());
    WorkerCommand command = options.confidential() ? plain.confidential() : plain;
    long start = System.nanoTime();
    String name = options.drill().isPresent() ? deviceId + " [drill]" : deviceId;
    WorkerProcess process = WorkerProcess.start(name, command, options.startTimeout());
    return over(process, settings, Duration.ofNanos(System.nanoTime() - start));
  }

  /** The engine of a worker that is up. The worker must serve one device. */
  public static WorkerEngine over(WorkerProcess process, Settings settings, Duration startup) {
    try {
      return new WorkerEngine(process, settings, startup);
    } catch (RuntimeException | Error e) {
      process.kill("it was of no use: " + e.getMessage());
      throw e;
    }
  }

  /**
   * Lists the devices of a provider, in a process that ends afterwards.
   *
   * @throws DeviceException if they cannot be listed, with the remedy in its message
   */
  public static List<HardwareCaps> probe(EngineProvider provider, WorkerOptions options) {
    WorkerCommand command = WorkerCommand.of(provider, Optional.empty(), Optional.empty());
    try (WorkerProcess process =
        WorkerProcess.start(provider.name() + "-probe", command, options.startTimeout())) {
      return process.hello().devices();
    }
  }

  /** What a worker says of itself is not trusted: it must serve one device. */
  private static HardwareCaps only(Frame.Hello hello) {
    if (hello.devices().size() != 1 || hello.preferredSlots() < 1) {
      throw DeviceException.Code.UNAVAILABLE.exception(
          "worker: devices="
              + hello.devices().size()
              + ", slots="
              + hello.preferredSlots()
              + ", accepted: one device, slots 1 to "
              + Frame.MOST_SLOTS
              + "; the engine provider is at fault");
    }
    return hello.devices().getFirst();
  }

  @Override
  public EngineType engineType() {
    return caps.engineType();
  }

  @Override
  public HardwareCaps hardwareCaps() {
    return caps;
  }

  /**
   * {@inheritDoc} Always true: a program that the device cannot run is refused when it is compiled.
   */
  @Override
  public boolean supports(TaskType type) {
    return true;
  }

  @Override
  public int preferredSlots() {
    return process.hello().preferredSlots();
  }

  /** How long the worker took to start. */
  public Duration startup() {
    return startup;
  }

  /** The worker's process id. */
  public long pid() {
    return process.pid();
  }

  /** Completes with the reason when the worker has ended, by itself or by force. */
  public CompletableFuture<String> ended() {
    return process.ended();
  }

  /** Ends the worker by force. */
  public void kill() {
    process.kill("killed by its caller");
  }

  /** Whether the worker still runs. */
  public boolean alive() {
    return process.alive();
  }

  @Override
  public Slot openSlot(Program<?, ?> any, int capacity) {
    return openSlot(any, capacity, "");
  }

  @Override
  public Slot openSlot(Program<?, ?> any, int capacity, String traceId) {
    Program<?, ?> program = any.fittedTo(caps.shape());
    BufferLayout layout = BufferLayout.of(program, capacity);
    ProgramName name = ProgramName.of(program);
    SharedBlock block = SharedBlock.create(layout.bytes());
    int number = nextSlot.getAndIncrement();
    try {
      prepare(
          new Frame.Prepare(
              number, traceId, name, capacity, block.file().toString(), layout.bytes()),
          program);
    } catch (RuntimeException | Error e) {
      process.tell(new Frame.Release(number));
      block.close();
      throw e;
    }
    block.unlink();
    Buffers buffers = Buffers.over(layout, capacity, block.segment());
    if (options.confidential()) {
      buffers.wipedAfterEachRun();
    }
    return new WorkerSlot(number, block, buffers, new AtomicBoolean());
  }

  /** A compiler that takes too long is at fault, not the worker: it is left alone here. */
  private void prepare(Frame.Prepare request, Program<?, ?> program) {
    Frame answer;
    try {
      answer = process.ask(request.slot(), request, options.prepareTimeout());
    } catch (DeviceException.Timeout e) {
      throw DeviceException.Code.TIMEOUT.exception(
          "compiling %s for %d items on %s: not finished within %d s; a longer limit may help"
              .formatted(
                  program,
                  request.capacity(),
                  caps.deviceId(),
                  options.prepareTimeout().toSeconds()),
          e);
    }
    if (!(answer instanceof Frame.Prepared)) {
      throw unexpected(answer, "a request to compile");
    }
  }

  private DeviceException unexpected(Frame answer, String request) {
    String text =
        "worker %s: answered %s to %s; killed".formatted(caps.deviceId(), answer, request);
    process.kill(text);
    return DeviceException.Code.UNAVAILABLE.exception(text);
  }

  @Override
  public void close() {
    process.close();
  }

  private static void nothing() {}

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
    private String traceId = "";
    private boolean timed;
    private Runnable meanwhile = WorkerEngine::nothing;

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
    public void forTask(String id) {
      traceId = id;
    }

    @Override
    public void timeNextRun() {
      timed = true;
    }

    @Override
    public void meanwhile(Runnable work) {
      meanwhile = work;
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
      Frame.Run request = new Frame.Run(number, traceId, buffers.refresh(), timed, windows);
      windows.clear();
      timed = false;
      Frame answer;
      try {
        answer = process.askSoon(request, options.runTimeout(), meanwhile);
      } catch (DeviceException.Timeout e) {
        String text = e.getMessage() + (traceId.isEmpty() ? "" : ", task " + traceId) + "; killed";
        process.kill(text);
        throw DeviceException.Code.TIMEOUT.exception(text, e);
      }
      if (answer instanceof Frame.Done done) {
        return done.timings();
      }
      throw unexpected(answer, "a run");
    }

    @Override
    public void forget() {
      meanwhile = WorkerEngine::nothing;
      if (options.confidential()) {
        buffers.zero();
      }
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
