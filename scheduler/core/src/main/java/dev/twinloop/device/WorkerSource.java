package dev.twinloop.device;

import dev.twinloop.engine.DeviceEngine;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.EngineProvider;
import dev.twinloop.worker.WorkerEngine;
import java.util.concurrent.CompletableFuture;

/** Engines in worker processes. */
record WorkerSource(EngineProvider provider, String deviceId, WorkerEngine.Settings settings)
    implements EngineSource {
  @Override
  public RunningEngine start() {
    try {
      boolean unused = provider.worker(java.util.Optional.of(deviceId)).isPresent();
    } catch (DeviceException e) {
      throw new AbsentDevice(String.valueOf(e.getMessage()), e);
    } catch (IllegalArgumentException e) {
      throw new AbsentDevice(String.valueOf(e.getMessage()), e);
    }
    return new Running(WorkerEngine.start(provider, deviceId, settings));
  }

  private record Running(WorkerEngine worker) implements RunningEngine {
    @Override
    public DeviceEngine engine() {
      return worker;
    }

    @Override
    public CompletableFuture<String> ended() {
      return worker.ended();
    }

    @Override
    public String describe() {
      return "pid " + worker.pid();
    }

    @Override
    public void close() {
      worker.close();
    }

    @Override
    public void kill() {
      worker.kill();
    }
  }
}
