package dev.twinloop.worker;

import dev.twinloop.worker.process.Confidential;
import dev.twinloop.worker.process.Drill;
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
 * @param confidential whether tasks are secret: after each run of a slice, what it left in scratch
 *     and on the device is overwritten with zeros, and workers write no core files; default false
 */
public record WorkerOptions(
    Duration startTimeout,
    Duration prepareTimeout,
    Duration runTimeout,
    Optional<String> drill,
    boolean confidential) {

  public WorkerOptions {
    for (Duration limit : new Duration[] {startTimeout, prepareTimeout, runTimeout}) {
      if (limit.isNegative() || limit.isZero()) {
        throw new IllegalArgumentException(
            "worker: start=%s, compiling=%s, run=%s, accepted: limits above 0"
                .formatted(startTimeout, prepareTimeout, runTimeout));
      }
    }
  }

  /** A minute to start, two to compile, thirty seconds to run a slice. */
  public static WorkerOptions defaults() {
    return new WorkerOptions(
        Duration.ofSeconds(60),
        Duration.ofSeconds(120),
        Duration.ofSeconds(30),
        Optional.ofNullable(System.getProperty(Drill.PROPERTY)),
        Confidential.here());
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

  /** The same for tasks that are secret, or not. */
  public WorkerOptions withConfidential(boolean value) {
    return new WorkerOptions(startTimeout, prepareTimeout, runTimeout, drill, value);
  }
}
