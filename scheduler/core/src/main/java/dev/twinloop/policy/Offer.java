package dev.twinloop.policy;

/**
 * What one place offers to one task.
 *
 * @param id the device's id, {@code cpu} for the CPU
 * @param readiness whether it can run the task's program now
 * @param whole the cost there of all remaining items of the task, without other tasks
 * @param backlogNs the time that other tasks still need there
 * @param tasks how many other tasks work there
 * @param failureRate the share of its last runs that failed, 0 to 1
 * @param copies copies of slices of its stream that were timed there
 */
public record Offer(
    String id,
    Readiness readiness,
    Estimate whole,
    double backlogNs,
    int tasks,
    double failureRate,
    Copies copies) {

  /** A place on which no copy was timed yet. */
  public Offer(
      String id,
      Readiness readiness,
      Estimate whole,
      double backlogNs,
      int tasks,
      double failureRate) {
    this(id, readiness, whole, backlogNs, tasks, failureRate, Copies.NONE);
  }

  /** When the task would be done if it went there: others share the place fairly with it. */
  double finishNs() {
    return whole.ns() + waitNs(whole.ns());
  }

  /** The same at the 99th percentile. */
  double finishP99Ns() {
    return whole.p99Ns() + waitNs(whole.p99Ns());
  }

  private double waitNs(double own) {
    return tasks == 0 ? 0 : Math.min(backlogNs, own * tasks);
  }

  boolean warm() {
    return readiness == Readiness.WARM;
  }
}
