package dev.twinloop.worker.process;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long an answer is still waited for. Only time counts in which this process could have seen
 * the answer: where the whole machine, or the caller and its worker together, stood still (a laptop
 * that slept, a virtual machine that was moved), the clock leaps, and the worker is not to blame
 * for the leap. Not thread-safe.
 */
final class Patience {
  /** A wait is cut into steps, and no step counts for more than twice its length. */
  private static final long STEP_NS = 250_000_000;

  private final Duration limit;
  private final LongSupplier clock;
  private long leftNs;
  private long stepNs;
  private long stepSinceNs;

  Patience(Duration limit, LongSupplier clock) {
    this.limit = limit;
    this.clock = clock;
    this.leftNs = limit.toNanos();
    this.stepSinceNs = clock.getAsLong();
  }

  /** All that was granted. */
  Duration limit() {
    return limit;
  }

  /** How long to wait before asking again; 0 if nothing is left. */
  long nextNs() {
    count();
    stepNs = Math.min(STEP_NS, leftNs);
    return stepNs;
  }

  /** Whether nothing is left. */
  boolean over() {
    count();
    return leftNs == 0;
  }

  private void count() {
    long now = clock.getAsLong();
    long passed = now - stepSinceNs;
    leftNs = Math.max(0, leftNs - Math.min(passed, Math.max(2 * stepNs, STEP_NS)));
    stepSinceNs = now;
  }
}
