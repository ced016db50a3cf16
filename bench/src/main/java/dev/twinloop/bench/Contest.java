package dev.twinloop.bench;

import dev.twinloop.bench.report.Checks;
import dev.twinloop.bench.report.Way;
import dev.twinloop.bench.report.Way.Transfer;
import dev.twinloop.cpu.CpuEngine;
import dev.twinloop.device.DeviceStatus;
import dev.twinloop.engine.DeviceEngine;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.engine.TaskReport;
import dev.twinloop.policy.Strategy;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.task.Task;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The rows that every workload has beside a library's: the loop on the CPU, and accelerators. */
public final class Contest {
  private final BenchSession session;
  private final BenchPlan plan;
  private final Figures figures;

  /** Rows for the session's figures. */
  public Contest(BenchSession session) {
    this.session = session;
    this.plan = session.plan();
    this.figures = session.figures();
  }

  /** The same loop on one core and on all cores: kernels only. */
  public <R> void cpuLoop(Task<R> task) {
    oneCore(task);
    allCores(task);
  }

  /** The same loop on one core. */
  <R> void oneCore(Task<R> task) {
    if (plan.depth().every()) {
      try (CpuEngine one = new CpuEngine(1)) {
        kernels(Way.loop(1, checks()), one, task);
      }
    }
  }

  /** The same loop on all cores. */
  <R> void allCores(Task<R> task) {
    try (CpuEngine all = new CpuEngine()) {
      kernels(Way.loop(Way.machineCores(), checks()), all, task);
    }
  }

  private static Checks checks() {
    return Checks.again(KernelRun.CHECKED_SHARE);
  }

  /** Through the scheduler, on the CPU. */
  public <R> void cpuEndToEnd(Workload<R> workload) {
    try (Arena arena = Arena.ofShared()) {
      endToEnd(
          "cpu",
          workload.in(Memory.ordinary(arena)),
          report -> Way.onCpu(Checks.again(report.effectiveSampleRate())));
    }
  }

  /**
   * All figures of each accelerator: kernels only for the last workload; end to end for each, all
   * by one worker. For marks alone, end to end in shared memory.
   */
  public <R> void accelerators(List<Workload<R>> ascending) {
    for (HardwareCaps caps : session.accelerators()) {
      String id = caps.deviceId();
      HybridScheduler scheduler = session.on(id);
      if (plan.depth().every()) {
        try (Arena arena = Arena.ofShared()) {
          Task<R> task = ascending.getLast().in(Memory.ordinary(arena));
          kernels(Way.kernels(id, checks()), scheduler.engine(id), task);
        }
      }
      for (Workload<R> workload : ascending.reversed()) {
        acceleratorEndToEnd(workload, id);
      }
    }
  }

  private <R> void acceleratorEndToEnd(Workload<R> workload, String deviceId) {
    try (SharedMemory shared = session.sharedWith(deviceId)) {
      endToEnd(
          deviceId,
          workload.in(shared),
          report ->
              Way.endToEnd(
                  "end to end, shared memory",
                  deviceId,
                  Checks.again(report.effectiveSampleRate()),
                  Transfer.SHARED));
    }
    if (!plan.depth().every()) {
      return;
    }
    try (Arena arena = Arena.ofShared()) {
      endToEnd(
          deviceId,
          workload.in(Memory.ordinary(arena)),
          report ->
              Way.endToEnd(
                  "end to end, ordinary memory (one copy)",
                  deviceId,
                  Checks.again(report.effectiveSampleRate()),
                  Transfer.ORDINARY));
    }
  }

  /** Through the scheduler, checks on. */
  private <R> void endToEnd(String deviceId, Task<R> task, Function<TaskReport, Way> way) {
    HybridScheduler scheduler = session.on(deviceId);
    plan.progress().accept(task.type() + ": end to end, " + task.items());
    TaskReport[] last = new TaskReport[1];
    Stages stages = new Stages();
    Spread.Run run =
        () -> {
          long start = System.nanoTime();
          last[0] = scheduler.submit(task).await().report();
          long time = System.nanoTime() - start;
          stages.add(last[0]);
          return time;
        };
    session.settle(deviceId, run);
    Spread spread = Spread.measure(plan.runs(), plan.warmUpNs(), run, stages::clear);
    figures.add(way.apply(last[0]), task.items(), spread, stages.list());
  }

  private <R> void kernels(Way way, DeviceEngine engine, Task<R> task) {
    plan.progress().accept(task.type() + ": " + way.name() + ", " + way.device());
    try (KernelRun<R> run = new KernelRun<>(engine, task)) {
      Spread spread = run.measure(plan);
      if (spread.times().minNs() == 0) {
        figures.note(
            way.name() + ", " + task.type() + ", " + way.device(),
            "not measured: the device does not time its runs");
        return;
      }
      figures.add(way, run.items(), spread, run.stages());
    }
  }

  /**
   * The accelerators to measure: the one that was named, or every GPU.
   *
   * @throws DeviceException if one was named that is not there
   */
  static List<HardwareCaps> devices(HybridScheduler scheduler, SchedulerConfig config) {
    if (config.device().isPresent()) {
      HardwareCaps named = scheduler.engine(config.device().get()).hardwareCaps();
      return named.deviceId().equals("cpu") ? List.of() : List.of(named);
    }
    return config.strategy() == Strategy.CPU_ONLY
        ? List.of()
        : scheduler.devices().stream()
            .map(DeviceStatus::caps)
            .flatMap(Optional::stream)
            .filter(HardwareCaps::gpuPresent)
            .toList();
  }
}
