package dev.twinloop.engine;

import dev.twinloop.task.Cores;
import java.util.List;
import java.util.Optional;

/**
 * Makes engines of one kind. Providers are found with {@link java.util.ServiceLoader}. A provider
 * must load on a machine without its device: it must use no native code before {@link #devices()}
 * or {@link #open}.
 */
public interface EngineProvider {
  /** Unique name, such as {@code cpu}, {@code cuda}, {@code opencl}. */
  String name();

  /**
   * How to start the worker process in which {@link #devices()} and {@link #open} must be called.
   * Empty if they may be called in the caller's JVM.
   *
   * @param deviceId the device that the worker will serve; empty if the worker only lists devices
   * @throws DeviceException of code {@code UNAVAILABLE} if the worker cannot be started here, with
   *     the remedy in its message
   */
  Optional<WorkerLaunch> worker(Optional<String> deviceId);

  /**
   * The devices that this kind of engine can serve; possibly none.
   *
   * @throws DeviceException of code {@code UNAVAILABLE} with the remedy in its message
   */
  List<HardwareCaps> devices();

  /**
   * The ids of devices that are probably there. This method returns at once and starts nothing, so
   * that a device can start while the search for others still runs. If a device is not there, its
   * worker says so. Empty if nothing is known.
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
   * Opens the engine of a device that is this machine's processor, on shared cores.
   *
   * @param cores the engine computes on these instead of its own threads
   * @throws DeviceException if there is no such device or it does not work
   */
  default HostedEngine open(String deviceId, Cores cores) {
    return open(deviceId);
  }
}
