package dev.twinloop.run;

import dev.twinloop.device.DeviceState;
import dev.twinloop.policy.CostCurve;
import dev.twinloop.policy.Decision;
import dev.twinloop.policy.Estimate;
import dev.twinloop.policy.FleetView;
import dev.twinloop.policy.Offer;
import dev.twinloop.policy.PlacementPolicy;
import dev.twinloop.policy.Readiness;
import dev.twinloop.policy.Strategy;
import dev.twinloop.policy.TaskView;
import dev.twinloop.policy.Thresholds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * What the policy is told of tasks and places, and how its word becomes slices: the one place that
 * turns live objects into numbers and numbers into sizes. Thread-safe.
 */
final class Placing {
  /** Stands for accelerators that were not looked for yet. */
  static final String UNKNOWN = "?";

  private static final Decision CPU_ONLY = Decision.cpuAlone("CPU_ONLY");
  private static final long CACHED_NS = 50_000_000;
  private static final int LOOKED_AT = 64;

  /** Arrivals are averaged over this part of the time for which they are taken to go on. */
  private static final double MEMORIES = 3;

  private static final double LEAST_MEMORY_S = 1;

  private final Setting setting;
  private final Sizing sizing;
  private final Waiting waiting;
  private final Load cpuLoad = new Load();
  private final Streams streams;
  private final AtomicLong epoch = new AtomicLong();
  private final Map<String, Integer> seen = new HashMap<>();
  private final Map<String, DeviceState.Ready> starts = new ConcurrentHashMap<>();

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
      RunConfig config,
      PlacementPolicy policy,
      Costs costs,
      CpuSlots slots,
      TaskThreads threads,
      Accelerators accelerators,
      MemoryFit memory,
      dev.twinloop.engine.HardwareCaps cpuCaps,
      Telling telling,
      LongSupplier clock) {}

  Placing(Setting setting) {
    this.setting = setting;
    this.sizing = new Sizing(setting);
    this.waiting = new Waiting(setting);
    double horizonS = setting.policy().thresholds().horizon().toNanos() / 1e9;
    this.streams = new Streams(Math.max(LEAST_MEMORY_S, horizonS / MEMORIES));
  }

  /** How large slices are. */
  Sizing sizing() {
    return sizing;
  }

  /** What the thread that waits for a task may do of it. */
  Waiting waiting() {
    return waiting;
  }

  PlacementPolicy policy() {
    return setting.policy();
  }

  CpuSlots slots() {
    return setting.slots();
  }

  TaskThreads threads() {
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
    Stream stream = streams.of(run);
    Estimate cpu = sizing.cpu(run.program(), run.task().items(), now);
    Estimate soFar = cpu.known() ? cpu : Sizing.soFar(run, now);
    boolean arrives = (cpu.known() || sizing.onCpuOnly()) && run.outlook().count();
    if (first || arrives) {
      run.outlook().cpuNs(cpu.known() ? cpu.ns() : Double.POSITIVE_INFINITY);
    }
    if (sizing.onCpuOnly()) {
      return CPU_ONLY;
    }
    Decision cached = first ? stream.cached(now, epoch.get()) : null;
    if (cached != null) {
      return cached;
    }
    long left = first ? run.task().items() : Math.max(1, run.unclaimed());
    List<Offer> offers = new ArrayList<>();
    for (Desk desk : desks) {
      offers.add(offer(run, stream, desk, new Left(left, now, soFar)));
    }
    if (desks.isEmpty() && !accelerators().known()) {
      offers.add(new Offer(UNKNOWN, Readiness.OFF, remembered(run, left, now), 0, 0, 0));
    }
    if (arrives) {
      double saving = cpu.ns() * policy().saving(cpu, best(offers));
      streams.ofProgram(run).arrived(saving, now);
      streams.all().arrived(saving, now);
    }
    Decision decision =
        policy().decide(fleet(desks, now), view(run, stream, offers, new Left(left, now, soFar)));
    decision.probe().forEach(device -> stream.copyAsked(device, now));
    settle(run, desks, offers, decision);
    if (first) {
      remember(stream, cpu, decision, now);
    }
    return decision;
  }

  /** What is left, and what all of it is thought to take on the CPU. */
  private record Left(long items, long nowNs, Estimate whole) {}

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
            ofLeft(run, left),
            cpuLoad.backlogNs(run),
            cpuLoad.tasks(run),
            0);
    int items = run.sliceItems(run.account().sizes().acceleratorItems());
    return new TaskView(
        run.task().items(),
        left.items(),
        left.items() > items,
        run.share().deadlineNs() == Long.MAX_VALUE
            ? Long.MAX_VALUE
            : Math.max(0, run.share().deadlineNs() - left.nowNs()),
        stream.view(streams.ofProgram(run).gainNsPerSecond(left.nowNs())),
        cpu,
        setting.costs().of(run.program(), Costs.SHARED).estimate(left.items(), left.nowNs()),
        offers);
  }

  private Estimate ofLeft(TaskRun<?> run, Left left) {
    Estimate learned = sizing.cpu(run.program(), left.items(), left.nowNs());
    return learned.known() ? learned : left.whole().part(left.items(), run.task().items());
  }

  private FleetView fleet(List<Desk> desks, long now) {
    return new FleetView(
        setting.config().strategy(),
        devicesNamed(),
        !accelerators().known(),
        queueDepth(desks),
        streams.all().gainNsPerSecond(now),
        desks.stream().anyMatch(Desk::lost));
  }

  private Offer offer(TaskRun<?> run, Stream stream, Desk desk, Left left) {
    return new Offer(
        desk.id(),
        run.gone(desk.id())
            ? Readiness.GONE
            : desk.readiness(run.program(), sizing.capacity(run, desk)),
        setting.costs().of(run.program(), desk.id()).estimate(left.items(), left.nowNs()),
        desk.load().backlogNs(run),
        desk.load().tasks(run),
        desk.device().failureRate(),
        stream.copies(desk.id(), left.nowNs()));
  }

  /**
   * Whether another device can go on with a task: at once where the CPU would, and else one that is
   * on its way.
   */
  boolean another(TaskRun<?> run, String failed, List<Desk> desks) {
    boolean waits = setting.config().strategy() == Strategy.GPU_ONLY;
    for (Desk desk : desks) {
      if (!desk.id().equals(failed) && !run.gone(desk.id())) {
        Readiness there = desk.readiness(run.program(), sizing.capacity(run, desk));
        boolean never = there == Readiness.GONE || there == Readiness.REFUSED;
        if (there == Readiness.WARM || (waits && !never)) {
          return true;
        }
      }
    }
    return false;
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
    run.outlook().deviceNs(best(offers).ns());
    if (decision.cpu() && run.outlook().cpuNs() < Double.POSITIVE_INFINITY) {
      cpuLoad.assign(run, run.outlook().cpuNs());
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

  /** A copy of one of its slices is being timed. */
  void copyBegan(TaskRun<?> run, Desk desk) {
    streams.of(run).copyBegan(desk.id(), now());
  }

  /** A copy of one of its slices was timed. */
  void copyTimed(TaskRun<?> run, Desk desk, boolean faster) {
    streams.of(run).copyTimed(desk.id(), faster);
  }

  /**
   * Looks whether devices have started again: the code of such a one's worker is cold, whatever it
   * cost before. Each size is measured as if for the first time.
   */
  @SuppressWarnings("ReferenceEquality") // each start is another one, however alike
  void noteStarts(List<Desk> desks) {
    for (Desk desk : desks) {
      if (desk.device().state() instanceof DeviceState.Ready ready) {
        DeviceState.Ready before = starts.put(desk.id(), ready);
        if (before != null && before != ready) {
          streams.started(desk.id());
          setting.costs().started(desk.id());
        }
      }
    }
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
                    .observe(run.task().items(), took.ns(), !run.outlook().disturbed(), now()));
  }

  /** Whether the caller named the devices that shall work. */
  boolean devicesNamed() {
    return !setting.config().devices().isEmpty() && setting.config().insistent();
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
            sum += desk.readiness(run.program(), sizing.capacity(run, desk)).hashCode() * 31;
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

  private Thresholds thresholds() {
    return policy().thresholds();
  }

  private long now() {
    return setting.clock().getAsLong();
  }
}
