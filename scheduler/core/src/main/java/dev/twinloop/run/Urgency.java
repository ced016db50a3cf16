package dev.twinloop.run;

import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.policy.Thresholds;
import dev.twinloop.task.Slice;
import dev.twinloop.task.Slicing;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * A stream of tasks with deadlines, and what is kept free for it as long as such tasks come:
 *
 * <ul>
 *   <li>the last free slot of each device that has several, so that the next one need not wait for
 *       somebody else's slice to end;
 *   <li>a part of each device's units: slices of other tasks that are bound by arithmetic are
 *       smaller, and few at a time. Their threads share the units' multipliers with those of the
 *       task with the deadline: beside four such slices its kernel takes twice as long as beside
 *       one.
 * </ul>
 *
 * <p>Thread-safe.
 */
final class Urgency {
  private static final long NEVER = Long.MIN_VALUE;

  /** This number of threads of other tasks' slices leave room on each unit of a device. */
  private static final int THREADS_BESIDE = 128;

  private final long lastsNs;
  private final int slicesBeside;
  private final LongSupplier clock;
  private final AtomicLong lastNs = new AtomicLong(NEVER);

  /**
   * Nothing is urgent yet.
   *
   * @param thresholds how long a stream is taken to go on, and what is kept free for it
   * @param clock monotonic nanoseconds
   */
  Urgency(Thresholds thresholds, LongSupplier clock) {
    this.lastsNs = thresholds.urgentStream().toNanos();
    this.slicesBeside = thresholds.urgentSlices();
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
    return besides(run.program().slicing(), units(desk), wanted);
  }

  private static int units(Desk desk) {
    return desk.caps().map(HardwareCaps::computeUnits).orElse(0);
  }

  /**
   * Whether a slice waits, because a device has as much arithmetic of other tasks as leaves room
   * beside deadlines. A slice that is the only one never waits.
   */
  boolean crowds(TaskRun<?> run, Slice slice, Desk desk) {
    long own = threads(run, slice, desk);
    long most = (long) slicesBeside * THREADS_BESIDE * units(desk);
    return own > 0 && desk.threads() > 0 && givesWay(run) && desk.threads() + own > most;
  }

  /** How many threads of arithmetic a slice is for a device; 0 where its kernels are short. */
  static long threads(TaskRun<?> run, Slice slice, Desk desk) {
    return threads(run.program().slicing(), units(desk), slice.size());
  }

  /**
   * The same on a device of this number of units. A sum has as many threads as fill a device,
   * however few its items are; half of its time it has fewer.
   */
  static long threads(Slicing slicing, int units, int items) {
    if (slicing.whole()) {
      return (long) units * THREADS_BESIDE;
    }
    return slicing.busyItems() > 0 && units > 0 ? items : 0;
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
