package dev.twinloop.bench;

import dev.twinloop.bench.Figures.Way;
import dev.twinloop.cpu.CpuEngine;
import dev.twinloop.device.DeviceStatus;
import dev.twinloop.engine.DeviceEngine;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.EngineType;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.engine.TaskReport;
import dev.twinloop.engine.Timings;
import dev.twinloop.policy.Strategy;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.task.Task;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The rows that every workload has beside the JDK's: the loop on the CPU, and accelerators. */
final class Contest {
  private static final String ONE_CORE = "same loop, one core, kernels only";

  /** Where a row goes. */
  private interface Row {
    void add(Way way, int items, Spread spread);
  }

  private final BenchPlan plan;
  private final Figures figures;
  private final Compilations compilations = new Compilations();

  Contest(BenchPlan plan, Figures figures) {
    this.plan = plan;
    this.figures = figures;
  }

  /** The same loop on one core and on all cores: kernels only. */
  <R> void cpuLoop(Task<R> task) {
    try (CpuEngine one = new CpuEngine(1)) {
      kernels(ONE_CORE, one, task, figures::add);
    }
    allCores(task);
  }

  /** The same loop on one core, for work that no library does: the row that ratios refer to. */
  <R> void oneCoreBaseline(Task<R> task) {
    try (CpuEngine one = new CpuEngine(1)) {
      kernels(ONE_CORE, one, task, figures::baseline);
    }
  }

  /** The same loop on all cores. */
  <R> void allCores(Task<R> task) {
    try (CpuEngine all = new CpuEngine()) {
      kernels("same loop, all cores, kernels only", all, task, figures::add);
    }
  }

  /** Through the scheduler, on the CPU. */
  <R> void cpuEndToEnd(Workload<R> workload) {
    try (HybridScheduler scheduler = open("cpu", Strategy.CPU_ONLY);
        Arena arena = Arena.ofShared()) {
      Way way = new Way("end to end", "cpu", "receipts");
      endToEnd(scheduler, workload.in(Memory.ordinary(arena)), _ -> way);
    }
  }

  /**
   * All figures of each accelerator: kernels only for the last workload; end to end for each, all
   * by one worker.
   */
  <R> void accelerators(List<Workload<R>> ascending, List<HardwareCaps> devices) {
    for (HardwareCaps caps : devices) {
      String id = caps.deviceId();
      try (TimedRuns _ = TimedRuns.begin();
          HybridScheduler scheduler = HybridScheduler.open(plan.config());
          Arena arena = Arena.ofShared()) {
        Task<R> task = ascending.getLast().in(Memory.ordinary(arena));
        kernels("kernels only", scheduler.engine(id), task, figures::add);
      }
      try (HybridScheduler scheduler = open(id, Strategy.GPU_ONLY)) {
        for (Workload<R> workload : ascending.reversed()) {
          acceleratorEndToEnd(scheduler, workload, id);
        }
      }
    }
  }

  private HybridScheduler open(String deviceId, Strategy strategy) {
    return HybridScheduler.open(
        plan.config().withStrategy(strategy).withDevice(deviceId).withListener(compilations));
  }

  private <R> void acceleratorEndToEnd(
      HybridScheduler scheduler, Workload<R> workload, String deviceId) {
    try (Arena arena = Arena.ofShared()) {
      endToEnd(
          scheduler,
          workload.in(Memory.shared(scheduler)),
          report -> new Way("end to end, shared memory", deviceId, checked(report)));
      endToEnd(
          scheduler,
          workload.in(Memory.ordinary(arena)),
          report -> new Way("end to end, ordinary memory (one copy)", deviceId, checked(report)));
    }
  }

  private static String checked(TaskReport report) {
    return String.format(
        Locale.ROOT, "receipts, %.2f %% again", 100 * report.effectiveSampleRate());
  }

  /** Through the scheduler, checks on. */
  private <R> void endToEnd(
      HybridScheduler scheduler, Task<R> task, Function<TaskReport, Way> way) {
    plan.progress().accept(task.type() + ": end to end, " + task.items());
    TaskReport[] last = new TaskReport[1];
    Runnable run = () -> last[0] = scheduler.submit(task).await().report();
    compilations.settle(plan.settleNs(), run);
    Spread spread = Spread.measure(plan.runs(), plan.warmUpNs(), Spread.wall(run));
    figures.add(way.apply(last[0]), (int) task.items(), spread);
  }

  private <R> void kernels(String way, DeviceEngine engine, Task<R> task, Row row) {
    plan.progress().accept(task.type() + ": " + way + ", " + engine.hardwareCaps().deviceId());
    boolean device = engine.hardwareCaps().engineType() == EngineType.GPU;
    try (KernelRun<R> run = new KernelRun<>(engine, task)) {
      Spread spread = run.measure(plan, device ? Timings::kernelNs : Timings::runNs);
      if (spread.minNs() == 0) {
        figures
            .table()
            .note(way + ", " + task.type() + ", " + id(engine), "the device timed too few runs");
        return;
      }
      row.add(new Way(way, id(engine), "receipts, 1 % again"), run.items(), spread);
    }
  }

  private static String id(DeviceEngine engine) {
    return engine.hardwareCaps().deviceId();
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
