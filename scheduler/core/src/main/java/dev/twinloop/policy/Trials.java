package dev.twinloop.policy;

import java.util.List;

/**
 * When the place that is taken to be the lesser one is tried nevertheless: a place that nobody goes
 * to is never measured, and what was measured long ago may have changed.
 */
final class Trials {
  /**
   * A stream stays for some tasks where it went, since a place that had nothing to do is slow at
   * first, if a task takes no more than this part of the time between two trials.
   */
  private static final double SHORT_PART = 100;

  /**
   * And for this time, where it costs little: a fiftieth of the default time between two trials.
   */
  private static final double STAYS_NS = 100e6;

  /** A place that has had fewer tasks of a size still compiles what they use. */
  private static final int SELDOM_USED = 400;

  /** A device that a copy may show to be the better place is timed more often, by this factor. */
  private static final int CLOSE_COPIES = 10;

  /**
   * Up to this multiple of the CPU's cost: a copy runs beside the CPU's work, and is slowed by it.
   */
  private static final double CLOSE = 4;

  /**
   * And up to this one, where a copy takes little of the time between two: the first ones pay for
   * new memory too.
   */
  private static final double FAR = 16;

  /** A copy beside the CPU's work takes about this multiple of a task that is there alone. */
  private static final double COPY_BESIDE = 2;

  /** The least time between two copies of a far device, in copies. */
  private static final double COPIES_APART = 100;

  /**
   * A worker runs its own code faster with each run, for some hundred runs, and by steps. It is
   * warm when this number of copies in a row, and for so long, was no faster than all before.
   */
  private static final int COPIES_ALIKE = 32;

  private static final double ALIKE_NS = 2e9;

  /** The time from one copy that warms a worker to the next, in copies, and the least. */
  private static final double WARMING_APART = 2.5;

  private static final double WARMING_LEAST_NS = 5e6;

  /** Tasks wait for no further copy if none was timed for this multiple of that time. */
  private static final int MOST_APART = 4;

  /** Longer copies do not wait for a worker's code. */
  private static final double WARMING_LONGEST_NS = 20e6;

  /** The least time between two copies on a device that is hardly known. */
  private static final long LEAST_APART_NS = 50_000_000;

  /** After this time a task goes where no copy found a slot: others keep the device busy. */
  private static final long IN_VAIN_NS = 500_000_000;

  private final Thresholds t;

  Trials(Thresholds thresholds) {
    this.t = thresholds;
  }

  /**
   * Whether a task goes to the lesser place.
   *
   * @param other what the task is taken to cost there
   * @param copies copies of its slices that were timed there
   * @param ratio how many times the better place's cost that is
   * @param wentThere whether the stream's last task went there
   */
  boolean due(Estimate other, Copies copies, double ratio, boolean wentThere, TaskView task) {
    boolean untried = untried(other) && !warming(other, copies) && ratio <= t.trialFactor();
    boolean onlyCopies =
        other.samples() == 0
            && !warming(other, copies)
            && copies.sinceNs() < t.reprobe().toNanos()
            && ratio <= COPY_BESIDE * t.trialFactor();
    boolean inVain =
        other.samples() + other.copies() == 0 && copies.waitsNs() > IN_VAIN_NS && ratio <= CLOSE;
    boolean old = other.ageNs() > t.refresh().toNanos() && ratio <= t.refreshFactor();
    int stays = task.stream().inRow();
    boolean fewTasks = stays <= t.trials() && ratio <= t.trialFactor();
    boolean shortly =
        other.samples() < SELDOM_USED
            && stays * other.ns() <= STAYS_NS
            && ratio <= t.refreshFactor();
    boolean warms =
        wentThere
            && (fewTasks || shortly)
            && other.ns() < (double) t.refresh().toNanos() / SHORT_PART;
    return (untried || onlyCopies || inVain || old || warms)
        && task.deadlineLeftNs() == Long.MAX_VALUE;
  }

  /**
   * Whether a task goes to devices of which nothing is known: no copy ever found a slot there, and
   * they would gain if they are as fast as unmeasured ones are taken to be.
   */
  boolean copiesInVain(List<Offer> devices, TaskView task) {
    double here = task.cpu().whole().ns();
    return task.cpu().whole().known()
        && t.assumedNs(here) < here
        && task.deadlineLeftNs() == Long.MAX_VALUE
        && devices.stream().anyMatch(o -> o.copies().waitsNs() > IN_VAIN_NS);
  }

  private boolean untried(Estimate device) {
    return device.samples() < 2 * t.trials();
  }

  /**
   * Whether a device that was seldom used still gets faster with each copy: tasks wait for that. If
   * tasks end too soon for a copy, none waits.
   */
  private boolean warming(Estimate device, Copies copies) {
    return mayWarm(device, copies)
        && device.copies() > 0
        && copies.sinceNs() < MOST_APART * warmingEachNs(device);
  }

  private boolean mayWarm(Estimate device, Copies copies) {
    boolean open =
        copies.alike() < COPIES_ALIKE || copies.alike() * warmingEachNs(device) < ALIKE_NS;
    return untried(device) && open && device.ns() <= WARMING_LONGEST_NS;
  }

  private static double warmingEachNs(Estimate device) {
    return Math.max(WARMING_LEAST_NS, WARMING_APART * device.ns());
  }

  /** The devices on which a copy of a slice of a task is timed now that the CPU computes. */
  List<Offer> copiesDue(List<Offer> devices, TaskView task) {
    double here = PlacementPolicy.finish(task.cpu(), task);
    List<Offer> open = copiesApart(unmeasured(devices));
    return devices.stream()
        .filter(o -> open.contains(o) || copyDue(o, PlacementPolicy.finish(o, task) / here))
        .toList();
  }

  /** The devices on which no copy was timed a moment ago: one at a time. */
  List<Offer> copiesApart(List<Offer> devices) {
    return devices.stream().filter(o -> o.copies().sinceNs() >= LEAST_APART_NS).toList();
  }

  /** The devices of which too little is known for a comparison. */
  List<Offer> unmeasured(List<Offer> devices) {
    return devices.stream()
        .filter(o -> o.whole().samples() == 0 && o.whole().copies() < t.trials())
        .toList();
  }

  private boolean copyDue(Offer device, double ratio) {
    return device.copies().sinceNs() > copyEachNs(device.whole(), device.copies(), ratio);
  }

  private double copyEachNs(Estimate device, Copies copies, double ratio) {
    if (ratio <= FAR && mayWarm(device, copies)) {
      return warmingEachNs(device);
    }
    double seldom = t.reprobe().toNanos();
    double often = seldom / CLOSE_COPIES;
    return ratio <= CLOSE
        ? often
        : ratio <= FAR ? Math.clamp(COPIES_APART * device.ns(), often, seldom) : seldom;
  }
}
