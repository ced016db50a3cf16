package dev.twinloop.device;

import dev.twinloop.task.Program;
import java.util.Optional;

/**
 * An event of a device.
 *
 * @param kind what happened
 * @param deviceId the device, or a provider's name
 * @param traceId the task that caused it, or empty
 * @param program the program that the event concerns, if there is one
 * @param elapsedNs how long it took; 0 for events without a duration
 * @param text one line: what happened, which values, what to do
 */
public record DeviceEvent(
    Kind kind,
    String deviceId,
    String traceId,
    Optional<Program<?, ?>> program,
    long elapsedNs,
    String text) {
  /** What happened. */
  public enum Kind {
    /** Devices of a provider are looked for. */
    DISCOVERING,
    /** A new device was found. */
    FOUND,
    /** A worker process is being started. */
    STARTING,
    /** A worker is up; its known answers come next. */
    STARTED,
    /** A device passed its known-answer tests and gets work. */
    READY,
    /** A program is being compiled. */
    COMPILING,
    /** A program was compiled: once for each slot. */
    COMPILED,
    /** A device refused a program. */
    REFUSED,
    /** A device or a provider cannot be used here. */
    UNAVAILABLE,
    /** A device failed and gets no work until its cool-down is over. */
    COOLING_DOWN
  }

  /** An event that does not concern a program. */
  public static DeviceEvent of(Kind kind, String deviceId, String traceId, String text) {
    return new DeviceEvent(kind, deviceId, traceId, Optional.empty(), 0, text);
  }
}
