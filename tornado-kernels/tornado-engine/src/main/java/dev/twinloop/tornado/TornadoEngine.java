package dev.twinloop.tornado;

import dev.twinloop.engine.Backend;
import dev.twinloop.engine.DeviceException.Code;
import dev.twinloop.engine.EngineType;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.engine.HostedEngine;
import dev.twinloop.engine.Slot;
import dev.twinloop.task.BufferLayout;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.KernelCall;
import dev.twinloop.task.Program;
import dev.twinloop.task.TaskType;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import uk.ac.manchester.tornado.api.TornadoTargetDevice;
import uk.ac.manchester.tornado.api.common.TornadoDevice;

/**
 * Runs programs on one device through TornadoVM. Lives in a worker.
 *
 * <p>Thread-safe: slots run at the same time from several threads, each with its own execution
 * plan. {@link KernelCompiler} compiles while slots run. Plans are built one at a time, since
 * TornadoVM's builders share state, and freed while none runs, since freeing one CUDA plan takes
 * the page locks of all.
 */
final class TornadoEngine implements HostedEngine {
  /** {@code true} replays a program of several kernels as one CUDA graph. Read in the worker. */
  static final String GRAPH_PROPERTY = "twinloop.cuda.graph";

  /** How many slots are kept busy; default 6, or 1 where the device is the host's processor. */
  static final String SLOTS_PROPERTY = "twinloop.slots";

  /** {@code false}: each slot compiles its own kernels, and none are kept on disk. */
  static final String ONCE_PROPERTY = "twinloop.compile.once";

  /** Threads a compute unit of kernels that say so; default: what each says. */
  static final String THREADS_PROPERTY = "twinloop.threads";

  private static final AtomicInteger NAMES = new AtomicInteger();

  private final TornadoDevices.Found device;
  private final boolean graphReplay;
  private final HostPins pins;
  private final Optional<KernelCompiler> compiler;
  private final ReentrantLock making = new ReentrantLock();
  private final RunTurns turns = new RunTurns(System::nanoTime);
  private final List<MemorySegment> regions = new ArrayList<>();
  private final Set<TornadoSlot> slots = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  TornadoEngine(TornadoDevices.Found device) {
    this.device = device;
    boolean cuda = device.caps().backend() == Backend.CUDA;
    this.graphReplay = cuda && Boolean.getBoolean(GRAPH_PROPERTY);
    this.pins = cuda ? HostPins.of(device.device()) : HostPins.NONE;
    this.compiler = compilerOf(device);
  }

  private static Optional<KernelCompiler> compilerOf(TornadoDevices.Found device) {
    boolean once = Boolean.parseBoolean(System.getProperty(ONCE_PROPERTY, "true"));
    KernelKey keys = KernelKey.of(device.caps());
    return Optional.of(device)
        .filter(_ -> once)
        .flatMap(KernelCompiler.Access::of)
        .map(access -> new KernelCompiler(device, access, keys, CodeStore.ofUser()));
  }

  @Override
  public EngineType engineType() {
    return EngineType.GPU;
  }

  @Override
  public HardwareCaps hardwareCaps() {
    return device.caps();
  }

  @Override
  public boolean supports(TaskType type) {
    return true;
  }

  @Override
  public int preferredSlots() {
    return Integer.getInteger(SLOTS_PROPERTY, device.caps().hostCpu() ? 1 : 6);
  }

  @Override
  public Slot openSlot(
      Program<?, ?> program, int capacity, BufferLayout layout, MemorySegment block) {
    Buffers buffers = Buffers.over(layout, capacity, block);
    requireOpen();
    requireLaunches(program, capacity, layout.kernels().size());
    SlotArrays arrays = new SlotArrays(program, buffers);
    try {
      requireMemory(program, capacity, arrays);
      return made(new TornadoSlot.Memory(buffers, arrays));
    } catch (Throwable e) {
      arrays.close();
      throw RunFailure.explain(
          "slot of " + program + ", capacity=" + capacity, Code.COMPILATION, e);
    }
  }

  private static void requireLaunches(Program<?, ?> program, int capacity, int launches) {
    if (launches > GraphRoom.MOST_LAUNCHES) {
      throw Code.COMPILATION.exception(
          "slot of %s, capacity=%d: launches=%d, accepted: to %d"
              .formatted(program, capacity, launches, GraphRoom.MOST_LAUNCHES));
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("engine: device=" + device.caps().deviceId() + ", closed");
    }
  }

  @Override
  public void close() {
    closed = true;
    List.copyOf(slots).forEach(TornadoSlot::close);
  }

  /** How many threads a kernel may have in all. */
  long threads(KernelCall kernel) {
    int perUnit = kernel.threadsPerUnit();
    KernelCall asked =
        perUnit == 0
            ? kernel
            : kernel.withThreadsPerUnit(Integer.getInteger(THREADS_PROPERTY, perUnit));
    return asked.threads(device.caps().shape());
  }

  /** TornadoVM's handle of the device. */
  TornadoDevice device() {
    return device.device();
  }

  /** What compiles kernels for all slots; empty where each slot has to do so for itself. */
  Optional<KernelCompiler> compiler() {
    return compiler;
  }

  boolean graphReplay() {
    return graphReplay;
  }

  /** Page-locks the region once, so that copies from and to any part of it go at full speed. */
  @Override
  public void share(MemorySegment region) {
    turns.alone(
        () -> {
          regions.add(region);
          pins.lock(List.of(region));
          return true;
        });
  }

  /** Which runs may overlap. */
  RunTurns turns() {
    return turns;
  }

  void closeAlone(TornadoSlot slot, Runnable free) {
    turns.alone(
        () -> {
          slots.remove(slot);
          free.run();
          List<MemorySegment> left = new ArrayList<>(regions);
          slots.forEach(other -> left.addAll(other.arrays().hostSegments()));
          pins.lock(left);
          return true;
        });
  }

  private Slot made(TornadoSlot.Memory memory) {
    long start = System.nanoTime();
    SlotKernels kernels = new SlotKernels(this, memory.buffers(), memory.arrays());
    long compiled = System.nanoTime();
    making.lock();
    try {
      requireOpen();
      long building = System.nanoTime();
      TornadoSlot slot = new TornadoSlot(this, "slot" + NAMES.incrementAndGet(), memory, kernels);
      slots.add(slot);
      long built = System.nanoTime();
      try {
        slot.warmUp();
      } catch (RuntimeException | Error e) {
        slot.close();
        throw e;
      }
      String what = "kernels=" + kernels.kernels().size();
      WorkerTimes.opened(what, compiled - start, built - building, System.nanoTime() - built);
      return slot;
    } finally {
      making.unlock();
    }
  }

  private void requireMemory(Program<?, ?> program, int capacity, SlotArrays arrays) {
    TornadoTargetDevice target = device.device().getPhysicalDevice();
    long most = target.getDeviceMaxAllocationSize();
    if (arrays.largestBytes() >= most || arrays.deviceBytes() > device.caps().memoryBytes()) {
      throw Code.OUT_OF_MEMORY.exception(
          "slot of %s, capacity=%d: largest buffer=%d bytes, all buffers=%d bytes, accepted: below %d and %d"
              .formatted(
                  program,
                  capacity,
                  arrays.largestBytes(),
                  arrays.deviceBytes(),
                  most,
                  device.caps().memoryBytes()));
    }
  }
}
