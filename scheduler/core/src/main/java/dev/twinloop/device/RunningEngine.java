package dev.twinloop.device;

import dev.twinloop.engine.DeviceEngine;
import java.util.concurrent.CompletableFuture;

/** A running engine of a device, from its start to its end. */
public interface RunningEngine extends AutoCloseable {
  /** The engine. */
  DeviceEngine engine();

  /** Completes with the reason when the engine has ended, for whatever reason. */
  CompletableFuture<String> ended();

  /** A short text for log lines, such as {@code pid 4711}. */
  String describe();

  /** Ends the engine, by force after two seconds. Idempotent. */
  @Override
  void close();

  /** Ends the engine by force, now. Idempotent. */
  void kill();
}
