package dev.twinloop.policy;

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

  private final Thresholds t;

  Trials(Thresholds thresholds) {
    this.t = thresholds;
  }

  /**
   * Whether a task goes to the lesser place.
   *
   * @param other what the task is taken to cost there
   * @param ratio how many times the better place's cost that is
   * @param wentThere whether the stream's last task went there
   */
  boolean due(Estimate other, double ratio, boolean wentThere, TaskView task) {
    boolean untried = other.samples() < 2 * t.trials() && ratio <= t.trialFactor();
    boolean old = other.ageNs() > t.refresh().toNanos() && ratio <= t.refreshFactor();
    boolean warms =
        wentThere
            && task.stream().inRow() <= t.trials()
            && ratio <= t.trialFactor()
            && other.ns() < (double) t.refresh().toNanos() / SHORT_PART;
    return (untried || old || warms) && task.deadlineLeftNs() == Long.MAX_VALUE;
  }
}
