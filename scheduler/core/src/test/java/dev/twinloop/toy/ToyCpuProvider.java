package dev.twinloop.toy;

import dev.twinloop.engine.EngineProvider;
import dev.twinloop.engine.EngineType;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.engine.HostedEngine;
import dev.twinloop.engine.WorkerLaunch;
import java.util.List;
import java.util.Optional;

/** The in-process CPU of the tests. */
public final class ToyCpuProvider implements EngineProvider {
  private static final long MEMORY = 1 << 30;

  private final ToyEngine engine;

  /** A CPU without delay. */
  public ToyCpuProvider() {
    this(0);
  }

  /** A CPU that takes so long for each slice. */
  public ToyCpuProvider(long runMs) {
    this(runMs, MEMORY);
  }

  /** A CPU that takes so long for each slice, and names so much memory. */
  public ToyCpuProvider(long runMs, long memoryBytes) {
    this.engine = ToyEngine.of("cpu", EngineType.CPU, runMs).withMemory(memoryBytes);
  }

  @Override
  public String name() {
    return "cpu";
  }

  @Override
  public Optional<WorkerLaunch> worker(Optional<String> deviceId) {
    return Optional.empty();
  }

  @Override
  public List<HardwareCaps> devices() {
    return List.of(engine.hardwareCaps());
  }

  @Override
  public HostedEngine open(String deviceId) {
    return engine;
  }
}
