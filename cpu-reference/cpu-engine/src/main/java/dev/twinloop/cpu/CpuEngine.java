package dev.twinloop.cpu;

import dev.twinloop.engine.EngineType;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.engine.HostedEngine;
import dev.twinloop.engine.Slot;
import dev.twinloop.task.BufferLayout;
import dev.twinloop.task.Program;
import dev.twinloop.task.TaskType;
import java.lang.foreign.MemorySegment;

/**
 * Runs programs on this machine's cores: each kernel's method is called as it stands, once a chunk
 * of its items, with a control and a receipt of the chunk's own.
 *
 * <p>Thread-safe. The engine owns its threads; all its slots share them, so that never more than
 * {@code parallelism} cores work.
 */
public final class CpuEngine implements HostedEngine {
  /** The id of the one device there is. */
  public static final String DEVICE_ID = "cpu";

  private final HardwareCaps caps;
  private final Cores cores;

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
    this.cores = new Cores(parallelism);
    this.caps = HostCpu.caps(deviceId, parallelism);
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
    cores.requireOpen();
    return new CpuSlot(cores, program, capacity, layout, block);
  }

  /** Ends the threads once the chunks under way are done. Idempotent. */
  @Override
  public void close() {
    cores.close();
  }
}
