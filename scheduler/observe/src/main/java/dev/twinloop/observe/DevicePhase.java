package dev.twinloop.observe;

import dev.twinloop.scheduler.SchedulerEvent;
import java.util.Locale;
import java.util.Optional;

/** A device's state as the events tell it. */
public enum DevicePhase {
  /** It is there; nobody has wanted it yet. */
  FOUND,
  /** Its worker is coming up. */
  STARTING,
  /** It must answer known-answer tests rightly before it gets work. */
  TRIAL,
  /** It gets work. */
  READY,
  /** It failed and gets no work until its cool-down is over. */
  COOLING_DOWN,
  /** It cannot be used on this machine. */
  UNAVAILABLE;

  /** The state that a device is in after an event, if the event changes it. */
  public static Optional<DevicePhase> after(SchedulerEvent event) {
    if (event.deviceId().isEmpty()) {
      return Optional.empty();
    }
    return switch (event.kind()) {
      case DEVICE_FOUND -> Optional.of(FOUND);
      case WORKER_STARTING -> Optional.of(STARTING);
      case WORKER_STARTED -> Optional.of(TRIAL);
      case DEVICE_READY -> Optional.of(READY);
      case DEVICE_UNHEALTHY -> Optional.of(COOLING_DOWN);
      case DEVICE_UNAVAILABLE -> Optional.of(UNAVAILABLE);
      case DISCOVERING,
          PROGRAM_COMPILING,
          PROGRAM_COMPILED,
          PROGRAM_REFUSED,
          FALLBACK,
          MISMATCH,
          DOUBTED,
          TASK_FAILED ->
          Optional.empty();
    };
  }

  /** The name in meters and JSON, such as {@code cooling-down}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
