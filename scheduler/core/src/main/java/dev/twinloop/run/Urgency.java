package dev.twinloop.run;

import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.task.Slicing;
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

  /** So many threads of other tasks' slices leave room on each unit of a device. */
  private static final int THREADS_BESIDE = 128;

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
    return givesWay(run) && desk.slots() > 1 && desk.inUse() >= desk.slots() - 1;
  }

  private boolean givesWay(TaskRun<?> run) {
    return !run.urgent() && lasts();
  }

  /** Whether tasks with deadlines came of late. */
  boolean lasts() {
    long last = lastNs.get();
    return last != NEVER && clock.getAsLong() - last < lastsNs;
  }

  /**
   * How many items a slice of this task gets on a device. Slices of programs that are bound by
   * arithmetic have as many threads as the device holds, and a kernel that comes then waits for
   * them to end: while tasks with deadlines come, such slices have fewer.
   *
   * @param wanted without such tasks
   */
  int items(TaskRun<?> run, Desk desk, int wanted) {
    if (run.account().sizes().chosen() || !givesWay(run)) {
      return wanted;
    }
    int units = desk.caps().map(HardwareCaps::computeUnits).orElse(0);
    return besides(run.program().slicing(), units, wanted);
  }

  /** The same on a device of this number of units, 0 where that is not known. */
  static int besides(Slicing slicing, int units, int wanted) {
    boolean fills = slicing.busyItems() > 0 && !slicing.uniform() && !slicing.whole();
    if (!fills || units == 0) {
      return wanted;
    }
    return Math.max(
        slicing.unit(), Math.min(wanted, Integer.highestOneBit(units * THREADS_BESIDE)));
  }
}
