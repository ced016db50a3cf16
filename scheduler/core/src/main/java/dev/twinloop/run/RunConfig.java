package dev.twinloop.run;

import dev.twinloop.policy.Strategy;
import dev.twinloop.policy.Thresholds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The part of a scheduler's configuration that the run of tasks needs.
 *
 * @param strategy where work may be placed
 * @param devices the only accelerators to use, by device id; or {@code cpu} to insist on the loop;
 *     empty: every GPU that is found
 * @param insistent whether the named devices do all the work that they can
 * @param sampling how much of each accelerator slice is recomputed
 * @param cutting how tasks are cut
 * @param limits what may be under way at the same time
 * @param thresholds the thresholds for placing work
 * @param learned the file in which learned costs are kept between runs; empty: they are not kept
 * @param runLimit the time after which a slice on the CPU gets a second thread beside it
 * @param confidential whether tasks are secret, so that scratch is wiped after each run too
 */
public record RunConfig(
    Strategy strategy,
    List<String> devices,
    boolean insistent,
    Sampling sampling,
    Cutting cutting,
    Limits limits,
    Thresholds thresholds,
    Optional<Path> learned,
    Duration runLimit,
    boolean confidential) {
  public RunConfig {
    devices = List.copyOf(devices);
  }

  /** Whether the caller insists on the loop on the CPU. */
  public boolean cpuNamed() {
    return devices.equals(List.of(Dispatcher.CPU));
  }
}
