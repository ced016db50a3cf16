package dev.twinloop.cpu;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.EngineProvider;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.engine.HostedEngine;
import dev.twinloop.engine.WorkerLaunch;
import dev.twinloop.task.Cores;
import java.util.List;
import java.util.Optional;

/** The CPU as a device: always there, needs no worker. */
public final class CpuEngineProvider implements EngineProvider {
  @Override
  public String name() {
    return "cpu";
  }

  /** {@inheritDoc} Empty: the caller's JVM will do. */
  @Override
  public Optional<WorkerLaunch> worker(Optional<String> deviceId) {
    return Optional.empty();
  }

  @Override
  public List<HardwareCaps> devices() {
    return List.of(HostCpu.caps(CpuEngine.DEVICE_ID, Runtime.getRuntime().availableProcessors()));
  }

  @Override
  public HostedEngine open(String deviceId) {
    requireCpu(deviceId);
    return new CpuEngine();
  }

  @Override
  public HostedEngine open(String deviceId, Cores cores) {
    requireCpu(deviceId);
    return new CpuEngine(cores);
  }

  private static void requireCpu(String deviceId) {
    if (!deviceId.equals(CpuEngine.DEVICE_ID)) {
      throw DeviceException.Code.UNAVAILABLE.exception(
          "device: id=" + deviceId + ", accepted: " + CpuEngine.DEVICE_ID);
    }
  }
}
