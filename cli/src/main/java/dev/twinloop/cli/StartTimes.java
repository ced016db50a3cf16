package dev.twinloop.cli;

import dev.twinloop.engine.ProcessAge;
import dev.twinloop.scheduler.SchedulerEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * When the steps of a start were over, in milliseconds since the process of the command was
 * started, for {@code --verbose}: which part of a cold command line takes how long. Only the first
 * time of each step counts. Thread-safe.
 */
final class StartTimes {
  private final Map<String, Long> steps = new LinkedHashMap<>();
  private final boolean kept;
  private final long startMs;

  /** Keeps the times, or nothing: to ask the system when this process started takes a moment. */
  StartTimes(boolean kept, Caller caller) {
    this.kept = kept;
    this.startMs = kept ? System.currentTimeMillis() - ProcessAge.ms(caller.pid()) : 0;
  }

  /** A step is over now. */
  synchronized void reached(String step) {
    if (kept) {
      steps.putIfAbsent(step, Math.max(0, System.currentTimeMillis() - startMs));
    }
  }

  /** A device, or what it compiles, has got further. */
  void event(SchedulerEvent event) {
    String id = event.deviceId();
    switch (event.kind()) {
      case DISCOVERING -> reached("looking for devices of " + id);
      case DEVICE_FOUND -> reached(id + " found");
      case WORKER_STARTING -> reached(id + " starting");
      case WORKER_STARTED -> reached(id + " up");
      case PROGRAM_COMPILING -> reached(id + " compiling");
      case PROGRAM_COMPILED -> reached(id + " compiled and tried");
      case DEVICE_READY -> reached(id + " trusted");
      case DEVICE_UNAVAILABLE,
          DEVICE_UNHEALTHY,
          PROGRAM_REFUSED,
          FALLBACK,
          MISMATCH,
          DOUBTED,
          TASK_FAILED -> {}
    }
  }

  /** Such as {@code times in ms since the start: command line read 210, cuda:0 up 1034}. */
  synchronized String line() {
    return "times in ms since the start: "
        + steps.entrySet().stream()
            .map(step -> step.getKey() + " " + step.getValue())
            .collect(Collectors.joining(", "));
  }
}
