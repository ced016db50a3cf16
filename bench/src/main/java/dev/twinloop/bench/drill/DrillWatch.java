package dev.twinloop.bench.drill;

import dev.twinloop.engine.SliceReport;
import dev.twinloop.engine.TaskReport;
import dev.twinloop.scheduler.SchedulerEvent;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What is noticed of a failure, and when the device is used again. Thread-safe. */
final class DrillWatch {
  private static final Set<String> ALARMS =
      Set.of("FALLBACK", "MISMATCH", "DEVICE_UNHEALTHY", "DEVICE_UNAVAILABLE", "PROGRAM_REFUSED");

  private final String deviceId;
  private boolean armed;
  private long injectedNs;
  private long alarmNs;
  private long unusedNs;
  private long servedNs;
  private Optional<String> alarm = Optional.empty();

  DrillWatch(String deviceId) {
    this.deviceId = deviceId;
  }

  /** Waits until the device computes without trouble. */
  synchronized boolean awaitService(Duration limit) throws InterruptedException {
    servedNs = 0;
    return await(() -> servedNs != 0, limit);
  }

  /** The failure is injected now. */
  synchronized void injected() {
    armed = true;
    injectedNs = System.nanoTime();
    alarmNs = 0;
    servedNs = 0;
    unusedNs = injectedNs;
    alarm = Optional.empty();
  }

  /** Waits until the failure is noticed. */
  synchronized boolean awaitAlarm(Duration limit) throws InterruptedException {
    return await(() -> alarmNs != 0, limit);
  }

  synchronized void event(SchedulerEvent event) {
    boolean ours = event.deviceId().isEmpty() || event.deviceId().equals(deviceId);
    if (ours && ALARMS.contains(event.kind().name())) {
      alarm(event.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }
    if (event.deviceId().equals(deviceId) && event.kind() == SchedulerEvent.Kind.DEVICE_UNHEALTHY) {
      unusedNs = System.nanoTime();
      servedNs = 0;
    }
  }

  /** A task that was submitted after the failure was noticed shows that the device serves again. */
  synchronized void report(TaskReport report, long submittedNs) {
    report.slices().stream()
        .flatMap(slice -> slice.fallback().stream())
        .filter(fallback -> fallback.deviceId().equals(deviceId))
        .findFirst()
        .map(SliceReport.Fallback::code)
        .ifPresent(code -> explain(code.name()));
    boolean later = alarmNs == 0 || submittedNs - alarmNs > 0;
    if (servedNs == 0 && later && DrillLoad.servedBy(report, deviceId)) {
      servedNs = System.nanoTime();
      notifyAll();
    }
  }

  private void alarm(String what) {
    if (armed && alarmNs == 0) {
      alarmNs = System.nanoTime();
      servedNs = 0;
      alarm = Optional.of(what);
      notifyAll();
    }
  }

  /** The report of the task says what the event alone does not. */
  private void explain(String code) {
    if (armed && alarmNs != 0 && alarm.filter(text -> text.contains("(")).isEmpty()) {
      alarm = alarm.map(text -> text + " (" + code.toLowerCase(Locale.ROOT) + ")");
    }
  }

  /** What noticed the failure. */
  synchronized String noticedBy() {
    return alarm.orElse("nothing");
  }

  /** Milliseconds from the failure to its notice. */
  synchronized long noticedAfterMs() {
    return alarmNs == 0 ? -1 : (alarmNs - injectedNs) / 1_000_000;
  }

  /** Milliseconds from the failure to the device's next service. */
  synchronized long servedAfterMs() {
    return servedNs == 0 ? -1 : (servedNs - injectedNs) / 1_000_000;
  }

  /** Milliseconds from when the device was last taken out of use to its next service. */
  synchronized long backAfterMs() {
    return servedNs == 0 ? -1 : (servedNs - unusedNs) / 1_000_000;
  }

  private boolean await(java.util.function.BooleanSupplier condition, Duration limit)
      throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      wait(Math.max(1, Math.min(left / 1_000_000, 100)));
    }
    return true;
  }
}
