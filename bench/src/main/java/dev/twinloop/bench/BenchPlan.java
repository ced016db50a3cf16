package dev.twinloop.bench;

import dev.twinloop.kernel.group.Group;
import dev.twinloop.scheduler.SchedulerConfig;
import java.util.List;
import java.util.function.Consumer;

/**
 * What to measure and how long.
 *
 * @param sizes items of each row's task; empty for a scenario's own
 * @param curves of the signatures
 * @param groups of multi-scalar multiplications, whose scalars transforms are over
 * @param quick fewer runs, smaller sizes
 * @param config of the scheduler: device and sample rate are honoured
 * @param progress is told what is being measured
 */
public record BenchPlan(
    List<Integer> sizes,
    List<Group> curves,
    List<Group> groups,
    boolean quick,
    SchedulerConfig config,
    Consumer<String> progress) {
  /** The largest size. */
  public static final int MAX_SIZE = 1 << 28;

  public BenchPlan {
    sizes = List.copyOf(sizes);
    curves = List.copyOf(curves);
    groups = List.copyOf(groups);
    for (int size : sizes) {
      if (size < 1 || size > MAX_SIZE) {
        throw new IllegalArgumentException("sizes: size=" + size + ", accepted: 1 to 2^28");
      }
    }
  }

  /** The sizes to measure, the smallest first. */
  List<Integer> sizesOr(List<Integer> quickSizes, List<Integer> fullSizes) {
    List<Integer> chosen = sizes.isEmpty() ? (quick ? quickSizes : fullSizes) : sizes;
    return chosen.stream().sorted().toList();
  }

  int runs() {
    return quick ? 3 : 7;
  }

  /** How long to wait for a run that the device timed. */
  long patienceNs() {
    return quick ? 3_000_000_000L : 10_000_000_000L;
  }

  /** How long to wait at most until a device has compiled all that a task needs. */
  long settleNs() {
    return quick ? 20_000_000_000L : 60_000_000_000L;
  }

  long warmUpNs() {
    return quick ? 200_000_000 : 1_000_000_000;
  }
}
