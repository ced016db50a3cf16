package dev.twinloop.bench;

import dev.twinloop.bench.Figures.Way;
import dev.twinloop.cpu.CpuEngine;
import dev.twinloop.engine.DeviceEngine;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.engine.TaskReport;
import dev.twinloop.engine.Timings;
import dev.twinloop.scheduler.DeviceStatus;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.scheduler.Strategy;
import dev.twinloop.task.Task;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.Locale;

/** The rows that every workload has beside the JDK's: the loop on the CPU, and accelerators. */
final class Contest {
  private static final String ONE_CORE = "same loop, one core, kernels only";

  /** Where a row goes. */
  private interface Row {
    void add(Way way, int items, Spread spread);
  }

  private final BenchPlan plan;
  private final Figures figures;

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
    endToEnd(workload, "cpu", false);
  }

  /** All figures of each accelerator. */
  <R> void accelerators(Workload<R> workload, List<HardwareCaps> devices) {
    for (HardwareCaps caps : devices) {
      try (TimedRuns _ = TimedRuns.begin();
          HybridScheduler scheduler = HybridScheduler.open(plan.config());
          Arena arena = Arena.ofShared()) {
        kernels(
            "kernels only",
            scheduler.engine(caps.deviceId()),
            workload.in(Memory.ordinary(arena)),
            figures::add);
      }
      endToEnd(workload, caps.deviceId(), true);
      endToEnd(workload, caps.deviceId(), false);
    }
  }

  /** Through the scheduler, on one device, checks on. */
  private <R> void endToEnd(Workload<R> workload, String deviceId, boolean shared) {
    boolean cpu = deviceId.equals("cpu");
    Strategy strategy = cpu ? Strategy.CPU_ONLY : Strategy.GPU_ONLY;
    SchedulerConfig config = plan.config().withStrategy(strategy).withDevice(deviceId);
    try (HybridScheduler scheduler = HybridScheduler.open(config);
        Arena arena = Arena.ofShared()) {
      Task<R> task = workload.in(shared ? Memory.shared(scheduler) : Memory.ordinary(arena));
      plan.progress().accept(task.type() + ": end to end on " + deviceId);
      TaskReport[] last = new TaskReport[1];
      Spread spread =
          Spread.measure(
              plan.runs(),
              plan.warmUpNs(),
              Spread.wall(() -> last[0] = scheduler.submit(task).await().report()));
      String checked =
          cpu
              ? "receipts"
              : String.format(
                  Locale.ROOT, "receipts, %.2f %% again", 100 * last[0].effectiveSampleRate());
      String way = cpu ? "" : shared ? ", shared memory" : ", ordinary memory (one copy)";
      figures.add(new Way("end to end" + way, deviceId, checked), (int) task.items(), spread);
    }
  }

  private <R> void kernels(String way, DeviceEngine engine, Task<R> task, Row row) {
    plan.progress().accept(task.type() + ": " + way + ", " + engine.hardwareCaps().deviceId());
    boolean device = engine.hardwareCaps().engineType() == dev.twinloop.engine.EngineType.GPU;
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
            .flatMap(java.util.Optional::stream)
            .filter(HardwareCaps::gpuPresent)
            .toList();
  }
}
