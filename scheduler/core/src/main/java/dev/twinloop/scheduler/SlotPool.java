package dev.twinloop.scheduler;

import static java.util.Comparator.comparing;

import dev.twinloop.engine.DeviceEngine;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.Slot;
import dev.twinloop.task.Program;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The slots of one engine: at most as many in use as keep the device busy, and about as many idle
 * ones kept compiled. A slot can be given back before its buffers are zeroed, so that a task that
 * follows at once takes it instead of compiling another; whoever comes first zeroes them. What the
 * device holds in each slot can be asked at any time, also by pumps of other devices. Thread-safe.
 */
final class SlotPool implements AutoCloseable {
  private static final int IDLE_FACTOR = 4;

  /** A slot, with what it was compiled for. */
  static final class Lease {
    private final Program<?, ?> program;
    private final int capacity;
    private final Slot slot;
    private boolean soiled;

    private Lease(Program<?, ?> program, int capacity, Slot slot) {
      this.program = program;
      this.capacity = capacity;
      this.slot = slot;
    }

    Slot slot() {
      return slot;
    }

    boolean fits(Program<?, ?> wanted, int wantedCapacity) {
      return capacity == wantedCapacity && program.equals(wanted);
    }

    /** Whether the device has these residents in this slot. */
    boolean holds(Program<?, ?> wanted, Object version) {
      return program.equals(wanted) && slot.buffers().holds(version);
    }

    private synchronized void soil() {
      soiled = true;
    }

    /** Zeroes the buffers, unless somebody has since the slot was given back. */
    synchronized void clean() {
      if (soiled) {
        soiled = false;
        slot.buffers().zero();
      }
    }

    private synchronized void close() {
      soiled = false;
      slot.close();
    }
  }

  private final DeviceEngine engine;
  private final Events events;
  private final int limit;
  private final Semaphore permits;
  private final Deque<Lease> idle = new ConcurrentLinkedDeque<>();
  private final Set<Lease> taken = ConcurrentHashMap.newKeySet();
  private boolean closed;

  SlotPool(DeviceEngine engine, Events events) {
    this.events = events;
    this.engine = engine;
    this.limit = engine.preferredSlots();
    this.permits = new Semaphore(limit, true);
  }

  /** As {@link #acquire(Program, int, Optional)}, whatever the residents. */
  Lease acquire(Program<?, ?> program, int capacity) {
    return acquire(program, capacity, Optional.empty());
  }

  /**
   * Waits for a free place on the device, and compiles the program if no idle slot has it.
   *
   * @param version residents that the slot had better hold; if none that is idle does, any will do
   */
  Lease acquire(Program<?, ?> program, int capacity, Optional<Object> version) {
    permits.acquireUninterruptibly();
    try {
      Lease kept = takeIdle(program, capacity, version);
      Lease lease = kept == null ? opened(program, capacity) : kept;
      lease.clean();
      taken.add(lease);
      return lease;
    } catch (RuntimeException | Error e) {
      permits.release();
      throw e;
    }
  }

  /** Compiles the program; idle slots make room where there is none. */
  private Lease opened(Program<?, ?> program, int capacity) {
    long start = System.nanoTime();
    Lease lease;
    try {
      lease = new Lease(program, capacity, engine.openSlot(program, capacity));
    } catch (DeviceException.OutOfMemory e) {
      if (!closeIdle()) {
        throw e;
      }
      lease = new Lease(program, capacity, engine.openSlot(program, capacity));
    }
    String id = engine.hardwareCaps().deviceId();
    events.tell(
        "",
        SchedulerEvent.Kind.PROGRAM_COMPILED,
        id,
        "%s compiled for %d items on %s in %d ms"
            .formatted(program, capacity, id, (System.nanoTime() - start) / 1_000_000));
    return lease;
  }

  /** Gives a slot back and zeroes its buffers. */
  void release(Lease lease) {
    handBack(lease);
    lease.clean();
  }

  /** Gives a slot back; the caller calls {@link Lease#clean} next. */
  void handBack(Lease lease) {
    try {
      taken.remove(lease);
      lease.soil();
      Lease evicted = keep(lease);
      if (evicted != null) {
        evicted.close();
      }
    } finally {
      permits.release();
    }
  }

  /** Closes a slot that failed instead of keeping it. */
  void discard(Lease lease) {
    try {
      taken.remove(lease);
      lease.close();
    } finally {
      permits.release();
    }
  }

  /** Whether somebody waits for a place. */
  boolean contended() {
    return permits.hasQueuedThreads();
  }

  /** Whether an idle slot holds these residents. Waits for nobody. */
  boolean offers(Program<?, ?> program, Object version) {
    return idle.stream().anyMatch(lease -> lease.holds(program, version));
  }

  /** Whether any slot holds these residents. Waits for nobody. */
  boolean holds(Program<?, ?> program, Object version) {
    return offers(program, version)
        || taken.stream().anyMatch(lease -> lease.holds(program, version));
  }

  @Override
  public synchronized void close() {
    closed = true;
    closeIdle();
  }

  private synchronized boolean closeIdle() {
    boolean any = !idle.isEmpty();
    for (Lease lease = idle.pollFirst(); lease != null; lease = idle.pollFirst()) {
      lease.close();
    }
    return any;
  }

  private synchronized @Nullable Lease keep(Lease lease) {
    if (closed) {
      return lease;
    }
    idle.addFirst(lease);
    return idle.size() > limit * IDLE_FACTOR ? idle.removeLast() : null;
  }

  private synchronized @Nullable Lease takeIdle(
      Program<?, ?> program, int capacity, Optional<Object> version) {
    if (closed) {
      throw DeviceException.Code.UNAVAILABLE.exception(
          engine.hardwareCaps().deviceId() + ": the engine was closed");
    }
    Lease best =
        idle.stream()
            .filter(lease -> lease.fits(program, capacity))
            .min(comparing(lease -> version.filter(v -> lease.holds(program, v)).isEmpty() ? 1 : 0))
            .orElse(null);
    if (best != null) {
      idle.remove(best);
    }
    return best;
  }
}
