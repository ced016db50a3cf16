package dev.twinloop.scheduler;

import dev.twinloop.engine.DeviceException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Whether a device gets work.
 *
 * <pre>
 *             failure that counts            cool-down over
 *   HEALTHY ─────────────────────▶ UNHEALTHY ──────────────▶ ON_TRIAL
 *      ▲                               ▲                        │  │
 *      │                               └──────── failed ────────┘  │
 *      └──────────────────────── known answers right ──────────────┘
 * </pre>
 *
 * Thread-safe.
 */
final class DeviceHealth {
  /** The three states. */
  enum State {
    HEALTHY,
    UNHEALTHY,
    ON_TRIAL
  }

  private final SchedulerConfig.HealthPolicy policy;
  private final InstantSource clock;
  private final Deque<Boolean> failures = new ArrayDeque<>();
  private State state = State.HEALTHY;
  private int mismatchesInARow;
  private long trialFromMs;

  DeviceHealth(SchedulerConfig.HealthPolicy policy, InstantSource clock) {
    this.policy = policy;
    this.clock = clock;
  }

  /** The state now; the end of a cool-down is noticed here. */
  synchronized State state() {
    if (state == State.UNHEALTHY && clock.millis() >= trialFromMs) {
      enter(State.ON_TRIAL);
    }
    return state;
  }

  /** A run was right. */
  synchronized void succeeded() {
    mismatchesInARow = 0;
    remember(false);
  }

  /**
   * A run failed.
   *
   * @return whether this very failure made the device unhealthy
   */
  synchronized boolean failed(DeviceException.Code code) {
    remember(true);
    mismatchesInARow = code == DeviceException.Code.MISMATCH ? mismatchesInARow + 1 : 0;
    boolean broken =
        switch (code) {
          case UNAVAILABLE, TIMEOUT -> true;
          case MISMATCH -> mismatchesInARow >= policy.mismatchesInARow() || tooMany();
          // A kernel that is refused, or too big, is rather the program's fault than the device's.
          case COMPILATION, LAUNCH, OUT_OF_MEMORY -> tooMany();
        };
    if ((broken || state == State.ON_TRIAL) && state != State.UNHEALTHY) {
      enter(State.UNHEALTHY);
      return true;
    }
    return false;
  }

  /** A device on trial answered the known-answer tests rightly. */
  synchronized void readmitted() {
    enter(State.HEALTHY);
  }

  private void enter(State next) {
    state = next;
    if (next == State.UNHEALTHY) {
      trialFromMs = clock.millis() + policy.coolDown().toMillis();
    }
    if (next == State.HEALTHY) {
      failures.clear();
      mismatchesInARow = 0;
    }
  }

  private void remember(boolean failure) {
    failures.addLast(failure);
    if (failures.size() > policy.window()) {
      failures.removeFirst();
    }
  }

  private boolean tooMany() {
    long failed = failures.stream().filter(f -> f).count();
    return failed > policy.failureRate() * policy.window();
  }
}
