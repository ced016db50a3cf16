package dev.twinloop.run;

import dev.twinloop.device.ProgramState;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.policy.CostCurve;
import dev.twinloop.policy.Decision;
import dev.twinloop.policy.Estimate;
import dev.twinloop.policy.FleetView;
import dev.twinloop.policy.Offer;
import dev.twinloop.policy.PlacementPolicy;
import dev.twinloop.policy.Readiness;
import dev.twinloop.policy.TaskView;
import dev.twinloop.policy.Thresholds;
import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.scheduler.Strategy;
import dev.twinloop.task.Program;
import dev.twinloop.task.Slice;
import dev.twinloop.task.Slicing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the policy is told of tasks and places, and how its word becomes slices: the one place that
 * turns live objects into numbers and numbers into sizes. Thread-safe.
 */
final class Placing {
  /** Stands for accelerators that were not looked for yet. */
  static final String UNKNOWN = "?";

  private static final Decision CPU_ONLY = Decision.cpuAlone("CPU_ONLY");
  private static final long CACHED_NS = 50_000_000;
  private static final int MOST_STREAMS = 4096;
  private static final int LOOKED_AT = 64;

  /** A loop is tried beside a host body with so small a part of a task. */
  private static final int TRIAL_PART = 64;

  private static final int LARGEST_TRIAL = 1024;
  private static final int LEAST_SHARED_WHOLE = 1 << 14;

  private final Setting setting;
  private final Load cpuLoad = new Load();
  private final Map<Stream.Key, Stream> streams = new ConcurrentHashMap<>();
  private final Stream all = new Stream();
  private final AtomicLong epoch = new AtomicLong();
  private final Map<String, Integer> seen = new HashMap<>();

  /**
   * What is fixed for a scheduler's life.
   *
   * @param config the caller's
   * @param policy decides
   * @param costs what was learned
   * @param slots of the CPU
   * @param threads of the CPU
   * @param accelerators that may be used
   * @param memory how large slices may be
   * @param cpuCaps the CPU
   * @param telling where events go
   * @param clock monotonic nanoseconds
   */
  record Setting(
      SchedulerConfig config,
      PlacementPolicy policy,
      Costs costs,
      CpuSlots slots,
      Carrying threads,
      Accelerators accelerators,
      MemoryFit memory,
      dev.twinloop.engine.HardwareCaps cpuCaps,
      Telling telling,
      LongSupplier clock) {}

  /** Runs a step in a task's name. */
  interface Carrying {
    void carry(Share share, Runnable step);
  }

  /**
   * A slice for the CPU.
   *
   * @param items about so many; 0: none
   * @param way {@link Costs#LOOP} or {@link Costs#BODY}
   */
  record CpuSlice(int items, String way) {}

  Placing(Setting setting) {
    this.setting = setting;
  }

  PlacementPolicy policy() {
    return setting.policy();
  }

  CpuSlots slots() {
    return setting.slots();
  }

  Carrying threads() {
    return setting.threads();
  }

  Accelerators accelerators() {
    return setting.accelerators();
  }

  Telling telling() {
    return setting.telling();
  }

  LongSupplier clock() {
    return setting.clock();
  }

  /** How many threads the CPU computes on. */
  int cores() {
    return Math.max(1, setting.cpuCaps().computeUnits());
  }

  Load cpuLoad() {
    return cpuLoad;
  }

  // ---- decisions -------------------------------------------------------------------------------

  /** The policy's word on what is left of a task. */
  Decision decide(TaskRun<?> run, List<Desk> desks, boolean first) {
    long now = now();
    Stream stream = stream(run);
    Estimate cpu = cpu(run.program(), run.task().items(), now);
    if (first) {
      run.cpuNs(cpu.known() ? cpu.ns() : Double.POSITIVE_INFINITY);
    }
    if (onCpuOnly()) {
      return CPU_ONLY;
    }
    Decision cached = first ? stream.cached(now, epoch.get()) : null;
    if (cached != null) {
      return cached;
    }
    long left = first ? run.task().items() : Math.max(1, run.unclaimed());
    List<Offer> offers = new ArrayList<>();
    for (Desk desk : desks) {
      offers.add(offer(run, desk, left, now));
    }
    if (desks.isEmpty() && !accelerators().known()) {
      offers.add(new Offer(UNKNOWN, Readiness.OFF, remembered(run, left, now), 0, 0, 0));
    }
    if (first && cpu.known()) {
      double saving = cpu.ns() * policy().saving(cpu, best(offers));
      stream.arrived(saving, now);
      all.arrived(saving, now);
    }
    Decision decision =
        policy().decide(fleet(desks, now), view(run, stream, offers, new Left(left, now)));
    settle(run, desks, offers, decision);
    if (first) {
      remember(stream, cpu, decision, now);
    }
    return decision;
  }

  private record Left(long items, long nowNs) {}

  private boolean onCpuOnly() {
    return setting.config().strategy() == Strategy.CPU_ONLY
        || setting.config().device().filter(Dispatcher.CPU::equals).isPresent();
  }

  private void remember(Stream stream, Estimate cpu, Decision decision, long now) {
    if (!decision.place().isEmpty()) {
      stream.went(decision.place());
    }
    boolean settled =
        decision.place().equals(Dispatcher.CPU)
            && decision.want().isEmpty()
            && decision.prepare().isEmpty()
            && decision.probe().isEmpty()
            && !decision.reason().endsWith("tried");
    if (settled && cpu.ns() < thresholds().inline().toNanos()) {
      stream.cache(decision, now + CACHED_NS, epoch.get());
    }
  }

  private TaskView view(TaskRun<?> run, Stream stream, List<Offer> offers, Left left) {
    Offer cpu =
        new Offer(
            Dispatcher.CPU,
            Readiness.WARM,
            cpu(run.program(), left.items(), left.nowNs()),
            cpuLoad.backlogNs(run),
            cpuLoad.tasks(run),
            0);
    int items = run.sliceItems(run.sizes().acceleratorItems());
    return new TaskView(
        run.task().items(),
        left.items(),
        left.items() > items,
        run.deadlineNs() == Long.MAX_VALUE
            ? Long.MAX_VALUE
            : Math.max(0, run.deadlineNs() - left.nowNs()),
        stream.view(left.nowNs()),
        cpu,
        offers);
  }

  private FleetView fleet(List<Desk> desks, long now) {
    return new FleetView(
        setting.config().strategy(),
        setting.config().device().isPresent() && setting.config().insistent(),
        !accelerators().known(),
        queueDepth(desks),
        all.gainNsPerSecond(now),
        desks.stream().anyMatch(Desk::lost));
  }

  private Offer offer(TaskRun<?> run, Desk desk, long left, long now) {
    return new Offer(
        desk.id(),
        run.caught(desk.id()) ? Readiness.GONE : desk.readiness(run.program(), capacity(run, desk)),
        setting.costs().of(run.program(), desk.id()).estimate(left, now),
        desk.load().backlogNs(run),
        desk.load().tasks(run),
        0);
  }

  /** What devices of earlier runs cost, before any is known. */
  private Estimate remembered(TaskRun<?> run, long left, long now) {
    Estimate best = Estimate.UNKNOWN;
    for (Map.Entry<String, CostCurve> curve : setting.costs().of(run.program()).entrySet()) {
      Estimate there = curve.getValue().estimate(left, now);
      if (!curve.getKey().startsWith(Dispatcher.CPU + ":") && there.ns() < best.ns()) {
        best = there;
      }
    }
    return best;
  }

  private static Estimate best(List<Offer> offers) {
    Estimate best = Estimate.UNKNOWN;
    for (Offer offer : offers) {
      if (offer.whole().ns() < best.ns()) {
        best = offer.whole();
      }
    }
    return best;
  }

  /** Enters a task into the loads of the places that it goes to, and out of the others. */
  private void settle(TaskRun<?> run, List<Desk> desks, List<Offer> offers, Decision decision) {
    run.deviceNs(best(offers).ns());
    if (decision.cpu() && run.cpuNs() < Double.POSITIVE_INFINITY) {
      cpuLoad.assign(run, run.cpuNs());
    } else {
      cpuLoad.dismiss(run);
    }
    for (int i = 0; i < desks.size(); i++) {
      Desk desk = desks.get(i);
      Estimate there = offers.get(i).whole();
      if (decision.devices().contains(desk.id())) {
        desk.load().assign(run, there.known() ? there.ns() / decision.devices().size() : 0);
      } else {
        desk.load().dismiss(run);
      }
    }
  }

  private Stream stream(TaskRun<?> run) {
    Stream.Key key = new Stream.Key(run.program(), CostCurve.sizeClass(run.task().items()));
    Stream known = streams.get(key);
    if (known != null) {
      return known;
    }
    if (streams.size() > MOST_STREAMS) {
      streams.clear();
    }
    return streams.computeIfAbsent(key, _ -> new Stream());
  }

  /** A copy of one of its slices is being timed. */
  void probed(TaskRun<?> run) {
    stream(run).probed(now());
  }

  /** Decisions that were kept hold no longer. */
  void changed() {
    epoch.incrementAndGet();
  }

  /** A task has ended: what it took as a whole at one place is learned. */
  void forget(TaskRun<?> run) {
    run.wholeTime()
        .ifPresent(
            took ->
                setting
                    .costs()
                    .of(run.program(), took.place())
                    .observe(run.task().items(), took.ns(), !run.wasDisturbed(), now()));
  }

  void noteProblems(TaskRun<?> run) {
    accelerators().problems().forEach(run::note);
  }

  /** Tasks that wait for devices beyond what their slots hold. */
  int queueDepth(Collection<Desk> desks) {
    int depth = 0;
    for (Desk desk : desks) {
      depth += Math.max(0, desk.load().all() - Math.max(1, desk.slots()));
    }
    return depth;
  }

  /** Whether a device, or one of the programs that are wanted now, changed since the last look. */
  boolean readinessChanged(List<Desk> desks, Set<TaskRun<?>> active) {
    boolean changed = false;
    synchronized (seen) {
      for (Desk desk : desks) {
        int sum = Boolean.hashCode(desk.lost()) + desk.device().state().getClass().hashCode();
        int looked = 0;
        for (TaskRun<?> run : active) {
          try {
            sum += desk.readiness(run.program(), capacity(run, desk)).hashCode() * 31;
          } catch (RuntimeException | Error e) {
            continue; // the task's own program threw: it will throw again where that matters
          }
          if (++looked == LOOKED_AT) {
            break;
          }
        }
        Integer before = seen.put(desk.id(), sum);
        changed |= before == null || before != sum;
      }
      changed |= seen.put(UNKNOWN, desks.size()) == null;
    }
    return changed;
  }

  // ---- sizes -----------------------------------------------------------------------------------

  /** Whether a task is left to the thread that may come to wait for it. */
  boolean leftToWaiter(TaskRun<?> run) {
    return run.cpuNs() < thresholds().inline().toNanos()
        && now() - run.submittedNs() < Dispatcher.LEFT_TO_WAITER_NS
        && run.queued();
  }

  /** Whether a task is so small that the thread that waits for it may carry it. */
  boolean mayRunInline(TaskRun<?> run) {
    return run.cpuNs() < thresholds().inline().toNanos()
        && run.decision().devices().isEmpty()
        && run.hasForCpu();
  }

  /** Whether the thread that waits for a task may carry slices of it to a device. */
  boolean mayRunOnDevice(TaskRun<?> run, long atMostNs) {
    return !run.decision().devices().isEmpty()
        && run.deviceNs()
            < Math.min((double) thresholds().inlineOnDevice().toNanos(), atMostNs / 4.0);
  }

  /** The next slice of a task on the CPU. */
  CpuSlice cpuSlice(TaskRun<?> run) {
    Slicing slicing = run.program().slicing();
    long left = run.unclaimed();
    String way = way(run);
    boolean shared = !run.decision().devices().isEmpty();
    if (slicing.whole() && !run.sizes().chosen()) {
      long most = Math.min(left, slicing.maxItems());
      long wanted =
          shared ? shareOf(run, left) : alone() ? most : Math.min(most, SliceSizes.WHILE_WAITING);
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
    long items = run.sizes().cpuItems();
    CostCurve curve = setting.costs().of(run.program(), way);
    Estimate all = curve.estimate(Math.max(1, left), now());
    if (way.equals(Costs.LOOP) && trial(run)) {
      items = Math.min(run.task().items() / TRIAL_PART, LARGEST_TRIAL);
    } else if (all.known() && !run.sizes().chosen()) {
      items = (long) (thresholds().cpuSlice().toNanos() * left / Math.max(1, all.ns()));
      items = left <= items * 3 / 2 ? left : items;
    }
    if (shared) {
      items = Math.min(items, shareOf(run, left));
      if (items < Math.max(slicing.unit(), left / 256)) {
        return new CpuSlice(0, way);
      }
    }
    long unit = slicing.unit();
    items = Math.max(unit, items / unit * unit);
    return new CpuSlice((int) Math.min(items, slicing.maxItems()), way);
  }

  private static int clamp(long items) {
    return Math.clamp(items, 1, Integer.MAX_VALUE);
  }

  /** The CPU's part of what is left, so that it ends no later than the devices do. */
  private long shareOf(TaskRun<?> run, long left) {
    double device = run.deviceNs();
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
    return onCpuOnly() || (accelerators().known() && accelerators().usable().isEmpty());
  }

  /** The loop, or the program's host body, whichever was measured faster. */
  private String way(TaskRun<?> run) {
    boolean insists = setting.config().device().filter(Dispatcher.CPU::equals).isPresent();
    if (insists || !run.bound().hasHostBody()) {
      return Costs.LOOP;
    }
    long now = now();
    long items = run.task().items();
    Estimate body = setting.costs().of(run.program(), Costs.BODY).estimate(items, now);
    Estimate loop = setting.costs().of(run.program(), Costs.LOOP).estimate(items, now);
    if (trial(run)) {
      return Costs.LOOP;
    }
    return body.known() && loop.known() && loop.ns() < body.ns() ? Costs.LOOP : Costs.BODY;
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
  private Estimate cpu(Program<?, ?> program, long items, long now) {
    Map<String, CostCurve> curves = setting.costs().of(program);
    CostCurve loop = curves.get(Costs.LOOP);
    CostCurve body = curves.get(Costs.BODY);
    Estimate a = estimate(loop, items, now);
    Estimate b = estimate(body, items, now);
    return b.ns() <= a.ns() ? b : a;
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
      if (run.decision().devices().contains(other.id()) && (has > 0 || other.hasRoom())) {
        double speed = speed(run, other);
        slices += has;
        slots += other.slots();
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

  private double speed(TaskRun<?> run, Desk desk) {
    Estimate cost =
        setting.costs().of(run.program(), desk.id()).estimate(run.task().items(), now());
    return cost.known() ? 1 / Math.max(1, cost.ns()) : 1e-9;
  }

  /** How many items a slice gets on a device. */
  int deviceItems(TaskRun<?> run, Desk desk) {
    SliceSizes sizes = run.sizes();
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

  private int fitting(TaskRun<?> run, Desk desk, dev.twinloop.engine.HardwareCaps caps) {
    return setting
        .memory()
        .items(
            run.bound(),
            run.task().items(),
            run.sizes().acceleratorItems(),
            caps,
            Math.max(1, desk.slots()));
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
    int least = items < run.sizes().acceleratorItems() ? 1 : run.sizes().acceleratorCapacity();
    return Math.max(least, run.bound().capacity(run.bound().slice(0, run.sliceItems(items))));
  }

  /** The capacity class that a task needs on a device next. */
  int capacity(TaskRun<?> run, Desk desk) {
    int needed = run.neededCapacity();
    return needed > 0 ? needed : classOf(run, deviceItems(run, desk));
  }

  /** The smallest class that a slice shall run in. */
  int least(TaskRun<?> run, Slice slice, Desk desk) {
    boolean cut = deviceItems(run, desk) < run.sizes().acceleratorItems() && !run.sizes().chosen();
    boolean small = run.program().slicing().whole() || cut;
    return small ? 1 : run.sizes().acceleratorCapacity();
  }

  private Thresholds thresholds() {
    return policy().thresholds();
  }

  private long now() {
    return setting.clock().getAsLong();
  }

  /** Whether a device of this scheduler was named. */
  Optional<String> named() {
    return setting.config().device();
  }
}
