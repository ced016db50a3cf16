package dev.twinloop.toy;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.EngineProvider;
import dev.twinloop.engine.EngineType;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.engine.HostedEngine;
import dev.twinloop.engine.WorkerLaunch;
import java.util.List;
import java.util.Optional;

/** A toy accelerator, in a worker process. */
public final class ToyWorkerProvider implements EngineProvider {
  @Override
  public String name() {
    return "toy";
  }

  @Override
  public Optional<WorkerLaunch> worker(Optional<String> deviceId) {
    return Optional.of(WorkerLaunch.plain());
  }

  @Override
  public List<HardwareCaps> devices() {
    return List.of(ToyEngine.of("toy:0", EngineType.GPU, 0).hardwareCaps());
  }

  @Override
  public HostedEngine open(String deviceId) {
    if (deviceId.equals("toy:absent")) {
      System.out.println("a driver prints to standard output");
      throw DeviceException.Code.UNAVAILABLE.exception("no such device; plug one in");
    }
    return ToyEngine.of(deviceId, EngineType.GPU, 5);
  }
}
