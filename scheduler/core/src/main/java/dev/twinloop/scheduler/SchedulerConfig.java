package dev.twinloop.scheduler;

import dev.twinloop.worker.WorkerOptions;
import java.time.Duration;
import java.util.Optional;

/**
 * All that can be set on a scheduler.
 *
 * @param strategy where work may be placed; default {@code AUTO}
 * @param device the only accelerator to use, by device id, or {@code cpu}; default: every GPU found
 * @param sampling how much of each accelerator slice is recomputed
 * @param slicing how tasks are cut and when they go to an accelerator
 * @param health when a device is no longer trusted
 * @param worker time limits of worker processes
 * @param maxTasks tasks accepted at a time; one more is refused; default 1024
 * @param listener is told of starts, fallbacks and mismatches
 */
public record SchedulerConfig(
    Strategy strategy,
    Optional<String> device,
    Sampling sampling,
    Cutting slicing,
    HealthPolicy health,
    WorkerOptions worker,
    int maxTasks,
    SchedulerListener listener) {

  /**
   * How much of each accelerator slice the cross-check recomputes.
   *
   * @param rate share of the items, 0 to 1; default 0.02
   * @param exact whether the rate is honoured whatever it costs; else it is an upper bound
   * @param budgetShare where not exact: share of a slice's time that its check may add; default
   *     0.05
   */
  public record Sampling(double rate, boolean exact, double budgetShare) {
    public Sampling {
      if (!(rate >= 0 && rate <= 1) || !(budgetShare > 0 && budgetShare <= 1)) {
        throw new IllegalArgumentException(
            "sampling: rate="
                + rate
                + ", budgetShare="
                + budgetShare
                + ", accepted: 0 to 1, above 0 to 1");
      }
    }
  }

  /**
   * How tasks are cut.
   *
   * @param sliceItems items of a slice, rounded down to a power of two; 0 (default) lets the
   *     scheduler choose
   * @param acceleratorSliceBytes largest slice of an accelerator; default 48 MiB
   * @param cpuSliceBytes aimed size of a CPU slice; default 4 MiB
   * @param minBatchItems tasks smaller than this stay on the CPU under {@code AUTO} as long as no
   *     measurement says otherwise; default 8192
   * @param assumedStartup what starting a worker is taken to cost, against which {@code AUTO}
   *     weighs the CPU time that a task has left; default 3 s
   */
  public record Cutting(
      int sliceItems,
      long acceleratorSliceBytes,
      long cpuSliceBytes,
      int minBatchItems,
      Duration assumedStartup) {
    public Cutting {
      if (sliceItems < 0 || acceleratorSliceBytes < 1 || cpuSliceBytes < 1 || minBatchItems < 1) {
        throw new IllegalArgumentException(
            "slices: sliceItems="
                + sliceItems
                + ", acceleratorSliceBytes="
                + acceleratorSliceBytes
                + ", cpuSliceBytes="
                + cpuSliceBytes
                + ", minBatchItems="
                + minBatchItems
                + ", accepted: 0 or more, then 1 or more");
      }
    }
  }

  /**
   * When a device is no longer trusted, and for how long.
   *
   * @param window how many of its last runs are looked at; default 20
   * @param failureRate the share of failures in the window above which it is unhealthy; default 0.2
   * @param mismatchesInARow wrong answers in a row that make it unhealthy; default 2
   * @param coolDown how long it gets no work before it may prove itself; default 30 s
   */
  public record HealthPolicy(
      int window, double failureRate, int mismatchesInARow, Duration coolDown) {
    public HealthPolicy {
      if (window < 1
          || !(failureRate >= 0 && failureRate <= 1)
          || mismatchesInARow < 1
          || coolDown.isNegative()) {
        throw new IllegalArgumentException(
            "health: window="
                + window
                + ", failureRate="
                + failureRate
                + ", mismatchesInARow="
                + mismatchesInARow
                + ", coolDown="
                + coolDown);
      }
    }
  }

  public SchedulerConfig {
    if (maxTasks < 1) {
      throw new IllegalArgumentException("maxTasks=" + maxTasks + ", accepted: 1 or more");
    }
  }

  /** The defaults named above. */
  public static SchedulerConfig defaults() {
    return new SchedulerConfig(
        Strategy.AUTO,
        Optional.empty(),
        new Sampling(0.02, false, 0.05),
        new Cutting(0, 48L << 20, 4L << 20, 8192, Duration.ofSeconds(3)),
        new HealthPolicy(20, 0.2, 2, Duration.ofSeconds(30)),
        WorkerOptions.defaults(),
        1024,
        _ -> {});
  }

  /** The same with another strategy. */
  public SchedulerConfig withStrategy(Strategy value) {
    return new SchedulerConfig(
        value, device, sampling, slicing, health, worker, maxTasks, listener);
  }

  /** The same with one device only. */
  public SchedulerConfig withDevice(String id) {
    return new SchedulerConfig(
        strategy, Optional.of(id), sampling, slicing, health, worker, maxTasks, listener);
  }

  /** The same with a cross-check of exactly this share of the items, 0 (off) to 1 (all). */
  public SchedulerConfig withSampleRate(double rate) {
    Sampling exact = new Sampling(rate, true, sampling.budgetShare());
    return new SchedulerConfig(
        strategy, device, exact, slicing, health, worker, maxTasks, listener);
  }

  /** The same with slices of this many items (rounded down to a power of two); 0 to choose. */
  public SchedulerConfig withSliceItems(int items) {
    return withSlicing(
        new Cutting(
            items,
            slicing.acceleratorSliceBytes(),
            slicing.cpuSliceBytes(),
            slicing.minBatchItems(),
            slicing.assumedStartup()));
  }

  /** The same with another way of cutting. */
  public SchedulerConfig withSlicing(Cutting value) {
    return new SchedulerConfig(
        strategy, device, sampling, value, health, worker, maxTasks, listener);
  }

  /** The same with another health policy. */
  public SchedulerConfig withHealth(HealthPolicy value) {
    return new SchedulerConfig(
        strategy, device, sampling, slicing, value, worker, maxTasks, listener);
  }

  /** The same with other limits for workers. */
  public SchedulerConfig withWorker(WorkerOptions value) {
    return new SchedulerConfig(
        strategy, device, sampling, slicing, health, value, maxTasks, listener);
  }

  /** The same with another listener. */
  public SchedulerConfig withListener(SchedulerListener value) {
    return new SchedulerConfig(
        strategy, device, sampling, slicing, health, worker, maxTasks, value);
  }
}
