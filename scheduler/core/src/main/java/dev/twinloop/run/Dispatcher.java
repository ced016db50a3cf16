package dev.twinloop.run;

import dev.twinloop.device.SlotRequest;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.policy.Decision;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Carries out what the policy decides: keeps the tasks under way, puts each into the lanes of the
 * places that may take slices of it, and hands out the next slice to a thread that asks. Has no
 * threads of its own and never waits: the calling thread does the work, so that tests can let any
 * two steps follow each other.
 *
 * <pre>
 *   submit ──▶ decide ──▶ lanes          nextOnCpu, nextOn(device) ──▶ a Runnable that carries a slice
 *                ▲                                                            │
 *                └── each second, each 100 slices, a device changed, a slice failed
 * </pre>
 */
final class Dispatcher implements Carrier.Aftermath {
  /** The CPU's id. */
  static final String CPU = "cpu";

  /** Slices of one task on the CPU at a time: while one is encoded, the other computes. */
  static final int CPU_RUNS = 2;

  /** How far down a lane a thread looks for a task that it can serve. */
  static final int LOOK = 16;

  /** How long a small task is left to the thread that may come to wait for it. */
  static final long LEFT_TO_WAITER_NS = 20_000;

  private final Placing placing;
  private final Desks desks;
  private final Wake wake;
  private final Served served = new Served();
  private final CpuSlices cpu;
  private final DeviceSlices accelerators;
  private final Set<TaskRun<?>> active = ConcurrentHashMap.newKeySet();
  private final AtomicLong slices = new AtomicLong();
  private final Urgency urgency;
  private final AtomicBoolean evaluating = new AtomicBoolean();
  private final AtomicBoolean dirty = new AtomicBoolean();

  /** Who is woken when there is work. */
  interface Wake {
    /** The CPU has a slice. */
    void cpu();

    /** A device has a slice, or a copy to time. */
    void device(Desk desk);
  }

  /** What the dispatcher and those that hand out slices share. */
  record Parts(
      Placing placing, Desks desks, Carrier carrier, Wake wake, Served served, Urgency urgency) {}

  Dispatcher(Placing placing, Carrier carrier, Wake wake) {
    this.placing = placing;
    this.desks = new Desks(placing);
    this.wake = wake;
    this.urgency = new Urgency(placing.policy().thresholds(), placing.clock());
    Parts parts = new Parts(placing, desks, carrier, wake, served, urgency);
    this.cpu = new CpuSlices(parts, this);
    this.accelerators = new DeviceSlices(parts, this, run -> decide(run, false));
  }

  // ---- tasks -----------------------------------------------------------------------------------

  /** The mark of service at which a new task begins. */
  long mark() {
    return served.mark();
  }

  /** Takes a task up, unless it was cancelled before. */
  void add(TaskRun<?> run) {
    active.add(run);
    if (!run.open()) {
      leaveAll(run);
      return;
    }
    urgency.arrived(run);
    decide(run, true);
  }

  /**
   * Looks at a task that began without anything being known of its cost: what it has taken so far
   * may show that a device is worth its start.
   */
  void lookAgain(TaskRun<?> run) {
    if (run.open() && !run.outlook().counted()) {
      decide(run, false);
    }
  }

  /** A task has ended. */
  void remove(TaskRun<?> run) {
    placing.forget(run);
    leaveAll(run);
  }

  private void leaveAll(TaskRun<?> run) {
    active.remove(run);
    cpu.dismiss(run);
    for (Desk desk : desks.all()) {
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
    return desks.usable();
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
    run.outlook().decide(decision);
    if (first) {
      placing
          .telling()
          .dispatched(run.traceId(), run.task().type(), run.task().items(), decision.reason());
    }
    if (decision.hopeless()) {
      run.fail(hopeless(run, known));
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
    if (decision.cpu() && placing.devicesNamed()) {
      known.forEach(desk -> refusal(run, desk).ifPresent(e -> run.note(saying(desk, e))));
    }
    if (decision.want().contains(Placing.UNKNOWN)) {
      placing.accelerators().search();
    }
    if (known.isEmpty() && placing.accelerators().known()) {
      placing.noteProblems(run);
    }
    lanes(run, known);
  }

  private Optional<DeviceException> refusal(TaskRun<?> run, Desk desk) {
    return desk.refusal(run.program(), placing.sizing().capacity(run, desk));
  }

  private static String saying(Desk desk, DeviceException refusal) {
    return "device " + desk.id() + " does not take it: " + refusal.getMessage();
  }

  /** What GPU_ONLY fails with: the refusal, where a device is up and does not take the program. */
  private DeviceException hopeless(TaskRun<?> run, List<Desk> desks) {
    DeviceException.Code code =
        desks.stream()
            .flatMap(desk -> refusal(run, desk).stream())
            .map(DeviceException::code)
            .findFirst()
            .orElse(DeviceException.Code.UNAVAILABLE);
    String problems =
        desks.stream()
            .flatMap(d -> d.problem().or(() -> refusal(run, d).map(e -> saying(d, e))).stream())
            .collect(Collectors.joining("; "));
    return code.exception(
        "task %s: strategy GPU_ONLY and no accelerator works: %s"
            .formatted(run.traceId(), problems.isEmpty() ? "none was found" : problems));
  }

  /** Puts a task where its decision says, and wakes who may serve it. */
  private void lanes(TaskRun<?> run, List<Desk> known) {
    cpu.refresh(run);
    known.forEach(desk -> accelerators.refresh(run, desk));
    if (!run.open()) {
      leaveAll(run); // it ended meanwhile
    }
  }

  // ---- who asks for slices ---------------------------------------------------------------------

  /** Slices for the CPU. */
  CpuSlices cpu() {
    return cpu;
  }

  /** Slices for accelerators. */
  DeviceSlices accelerators() {
    return accelerators;
  }

  /**
   * What the thread that waits for a task may do of it itself, which saves two hand-overs: what the
   * CPU does soon, and slices on a device where they are short.
   *
   * @param atMostNs how long the thread is ready to wait
   */
  void carryFor(TaskRun<?> run, long atMostNs) {
    cpu.carry(run, atMostNs);
    while (placing.waiting().soonOnDevice(run, atMostNs)) {
      Runnable slice = null;
      for (Desk desk : desks()) {
        slice = slice == null ? accelerators.onDevice(run, desk) : slice;
      }
      if (slice == null) {
        return;
      }
      slice.run();
    }
  }

  // ---- what has happened -----------------------------------------------------------------------

  @Override
  public void over(TaskRun<?> run, String place) {
    Desk desk = desks.byId(place);
    (desk == null ? placing.cpuLoad() : desk.load()).leave(run);
    if (desk != null && desk.hasLargeLeft()) {
      wake.device(desk);
    }
    if (run.open()) {
      if (place.equals(CPU) && !run.outlook().counted()) {
        decide(run, false); // the first slice of its kind: only now it shows what a device is worth
      } else {
        lanes(run, desks());
      }
    }
    if (slices.incrementAndGet() % placing.policy().thresholds().evaluateSlices() == 0) {
      evaluate();
    }
  }

  @Override
  public boolean anotherFor(TaskRun<?> run, String failed) {
    return placing.another(run, failed, desks());
  }

  @Override
  public void moved(TaskRun<?> run) {
    if (run.open()) {
      decide(run, false);
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
                Telling.Incident.DOUBTED,
                deviceId,
                doubted + " items that " + deviceId + " had delivered are computed again");
      }
      if (run.gone(deviceId)) {
        decide(run, false);
      }
    }
  }

  /** A device changed: tasks that wait for it may go on, and decisions may be others now. */
  void deviceChanged() {
    placing.noteStarts(desks());
    if (placing.readinessChanged(desks(), active)) {
      evaluate();
    }
    for (Desk desk : desks.all()) {
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
    int depth = placing.queueDepth(desks.all());
    for (Desk desk : desks.all()) {
      desk.measure();
      desk.factor(placing.policy().adjusted(desk.factor(), desk.utilisation(), depth));
    }
    evaluate();
  }
}
