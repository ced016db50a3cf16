package dev.twinloop.scheduler;

/**
 * Something that a watcher of a scheduler should see.
 *
 * @param traceId the task that the event concerns or that caused it, or empty
 * @param kind what happened
 * @param deviceId the device, or a provider's name, or empty
 * @param elapsedNs how long it took; 0 for events without a duration
 * @param text one line: what happened, which values, what to do
 */
public record SchedulerEvent(
    String traceId, Kind kind, String deviceId, long elapsedNs, String text) {
  /** What happened. */
  public enum Kind {
    /** Devices of a provider are looked for. */
    DISCOVERING,
    /** A device was found. */
    DEVICE_FOUND,
    /** A worker process is being started. */
    WORKER_STARTING,
    /** A worker is up; its known answers come next. */
    WORKER_STARTED,
    /** A device answered the known-answer tests rightly and gets work: the first time, or again. */
    DEVICE_READY,
    /** A program is being compiled for a device. */
    PROGRAM_COMPILING,
    /** A program was compiled for a device: once for each slot. */
    PROGRAM_COMPILED,
    /** A device refused a program. */
    PROGRAM_REFUSED,
    /** A device or a provider cannot be used. */
    DEVICE_UNAVAILABLE,
    /** A slice is run again, on the CPU or in halves. */
    FALLBACK,
    /** A device answered wrongly. */
    MISMATCH,
    /** A device gave wrong answers, so everything that it had delivered is computed again. */
    DOUBTED,
    /** A device gets no work until its cool-down is over. */
    DEVICE_UNHEALTHY,
    /** A task ended without a result. */
    TASK_FAILED
  }
}
