package dev.twinloop.worker;

import dev.twinloop.worker.process.Confidential;
import dev.twinloop.worker.process.Drill;
import java.time.Duration;
import java.util.Optional;

/**
 * The options of workers, mostly time limits. If a worker exceeds a limit, the caller assumes that
 * it hangs and kills it.
 *
 * @param startTimeout limit from the start of the process to its first frame
 * @param prepareTimeout limit for compiling one program
 * @param runTimeout limit for running one slice
 * @param drill for failure drills: the failure that the worker should show (see {@link Drill});
 *     empty in normal use
 * @param confidential whether tasks are secret. If so, the data of each run in scratch and on the
 *     device is overwritten with zeros after the run, and workers write no core files; default
 *     false
 */
public record WorkerOptions(
    Duration startTimeout,
    Duration prepareTimeout,
    Duration runTimeout,
    Optional<String> drill,
    boolean confidential) {
  /** The system property that multiplies the default limits, for slow or crowded machines. */
  public static final String PATIENCE = "twinloop.patience";

  private static final int MOST_PATIENCE = 1000;

  public WorkerOptions {
    for (Duration limit : new Duration[] {startTimeout, prepareTimeout, runTimeout}) {
      if (limit.isNegative() || limit.isZero()) {
        throw new IllegalArgumentException(
            "worker: start=%s, compiling=%s, run=%s, accepted: limits above 0"
                .formatted(startTimeout, prepareTimeout, runTimeout));
      }
    }
  }

  /**
   * One minute to start, two minutes to compile, thirty seconds to run a slice. Each limit is
   * multiplied by {@link #PATIENCE}.
   *
   * @throws IllegalArgumentException if that property is not a whole number from 1 to 1000
   */
  public static WorkerOptions defaults() {
    int patience = patience(System.getProperty(PATIENCE, "1"));
    return new WorkerOptions(
        Duration.ofSeconds(60).multipliedBy(patience),
        Duration.ofSeconds(120).multipliedBy(patience),
        Duration.ofSeconds(30).multipliedBy(patience),
        Optional.ofNullable(System.getProperty(Drill.PROPERTY)),
        Confidential.here());
  }

  private static int patience(String text) {
    if (text.matches("[0-9]{1,4}")) {
      int patience = Integer.parseInt(text);
      if (patience >= 1 && patience <= MOST_PATIENCE) {
        return patience;
      }
    }
    throw new IllegalArgumentException(
        "-D%s=%s, accepted: a whole number from 1 to %d".formatted(PATIENCE, text, MOST_PATIENCE));
  }

  /** The same with another limit for the start of a worker. */
  public WorkerOptions withStartTimeout(Duration timeout) {
    return new WorkerOptions(timeout, prepareTimeout, runTimeout, drill, confidential);
  }

  /** The same with another limit for compiling one program. */
  public WorkerOptions withPrepareTimeout(Duration timeout) {
    return new WorkerOptions(startTimeout, timeout, runTimeout, drill, confidential);
  }

  /** The same with another limit for one slice. */
  public WorkerOptions withRunTimeout(Duration timeout) {
    return new WorkerOptions(startTimeout, prepareTimeout, timeout, drill, confidential);
  }

  /** The same with a drill. */
  public WorkerOptions withDrill(String text) {
    return new WorkerOptions(
        startTimeout, prepareTimeout, runTimeout, Optional.of(text), confidential);
  }

  /** The same, for secret tasks or for public tasks. */
  public WorkerOptions withConfidential(boolean value) {
    return new WorkerOptions(startTimeout, prepareTimeout, runTimeout, drill, value);
  }
}
