package dev.twinloop.run;

import dev.twinloop.device.ProgramState;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.policy.CostCurve;
import dev.twinloop.policy.Estimate;
import dev.twinloop.policy.Readiness;
import dev.twinloop.policy.Strategy;
import dev.twinloop.policy.Thresholds;
import dev.twinloop.task.Program;
import dev.twinloop.task.Slice;
import dev.twinloop.task.Slicing;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How large slices are, by what items were seen to cost, by bytes before that, and by the memory of
 * the place; and which way the CPU computes them. Thread-safe.
 */
final class Sizing {
  /** A loop is tried beside a host body with so small a part of a task. */
  private static final int TRIAL_PART = 64;

  /** A host body runs this number of times as often as other places before it may be left. */
  private static final int COLD_RUNS = 4;

  /**
   * Slices of one task that a device has at a time, and that its memory is shared by: while one is
   * computed, others are copied. Further slots are for other tasks, whose kernels fill what is
   * idle.
   */
  static final int MOST_OF_A_TASK = 4;

  private static final double UNKNOWN_NS = Double.POSITIVE_INFINITY;

  private static final int LARGEST_TRIAL = 1024;
  private static final int LEAST_SHARED_WHOLE = 1 << 14;

  /** A slice on the CPU takes up to this multiple of its time rather than be tiny. */
  private static final int LONGEST = 64;

  private final Placing.Setting setting;

  /**
   * A slice for the CPU.
   *
   * @param items about this number; 0: none
   * @param way {@link Costs#LOOP} or {@link Costs#BODY}
   */
  record CpuSlice(int items, String way) {}

  Sizing(Placing.Setting setting) {
    this.setting = setting;
  }

  /** Whether the CPU does all, whatever there is besides. */
  boolean onCpuOnly() {
    return setting.config().strategy() == Strategy.CPU_ONLY || setting.config().cpuNamed();
  }

  /** The next slice of a task on the CPU. */
  CpuSlice cpuSlice(TaskRun<?> run) {
    Slicing slicing = run.program().slicing();
    long left = run.unclaimed();
    String way = way(run);
    boolean shared = !run.outlook().decision().devices().isEmpty();
    if (slicing.whole() && !run.account().sizes().chosen()) {
      long most = Math.min(left, slicing.maxItems());
      long wanted =
          shared ? shareOf(run, left) : alone() ? most : Math.min(most, whileWaiting(run, left));
      return shared && wanted < LEAST_SHARED_WHOLE
          ? new CpuSlice(0, way)
          : new CpuSlice(
              setting
                  .memory()
                  .items(
                      run.bound(),
                      run.task().items(),
                      clamp(wanted),
                      setting.cpuCaps(),
                      Dispatcher.CPU_RUNS),
              way);
    }
    long items = run.account().sizes().cpuItems();
    CostCurve curve = setting.costs().of(run.program(), way);
    Estimate all = curve.estimate(Math.max(1, left), now());
    if (way.equals(Costs.LOOP) && trial(run)) {
      items = Math.min(run.task().items() / TRIAL_PART, LARGEST_TRIAL);
    } else if (all.known() && !run.account().sizes().chosen()) {
      items = measuredItems(items, all.ns() / left, thresholds().cpuSlice().toNanos());
      items = left <= items * 3 / 2 ? left : items;
    }
    if (shared) {
      items = Math.min(items, shareOf(run, left));
      if (items < leastShare(slicing, run.sliceItems(clamp(items)), left)) {
        return new CpuSlice(0, way);
      }
    }
    long unit = slicing.unit();
    items = Math.max(unit, items / unit * unit);
    return new CpuSlice((int) Math.min(items, slicing.maxItems()), way);
  }

  /** The CPU's next part of a task of few slices: all, if done before an accelerator comes. */
  private long whileWaiting(TaskRun<?> run, long left) {
    Estimate all = cpu(run.program(), left, now());
    return all.ns() <= thresholds().compileCost().toNanos() / 2.0
        ? left
        : SliceSizes.whileWaiting(setting.cpuCaps().computeUnits());
  }

  /**
   * Items that take as long as a slice on the CPU should, but no fewer than a slice by bytes: a
   * slice costs its steps and buffers, and a batch inversion serves the items of one slice alone. A
   * longer slice keeps nobody waiting: threads turn to more deserving tasks between its parts.
   */
  static long measuredItems(long byBytes, double itemNs, long sliceNs) {
    long wanted = (long) (sliceNs / Math.max(itemNs, Double.MIN_NORMAL));
    long most = (long) ((double) LONGEST * sliceNs / Math.max(itemNs, Double.MIN_NORMAL));
    return Math.max(wanted, Math.min(byBytes, most));
  }

  /**
   * The smallest share of a shared task that the CPU takes. Slices of one size cannot be cut
   * smaller: a share of half a slice would hold the task up until all of the slice was done.
   *
   * @param uniformItems the size of slices where all have one
   * @param left items that no place has taken yet
   */
  static long leastShare(Slicing slicing, int uniformItems, long left) {
    long worthIt = Math.max(slicing.unit(), left / 256);
    return slicing.uniform() ? Math.max(worthIt, Math.min(uniformItems, left)) : worthIt;
  }

  private static int clamp(long items) {
    return Math.clamp(items, 1, Integer.MAX_VALUE);
  }

  /** The CPU's part of what is left, so that it ends no later than the devices do. */
  private long shareOf(TaskRun<?> run, long left) {
    double device = run.outlook().deviceNs();
    CostCurve curve = setting.costs().of(run.program(), way(run));
    Estimate cpu = curve.estimate(Math.max(1, left), now());
    if (!cpu.known() || device == Double.POSITIVE_INFINITY) {
      return left;
    }
    double spread = Math.clamp(curve.perItemNs(0.9) / curve.perItemNs(0.5), 1, 2);
    return (long) (left * device / (device + cpu.ns() * spread));
  }

  /** Whether no accelerator can come to take over. */
  private boolean alone() {
    return onCpuOnly()
        || (setting.accelerators().known() && setting.accelerators().usable().isEmpty());
  }

  /** The loop, or the program's host body, whichever was measured faster. */
  private String way(TaskRun<?> run) {
    boolean insists = setting.config().cpuNamed();
    if (insists || !run.bound().hasHostBody()) {
      return Costs.LOOP;
    }
    if (trial(run)) {
      return Costs.LOOP;
    }
    InSlices body = inSlices(run, Costs.BODY);
    InSlices loop = inSlices(run, Costs.LOOP);
    boolean loopIsBetter = loop.itemNs() < body.itemNs() && body.itemNs() < UNKNOWN_NS;
    return loopIsBetter && !isNew(body.slice()) ? Costs.LOOP : Costs.BODY;
  }

  /**
   * What a way costs in slices as it would get now: larger ones may be remembered from a run that
   * was cold.
   */
  private record InSlices(Estimate slice, double itemNs) {}

  private InSlices inSlices(TaskRun<?> run, String way) {
    CostCurve curve = setting.costs().of(run.program(), way);
    long items = run.task().items();
    Estimate whole = curve.estimate(items, now());
    if (!whole.known()) {
      return new InSlices(whole, UNKNOWN_NS);
    }
    long slice = items;
    if (!run.program().slicing().whole()) {
      long sliceNs = thresholds().cpuSlice().toNanos();
      int byBytes = run.account().sizes().cpuItems();
      slice = Math.min(items, measuredItems(byBytes, whole.ns() / items, sliceNs));
    }
    Estimate there = curve.estimate(slice, now());
    return new InSlices(there, there.ns() / slice);
  }

  /**
   * Whether a host body ran too seldom, or too long ago, to be left: on a busy machine several
   * threads run it cold before the JVM has compiled it.
   */
  private boolean isNew(Estimate body) {
    return body.samples() < COLD_RUNS * thresholds().trials()
        || body.ageNs() > thresholds().refresh().toNanos();
  }

  /** Whether a small part of a task shall show what the loop costs beside a known body. */
  private boolean trial(TaskRun<?> run) {
    if (run.program().slicing().uniform()
        || run.task().items() < (long) TRIAL_PART * TRIAL_PART
        || run.unclaimed() == run.task().items()) {
      return false;
    }
    long trial = Math.min(run.task().items() / TRIAL_PART, LARGEST_TRIAL);
    Estimate loop = setting.costs().of(run.program(), Costs.LOOP).estimate(trial, now());
    return loop.samples() < thresholds().trials()
        && setting.costs().of(run.program(), Costs.BODY).estimate(1, now()).known();
  }

  /** What items cost on the CPU, by the better way. */
  Estimate cpu(Program<?, ?> program, long items, long now) {
    Map<String, CostCurve> curves = setting.costs().of(program);
    CostCurve loop = curves.get(Costs.LOOP);
    CostCurve body = curves.get(Costs.BODY);
    Estimate a = estimate(loop, items, now);
    Estimate b = estimate(body, items, now);
    return b.ns() <= a.ns() ? b : a;
  }

  /** What all of a task takes on the CPU, if it goes on as it began there; else unknown. */
  static Estimate soFar(TaskRun<?> run, long nowNs) {
    long begun = run.task().items() - run.unclaimed();
    boolean tells = run.open() && begun > 0 && run.outlook().decision().cpu();
    if (run.outlook().begunNs() == 0 || !tells) {
      return Estimate.UNKNOWN;
    }
    double ns = (double) (nowNs - run.outlook().begunNs()) * run.task().items() / begun;
    return new Estimate(ns, ns, 0, 0, Long.MAX_VALUE);
  }

  private static Estimate estimate(@Nullable CostCurve curve, long items, long now) {
    return curve == null ? Estimate.UNKNOWN : curve.estimate(items, now);
  }

  /**
   * How many slices of a task a device may have at a time: where there are fewer slices than slots,
   * devices that could take some now get their part, by speed if that differs much.
   */
  int most(TaskRun<?> run, Desk desk, List<Desk> desks) {
    long slices = 1 + (Math.max(1, run.unclaimed()) - 1) / Math.max(1, deviceItems(run, desk));
    int slots = 0;
    double all = 0;
    double fastest = 0;
    double slowest = Double.POSITIVE_INFINITY;
    int able = 0;
    for (Desk other : desks) {
      int has = other.load().runs(run);
      if (run.outlook().decision().devices().contains(other.id()) && (has > 0 || other.hasRoom())) {
        double speed = speed(run, other);
        slices += has;
        slots += Math.min(other.slots(), MOST_OF_A_TASK);
        able++;
        all += speed;
        fastest = Math.max(fastest, speed);
        slowest = Math.min(slowest, speed);
      }
    }
    if (slices >= slots || able < 2) {
      return Integer.MAX_VALUE;
    }
    double share = fastest < 2 * slowest ? 1.0 / able : speed(run, desk) / all;
    return Math.clamp(Math.round(slices * share), 1, Integer.MAX_VALUE);
  }

  /**
   * Whether a slice that is a task of its own is left to another device, which has compiled its
   * program and has less to do. A device with nothing to do leaves nothing to others, so that
   * nobody waits for a device that does not come.
   */
  boolean leftToAnother(TaskRun<?> run, Desk desk, List<Desk> desks) {
    if (desk.inUse() == 0 || run.unclaimed() > deviceItems(run, desk)) {
      return false;
    }
    return desks.stream()
        .anyMatch(
            other ->
                other != desk
                    && other.hasRoom()
                    && run.hasForDevice(other.id())
                    && soonerThere(run, desk, other)
                    && other.readiness(run.program(), capacity(run, other)) == Readiness.WARM);
  }

  private boolean soonerThere(TaskRun<?> run, Desk desk, Desk other) {
    double ratio = speed(run, other) / speed(run, desk);
    boolean alike = ratio > 0.5 && ratio < 2;
    return other.inUse() + 1 < (desk.inUse() + 1) * (alike ? 1 : ratio);
  }

  private double speed(TaskRun<?> run, Desk desk) {
    Estimate cost =
        setting.costs().of(run.program(), desk.id()).estimate(run.task().items(), now());
    return cost.known() ? 1 / Math.max(1, cost.ns()) : 1e-9;
  }

  /** How many items a slice gets on a device. */
  int deviceItems(TaskRun<?> run, Desk desk) {
    SliceSizes sizes = run.account().sizes();
    Slicing slicing = run.program().slicing();
    int wanted = sizes.acceleratorItems();
    if (!sizes.chosen() && !slicing.uniform() && !slicing.whole()) {
      int grown = Integer.highestOneBit(clamp((long) (wanted * desk.factor())));
      wanted = Math.clamp(grown, slicing.unit(), Math.max(wanted, sizes.acceleratorCapacity()));
    }
    int items =
        desk.caps()
            .map(caps -> fitting(run, desk, caps))
            .filter(fit -> slicing.whole() && !sizes.chosen())
            .orElse(wanted);
    return refusedForSize(run, desk, items);
  }

  private int fitting(TaskRun<?> run, Desk desk, HardwareCaps caps) {
    return setting
        .memory()
        .items(
            run.bound(),
            run.task().items(),
            run.account().sizes().acceleratorItems(),
            caps,
            Math.clamp(desk.slots(), 1, MOST_OF_A_TASK));
  }

  /** A class that did not fit the device's memory is not asked for again: half of it is. */
  private static int refusedForSize(TaskRun<?> run, Desk desk, int items) {
    Slicing slicing = run.program().slicing();
    int fit = items;
    while (!slicing.uniform()
        && fit / 2 >= slicing.unit()
        && desk.device().program(run.program(), classOf(run, fit))
            instanceof ProgramState.Refused refused
        && refused.why().code() == DeviceException.Code.OUT_OF_MEMORY) {
      fit = Integer.highestOneBit(fit - 1);
    }
    return fit;
  }

  private static int classOf(TaskRun<?> run, int items) {
    int least =
        items < run.account().sizes().acceleratorItems()
            ? 1
            : run.account().sizes().acceleratorCapacity();
    return Math.max(least, run.bound().capacity(run.bound().slice(0, run.sliceItems(items))));
  }

  /** The capacity class that a task needs on a device next. */
  int capacity(TaskRun<?> run, Desk desk) {
    int needed = run.outlook().neededCapacity();
    return needed > 0 ? needed : classOf(run, deviceItems(run, desk));
  }

  /** The smallest class that a slice shall run in. */
  int least(TaskRun<?> run, Slice slice, Desk desk) {
    boolean cut =
        deviceItems(run, desk) < run.account().sizes().acceleratorItems()
            && !run.account().sizes().chosen();
    boolean small = run.program().slicing().whole() || cut;
    return small ? 1 : run.account().sizes().acceleratorCapacity();
  }

  private Thresholds thresholds() {
    return setting.policy().thresholds();
  }

  private long now() {
    return setting.clock().getAsLong();
  }
}
