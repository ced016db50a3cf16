package dev.twinloop.scheduler;

import dev.twinloop.device.HealthRules;
import dev.twinloop.policy.Strategy;
import dev.twinloop.policy.Thresholds;
import dev.twinloop.run.Cutting;
import dev.twinloop.run.Limits;
import dev.twinloop.run.RunConfig;
import dev.twinloop.run.RunRoom;
import dev.twinloop.run.Sampling;
import dev.twinloop.worker.WorkerOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that can be set on a scheduler.
 *
 * @param strategy where work may be placed; default {@code AUTO}
 * @param devices the only accelerators to use, by device id; or {@code cpu} alone to insist on the
 *     loop on the CPU. By default no device is named, and every GPU that is found is used
 * @param insistent whether the named devices do all the work that they can, even where the CPU
 *     would end sooner; default true
 * @param sampling how much of each accelerator slice is recomputed
 * @param slicing how tasks are cut
 * @param health when a device is no longer trusted
 * @param worker time limits of worker processes
 * @param limits what may be under way at the same time. A task above the limits is refused or
 *     waits, as its caller chose ({@link dev.twinloop.engine.Submission})
 * @param thresholds the thresholds for placing work
 * @param learned the file in which learned costs are kept between runs, by default {@code
 *     twinloop/costs} in the user's cache. With {@code -Dtwinloop.learned=off}, or if empty, they
 *     are not kept
 * @param listener is told of starts, fallbacks and mismatches
 */
public record SchedulerConfig(
    Strategy strategy,
    List<String> devices,
    boolean insistent,
    Sampling sampling,
    Cutting slicing,
    HealthRules health,
    WorkerOptions worker,
    Limits limits,
    Thresholds thresholds,
    Optional<Path> learned,
    SchedulerListener listener) {

  public SchedulerConfig {
    devices = List.copyOf(devices);
    if (Set.copyOf(devices).size() < devices.size()
        || (devices.size() > 1 && devices.contains(CPU))) {
      throw new IllegalArgumentException(
          "devices: " + devices + ", accepted: each once, and \"cpu\" alone");
    }
  }

  /** The only device to use, if exactly one was named. */
  public Optional<String> device() {
    return devices.size() == 1 ? Optional.of(devices.getFirst()) : Optional.empty();
  }

  private static final String CPU = "cpu";

  /** The defaults named above. */
  public static SchedulerConfig defaults() {
    return new SchedulerConfig(
        Strategy.AUTO,
        List.of(),
        true,
        new Sampling(0.02, false, 0.05),
        new Cutting(0, 48L << 20, 4L << 20),
        HealthRules.defaults(),
        WorkerOptions.defaults(),
        new Limits(1024, 0),
        Thresholds.defaults(),
        RunRoom.learnedByDefault(),
        _ -> {});
  }

  /** The settings that the run of tasks needs. */
  public RunConfig running() {
    return new RunConfig(
        strategy,
        devices,
        insistent,
        sampling,
        slicing,
        limits,
        thresholds,
        learned,
        worker.runTimeout(),
        worker.confidential());
  }

  /** The same with another strategy. */
  public SchedulerConfig withStrategy(Strategy value) {
    return new SchedulerConfig(
        value,
        devices,
        insistent,
        sampling,
        slicing,
        health,
        worker,
        limits,
        thresholds,
        learned,
        listener);
  }

  /** The same with one device only, which does all the work that it can. */
  public SchedulerConfig withDevice(String id) {
    return withDevices(List.of(id), true);
  }

  /** The same with one device only, which is used where it pays. */
  public SchedulerConfig withCandidate(String id) {
    return withDevices(List.of(id), false);
  }

  /** The same with every GPU found. */
  public SchedulerConfig withoutDevice() {
    return withDevices(List.of(), true);
  }

  /** The same with these devices only, which do all the work that they can. */
  public SchedulerConfig withDevices(List<String> ids) {
    return withDevices(ids, true);
  }

  private SchedulerConfig withDevices(List<String> ids, boolean insists) {
    return new SchedulerConfig(
        strategy,
        ids,
        insists,
        sampling,
        slicing,
        health,
        worker,
        limits,
        thresholds,
        learned,
        listener);
  }

  /**
   * The same with a cross-check of exactly this share of the items, 0 (off) to 1 (all), wherever
   * the loop computes them, also on the CPU. The results of a library of the JVM ({@link
   * dev.twinloop.task.HostBody}) are not checked: the check compares other results with such
   * results.
   */
  public SchedulerConfig withSampleRate(double rate) {
    return withSampling(new Sampling(rate, true, sampling.budgetShare()));
  }

  /** The same with another cross-check. */
  public SchedulerConfig withSampling(Sampling value) {
    return new SchedulerConfig(
        strategy,
        devices,
        insistent,
        value,
        slicing,
        health,
        worker,
        limits,
        thresholds,
        learned,
        listener);
  }

  /** The same with slices of this many items (rounded down to a power of two); 0 to choose. */
  public SchedulerConfig withSliceItems(int items) {
    return withSlicing(
        new Cutting(items, slicing.acceleratorSliceBytes(), slicing.cpuSliceBytes()));
  }

  /** The same with another way of cutting. */
  public SchedulerConfig withSlicing(Cutting value) {
    return new SchedulerConfig(
        strategy,
        devices,
        insistent,
        sampling,
        value,
        health,
        worker,
        limits,
        thresholds,
        learned,
        listener);
  }

  /** The same with other rules of health. */
  public SchedulerConfig withHealth(HealthRules value) {
    return new SchedulerConfig(
        strategy,
        devices,
        insistent,
        sampling,
        slicing,
        value,
        worker,
        limits,
        thresholds,
        learned,
        listener);
  }

  /** The same with other time limits for workers. */
  public SchedulerConfig withWorker(WorkerOptions value) {
    return new SchedulerConfig(
        strategy,
        devices,
        insistent,
        sampling,
        slicing,
        health,
        value,
        limits,
        thresholds,
        learned,
        listener);
  }

  /**
   * The same, for secret tasks or for public tasks: see {@link
   * dev.twinloop.worker.WorkerOptions#confidential}.
   */
  public SchedulerConfig withConfidential(boolean value) {
    return withWorker(worker.withConfidential(value));
  }

  /** The same with other limits of what may be under way. */
  public SchedulerConfig withLimits(Limits value) {
    return new SchedulerConfig(
        strategy,
        devices,
        insistent,
        sampling,
        slicing,
        health,
        worker,
        value,
        thresholds,
        learned,
        listener);
  }

  /** The same with other thresholds. */
  public SchedulerConfig withThresholds(Thresholds value) {
    return new SchedulerConfig(
        strategy, devices, insistent, sampling, slicing, health, worker, limits, value, learned,
        listener);
  }

  /** The same with learned costs kept in this file. */
  public SchedulerConfig withLearned(Optional<Path> file) {
    return new SchedulerConfig(
        strategy,
        devices,
        insistent,
        sampling,
        slicing,
        health,
        worker,
        limits,
        thresholds,
        file,
        listener);
  }

  /** The same with another listener. */
  public SchedulerConfig withListener(SchedulerListener value) {
    return new SchedulerConfig(
        strategy,
        devices,
        insistent,
        sampling,
        slicing,
        health,
        worker,
        limits,
        thresholds,
        learned,
        value);
  }
}
