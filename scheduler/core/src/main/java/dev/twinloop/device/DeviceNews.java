package dev.twinloop.device;

import dev.twinloop.device.DeviceEvent.Kind;
import java.time.Duration;
import java.util.Optional;

/**
 * What a device's listener is told of its life, under the device's monitor.
 *
 * @param identity whose news
 * @param monitor tells it when no lock is held
 */
record DeviceNews(DeviceIdentity identity, Monitor monitor) {
  void starting(String traceId) {
    tell(Kind.STARTING, traceId, 0, "starting " + identity.id());
  }

  void started(String traceId, long tookNs, RunningEngine running) {
    String name = running.engine().hardwareCaps().deviceName();
    tell(
        Kind.STARTED,
        traceId,
        tookNs,
        "%s (%s) up in %d ms, %s"
            .formatted(identity.id(), name, tookNs / 1_000_000, running.describe()));
  }

  void ready(String traceId, long tookNs) {
    String text = identity.id() + " answered known-answer tests rightly and is used";
    tell(Kind.READY, traceId, tookNs, text);
  }

  void coolingDown(String traceId, Duration left, String why) {
    String text = "%s gets no work for %d ms: %s".formatted(identity.id(), left.toMillis(), why);
    tell(Kind.COOLING_DOWN, traceId, 0, text);
  }

  void unavailable(String traceId, String why) {
    tell(Kind.UNAVAILABLE, traceId, 0, why);
  }

  /** That the CPU is there is no news. */
  private void tell(Kind kind, String traceId, long elapsedNs, String text) {
    if (identity.accelerator() || (kind != Kind.STARTED && kind != Kind.READY)) {
      monitor.tell(
          new DeviceEvent(kind, identity.id(), traceId, Optional.empty(), elapsedNs, text));
    }
  }
}
