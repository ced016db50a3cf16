package dev.twinloop.cpu;

import dev.twinloop.engine.EngineType;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.engine.HostedEngine;
import dev.twinloop.engine.Slot;
import dev.twinloop.task.BufferLayout;
import dev.twinloop.task.Cores;
import dev.twinloop.task.Program;
import dev.twinloop.task.TaskType;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * Runs programs on this machine's cores: each kernel's method is called as it stands, once a chunk
 * of its items, with a control and a receipt of the chunk's own.
 *
 * <p>Thread-safe. All slots of an engine share its cores, so that never more than {@code
 * parallelism} of them work.
 */
public final class CpuEngine implements HostedEngine {
  /** The id of the one device there is. */
  public static final String DEVICE_ID = "cpu";

  private final HardwareCaps caps;
  private final Cores cores;
  private final Optional<OwnCores> own;
  private volatile boolean closed;

  /** An engine on all cores. */
  public CpuEngine() {
    this(Runtime.getRuntime().availableProcessors());
  }

  /**
   * An engine on some cores.
   *
   * @param parallelism how many threads, 1 to 4096
   */
  public CpuEngine(int parallelism) {
    this(parallelism, DEVICE_ID);
  }

  CpuEngine(int parallelism, String deviceId) {
    OwnCores threads = new OwnCores(parallelism);
    this.own = Optional.of(threads);
    this.cores = threads;
    this.caps = HostCpu.caps(deviceId, parallelism);
  }

  /**
   * An engine on cores that it shares with others.
   *
   * @param cores whose threads compute; they stay their owner's
   */
  public CpuEngine(Cores cores) {
    this.own = Optional.empty();
    this.cores = cores;
    this.caps = HostCpu.caps(DEVICE_ID, cores.parallelism());
  }

  @Override
  public EngineType engineType() {
    return EngineType.CPU;
  }

  @Override
  public HardwareCaps hardwareCaps() {
    return caps;
  }

  /** {@inheritDoc} The JVM runs any program's methods. */
  @Override
  public boolean supports(TaskType type) {
    return true;
  }

  @Override
  public int preferredSlots() {
    return 1;
  }

  @Override
  public Slot openSlot(
      Program<?, ?> program, int capacity, BufferLayout layout, MemorySegment block) {
    if (closed) {
      throw new IllegalStateException("cpu engine: closed");
    }
    return new CpuSlot(cores, program, capacity, layout, block);
  }

  /** Ends the threads once the chunks under way are done. Idempotent. */
  @Override
  public void close() {
    closed = true;
    own.ifPresent(OwnCores::close);
  }
}
