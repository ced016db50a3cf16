package dev.twinloop.scheduler;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tells the log and the caller's listener. Thread-safe. */
final class Events {
  private static final System.Logger LOG = System.getLogger(HybridScheduler.class.getName());

  private final SchedulerListener listener;
  private final Set<String> toldOnce = ConcurrentHashMap.newKeySet();

  Events(SchedulerListener listener) {
    this.listener = listener;
  }

  void tell(String traceId, SchedulerEvent.Kind kind, String deviceId, String text) {
    Level level =
        switch (kind) {
          case WORKER_STARTING, WORKER_STARTED, PROGRAM_COMPILED -> Level.DEBUG;
          case DEVICE_READMITTED, DEVICE_UNAVAILABLE -> Level.INFO;
          case FALLBACK, DEVICE_UNHEALTHY -> Level.WARNING;
          case MISMATCH -> Level.ERROR;
        };
    LOG.log(level, traceId.isEmpty() ? text : "task " + traceId + ": " + text);
    try {
      listener.event(new SchedulerEvent(traceId, kind, deviceId, text));
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "listener failed on " + kind, e);
    }
  }

  /** Tells of something that would only bore when said for every task. */
  void tellOnce(SchedulerEvent.Kind kind, String deviceId, List<String> texts) {
    for (String text : texts) {
      if (toldOnce.add(text)) {
        tell("", kind, deviceId, text);
      }
    }
  }
}
