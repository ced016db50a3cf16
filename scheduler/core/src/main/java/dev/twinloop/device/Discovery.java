package dev.twinloop.device;

import dev.twinloop.device.DeviceEvent.Kind;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.HardwareCaps;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the devices of one provider, again and again.
 *
 * <pre>
 *   not asked ── ask ──▶ looking ── devices ──▶ known ── ask, when that is old ──▶ looking
 *                          ▲  │
 *                          │  └── failed ──▶ waits 1 s, 2 s, 4 s … 1 min ──▶ looking
 * </pre>
 *
 * A look that fails takes nothing away from what an earlier look found. One failure whose reason
 * {@link DeviceException#mayPass may pass} is nobody's word that there is no device: on a crowded
 * machine a process comes too late, or dies. Such a look is repeated before this is {@link
 * #settled}. Thread-safe.
 */
final class Discovery {
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LAST_RETRY = Duration.ofMinutes(1);
  private static final Duration FRESH = Duration.ofMinutes(5);

  private final String provider;
  private final Look look;
  private final DeviceThreads threads;
  private final Monitor monitor;
  private Duration retry = FIRST_RETRY;
  private List<HardwareCaps> found = List.of();
  private @Nullable String problem;
  private boolean problemMayPass;
  private boolean looking;
  private boolean succeeded;
  private boolean retrying;
  private boolean closed;
  private long looks;
  private long lastNs;

  /** One look; may take long. Whatever it throws is the problem, and its message the remedy. */
  @FunctionalInterface
  interface Look {
    List<HardwareCaps> look();
  }

  Discovery(String provider, Look look, DeviceThreads threads, DeviceListener listener) {
    this.provider = provider;
    this.look = look;
    this.threads = threads;
    this.monitor = new Monitor(listener);
  }

  void onChange(Runnable watcher) {
    monitor.watch(watcher);
  }

  /** Looks in the background, unless it looks already or has looked lately. */
  void ask() {
    monitor.locked(
        () -> {
          boolean fresh = looks > 0 && threads.nanoTime() - lastNs < FRESH.toNanos();
          if (!fresh && !retrying) {
            begin();
          }
        });
  }

  /**
   * Whether a look is over whose word counts: one that succeeded, one that failed for a reason that
   * does not pass, or a second one that failed. After {@link #close} none will come.
   */
  boolean settled() {
    return monitor.locked(
        () -> closed || looks > 1 || (looks > 0 && !(problem != null && problemMayPass)));
  }

  /** Whether a look has succeeded. */
  boolean succeeded() {
    return monitor.locked(() -> succeeded);
  }

  /** What the last look that succeeded found. */
  List<HardwareCaps> found() {
    return monitor.locked(() -> found);
  }

  /** Why the last look failed, if it did. */
  Optional<String> problem() {
    return monitor.locked(() -> Optional.ofNullable(problem));
  }

  /** No further looks. */
  void close() {
    monitor.locked(
        () -> {
          closed = true;
          monitor.changed();
        });
  }

  private void begin() {
    if (!looking && !closed) {
      looking = true;
      monitor.tell(
          DeviceEvent.of(Kind.DISCOVERING, provider, "", "looking for devices of " + provider));
      monitor.later(() -> threads.run(provider + "-discovery", this::run));
    }
  }

  private void run() {
    List<HardwareCaps> now = List.of();
    Failure failure = null;
    try {
      now = look.look();
    } catch (RuntimeException | Error e) {
      failure = Failure.of(e);
    }
    List<HardwareCaps> seen = now;
    Optional<Failure> failed = Optional.ofNullable(failure);
    monitor.locked(() -> ended(seen, failed));
  }

  /** Why a look found nothing; what is no word of a device, or of its worker, may pass. */
  private record Failure(String text, boolean mayPass) {
    static Failure of(Throwable e) {
      String text = e.getMessage();
      return new Failure(
          text == null ? e.toString() : text, !(e instanceof DeviceException d) || d.mayPass());
    }
  }

  private void ended(List<HardwareCaps> seen, Optional<Failure> failure) {
    looking = false;
    looks++;
    lastNs = threads.nanoTime();
    monitor.changed();
    if (failure.isPresent()) {
      String text = failure.get().text();
      if (!text.equals(problem)) {
        monitor.tell(DeviceEvent.of(Kind.UNAVAILABLE, provider, "", text));
      }
      problem = text;
      problemMayPass = failure.get().mayPass();
      retrying = true;
      Duration wait = retry;
      retry = min(retry.multipliedBy(2), LAST_RETRY);
      monitor.later(() -> threads.runAfter(wait, provider + "-discovery", this::again));
      return;
    }
    problem = null;
    succeeded = true;
    retry = FIRST_RETRY;
    for (HardwareCaps caps : seen) {
      if (!found.contains(caps)) {
        monitor.tell(
            DeviceEvent.of(
                Kind.FOUND, caps.deviceId(), "", caps.deviceId() + ": " + caps.deviceName()));
      }
    }
    found = List.copyOf(seen);
  }

  private void again() {
    monitor.locked(
        () -> {
          retrying = false;
          begin();
        });
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
