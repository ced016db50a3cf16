package dev.twinloop.run;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * A stream of tasks with deadlines, and what is kept free for it: as long as such tasks come, the
 * last free slot of each device that has several is theirs, so that the next one need not wait for
 * somebody else's slice to end. Thread-safe.
 */
final class Urgency {
  private static final long NEVER = Long.MIN_VALUE;

  private final long lastsNs;
  private final LongSupplier clock;
  private final AtomicLong lastNs = new AtomicLong(NEVER);

  /**
   * Nothing is urgent yet.
   *
   * @param lasts how long after its last task a stream is taken to go on
   * @param clock monotonic nanoseconds
   */
  Urgency(Duration lasts, LongSupplier clock) {
    this.lastsNs = lasts.toNanos();
    this.clock = clock;
  }

  /** A task was taken up. */
  void arrived(TaskRun<?> run) {
    if (run.urgent()) {
      lastNs.set(clock.getAsLong());
    }
  }

  /** Whether the slot that is left on a device is kept from this task. */
  boolean keepsFree(TaskRun<?> run, Desk desk) {
    long last = lastNs.get();
    return last != NEVER
        && !run.urgent()
        && clock.getAsLong() - last < lastsNs
        && desk.slots() > 1
        && desk.inUse() >= desk.slots() - 1;
  }
}
