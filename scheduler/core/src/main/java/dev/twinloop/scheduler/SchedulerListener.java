package dev.twinloop.scheduler;

/** Is told what happens; called from the scheduler's threads, so it should be quick. */
@FunctionalInterface
public interface SchedulerListener {
  /** Takes note of one event. What it throws is logged and otherwise ignored. */
  void event(SchedulerEvent event);
}
