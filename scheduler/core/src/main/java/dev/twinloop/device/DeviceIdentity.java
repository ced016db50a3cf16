package dev.twinloop.device;

import dev.twinloop.engine.HardwareCaps;
import java.util.Optional;

/**
 * Which device, and how its engine is started.
 *
 * @param id by which it is named
 * @param caps its description, if it was found before
 * @param accelerator whether it lives in a worker; one that does not is always trusted
 * @param source of its engines
 */
record DeviceIdentity(
    String id, Optional<HardwareCaps> caps, boolean accelerator, EngineSource source) {}
