package dev.twinloop.policy;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where a task goes: a pure function of what is known.
 *
 * <pre>
 *   condition                                              place              besides
 *   CPU_ONLY                                               CPU
 *   GPU_ONLY                                               warm devices       start, compile; none left: fail
 *   devices were named                                     those devices      waited for until one was up once
 *   a device fails too often, cools down, refused          CPU
 *   a device would pay for the stream of tasks             CPU meanwhile      start, compile
 *   warm, never measured at this size                      CPU                a copy of a slice is timed there
 *   warm, seldom measured, not twice as dear               the device         or the CPU, if that was seldom measured
 *   went elsewhere a moment ago, not twice as dear         there              for a few tasks
 *   one place ends sooner, by the measured curves          that place
 *   deadline                                               where the 99th percentile ends soonest
 *   deadline that no place meets at the 99th percentile    as without one
 *   more tasks queued than the high water                  devices and CPU    slices × 0.8
 *   LOAD_BALANCE, task worth sharing                       devices and CPU    by measured cost an item
 *   the same, but together was measured to take longer     the better place   together again, seldom
 * </pre>
 *
 * When a device is started for a program, the program is prepared at once. It waits for the
 * device's compiler. Its known answer tests the device, so that nothing else must be compiled
 * first.
 *
 * <p>If tasks are assumed to come again ({@code repeats}), a program of unknown cost is compiled as
 * soon as its first task comes. When the cost is known, half of the task may be over.
 *
 * <p>Places are compared by the time when each would end the task: the cost of the task, and the
 * time that other tasks at this place still need. Each other task counts at most as much as this
 * task, because a place is shared fairly.
 */
public final class PlacementPolicy {
  private static final String CPU = "cpu";
  private static final String BOTH = "both";

  private static final Set<Readiness> COMING =
      Set.of(Readiness.OFF, Readiness.STARTING, Readiness.COLD, Readiness.COMPILING);

  private final Thresholds thresholds;
  private final Trials trials;

  public PlacementPolicy(Thresholds thresholds) {
    this.thresholds = thresholds;
    this.trials = new Trials(thresholds);
  }

  /** The thresholds of this policy. */
  public Thresholds thresholds() {
    return thresholds;
  }

  /** Decides for the remaining part of a task. */
  public Decision decide(FleetView fleet, TaskView task) {
    return switch (fleet.strategy()) {
      case CPU_ONLY -> Decision.cpuAlone("CPU_ONLY");
      case GPU_ONLY -> acceleratorsOnly(fleet, task);
      case AUTO, LOAD_BALANCE ->
          fleet.named() && !task.devices().isEmpty() ? named(fleet, task) : chosen(fleet, task);
    };
  }

  /**
   * The next factor for the size of a device's slices.
   *
   * @param factor the present one
   * @param utilisation share of the time that the device was used, 0 to 1
   * @param queueDepth tasks that wait for a device
   */
  public double adjusted(double factor, double utilisation, int queueDepth) {
    Thresholds t = thresholds;
    double wanted = factor;
    if (queueDepth > t.highWater()) {
      wanted = factor * t.shrink();
    } else if (queueDepth < t.lowWater() && utilisation < t.busyUtilisation()) {
      wanted = factor * t.grow();
    }
    return Math.clamp(wanted, t.leastFactor(), t.mostFactor());
  }

  /**
   * How many cores the CPU's own slices leave free while tasks with deadlines come, or while a copy
   * of a slice is timed. It is two cores for each slice on a device: each such slice has one thread
   * here and one in the worker, and both must run at once when their step is due. If no device
   * works, no core is left free.
   *
   * @param cores that the CPU computes on
   * @param deviceSlices slices that devices have now
   */
  public int coresKept(int cores, int deviceSlices) {
    return Math.min(2 * deviceSlices, (int) (cores * thresholds.urgentCores()));
  }

  /**
   * The smallest power of two from which on the device is the better place; empty if there is none.
   */
  public static Optional<Long> learnedMinimum(CostCurve cpu, CostCurve device, long nowNs) {
    for (int k = 0; k < 31; k++) {
      Estimate there = device.estimate(1L << k, nowNs);
      if (there.known() && there.ns() < cpu.estimate(1L << k, nowNs).ns()) {
        return Optional.of(1L << k);
      }
    }
    return Optional.empty();
  }

  /**
   * The time that a stream would save on a device, as a share of its cost on the CPU. If the device
   * was never measured at this size, the assumed speed of an unmeasured device is used. The cold
   * runs of other sizes say too little to justify leaving the program uncompiled.
   */
  public double saving(Estimate cpu, Estimate device) {
    if (!cpu.known() || cpu.ns() <= 0) {
      return 0;
    }
    double there =
        device.carriedOver() ? Math.min(device.ns(), thresholds.assumedNs(cpu.ns())) : device.ns();
    return Math.max(0, 1 - there / cpu.ns());
  }

  private Decision acceleratorsOnly(FleetView fleet, TaskView task) {
    Set<String> warm = ids(task.devices(), Set.of(Readiness.WARM));
    boolean coming =
        fleet.searching()
            || task.devices().stream()
                .anyMatch(
                    o -> o.readiness() != Readiness.GONE && o.readiness() != Readiness.REFUSED);
    return new Decision(
        false,
        warm.isEmpty() ? Set.of() : best(task, warm),
        ids(task.devices(), Set.of(Readiness.OFF)),
        ids(task.devices(), Set.of(Readiness.OFF, Readiness.STARTING, Readiness.COLD)),
        Set.of(),
        !coming,
        coming ? "GPU_ONLY" : "GPU_ONLY and no accelerator works");
  }

  /** The caller's devices do all; the CPU steps in when none can, or not again. */
  private Decision named(FleetView fleet, TaskView task) {
    List<Offer> offers = task.devices();
    Set<String> warm = ids(offers, Set.of(Readiness.WARM));
    boolean coming = offers.stream().anyMatch(o -> COMING.contains(o.readiness()));
    boolean waits = coming && !fleet.recovering() && fleet.strategy() == Strategy.AUTO;
    boolean cpu =
        warm.isEmpty()
            ? !waits
            : fleet.strategy() == Strategy.LOAD_BALANCE
                && offers.stream().filter(Offer::warm).allMatch(o -> shares(task, o));
    return new Decision(
        cpu,
        warm.isEmpty() ? Set.of() : best(task, warm),
        ids(offers, Set.of(Readiness.OFF, Readiness.STARTING, Readiness.GONE)),
        ids(offers, Set.of(Readiness.OFF, Readiness.STARTING, Readiness.COLD)),
        Set.of(),
        false,
        offers.stream().map(PlacementPolicy::saying).collect(Collectors.joining(", ")));
  }

  private static String saying(Offer device) {
    return device.id()
        + switch (device.readiness()) {
          case WARM -> " was named";
          case OFF, STARTING -> " starts";
          case COLD, COMPILING -> " compiles";
          case REFUSED -> " refused the program";
          case GONE -> " is of no use now";
        };
  }

  private Decision chosen(FleetView fleet, TaskView task) {
    Set<String> want = new HashSet<>();
    Set<String> prepare = new HashSet<>();
    boolean balanced = fleet.strategy() == Strategy.LOAD_BALANCE;
    for (Offer offer : task.devices()) {
      double ownGain =
          task.cpu().whole().known()
              ? task.cpu().whole().ns()
                  * saving(task.cpu().whole(), offer.whole())
                  * thresholds.repeats()
              : 0;
      double horizon = thresholds.horizon().toNanos() / 1e9;
      double startGain = fleet.gainNsPerSecond() * horizon + ownGain;
      double compileGain = task.stream().gainNsPerSecond() * horizon + ownGain;
      boolean starts = balanced || startGain > thresholds.startCost().toNanos();
      boolean comesBack = !task.cpu().whole().known() && thresholds.repeats() > 1;
      boolean compiles = balanced || comesBack || compileGain > thresholds.compileCost().toNanos();
      switch (offer.readiness()) {
        case OFF, GONE -> {
          if (starts) {
            want.add(offer.id());
          }
          if (starts && compiles) {
            prepare.add(offer.id());
          }
        }
        case STARTING, COLD -> {
          if (compiles) {
            prepare.add(offer.id());
          }
        }
        case COMPILING, WARM, REFUSED -> {}
      }
    }
    Decision place = place(fleet, task);
    return new Decision(
        place.cpu(), place.devices(), want, prepare, place.probe(), false, place.reason());
  }

  private Decision place(FleetView fleet, TaskView task) {
    List<Offer> usable =
        task.devices().stream()
            .filter(o -> o.warm() && o.failureRate() <= thresholds.failureRate())
            .toList();
    if (usable.isEmpty()) {
      return Decision.cpuAlone("no device is ready for it");
    }
    List<Offer> known = usable.stream().filter(o -> o.whole().known()).toList();
    boolean worthSharing =
        task.divisible() && task.cpu().whole().ns() > thresholds.leastShared().toNanos();
    if (known.isEmpty() && !worthSharing && trials.copiesInVain(usable, task)) {
      return new Decision(
          false, idsOf(usable), Set.of(), Set.of(), Set.of(), false, "no copy found room, tried");
    }
    if (known.isEmpty() || !task.cpu().whole().known()) {
      boolean both = worthSharing && task.cpu().whole().known();
      // Of a shared task too: the CPU may take every slice before a device can.
      Set<String> probe = idsOf(trials.copiesApart(usable));
      return new Decision(
          true,
          both ? idsOf(usable) : Set.of(),
          Set.of(),
          Set.of(),
          probe,
          false,
          "no device was measured with it");
    }
    if (late(task, known)) {
      return place(fleet, task.atLeisure());
    }
    Offer best = known.getFirst();
    for (Offer offer : known) {
      if (finish(offer, task) < finish(best, task)) {
        best = offer;
      }
    }
    if (fleet.strategy() == Strategy.LOAD_BALANCE && worthSharing) {
      return shared(task, best, fast(known, best, task));
    }
    return oneOf(fleet, task, best, usable);
  }

  /**
   * Devices and CPU together, unless that was measured to take longer than the better of them
   * alone: they share the host's memory and cores, and the last slice of one may be late.
   */
  private Decision shared(TaskView task, Offer best, Set<String> devices) {
    Decision apart = new Decision(false, devices, Set.of(), Set.of(), Set.of(), false, "alone");
    if (!shares(task, best)) {
      return apart;
    }
    boolean onDevice = finish(best, task) <= finish(task.cpu(), task);
    Offer alone = onDevice ? best : task.cpu();
    Estimate both = task.shared();
    boolean went = task.stream().last().equals(BOTH);
    double margin = went ? 1 - thresholds.hysteresis() : 1;
    boolean together = !both.known() || both.ns() * margin <= finish(alone, task);
    Estimate other = together ? alone.whole() : both;
    double ratio = together ? finish(alone, task) / both.ns() : both.ns() / finish(alone, task);
    String reason =
        "together %.0f us, %s %.0f us"
            .formatted(both.ns() / 1e3, alone.id(), finish(alone, task) / 1e3);
    boolean gone = went != together && !task.stream().last().isEmpty();
    boolean open = !together && unsure(both, task);
    Copies copies = together && onDevice ? best.copies() : Copies.NONE;
    if (both.known() && (open || trials.due(other, copies, ratio, gone, task))) {
      together = !together;
      reason += ", tried";
    }
    return together
        ? new Decision(true, devices, Set.of(), Set.of(), Set.of(), false, reason)
        : onDevice ? apart : Decision.cpuAlone(reason);
  }

  /**
   * Whether too little is known of what devices and CPU take together to leave it at that. No copy
   * of a slice is ever timed for it: a first task that met a cold device would have the last word.
   */
  private boolean unsure(Estimate both, TaskView task) {
    boolean open = both.samples() < thresholds.trials();
    return (open || both.ageNs() > thresholds.reprobe().toNanos())
        && task.deadlineLeftNs() == Long.MAX_VALUE;
  }

  private Decision oneOf(FleetView fleet, TaskView task, Offer best, List<Offer> usable) {
    double there = finish(best, task);
    double here = finish(task.cpu(), task);
    String reason = "%s %.0f us, cpu %.0f us".formatted(best.id(), there / 1e3, here / 1e3);
    Thresholds t = thresholds;
    boolean onDevice =
        task.stream().last().equals(CPU)
            ? there < here * (1 - t.hysteresis())
            : task.stream().last().isEmpty() ? there < here : there * (1 - t.hysteresis()) < here;
    Estimate other = onDevice ? task.cpu().whole() : best.whole();
    double ratio = onDevice ? here / there : there / here;
    boolean wentThere = task.stream().last().equals(onDevice ? CPU : best.id());
    Copies copies = onDevice ? Copies.NONE : best.copies();
    if (trials.due(other, copies, ratio, wentThere, task)) {
      onDevice = !onDevice;
      reason += ", tried";
    }
    if (!onDevice) {
      return Decision.cpuAlone(idsOf(trials.copiesDue(usable, task)), reason);
    }
    Set<String> probe = idsOf(trials.copiesApart(trials.unmeasured(usable)));
    boolean crowded = fleet.queueDepth() > t.highWater() && task.divisible();
    List<Offer> known = usable.stream().filter(o -> o.whole().known()).toList();
    Set<String> devices = task.divisible() ? fast(known, best, task) : nearBest(known, task);
    return new Decision(crowded, devices, Set.of(), Set.of(), probe, false, reason);
  }

  /**
   * Whether no place is thought to meet a task's deadline at the 99th percentile. Then the median
   * says where more of such tasks do, and a place whose tail was long once is tried again.
   */
  private static boolean late(TaskView task, List<Offer> known) {
    double soonest = task.cpu().finishP99Ns();
    for (Offer offer : known) {
      soonest = Math.min(soonest, offer.finishP99Ns());
    }
    return task.deadlineLeftNs() < Long.MAX_VALUE && soonest > task.deadlineLeftNs();
  }

  /** Whether the CPU's share of a task would be worth having. */
  private boolean shares(TaskView task, Offer device) {
    if (!task.divisible()) {
      return false;
    }
    if (!device.whole().known() || !task.cpu().whole().known()) {
      return true;
    }
    double share = device.whole().ns() / (device.whole().ns() + task.cpu().whole().ns());
    return share >= thresholds.leastCpuShare();
  }

  /** The devices whose share would be worth having beside the best. */
  private Set<String> fast(List<Offer> known, Offer best, TaskView task) {
    return known.stream()
        .filter(
            o ->
                finish(best, task) / (finish(best, task) + finish(o, task))
                    >= thresholds.leastCpuShare())
        .map(Offer::id)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Of warm devices: all for what can be shared, else those that end about as soon as the best. */
  private Set<String> best(TaskView task, Set<String> warm) {
    List<Offer> able = task.devices().stream().filter(o -> warm.contains(o.id())).toList();
    return task.divisible() ? warm : nearBest(able, task);
  }

  /** One that was never measured is taken too: nothing else would ever measure it. */
  private Set<String> nearBest(List<Offer> able, TaskView task) {
    double least = able.stream().mapToDouble(o -> finish(o, task)).min().orElse(0);
    return able.stream()
        .filter(o -> !o.whole().known() || finish(o, task) <= least * thresholds.nearBest())
        .map(Offer::id)
        .collect(Collectors.toUnmodifiableSet());
  }

  static double finish(Offer offer, TaskView task) {
    return task.deadlineLeftNs() == Long.MAX_VALUE ? offer.finishNs() : offer.finishP99Ns();
  }

  private static Set<String> idsOf(List<Offer> offers) {
    return offers.stream().map(Offer::id).collect(Collectors.toUnmodifiableSet());
  }

  private static Set<String> ids(List<Offer> offers, Set<Readiness> wanted) {
    return offers.stream()
        .filter(o -> wanted.contains(o.readiness()))
        .map(Offer::id)
        .collect(Collectors.toUnmodifiableSet());
  }
}
