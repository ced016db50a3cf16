package dev.twinloop.device;

import dev.twinloop.engine.DeviceEngine;
import java.util.concurrent.CompletableFuture;

/** One life of a device's engine. */
public interface RunningEngine extends AutoCloseable {
  /** The engine. */
  DeviceEngine engine();

  /** Completes with why, when the engine has ended by itself or otherwise. */
  CompletableFuture<String> ended();

  /** What it is, for a log line: {@code pid 4711}. */
  String describe();

  /** Ends it, by force after two seconds. Idempotent. */
  @Override
  void close();

  /** Ends it by force, now. Idempotent. */
  void kill();
}
