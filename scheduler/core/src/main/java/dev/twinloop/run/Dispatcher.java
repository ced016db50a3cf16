package dev.twinloop.run;

import dev.twinloop.device.Device;
import dev.twinloop.device.Lease;
import dev.twinloop.device.ProgramState;
import dev.twinloop.device.SliceOutcome;
import dev.twinloop.device.SlotRequest;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.policy.Decision;
import dev.twinloop.scheduler.SchedulerEvent.Kind;
import dev.twinloop.task.Slice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Carries out what the policy decides: keeps the tasks under way, puts each into the lanes of the
 * places that may take slices of it, and hands out the next slice to a thread that asks. Has no
 * threads of its own and never waits: whoever calls does the work, so that tests can let any two
 * steps follow each other.
 *
 * <pre>
 *   submit ──▶ decide ──▶ lanes          nextOnCpu, nextOn(device) ──▶ a Runnable that carries a slice
 *                ▲                                                            │
 *                └── each second, each 100 slices, a device changed, a slice failed
 * </pre>
 */
final class Dispatcher implements CpuThreads.Slices, Carrier.Aftermath {
  /** The CPU's id. */
  static final String CPU = "cpu";

  /** Slices of one task on the CPU at a time: while one is encoded, the other computes. */
  static final int CPU_RUNS = 2;

  /** How far down a lane a thread looks for a task that it can serve. */
  private static final int LOOK = 16;

  /** What taking a slice costs in a task's account until it has run. */
  private static final long TOKEN_NS = 1000;

  /** How long a small task is left to the thread that may come to wait for it. */
  static final long LEFT_TO_WAITER_NS = 20_000;

  private final Placing placing;
  private final Carrier carrier;
  private final Wake wake;
  private final Lane cpu = new Lane();
  private final Set<TaskRun<?>> active = ConcurrentHashMap.newKeySet();
  private final Map<String, Desk> desks = new ConcurrentHashMap<>();
  private final AtomicLong served = new AtomicLong();
  private final AtomicLong slices = new AtomicLong();
  private final Urgency urgency;
  private final AtomicBoolean evaluating = new AtomicBoolean();
  private final AtomicBoolean dirty = new AtomicBoolean();
  private final Semaphore waiters;

  /** Who is woken when there is work. */
  interface Wake {
    /** The CPU has a slice. */
    void cpu();

    /** A device has a slice, or a copy to time. */
    void device(Desk desk);
  }

  Dispatcher(Placing placing, Carrier carrier, Wake wake) {
    this.placing = placing;
    this.carrier = carrier;
    this.wake = wake;
    this.waiters = new Semaphore(placing.cores());
    this.urgency = new Urgency(placing.policy().thresholds().urgentStream(), placing.clock());
  }

  // ---- tasks -----------------------------------------------------------------------------------

  /** The mark of service at which a new task begins. */
  long mark() {
    return served.get();
  }

  /** Takes a task up. */
  void add(TaskRun<?> run) {
    active.add(run);
    urgency.arrived(run);
    decide(run, true);
  }

  /** A task has ended. */
  void remove(TaskRun<?> run) {
    placing.forget(run);
    leaveAll(run);
  }

  private void leaveAll(TaskRun<?> run) {
    active.remove(run);
    cpu.remove(run);
    placing.cpuLoad().dismiss(run);
    for (Desk desk : desks.values()) {
      desk.lane().remove(run);
      desk.load().dismiss(run);
    }
  }

  /** Tasks that have not ended. */
  Set<TaskRun<?>> active() {
    return active;
  }

  /** The desks of the accelerators that are known. */
  List<Desk> desks() {
    return placing.accelerators().usable().stream().map(this::desk).toList();
  }

  private Desk desk(Device device) {
    Desk known = desks.get(device.id());
    return known != null && known.device().equals(device)
        ? known
        : desks.compute(
            device.id(),
            (_, old) ->
                old != null && old.device().equals(device)
                    ? old
                    : new Desk(device, placing.clock()));
  }

  private void decide(TaskRun<?> run, boolean first) {
    Decision decision;
    List<Desk> known = desks();
    try {
      decision = placing.decide(run, known, first);
    } catch (RuntimeException | Error e) {
      run.fail(e); // the task's own program threw
      return;
    }
    run.decide(decision);
    if (decision.hopeless()) {
      run.fail(
          DeviceException.Code.UNAVAILABLE.exception(
              "task %s: strategy GPU_ONLY and no accelerator works: %s"
                  .formatted(run.traceId(), problems(known))));
      return;
    }
    for (Desk desk : known) {
      String id = desk.id();
      if (decision.prepare().contains(id)) {
        desk.device()
            .prepare(
                SlotRequest.of(run.program(), placing.sizing().capacity(run, desk), run.traceId()));
      }
      if (decision.want().contains(id)) {
        desk.device().want(run.traceId());
        desk.problem().ifPresent(run::note);
      }
      if (decision.probe().contains(id) && desk.probes().isEmpty()) {
        desk.probes().add(run);
        wake.device(desk);
      }
    }
    if (decision.want().contains(Placing.UNKNOWN)) {
      placing.accelerators().search();
    }
    if (known.isEmpty() && placing.accelerators().known()) {
      placing.noteProblems(run);
    }
    lanes(run, known);
  }

  private static String problems(List<Desk> desks) {
    return String.join("; ", desks.stream().flatMap(d -> d.problem().stream()).toList());
  }

  /** Puts a task where its decision says, and wakes who may serve it. */
  private void lanes(TaskRun<?> run, List<Desk> known) {
    refreshCpu(run);
    known.forEach(desk -> refresh(run, desk));
    if (!run.open()) {
      leaveAll(run); // it ended meanwhile
    }
  }

  /** A second look after each removal: what was put back meanwhile must not be overlooked. */
  private void refreshCpu(TaskRun<?> run) {
    if (!wantsCpu(run)) {
      cpu.remove(run);
    }
    if (wantsCpu(run)) {
      cpu.add(run);
      wake.cpu();
    }
  }

  private boolean wantsCpu(TaskRun<?> run) {
    return placing.cpuLoad().runs(run) < CPU_RUNS && run.hasForCpu();
  }

  private void refresh(TaskRun<?> run, Desk desk) {
    if (!run.hasForDevice(desk.id())) {
      desk.lane().remove(run);
    }
    if (run.hasForDevice(desk.id())) {
      desk.lane().add(run);
      wake.device(desk);
    }
  }

  // ---- the CPU asks ----------------------------------------------------------------------------

  @Override
  public Share.@Nullable Mark head() {
    return cpu.head();
  }

  @Override
  public @Nullable Runnable next(Share.@Nullable Mark rival) {
    if (cpu.isEmpty()) {
      return null;
    }
    for (TaskRun<?> run : cpu.first(LOOK)) {
      Share.Mark mark = run.share().mark();
      if (rival != null && rival.compareTo(mark) < 0) {
        return null;
      }
      if (placing.sizing().leftToWaiter(run)) {
        continue;
      }
      Runnable slice = onCpu(run);
      if (slice != null) {
        return slice;
      }
    }
    return null;
  }

  /**
   * What the thread that waits for a task may do of it itself, which saves two hand-overs: all of a
   * small task on the CPU, and slices on a device where they are short.
   *
   * @param atMostNs how long the thread is ready to wait
   */
  void carryFor(TaskRun<?> run, long atMostNs) {
    carryOnCpu(run);
    while (placing.sizing().mayRunOnDevice(run, atMostNs)) {
      Runnable slice = null;
      for (Desk desk : desks()) {
        slice = slice == null ? onDevice(run, desk) : slice;
      }
      if (slice == null) {
        return;
      }
      slice.run();
    }
  }

  /** Not where as many threads as there are cores do so already: more would only take turns. */
  private void carryOnCpu(TaskRun<?> run) {
    if (!placing.sizing().mayRunInline(run) || !waiters.tryAcquire()) {
      return;
    }
    try {
      while (placing.sizing().mayRunInline(run)) {
        Runnable slice = onCpu(run);
        if (slice == null) {
          return;
        }
        slice.run();
      }
    } finally {
      waiters.release();
    }
  }

  private <R> @Nullable Runnable onCpu(TaskRun<R> run) {
    if (placing.cpuLoad().runs(run) >= CPU_RUNS) {
      refreshCpu(run); // comes back when one of them has ended
      return null;
    }
    Optional<SliceRun> slice;
    String way;
    try {
      Sizing.CpuSlice size = placing.sizing().cpuSlice(run);
      way = size.way();
      slice =
          run.beginOnCpu(
              size.items(), s -> residents(run, s, v -> placing.slots().holds(run.program(), v)));
    } catch (RuntimeException | Error e) {
      run.fail(e);
      cpu.remove(run);
      return null;
    }
    if (slice.isPresent()) {
      placing.cpuLoad().enter(run);
      charge(run);
    }
    if (slice.isEmpty()) {
      cpu.remove(run); // what is left is not for the CPU, as things stand
      if (run.hasAgainForCpu()) {
        refreshCpu(run);
      }
    } else {
      refreshCpu(run);
    }
    return slice
        .<Runnable>map(
            s ->
                () ->
                    placing
                        .threads()
                        .carry(
                            run.share(),
                            () -> carrier.onCpu(new Carrier.Errand<>(run, s, this), way)))
        .orElse(null);
  }

  private void charge(TaskRun<?> run) {
    long before = run.share().servedNs();
    served.accumulateAndGet(before, Math::max);
    run.share().charge(TOKEN_NS);
  }

  private <R> Residents residents(
      TaskRun<R> run, Slice slice, java.util.function.Predicate<Object> atHand) {
    Optional<Object> version = run.bound().residentVersion(slice);
    if (version.isEmpty() || atHand.test(version.get())) {
      return Residents.AT_HAND;
    }
    boolean elsewhere =
        placing.slots().holds(run.program(), version.get())
            || desks.values().stream()
                .anyMatch(desk -> desk.device().holds(run.program(), version.get()));
    return elsewhere ? Residents.ELSEWHERE : Residents.NOWHERE;
  }

  // ---- a device asks ---------------------------------------------------------------------------

  /** The next slice, or copy of a slice, for a device; null if there is none that it can take. */
  @Nullable Runnable nextOn(Desk desk) {
    for (TaskRun<?> run : desk.lane().first(LOOK)) {
      Runnable slice = onDevice(run, desk);
      if (slice != null) {
        return slice;
      }
    }
    TaskRun<?> copied = desk.inUse() == 0 ? desk.probes().poll() : null;
    return copied == null ? null : probe(copied, desk);
  }

  /**
   * One thread of a device at a time looks at a slice, leases the slot that has its residents and
   * takes it: another would see the same slice, and the slot that it gets would lose what it has.
   */
  private <R> @Nullable Runnable onDevice(TaskRun<R> run, Desk desk) {
    desk.choosing().lock();
    try {
      return chosen(run, desk);
    } finally {
      desk.choosing().unlock();
    }
  }

  private <R> @Nullable Runnable chosen(TaskRun<R> run, Desk desk) {
    if (!run.hasForDevice(desk.id())) {
      desk.lane().remove(run);
      return null;
    }
    if (urgency.keepsFree(run, desk)) {
      return null; // it stays in the lane: each lease that comes back wakes the device's threads
    }
    try {
      if (run.decision().devices().size() > 1
          && desk.load().runs(run)
              >= placing.sizing().most(run, desk, List.copyOf(desks.values()))) {
        return null; // the others' part
      }
      Function<Slice, Residents> residents =
          s -> residents(run, s, v -> desk.device().holds(run.program(), v));
      Optional<Slice> next = run.peek(placing.sizing().deviceItems(run, desk), residents);
      if (next.isEmpty()) {
        refresh(run, desk);
        return null;
      }
      Optional<Lease> lease = lease(run, next.get(), desk);
      if (lease.isEmpty()) {
        return null;
      }
      Optional<SliceRun> slice = run.beginOn(desk.id(), next.get());
      if (slice.isEmpty()) {
        desk.released();
        desk.device().release(lease.get(), new SliceOutcome.Cancelled());
        return null;
      }
      desk.load().enter(run);
      charge(run);
      run.needs(0);
      refresh(run, desk);
      return () ->
          carrier.onDevice(new Carrier.Errand<>(run, slice.get(), this), desk, lease.get());
    } catch (RuntimeException | Error e) {
      desk.lane().remove(run);
      run.fail(e);
      return null;
    }
  }

  /** A slot for a slice; where there is none because nothing is compiled, that is asked for. */
  private <R> Optional<Lease> lease(TaskRun<R> run, Slice slice, Desk desk) {
    int capacity = Math.max(placing.sizing().least(run, slice, desk), run.bound().capacity(slice));
    Optional<Object> version = run.bound().residentVersion(slice);
    SlotRequest request =
        new SlotRequest(run.program(), capacity, version, run.traceId(), run.urgent());
    Optional<Lease> lease = desk.device().tryLease(request);
    if (lease.isPresent()) {
      desk.taken();
    } else if (!(desk.device().program(run.program(), capacity) instanceof ProgramState.Warm)) {
      run.needs(capacity);
      decide(run, false); // another class than was thought: perhaps the CPU goes on meanwhile
    }
    return lease;
  }

  private <R> @Nullable Runnable probe(TaskRun<R> run, Desk desk) {
    try {
      int items = placing.sizing().deviceItems(run, desk);
      Slice slice = run.bound().slice(0, run.sliceItems(items));
      if (!run.beginGuest()) {
        return null;
      }
      Optional<Lease> lease = Optional.empty();
      try {
        lease = lease(run, slice, desk);
      } finally {
        if (lease.isEmpty()) {
          run.endGuest();
        }
      }
      Lease taken = lease.orElse(null);
      if (taken == null) {
        return null;
      }
      placing.probed(run);
      return () -> carrier.probe(run, slice, desk, taken);
    } catch (RuntimeException | Error e) {
      return null; // the task's own program threw: it will throw again where that matters
    }
  }

  // ---- what has happened -----------------------------------------------------------------------

  @Override
  public void over(TaskRun<?> run, String place) {
    Desk desk = desks.get(place);
    (desk == null ? placing.cpuLoad() : desk.load()).leave(run);
    if (run.open()) {
      lanes(run, desks());
    }
    if (slices.incrementAndGet() % placing.policy().thresholds().evaluateSlices() == 0) {
      evaluate();
    }
  }

  @Override
  public void caughtLying(String deviceId, String cause) {
    for (TaskRun<?> run : active) {
      long doubted = run.doubt(deviceId, cause);
      if (doubted > 0) {
        placing
            .telling()
            .tell(
                run.traceId(),
                Kind.DOUBTED,
                deviceId,
                doubted + " items that " + deviceId + " had delivered are computed again");
      }
      if (run.caught(deviceId)) {
        decide(run, false);
      }
    }
  }

  /** A device changed: whoever waits for it may go on, and decisions may be others now. */
  void deviceChanged() {
    if (placing.readinessChanged(desks(), active)) {
      evaluate();
    }
    for (Desk desk : desks.values()) {
      if (!desk.lane().isEmpty() || !desk.probes().isEmpty()) {
        wake.device(desk);
      }
    }
  }

  /** Looks at all tasks again; if somebody does so already, then once more after that. */
  void evaluate() {
    dirty.set(true);
    while (dirty.get() && evaluating.compareAndSet(false, true)) {
      try {
        dirty.set(false);
        placing.changed();
        for (TaskRun<?> run : active) {
          if (run.open()) {
            decide(run, false);
          }
        }
      } finally {
        evaluating.set(false);
      }
    }
  }

  /** Once a second: figures are smoothed, slices grow or shrink, tasks are looked at again. */
  void tick() {
    int depth = placing.queueDepth(desks.values());
    for (Desk desk : desks.values()) {
      desk.measure();
      desk.factor(placing.policy().adjusted(desk.factor(), desk.utilisation(), depth));
    }
    evaluate();
  }
}
