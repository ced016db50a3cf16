package dev.twinloop.scheduler;

/**
 * Something that a watcher of a scheduler should see.
 *
 * @param traceId the task it happened to, or empty
 * @param kind what happened
 * @param deviceId the device, or a provider's name, or empty
 * @param text one line: what happened, which values, what to do
 */
public record SchedulerEvent(String traceId, Kind kind, String deviceId, String text) {
  /** What happened. */
  public enum Kind {
    /** A worker process is being started. */
    WORKER_STARTING,
    /** A worker is up. */
    WORKER_STARTED,
    /** A program was compiled for a device; several slots of one program are compiled each. */
    PROGRAM_COMPILED,
    /** A device or a provider cannot be used. */
    DEVICE_UNAVAILABLE,
    /** A slice is run again on the CPU. */
    FALLBACK,
    /** A device answered wrongly. */
    MISMATCH,
    /** A device gets no work until its cool-down is over. */
    DEVICE_UNHEALTHY,
    /** A device is trusted again. */
    DEVICE_READMITTED
  }
}
