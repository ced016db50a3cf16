package dev.twinloop.bench;

import dev.twinloop.bench.Figures.Way;
import dev.twinloop.bench.report.Table;
import dev.twinloop.cpu.CpuEngine;
import dev.twinloop.engine.DeviceEngine;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.EngineType;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.engine.Timings;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Groups;
import dev.twinloop.kernel.group.Point;
import dev.twinloop.kernel.msm.Bases;
import dev.twinloop.kernel.msm.Msm;
import dev.twinloop.kernel.msm.MsmOracle;
import dev.twinloop.kernel.msm.MsmSums;
import dev.twinloop.kernel.msm.ScalarPattern;
import dev.twinloop.kernel.msm.SquareBases;
import dev.twinloop.policy.Strategy;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Supplier;

/** Multi-scalar multiplication: libraries, the loop on the CPU, accelerators; every sum checked. */
final class MsmBench {
  private static final int CASTLE_POINTS = 32;
  private static final int ONE_CORE_POINTS = 1 << 14;
  private static final int ALL_CORES_POINTS = 1 << 18;
  private static final int BLST_ONE_CORE_POINTS = 1 << 16;
  private static final int BLST_ALL_CORES_POINTS = 1 << 20;

  private final BenchPlan plan;
  private final Figures figures;
  private final Group group;
  private final MemorySegment points;
  private final MemorySegment uniform;
  private final MemorySegment bits;

  private MsmBench(BenchPlan plan, Figures figures, Group group, int count, Arena arena) {
    this.plan = plan;
    this.figures = figures;
    this.group = group;
    plan.progress().accept("msm: making points and scalars");
    this.points = SquareBases.of(group, count, arena).points();
    this.uniform = ScalarPattern.UNIFORM.scalars(group, count, arena);
    this.bits = ScalarPattern.MOSTLY_BITS.scalars(group, count, arena);
  }

  /** Measures. */
  static void run(BenchPlan plan, List<HardwareCaps> accelerators, Figures figures) {
    describe(figures.table());
    List<Integer> sizes =
        plan.sizesOr(
            List.of(1 << 10, 1 << 12), List.of(1 << 16, 1 << 18, 1 << 20, 1 << 22, 1 << 24));
    for (Group group : plan.groups()) {
      for (int count : sizes) {
        figures.work("msm, " + group.name() + ", " + count);
        try (Arena arena = Arena.ofShared()) {
          MsmBench bench = new MsmBench(plan, figures, group, count, arena);
          bench.libraries();
          bench.loops();
          for (HardwareCaps caps : accelerators) {
            bench.accelerator(caps.deviceId());
          }
        }
      }
    }
  }

  private static void describe(Table table) {
    table
        .note(
            "msm data",
            "points (i+1)^2 G, so that every sum is known and is checked; scalars uniform below the"
                + " order, fixed seed; \"mostly bits\": nine in ten 0 or 1; work is named by its"
                + " size, smaller rows take a prefix of the same data")
        .note(
            "msm libraries",
            "Bouncy Castle: generic curve, point by point; blst: its Pippenger, points and scalars in"
                + " its own form beforehand, on all cores each core a share of the points")
        .note(
            "bases",
            "resident: the device has the points (or, where it says so, their multiples too) from the"
                + " run before and is given scalars alone;"
                + " first call: points are checked to be below the modulus and uploaded");
  }

  private int count() {
    return (int) (uniform.byteSize() / Msm.SCALAR_BYTES);
  }

  private void libraries() {
    int few = Math.min(CASTLE_POINTS, count());
    Bases bases = bases(points, few);
    MsmOracle castle = new MsmOracle(group);
    MemorySegment scalars = scalars(uniform, few);
    plan.progress().accept("msm: Bouncy Castle");
    Way way = new Way("Bouncy Castle, one core", "cpu", "sum");
    figures.baseline(way, few, measure(way, scalars, () -> castle.sum(bases, scalars)));
    if (group == Groups.BLS12_381) {
      try (Blst blst = Blst.load()) {
        blst(blst, Math.min(BLST_ONE_CORE_POINTS, count()), 1);
        int cores = Runtime.getRuntime().availableProcessors();
        blst(blst, Math.min(BLST_ALL_CORES_POINTS, count()), cores);
      } catch (IOException | RuntimeException | LinkageError e) {
        figures.table().note("blst", "not measured: " + e);
      }
    }
  }

  private void blst(Blst blst, int count, int threads) {
    String way = threads == 1 ? "blst, one core" : "blst, all cores";
    plan.progress().accept("msm: " + way);
    MemorySegment scalars = scalars(uniform, count);
    MemorySegment ownPoints = blst.points(points.asSlice(0, (long) count * group.pointBytes()));
    MemorySegment ownScalars = blst.scalars(scalars);
    Way row = new Way(way, "cpu", "sum");
    figures.add(
        row, count, measure(row, scalars, () -> point(blst.sum(ownPoints, ownScalars, threads))));
  }

  private Point point(byte[] coordinates) {
    int width = group.coordinateBytes();
    return group.point(
        new BigInteger(1, coordinates, 0, width), new BigInteger(1, coordinates, width, width));
  }

  /** Measures a way to add up; the last sum must be right. */
  private Spread measure(Way way, MemorySegment scalars, Supplier<Point> sum) {
    Point[] last = {group.infinity()};
    Spread spread =
        Spread.measure(plan.runs(), plan.warmUpNs(), Spread.wall(() -> last[0] = sum.get()));
    requireRight(way.name() + ", " + way.device(), last[0], scalars);
    return spread;
  }

  private void loops() {
    try (CpuEngine one = new CpuEngine(1)) {
      kernels("same loop, one core, kernels only", one, ONE_CORE_POINTS);
    }
    try (CpuEngine all = new CpuEngine()) {
      kernels("same loop, all cores, kernels only", all, ALL_CORES_POINTS);
    }
    endToEnd("cpu", ALL_CORES_POINTS);
  }

  private void accelerator(String deviceId) {
    try (TimedRuns _ = TimedRuns.begin();
        HybridScheduler scheduler = HybridScheduler.open(plan.config())) {
      kernels("kernels only", scheduler.engine(deviceId), count());
    }
    endToEnd(deviceId, count());
  }

  private void kernels(String way, DeviceEngine engine, int most) {
    int count = Math.min(most, count());
    String id = engine.hardwareCaps().deviceId();
    plan.progress().accept("msm: " + way + ", " + id);
    Msm task = Msm.of(bases(points, count), scalars(uniform, count));
    try (KernelRun<MsmSums> run = new KernelRun<>(engine, task)) {
      boolean device = engine.hardwareCaps().engineType() == EngineType.GPU;
      Spread spread = run.measure(plan, device ? Timings::kernelNs : Timings::runNs);
      if (run.items() < count) {
        figures.table().note(way + ", " + id, "the first slice of " + run.items() + " points");
      }
      requireRight(id, run.result().get(0), scalars(uniform, run.items()));
      figures.add(new Way(way, id, "receipts, sum"), run.items(), spread);
    }
  }

  private void endToEnd(String deviceId, int most) {
    boolean cpu = deviceId.equals("cpu");
    int count = Math.min(most, count());
    SchedulerConfig config =
        plan.config()
            .withStrategy(cpu ? Strategy.CPU_ONLY : Strategy.GPU_ONLY)
            .withDevice(deviceId);
    try (HybridScheduler scheduler = HybridScheduler.open(config)) {
      if (cpu) {
        Bases bases = bases(points, count);
        row(scheduler, "end to end", deviceId, scalars(uniform, count), () -> bases);
        return;
      }
      Memory shared = Memory.shared(scheduler);
      Bases resident = bases(shared.holding(points), count);
      MemorySegment some = shared.holding(scalars(uniform, count));
      MemorySegment ones = shared.holding(scalars(bits, count));
      row(scheduler, "end to end, bases resident", deviceId, some, () -> resident);
      row(scheduler, "the same, scalars mostly bits", deviceId, ones, () -> resident);
      Bases multiplied = resident.withMultiples();
      row(scheduler, "end to end, multiples resident", deviceId, some, () -> multiplied);
      row(
          scheduler,
          "end to end, bases resident, scalars in ordinary memory",
          deviceId,
          scalars(uniform, count),
          () -> resident);
      row(
          scheduler,
          "end to end, first call",
          deviceId,
          some,
          () -> bases(resident.points(), count));
    }
  }

  private void row(
      HybridScheduler scheduler,
      String way,
      String deviceId,
      MemorySegment scalars,
      Supplier<Bases> bases) {
    plan.progress().accept("msm: " + way + " on " + deviceId);
    Way row = new Way(way, deviceId, "receipts, sum");
    int count = (int) (scalars.byteSize() / Msm.SCALAR_BYTES);
    figures.add(
        row,
        count,
        measure(
            row,
            scalars,
            () -> scheduler.submit(Msm.of(bases.get(), scalars)).await().value().get(0)));
  }

  private Bases bases(MemorySegment memory, int count) {
    return Bases.of(group, "bench", memory.asSlice(0, (long) count * group.pointBytes()));
  }

  private static MemorySegment scalars(MemorySegment all, int count) {
    return all.asSlice(0, (long) count * Msm.SCALAR_BYTES);
  }

  private void requireRight(String who, Point actual, MemorySegment scalars) {
    Point expected = SquareBases.sum(group, scalars);
    if (!actual.equals(expected)) {
      throw DeviceException.Code.MISMATCH.exception(
          "bench: %s: expected=%s, actual=%s".formatted(who, expected, actual));
    }
  }
}
