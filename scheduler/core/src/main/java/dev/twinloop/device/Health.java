package dev.twinloop.device;

import dev.twinloop.engine.DeviceException.Code;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What the last runs of a device say of it. A refused program and a program that does not fit say
 * nothing: they are the program's. Not thread-safe.
 */
final class Health {
  private final HealthRules rules;
  private final Deque<Run> failures = new ArrayDeque<>();
  private final Deque<Long> mismatches = new ArrayDeque<>();
  private long runs;
  private int mismatchesInARow;

  private record Run(boolean failed, long atNs) {}

  Health(HealthRules rules) {
    this.rules = rules;
  }

  /** A run was right. */
  void succeeded(long nowNs) {
    mismatchesInARow = 0;
    remember(false, nowNs);
  }

  /**
   * The share of its last runs that failed, of which those count that are no older than a
   * cool-down: a place that gets no work must not be held to have failed for ever.
   */
  double failureRate(long nowNs) {
    long failed =
        failures.stream()
            .filter(run -> run.failed() && nowNs - run.atNs() < rules.coolDown().toNanos())
            .count();
    return (double) failed / rules.window();
  }

  /**
   * A run failed.
   *
   * @return whether the device is not to be trusted any more
   */
  boolean failed(Code code, long nowNs) {
    return switch (code) {
      case UNAVAILABLE, TIMEOUT -> true;
      case COMPILATION, OUT_OF_MEMORY -> false;
      case LAUNCH -> {
        mismatchesInARow = 0;
        remember(true, nowNs);
        yield tooManyFailures();
      }
      case MISMATCH -> {
        remember(true, nowNs);
        yield lies();
      }
    };
  }

  /** Forgets all: a new life begins. */
  void reset() {
    failures.clear();
    mismatches.clear();
    mismatchesInARow = 0;
  }

  private void remember(boolean failure, long nowNs) {
    runs++;
    failures.addLast(new Run(failure, nowNs));
    if (failures.size() > rules.window()) {
      failures.removeFirst();
    }
  }

  private boolean tooManyFailures() {
    long failed = failures.stream().filter(Run::failed).count();
    return failed > rules.failureRate() * rules.window();
  }

  /** Two in a row, or some in many runs: a device that is wrong now and then is found out too. */
  private boolean lies() {
    mismatchesInARow++;
    mismatches.addLast(runs);
    while (runs - mismatches.getFirst() >= rules.mismatchWindow()) {
      mismatches.removeFirst();
    }
    return mismatchesInARow >= rules.mismatchesInARow()
        || mismatches.size() >= rules.mismatchesInWindow()
        || tooManyFailures();
  }
}
