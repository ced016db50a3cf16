package dev.twinloop.cli;

import dev.twinloop.scheduler.HybridScheduler;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The scheduler's own log, which says what the command prints itself. Touched with the first
 * scheduler and not before, because logging takes its time to start.
 */
final class SchedulerLog {
  /** Held here because loggers that nobody holds forget their level. */
  private static final Logger LOG = Logger.getLogger(HybridScheduler.class.getName());

  private SchedulerLog() {}

  /** Turns it off for the rest of the process. */
  static void off() {
    LOG.setLevel(Level.OFF);
  }
}
