package dev.twinloop.tornado;

import dev.twinloop.engine.Backend;
import dev.twinloop.engine.EngineProvider;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.engine.HostedEngine;
import dev.twinloop.engine.WorkerLaunch;
import java.util.List;
import java.util.Optional;

/**
 * What the two TornadoVM backends have in common. {@link #worker} reads file names only and runs in
 * the caller; {@link #devices} and {@link #open} load TornadoVM and run in the worker so started.
 */
abstract sealed class TornadoProvider implements EngineProvider
    permits CudaEngineProvider, OpenClEngineProvider {
  private final Backend backend;

  TornadoProvider(Backend backend) {
    this.backend = backend;
  }

  @Override
  public String name() {
    return TornadoSdk.name(backend);
  }

  @Override
  public Optional<WorkerLaunch> worker(Optional<String> deviceId) {
    Optional<DeviceId> device = deviceId.map(text -> DeviceId.parse(backend, text));
    return Optional.of(SdkLaunch.launch(TornadoSdk.find(), backend, device, System.getenv()));
  }

  @Override
  public List<HardwareCaps> devices() {
    return TornadoDevices.list(backend).stream().map(TornadoDevices.Found::caps).toList();
  }

  @Override
  public HostedEngine open(String deviceId) {
    long start = System.nanoTime();
    GraphRoom.enlarge();
    WorkerClasses.loadBeside(backend);
    TornadoEngine engine =
        new TornadoEngine(TornadoDevices.find(DeviceId.parse(backend, deviceId)));
    WorkerTimes.started(System.nanoTime() - start);
    return engine;
  }
}
