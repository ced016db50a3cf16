package dev.twinloop.engine;

import dev.twinloop.task.Cores;
import java.util.List;
import java.util.Optional;

/**
 * Makes engines of one kind; found with {@link java.util.ServiceLoader}. A provider must load
 * without its device: nothing native is touched before {@link #devices()} or {@link #open}.
 */
public interface EngineProvider {
  /** Unique name, such as {@code cpu}, {@code cuda}, {@code opencl}. */
  String name();

  /**
   * How to start the worker process in which {@link #devices()} and {@link #open} must be called;
   * empty if the caller's JVM will do.
   *
   * @param deviceId the device that the worker will serve, or empty to only list devices
   * @throws DeviceException of code {@code UNAVAILABLE} if it cannot be started here, with the
   *     remedy in its message
   */
  Optional<WorkerLaunch> worker(Optional<String> deviceId);

  /**
   * The devices that this kind of engine can serve; possibly none.
   *
   * @throws DeviceException of code {@code UNAVAILABLE} with the remedy in its message
   */
  List<HardwareCaps> devices();

  /**
   * The ids of devices that are probably there, told at once and without starting anything, so that
   * a device can start while others are still looked for. The worker of one that is not there says
   * so. Empty where nothing can be told.
   */
  default List<String> likely() {
    return List.of();
  }

  /**
   * Opens the engine of one device.
   *
   * @throws DeviceException if there is no such device or it does not work
   */
  HostedEngine open(String deviceId);

  /**
   * Opens the engine of a device that is this machine's processor, on cores that it shares.
   *
   * @param cores what it shall compute on instead of threads of its own
   * @throws DeviceException if there is no such device or it does not work
   */
  default HostedEngine open(String deviceId, Cores cores) {
    return open(deviceId);
  }
}
