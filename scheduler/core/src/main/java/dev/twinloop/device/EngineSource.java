package dev.twinloop.device;

/** How a device comes by its engine: in this JVM, in a worker process, or from a test. */
@FunctionalInterface
public interface EngineSource {
  /**
   * Starts the engine. May take long; an interrupt ends it, and what it had begun.
   *
   * @throws dev.twinloop.engine.DeviceException if it does not come up, with the remedy
   * @throws AbsentDevice if this machine cannot have it at all
   */
  RunningEngine start();

  /** The device is not there: trying again soon would not help. */
  final class AbsentDevice extends RuntimeException {
    private static final long serialVersionUID = 1;

    public AbsentDevice(String why, Throwable cause) {
      super(why, cause);
    }
  }
}
