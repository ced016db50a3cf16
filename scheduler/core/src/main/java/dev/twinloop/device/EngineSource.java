package dev.twinloop.device;

/** Makes the engine of a device: in this JVM, in a worker process, or in a test. */
@FunctionalInterface
public interface EngineSource {
  /**
   * Starts the engine. This may take long. An interrupt ends the start and everything that it had
   * begun.
   *
   * @throws dev.twinloop.engine.DeviceException if the engine does not start, with the remedy
   * @throws AbsentDevice if this machine cannot have the device at all
   */
  RunningEngine start();

  /** The device is not there, so a retry would not help. */
  final class AbsentDevice extends RuntimeException {
    private static final long serialVersionUID = 1;

    public AbsentDevice(String why, Throwable cause) {
      super(why, cause);
    }
  }
}
