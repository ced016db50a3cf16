package dev.twinloop.run;

import dev.twinloop.policy.Strategy;
import dev.twinloop.policy.Thresholds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What of a scheduler's configuration concerns the run of tasks.
 *
 * @param strategy where work may be placed
 * @param devices the only accelerators to use, by device id, or {@code cpu} to insist on the loop;
 *     empty: every GPU found
 * @param insistent whether the named devices do all the work that they can
 * @param sampling how much of each accelerator slice is recomputed
 * @param cutting how tasks are cut
 * @param limits what may be under way at a time
 * @param thresholds by which work is placed
 * @param learned file in which learned costs are kept between runs; empty: nowhere
 * @param runLimit after which a slice on the CPU gets another thread beside it
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
