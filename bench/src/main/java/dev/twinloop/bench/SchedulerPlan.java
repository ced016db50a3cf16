package dev.twinloop.bench;

import dev.twinloop.scheduler.SchedulerConfig;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What the benchmark of the scheduler measures, and how long.
 *
 * @param sizes items of a task; empty for 2^6, 2^8 … 2^20
 * @param works kinds of work; empty for all, or with {@code quick} for those that need no time to
 *     be prepared
 * @param quick three works, three sizes, short loads
 * @param config of the schedulers; its strategy is not used
 * @param progress is told each figure
 */
public record SchedulerPlan(
    List<Integer> sizes,
    Set<SchedulerWork> works,
    boolean quick,
    SchedulerConfig config,
    Consumer<String> progress) {
  private static final Set<SchedulerWork> AT_ONCE =
      Set.of(SchedulerWork.SHA256, SchedulerWork.MERKLE, SchedulerWork.NTT);

  private static final List<Integer> FULL =
      List.of(1 << 6, 1 << 8, 1 << 10, 1 << 12, 1 << 14, 1 << 16, 1 << 18, 1 << 20);
  private static final List<Integer> QUICK = List.of(1 << 8, 1 << 12, 1 << 16);

  public SchedulerPlan {
    sizes = List.copyOf(sizes);
    works = Set.copyOf(works);
    for (int size : sizes) {
      if (size < 1 || size > BenchPlan.MAX_SIZE) {
        throw new IllegalArgumentException("sizes: size=" + size + ", accepted: 1 to 2^28");
      }
    }
  }

  /** The kinds that are measured, in the order of their rows. */
  Set<SchedulerWork> kinds() {
    return works.isEmpty()
        ? EnumSet.copyOf(quick ? AT_ONCE : Set.of(SchedulerWork.values()))
        : EnumSet.copyOf(works);
  }

  List<Integer> all() {
    return sizes.isEmpty() ? (quick ? QUICK : FULL) : sizes.stream().sorted().distinct().toList();
  }

  int largest() {
    return all().getLast();
  }

  /** Median of this number of tasks, where all of them take no longer than {@link #longest}. */
  int runs() {
    return quick ? 5 : 9;
  }

  /** And of fewer, but three, where they would take longer than this. */
  Duration longest() {
    return Duration.ofMillis(quick ? 300 : 1000);
  }

  /** Tasks come for so long before those that count. */
  Duration warm() {
    return Duration.ofMillis(quick ? 100 : 250);
  }

  /** After the first task of a process, the same task comes again for so long. */
  Duration firstWarm() {
    return Duration.ofMillis(quick ? 300 : 2000);
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
