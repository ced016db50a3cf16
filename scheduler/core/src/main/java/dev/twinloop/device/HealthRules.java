package dev.twinloop.device;

import java.time.Duration;

/**
 * When a device is no longer trusted, and for how long.
 *
 * @param window how many of its last runs are checked for failures; default 20
 * @param failureRate the device is unhealthy if the share of failures in the window is above this;
 *     default 0.2
 * @param mismatchesInARow wrong answers in a row that make it unhealthy; default 2
 * @param mismatchWindow how many of its last runs are checked for wrong answers; default 500
 * @param mismatchesInWindow wrong answers in that window that make it unhealthy; default 3
 * @param coolDown how long it gets no work before it may run its known-answer tests; default 30 s
 * @param refusalRetry the time before a program that it refused is tried again; default 10 min
 */
public record HealthRules(
    int window,
    double failureRate,
    int mismatchesInARow,
    int mismatchWindow,
    int mismatchesInWindow,
    Duration coolDown,
    Duration refusalRetry) {
  public HealthRules {
    if (window < 1
        || !(failureRate >= 0 && failureRate <= 1)
        || mismatchesInARow < 1
        || mismatchWindow < 1
        || mismatchesInWindow < 1
        || coolDown.isNegative()
        || refusalRetry.isNegative()) {
      throw new IllegalArgumentException(
          ("health: window=%d, failureRate=%s, mismatchesInARow=%d, mismatchWindow=%d,"
                  + " mismatchesInWindow=%d, coolDown=%s, refusalRetry=%s, accepted: counts of 1 or"
                  + " more, a rate of 0 to 1, times of 0 or more")
              .formatted(
                  window,
                  failureRate,
                  mismatchesInARow,
                  mismatchWindow,
                  mismatchesInWindow,
                  coolDown,
                  refusalRetry));
    }
  }

  /** The defaults named above. */
  public static HealthRules defaults() {
    return new HealthRules(20, 0.2, 2, 500, 3, Duration.ofSeconds(30), Duration.ofMinutes(10));
  }

  /** The same with another cool-down. */
  public HealthRules withCoolDown(Duration value) {
    return new HealthRules(
        window,
        failureRate,
        mismatchesInARow,
        mismatchWindow,
        mismatchesInWindow,
        value,
        refusalRetry);
  }
}
