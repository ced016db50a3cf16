package dev.twinloop.device;

import dev.twinloop.engine.DeviceEngine;
import dev.twinloop.engine.EngineProvider;
import java.util.concurrent.CompletableFuture;

/** Engines in this JVM: the CPU. */
record LocalSource(EngineProvider provider, String deviceId) implements EngineSource {
  @Override
  public RunningEngine start() {
    return new Running(provider.open(deviceId), new CompletableFuture<>());
  }

  private record Running(DeviceEngine engine, CompletableFuture<String> ended)
      implements RunningEngine {
    @Override
    public String describe() {
      return "in this JVM";
    }

    @Override
    public void close() {
      engine.close();
      ended.complete("closed");
    }

    @Override
    public void kill() {
      close();
    }
  }
}
