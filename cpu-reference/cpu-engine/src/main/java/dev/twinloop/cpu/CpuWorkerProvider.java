package dev.twinloop.cpu;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.EngineProvider;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.engine.HostedEngine;
import dev.twinloop.engine.WorkerLaunch;
import java.util.List;
import java.util.Optional;

/**
 * The CPU engine in a worker process, as if it were an accelerator. Used only when named: failure
 * drills (kill, stop, wrong answers, no memory) can so be rehearsed on machines with no GPU.
 */
public final class CpuWorkerProvider implements EngineProvider {
  /** The id of the one device there is, and this provider's name. */
  public static final String DEVICE_ID = "cpu-worker";

  @Override
  public String name() {
    return DEVICE_ID;
  }

  @Override
  public Optional<WorkerLaunch> worker(Optional<String> deviceId) {
    return Optional.of(WorkerLaunch.plain());
  }

  @Override
  public List<HardwareCaps> devices() {
    return List.of(HostCpu.caps(DEVICE_ID, Runtime.getRuntime().availableProcessors()));
  }

  @Override
  public HostedEngine open(String deviceId) {
    if (!deviceId.equals(DEVICE_ID)) {
      throw DeviceException.Code.UNAVAILABLE.exception(
          "device: id=" + deviceId + ", accepted: " + DEVICE_ID);
    }
    return new CpuEngine(Runtime.getRuntime().availableProcessors(), DEVICE_ID);
  }
}
