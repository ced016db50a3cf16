package dev.twinloop.worker;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a caller waits for a worker before it takes it for hung and kills it.
 *
 * @param startTimeout from starting the process to its first frame
 * @param prepareTimeout to compile one program
 * @param runTimeout to run one slice
 * @param drill for failure drills: what the worker shall do wrong (see {@link Drill}); empty in
 *     normal use
 */
public record WorkerOptions(
    Duration startTimeout, Duration prepareTimeout, Duration runTimeout, Optional<String> drill) {

  /** A minute to start, two to compile, thirty seconds to run a slice. */
  public static WorkerOptions defaults() {
    return new WorkerOptions(
        Duration.ofSeconds(60),
        Duration.ofSeconds(120),
        Duration.ofSeconds(30),
        Optional.ofNullable(System.getProperty(Drill.PROPERTY)));
  }

  /** The same with another limit for the start of a worker. */
  public WorkerOptions withStartTimeout(Duration timeout) {
    return new WorkerOptions(timeout, prepareTimeout, runTimeout, drill);
  }

  /** The same with another limit for one slice. */
  public WorkerOptions withRunTimeout(Duration timeout) {
    return new WorkerOptions(startTimeout, prepareTimeout, timeout, drill);
  }

  /** The same with a drill. */
  public WorkerOptions withDrill(String text) {
    return new WorkerOptions(startTimeout, prepareTimeout, runTimeout, Optional.of(text));
  }
}
