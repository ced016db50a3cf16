package dev.twinloop.device;

import dev.twinloop.engine.HardwareCaps;
import java.util.Optional;

/**
 * One line of {@code twinloop devices}: a device, or why a provider has none.
 *
 * @param provider name of the engine provider
 * @param caps the device, if there is one
 * @param problem what is wrong and what to do, if something is
 */
public record DeviceStatus(String provider, Optional<HardwareCaps> caps, Optional<String> problem) {

  /** A device. */
  public static DeviceStatus found(String provider, HardwareCaps caps) {
    return new DeviceStatus(provider, Optional.of(caps), Optional.empty());
  }

  /** A provider without devices. */
  public static DeviceStatus missing(String provider, String problem) {
    return new DeviceStatus(provider, Optional.empty(), Optional.of(problem));
  }
}
