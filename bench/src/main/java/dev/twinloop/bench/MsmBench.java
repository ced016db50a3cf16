package dev.twinloop.bench;

import dev.twinloop.bench.report.Checks;
import dev.twinloop.bench.report.Way;
import dev.twinloop.bench.report.Way.Transfer;
import dev.twinloop.cpu.CpuEngine;
import dev.twinloop.engine.DeviceEngine;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.engine.TaskResult;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Groups;
import dev.twinloop.kernel.group.Point;
import dev.twinloop.kernel.msm.Bases;
import dev.twinloop.kernel.msm.Msm;
import dev.twinloop.kernel.msm.MsmOracle;
import dev.twinloop.kernel.msm.MsmSums;
import dev.twinloop.kernel.msm.ScalarPattern;
import dev.twinloop.kernel.msm.SquareBases;
import dev.twinloop.scheduler.HybridScheduler;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Supplier;

/** Multi-scalar multiplication: libraries, the loop on the CPU, accelerators; every sum checked. */
final class MsmBench {
  private static final Checks SUM = Checks.receiptsAnd("sum");
  private static final int CASTLE_POINTS = 32;
  private static final int ONE_CORE_POINTS = 1 << 14;
  private static final int ALL_CORES_POINTS = 1 << 18;
  private static final int BLST_ONE_CORE_POINTS = 1 << 16;
  private static final int BLST_ALL_CORES_POINTS = 1 << 20;

  private final BenchSession session;
  private final BenchPlan plan;
  private final Figures figures;
  private final Group group;
  private final MemorySegment points;
  private final MemorySegment uniform;
  private final MemorySegment bits;

  private MsmBench(BenchSession session, Group group, int count, Arena arena) {
    this.session = session;
    this.plan = session.plan();
    this.figures = session.figures();
    this.group = group;
    plan.progress().accept("msm: making points and scalars");
    this.points = SquareBases.of(group, count, arena).points();
    this.uniform = ScalarPattern.UNIFORM.scalars(group, count, arena);
    this.bits = ScalarPattern.MOSTLY_BITS.scalars(group, count, arena);
  }

  /** Measures. */
  static void run(BenchSession session) {
    BenchPlan plan = session.plan();
    describe(session.figures());
    List<Integer> sizes =
        plan.sizesOr(
            List.of(1 << 10, 1 << 12), List.of(1 << 16, 1 << 18, 1 << 20, 1 << 22, 1 << 24));
    for (Group group : plan.groups()) {
      session.figures().work("msm, " + group.name());
      for (int count : sizes) {
        try (Arena arena = Arena.ofShared()) {
          MsmBench bench = new MsmBench(session, group, count, arena);
          boolean first = count == sizes.getFirst();
          if (first) {
            bench.bouncyCastle();
          }
          bench.host(first);
          for (HardwareCaps caps : session.accelerators()) {
            bench.accelerator(caps.deviceId());
          }
        }
      }
    }
  }

  private static void describe(Figures figures) {
    figures
        .note(
            "msm data",
            "points (i+1)^2 G, so that every sum is known and is checked; scalars uniform below the"
                + " order, fixed seed; \"mostly bits\": nine in ten 0 or 1; smaller rows take a"
                + " prefix of the same data")
        .note(
            "msm libraries",
            "Bouncy Castle: generic curve, point by point; blst: its Pippenger, points and scalars"
                + " in its own form beforehand, on all cores each core a share of the points")
        .note(
            "bases",
            "resident: the device has the points (or, where it says so, their multiples too) from"
                + " the run before and is given scalars alone; first call: points are checked to be"
                + " below the modulus and uploaded");
  }

  private int count() {
    return (int) (uniform.byteSize() / Msm.SCALAR_BYTES);
  }

  private void bouncyCastle() {
    int few = Math.min(CASTLE_POINTS, count());
    Bases bases = bases(points, few);
    MsmOracle castle = new MsmOracle(group);
    MemorySegment scalars = scalars(uniform, few);
    plan.progress().accept("msm: Bouncy Castle");
    Way way = Way.library("Bouncy Castle", 1, "sum");
    figures.add(way, few, measure(way, scalars, () -> castle.sum(bases, scalars)));
  }

  /**
   * The host's ways, each up to the size that it can do; once for all sizes above that. Marks need
   * the fastest: blst, which takes a quarter of the loop's time, or else the loop's kernels.
   */
  private void host(boolean first) {
    if (group == Groups.BLS12_381 && blst(first) && !plan.depth().every()) {
      return;
    }
    if (plan.depth().every() && (first || count() <= ONE_CORE_POINTS)) {
      try (CpuEngine one = new CpuEngine(1)) {
        kernels(Way.loop(1, SUM), one, ONE_CORE_POINTS);
      }
    }
    if (first || count() <= ALL_CORES_POINTS) {
      try (CpuEngine all = new CpuEngine()) {
        kernels(Way.loop(Way.machineCores(), SUM), all, ALL_CORES_POINTS);
      }
      if (plan.depth().every()) {
        int count = Math.min(ALL_CORES_POINTS, count());
        Bases bases = bases(points, count);
        row(session.on("cpu"), Way.onCpu(SUM), scalars(uniform, count), () -> bases);
      }
    }
  }

  /** Whether blst was measured. */
  private boolean blst(boolean first) {
    try (Blst blst = Blst.load()) {
      for (int cores : plan.coreCounts()) {
        int most = cores == 1 ? BLST_ONE_CORE_POINTS : BLST_ALL_CORES_POINTS;
        if (first || count() <= most) {
          blst(blst, Math.min(most, count()), cores);
        }
      }
      return true;
    } catch (IOException | RuntimeException | LinkageError e) {
      figures.note("blst", "not measured: " + e);
      return false;
    }
  }

  private void blst(Blst blst, int count, int cores) {
    Way way = Way.library("blst", cores, "sum");
    plan.progress().accept("msm: " + way.name());
    MemorySegment scalars = scalars(uniform, count);
    MemorySegment ownPoints = blst.points(points.asSlice(0, (long) count * group.pointBytes()));
    MemorySegment ownScalars = blst.scalars(scalars);
    figures.add(
        way, count, measure(way, scalars, () -> point(blst.sum(ownPoints, ownScalars, cores))));
  }

  private Point point(byte[] coordinates) {
    int width = group.coordinateBytes();
    return group.point(
        new BigInteger(1, coordinates, 0, width), new BigInteger(1, coordinates, width, width));
  }

  /** Measures a way to add up; the last sum must be right. */
  private Spread measure(Way way, MemorySegment scalars, Supplier<Point> sum) {
    Point[] last = {group.infinity()};
    Spread spread = Spread.measure(plan, () -> last[0] = sum.get());
    requireRight(way.name() + ", " + way.device(), last[0], scalars);
    return spread;
  }

  private void accelerator(String deviceId) {
    HybridScheduler scheduler = session.on(deviceId);
    if (plan.depth().every()) {
      kernels(Way.kernels(deviceId, SUM), scheduler.engine(deviceId), count());
    }
    try (SharedMemory shared = session.sharedWith(deviceId)) {
      Bases resident = bases(shared.holding(points), count());
      MemorySegment some = shared.holding(uniform);
      if (plan.depth().every()) {
        row(scheduler, shared("end to end, bases resident", deviceId), some, () -> resident);
      }
      Bases multiplied = resident.withMultiples();
      row(scheduler, shared("end to end, multiples resident", deviceId), some, () -> multiplied);
      if (plan.depth().every()) {
        MemorySegment ones = shared.holding(bits);
        row(scheduler, shared("the same, scalars mostly bits", deviceId), ones, () -> resident);
        String ordinary = "end to end, bases resident, scalars in ordinary memory";
        Way copied = Way.endToEnd(ordinary, deviceId, SUM, Transfer.ORDINARY);
        row(scheduler, copied, uniform, () -> resident);
        Way first = shared("end to end, first call", deviceId);
        row(scheduler, first, some, () -> bases(resident.points(), count()));
      }
    }
  }

  private static Way shared(String name, String deviceId) {
    return Way.endToEnd(name, deviceId, SUM, Transfer.SHARED);
  }

  private void kernels(Way way, DeviceEngine engine, int most) {
    int count = Math.min(most, count());
    plan.progress().accept("msm: " + way.name() + ", " + way.device());
    Msm task = Msm.of(bases(points, count), scalars(uniform, count));
    try (KernelRun<MsmSums> run = new KernelRun<>(engine, task)) {
      Spread spread = run.measure(plan);
      if (run.items() < count) {
        figures.note(
            way.name() + ", " + way.device(), "the first slice of " + run.items() + " points");
      }
      requireRight(way.device(), run.result().get(0), scalars(uniform, run.items()));
      figures.add(way, run.items(), spread, run.stages());
    }
  }

  private void row(
      HybridScheduler scheduler, Way way, MemorySegment scalars, Supplier<Bases> bases) {
    plan.progress().accept("msm: " + way.name() + " on " + way.device());
    int count = (int) (scalars.byteSize() / Msm.SCALAR_BYTES);
    Stages stages = new Stages();
    Supplier<Point> sum =
        () -> {
          TaskResult<MsmSums> result = scheduler.submit(Msm.of(bases.get(), scalars)).await();
          stages.add(result.report());
          return result.value().get(0);
        };
    session.settle(
        () -> {
          Point unused = sum.get();
        });
    figures.add(way, count, measure(way, scalars, sum), stages.list());
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
