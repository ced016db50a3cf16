package dev.twinloop.bench;

import dev.twinloop.kernel.group.Group;
import dev.twinloop.scheduler.SchedulerConfig;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * What to measure and how long.
 *
 * @param sizes items of each row's task; empty for a scenario's own
 * @param curves of the signatures
 * @param groups of multi-scalar multiplications, whose scalars transforms are over
 * @param depth how many runs, and which rows
 * @param config of the scheduler: device and sample rate are honoured
 * @param progress is told what is being measured
 */
public record BenchPlan(
    List<Integer> sizes,
    List<Group> curves,
    List<Group> groups,
    Depth depth,
    SchedulerConfig config,
    Consumer<String> progress) {
  /** The largest size. */
  public static final int MAX_SIZE = 1 << 28;

  /** The sizes of a sweep, from where a CPU is faster to where a device is. */
  public static final List<Integer> SWEEP =
      List.of(1 << 6, 1 << 8, 1 << 10, 1 << 12, 1 << 14, 1 << 16, 1 << 18, 1 << 20);

  /**
   * How much is measured.
   *
   * @param runs at least this number of each row
   * @param warmUpNs runs that do not count come first, for about so long
   * @param every whether rows are measured too that no mark needs: one core of the CPU, the kernels
   *     of a device alone, ordinary memory
   * @param small whether scenarios choose small sizes
   */
  public record Depth(int runs, long warmUpNs, boolean every, boolean small) {
    /** Every row. */
    public static final Depth FULL = new Depth(9, 1_000_000_000, true, false);

    /** Every row, small sizes, few runs. */
    public static final Depth QUICK = new Depth(5, 50_000_000, true, true);

    /** The rows that marks are judged by. */
    public static final Depth MARKS = new Depth(5, 300_000_000, false, false);

    /** The same at small sizes. */
    public static final Depth QUICK_MARKS = new Depth(3, 50_000_000, false, true);
  }

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

  /** Which share of the items is computed again, in words. */
  public static String crossCheck(SchedulerConfig config) {
    return String.format(
        Locale.ROOT,
        "cross-check of accelerators %s %.2f %% of the items",
        config.sampling().exact() ? "exactly" : "at most",
        100 * config.sampling().rate());
  }

  /** The same with other sizes. */
  public BenchPlan withSizes(List<Integer> others) {
    return new BenchPlan(others, curves, groups, depth, config, progress);
  }

  /** The same with at least this number of runs of each row. */
  public BenchPlan withRuns(int runs) {
    Depth more = new Depth(runs, depth.warmUpNs(), depth.every(), depth.small());
    return new BenchPlan(sizes, curves, groups, more, config, progress);
  }

  /** The same with this group alone, where it is among the plan's. */
  public BenchPlan withGroup(Group group) {
    return new BenchPlan(
        sizes,
        curves.stream().filter(group::equals).toList(),
        groups.stream().filter(group::equals).toList(),
        depth,
        config,
        progress);
  }

  /** The sizes to measure, the smallest first. */
  public List<Integer> sizesOr(List<Integer> quickSizes, List<Integer> fullSizes) {
    List<Integer> chosen = sizes.isEmpty() ? (quick() ? quickSizes : fullSizes) : sizes;
    return chosen.stream().sorted().distinct().toList();
  }

  /** Whether scenarios choose small sizes. */
  public boolean quick() {
    return depth.small();
  }

  /** How many cores of the CPU libraries and loops are measured on, one row each. */
  public List<Integer> coreCounts() {
    int all = Runtime.getRuntime().availableProcessors();
    return depth.every() ? List.of(1, all) : List.of(all);
  }

  /** How long to wait at most until a device has compiled all that a task needs. */
  long settleNs() {
    return quick() ? 20_000_000_000L : 60_000_000_000L;
  }

  /** At least this number of runs of each row. */
  public int runs() {
    return depth.runs();
  }

  /** Runs that do not count come first, for about so long. */
  public long warmUpNs() {
    return depth.warmUpNs();
  }
}
