package dev.twinloop.bench;

/**
 * While this is open, workers that start read their device's clocks at every run. Otherwise they do
 * so at a slot's first run and at one in 128 after, because it costs a wait after every copy and
 * every kernel.
 */
final class TimedRuns implements AutoCloseable {
  private static final String STEP = "twinloop.timed.step"; // workers inherit twinloop.*

  private final boolean set;

  private TimedRuns(boolean set) {
    this.set = set;
  }

  /** Begins, unless the caller of this program chose a step. */
  static TimedRuns begin() {
    boolean free = System.getProperty(STEP) == null;
    if (free) {
      System.setProperty(STEP, "1");
    }
    return new TimedRuns(free);
  }

  @Override
  public void close() {
    if (set) {
      System.clearProperty(STEP);
    }
  }
}
