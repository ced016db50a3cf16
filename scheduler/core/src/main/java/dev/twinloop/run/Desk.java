package dev.twinloop.run;

import dev.twinloop.device.Device;
import dev.twinloop.device.DeviceState;
import dev.twinloop.device.Lease;
import dev.twinloop.device.ProgramState;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.policy.Readiness;
import dev.twinloop.task.Program;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * What the dispatcher keeps of one accelerator: its lane, its slice factor, how busy it is, and the
 * tasks of which a copy shall be timed there. Thread-safe.
 */
final class Desk {
  private final ReentrantLock choosing = new ReentrantLock();
  private final Device device;
  private final LongSupplier clock;
  private final Lane lane = new Lane();
  private final Load load = new Load();
  private final Deque<TaskRun<?>> probes = new ConcurrentLinkedDeque<>();
  private final Deque<Lease> left = new ConcurrentLinkedDeque<>();
  private final AtomicInteger inUse = new AtomicInteger();
  private final Map<Lease, Long> held = new ConcurrentHashMap<>();
  private final AtomicLong threads = new AtomicLong();
  private final AtomicInteger timing = new AtomicInteger();
  private volatile double factor = 1;
  private volatile double utilisation;
  private volatile boolean wasReady;
  private volatile boolean lost;

  // Guarded by this.
  private long windowNs;
  private long busyNs;
  private long busySinceNs;

  Desk(Device device, LongSupplier clock) {
    this.device = device;
    this.clock = clock;
    this.windowNs = clock.getAsLong();
  }

  Device device() {
    return device;
  }

  /** Held by the device's thread that is taking a slice. */
  ReentrantLock choosing() {
    return choosing;
  }

  String id() {
    return device.id();
  }

  Lane lane() {
    return lane;
  }

  Load load() {
    return load;
  }

  /** Tasks of which a copy of a slice shall be timed. */
  Deque<TaskRun<?>> probes() {
    return probes;
  }

  /** Slots that a task has left for good: its bytes are overwritten when there is time. */
  Deque<Lease> left() {
    return left;
  }

  /** Whether to wake a thread for what was left: the next task overwrites what is little. */
  boolean hasLargeLeft() {
    Lease last = left.peekLast();
    return last != null && last.large();
  }

  /** By how much its slices are larger or smaller than their size by bytes. */
  double factor() {
    return factor;
  }

  void factor(double value) {
    factor = value;
  }

  /** The share of the time that it was used, over about the last seconds. */
  double utilisation() {
    return utilisation;
  }

  /** Whether it was up and was lost at some time, so that nobody waits for it again. */
  boolean lost() {
    boolean ready = device.state() instanceof DeviceState.Ready;
    lost |= wasReady && !ready;
    wasReady |= ready;
    return lost;
  }

  /** How many leases keep it busy; 0 while it is not ready. */
  int slots() {
    return device.state() instanceof DeviceState.Ready ready ? ready.slots() : 0;
  }

  Optional<HardwareCaps> caps() {
    return device.caps();
  }

  /** How far it is from running a program. */
  Readiness readiness(Program<?, ?> program, int capacity) {
    return switch (device.state()) {
      case DeviceState.Unknown _ -> Readiness.OFF;
      case DeviceState.Starting _, DeviceState.Trial _ -> Readiness.STARTING;
      case DeviceState.CoolingDown _, DeviceState.Unavailable _, DeviceState.Closed _ ->
          Readiness.GONE;
      case DeviceState.Ready _ ->
          switch (device.program(program, capacity)) {
            case ProgramState.Cold _ -> Readiness.COLD;
            case ProgramState.Compiling _ -> Readiness.COMPILING;
            case ProgramState.Warm _ -> Readiness.WARM;
            case ProgramState.Refused _ -> Readiness.REFUSED;
          };
    };
  }

  /** Why it does not take a program, if it does not. */
  Optional<DeviceException> refusal(Program<?, ?> program, int capacity) {
    return device.state() instanceof DeviceState.Ready
            && device.program(program, capacity) instanceof ProgramState.Refused refused
        ? Optional.of(refused.why())
        : Optional.empty();
  }

  /** Why it is of no use, if it is of none. */
  Optional<String> problem() {
    return switch (device.state()) {
      case DeviceState.CoolingDown cooling ->
          Optional.of("device " + id() + ": unhealthy, cooling down: " + cooling.why());
      case DeviceState.Unavailable absent -> Optional.of(absent.why());
      case DeviceState.Closed _ -> Optional.of("device " + id() + ": closed");
      case DeviceState.Unknown _,
          DeviceState.Starting _,
          DeviceState.Trial _,
          DeviceState.Ready _ ->
          Optional.empty();
    };
  }

  /**
   * A lease was taken.
   *
   * @param arithmetic threads of arithmetic that its slice keeps the device busy with
   */
  synchronized void taken(Lease lease, long arithmetic) {
    held.put(lease, arithmetic);
    threads.addAndGet(arithmetic);
    if (inUse.getAndIncrement() == 0) {
      busySinceNs = clock.getAsLong();
    }
  }

  /** A lease was released. */
  synchronized void released(Lease lease) {
    threads.addAndGet(-held.remove(lease));
    if (inUse.decrementAndGet() == 0) {
      busyNs += clock.getAsLong() - busySinceNs;
    }
  }

  /** Whether it could take another slice now. */
  boolean hasRoom() {
    return inUse.get() < slots();
  }

  /** Threads of arithmetic that slices keep it busy with. */
  long threads() {
    return threads.get();
  }

  /**
   * Whether a copy may be timed: nothing else wants its slot. A device that is never idle is timed
   * too, since what it took while it compiled would be the last word on it.
   */
  boolean mayTime() {
    return inUse.get() < Math.max(1, slots() - 1);
  }

  /** Copies of slices that are being timed: the CPU's own work leaves them cores. */
  int timing() {
    return timing.get();
  }

  /** Times a copy of a slice. */
  void time(Runnable copy) {
    timing.incrementAndGet();
    try {
      copy.run();
    } finally {
      timing.decrementAndGet();
    }
  }

  /** Leases in use. */
  int inUse() {
    return inUse.get();
  }

  /** The next window of utilisation begins. */
  synchronized void measure() {
    long now = clock.getAsLong();
    long window = now - windowNs;
    if (window <= 0) {
      return;
    }
    long busy = busyNs;
    busyNs = 0;
    if (inUse.get() > 0) {
      busy += now - busySinceNs;
      busySinceNs = now;
    }
    double share = Math.clamp((double) busy / window, 0, 1);
    utilisation += 0.3 * (share - utilisation);
    windowNs = now;
  }
}
