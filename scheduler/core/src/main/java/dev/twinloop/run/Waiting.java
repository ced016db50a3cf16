package dev.twinloop.run;

/**
 * Which tasks the thread that waits for them may compute: it is awake, and where a task takes
 * little, to wake another costs as much as the task. Thread-safe.
 */
final class Waiting {
  private final Placing.Setting setting;

  Waiting(Placing.Setting setting) {
    this.setting = setting;
  }

  /** Whether a task is left to the thread that may come to wait for it. */
  boolean leftToWaiter(TaskRun<?> run) {
    return run.outlook().cpuNs() < setting.policy().thresholds().inline().toNanos()
        && setting.clock().getAsLong() - run.submittedNs() < Dispatcher.LEFT_TO_WAITER_NS
        && run.queued();
  }

  /** Whether a task is so small that the thread that waits for it may carry it. */
  boolean small(TaskRun<?> run) {
    return run.outlook().cpuNs() < setting.policy().thresholds().inline().toNanos()
        && run.outlook().decision().devices().isEmpty()
        && run.hasForCpu();
  }

  /**
   * Whether the thread that waits for a task may carry slices of it while the threads of the CPU
   * help: it is awake, and they must be woken. Not a virtual thread, which would keep others from
   * its own.
   */
  boolean soon(TaskRun<?> run, long atMostNs) {
    return run.outlook().cpuNs() < limitNs(atMostNs)
        && run.outlook().decision().devices().isEmpty()
        && run.hasForCpu()
        && !Thread.currentThread().isVirtual();
  }

  private double limitNs(long atMostNs) {
    return Math.min(
        (double) setting.policy().thresholds().inlineOnDevice().toNanos(), atMostNs / 4.0);
  }

  /** Whether the thread that waits for a task may carry slices of it to a device. */
  boolean soonOnDevice(TaskRun<?> run, long atMostNs) {
    return !run.outlook().decision().devices().isEmpty()
        && run.outlook().deviceNs() < limitNs(atMostNs);
  }
}
