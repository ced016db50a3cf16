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
  /**
   * The id of the device, and this provider's name. Further ones are {@code cpu-worker:0} to {@code
   * cpu-worker:99}: the same processor in a process of its own each, to rehearse several devices.
   */
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
    if (!deviceId.matches(DEVICE_ID + "(:[0-9]{1,2})?")) {
      throw DeviceException.Code.UNAVAILABLE.exception(
          "device: id=%s, accepted: %s, or %s:0 to %s:99"
              .formatted(deviceId, DEVICE_ID, DEVICE_ID, DEVICE_ID));
    }
    return new CpuEngine(Runtime.getRuntime().availableProcessors(), deviceId);
  }
}
