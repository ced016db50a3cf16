package dev.twinloop.bench;

import dev.twinloop.scheduler.SchedulerConfig;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * What the benchmark of the scheduler measures, and how long.
 *
 * @param sizes items of a task; empty for 2^6, 2^8 … 2^20
 * @param quick three works, three sizes, short loads
 * @param config of the schedulers; its strategy is not used
 * @param progress is told each figure
 */
public record SchedulerPlan(
    List<Integer> sizes, boolean quick, SchedulerConfig config, Consumer<String> progress) {
  private static final List<Integer> FULL =
      List.of(1 << 6, 1 << 8, 1 << 10, 1 << 12, 1 << 14, 1 << 16, 1 << 18, 1 << 20);
  private static final List<Integer> QUICK = List.of(1 << 8, 1 << 12, 1 << 16);

  public SchedulerPlan {
    sizes = List.copyOf(sizes);
    for (int size : sizes) {
      if (size < 1 || size > BenchPlan.MAX_SIZE) {
        throw new IllegalArgumentException("sizes: size=" + size + ", accepted: 1 to 2^28");
      }
    }
  }

  List<Integer> all() {
    return sizes.isEmpty() ? (quick ? QUICK : FULL) : sizes.stream().sorted().toList();
  }

  int largest() {
    return all().getLast();
  }

  /** Median of so many tasks. */
  int runs() {
    return quick ? 5 : 9;
  }

  /** Tasks come for so long before those that count. */
  Duration warm() {
    return Duration.ofMillis(quick ? 100 : 250);
  }

  /** AUTO has so long to find the better place. */
  Duration patience() {
    return Duration.ofSeconds(quick ? 5 : 10);
  }

  /** Each figure of overhead, and the mixed load, are measured so long. */
  Duration load() {
    return Duration.ofSeconds(quick ? 1 : 6);
  }
}
