package dev.twinloop.scheduler;

import dev.twinloop.engine.DeviceEngine;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.Slot;
import dev.twinloop.task.Program;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The slots of one engine: at most as many in use as keep the device busy, and about as many idle
 * ones kept compiled. A slot can be given back before its buffers are zeroed, so that a task that
 * follows at once takes it instead of compiling another; whoever comes first zeroes them.
 * Thread-safe.
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
  private final Deque<Lease> idle = new ArrayDeque<>();
  private boolean closed;

  SlotPool(DeviceEngine engine, Events events) {
    this.events = events;
    this.engine = engine;
    this.limit = engine.preferredSlots();
    this.permits = new Semaphore(limit, true);
  }

  /** Waits for a free place on the device, and compiles the program if no idle slot has it. */
  Lease acquire(Program<?, ?> program, int capacity) {
    permits.acquireUninterruptibly();
    try {
      Lease kept = takeIdle(program, capacity);
      if (kept == null) {
        return opened(program, capacity);
      }
      kept.clean();
      return kept;
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
      lease.close();
    } finally {
      permits.release();
    }
  }

  /** Whether somebody waits for a place. */
  boolean contended() {
    return permits.hasQueuedThreads();
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

  private synchronized @Nullable Lease takeIdle(Program<?, ?> program, int capacity) {
    if (closed) {
      throw DeviceException.Code.UNAVAILABLE.exception(
          engine.hardwareCaps().deviceId() + ": the engine was closed");
    }
    for (Iterator<Lease> leases = idle.iterator(); leases.hasNext(); ) {
      Lease lease = leases.next();
      if (lease.fits(program, capacity)) {
        leases.remove();
        return lease;
      }
    }
    return null;
  }
}
