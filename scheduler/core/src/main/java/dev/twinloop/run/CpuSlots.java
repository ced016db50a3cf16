package dev.twinloop.run;

import dev.twinloop.engine.DeviceEngine;
import dev.twinloop.engine.Slot;
import dev.twinloop.task.Program;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Slots of the in-process CPU: buffers, mostly, so that they are opened where they are needed and
 * kept as long as there is room. What a task left in a slot is overwritten with zeros when the task
 * has ended, and at the latest before another task gets the slot. Thread-safe.
 */
final class CpuSlots implements AutoCloseable {
  private static final int MOST_IDLE = 64;
  private static final long MOST_IDLE_BYTES = 1L << 30;

  private final DeviceEngine engine;
  private final boolean confidential;
  private final Deque<Held> idle = new ArrayDeque<>();
  private long idleBytes;
  private boolean closed;

  /** A slot, with what it was opened for and the task that it was given to last. */
  static final class Held {
    private final Program<?, ?> program;
    private final int capacity;
    private final Slot slot;
    private String soiledBy = "";

    Held(Program<?, ?> program, int capacity, Slot slot) {
      this.program = program;
      this.capacity = capacity;
      this.slot = slot;
    }

    Slot slot() {
      return slot;
    }

    private Held givenTo(String traceId) {
      if (!soiledBy.isEmpty() && !soiledBy.equals(traceId)) {
        slot.buffers().zero();
      }
      soiledBy = traceId;
      return this;
    }

    private void clean() {
      soiledBy = "";
      slot.buffers().zero();
    }

    private boolean fits(Program<?, ?> wanted, int wantedCapacity) {
      return capacity == wantedCapacity && program.equals(wanted);
    }

    private long bytes() {
      return slot.buffers().layout().bytes();
    }

    boolean holds(Program<?, ?> wanted, Object version) {
      return program.equals(wanted) && slot.buffers().holds(version);
    }
  }

  /**
   * Slots of an engine.
   *
   * @param confidential whether scratch is wiped after each run too
   */
  CpuSlots(DeviceEngine engine, boolean confidential) {
    this.engine = engine;
    this.confidential = confidential;
  }

  /**
   * A slot of this class, if possible one that holds these residents.
   *
   * @throws dev.twinloop.engine.DeviceException if it cannot be opened
   */
  Held take(Program<?, ?> program, int capacity, Optional<Object> version, String traceId) {
    Held best = null;
    synchronized (this) {
      for (Held held : idle) {
        if (held.fits(program, capacity)) {
          boolean holds = version.isEmpty() || held.holds(program, version.get());
          if (best == null || holds) {
            best = held;
          }
          if (holds) {
            break;
          }
        }
      }
      if (best != null) {
        idle.remove(best);
        idleBytes -= best.bytes();
      }
    }
    Held taken =
        best == null ? new Held(program, capacity, engine.openSlot(program, capacity)) : best;
    return taken.givenTo(traceId);
  }

  /** Gives a slot back whose run went well; {@link #clean} follows when its task has ended. */
  void giveBack(Held held) {
    wipe(held);
    Deque<Held> surplus = new ArrayDeque<>();
    synchronized (this) {
      idle.addFirst(held);
      idleBytes += held.bytes();
      Iterator<Held> oldest = idle.descendingIterator();
      while ((closed || idle.size() > MOST_IDLE || idleBytes > MOST_IDLE_BYTES)
          && oldest.hasNext()) {
        Held next = oldest.next();
        oldest.remove();
        idleBytes -= next.bytes();
        surplus.add(next);
      }
    }
    surplus.forEach(this::discard);
  }

  /** Overwrites what a task left in idle slots. */
  void clean(String traceId) {
    List<Held> soiled = new ArrayList<>();
    synchronized (this) {
      for (Held held : idle) {
        if (held.soiledBy.equals(traceId)) {
          soiled.add(held);
        }
      }
      idle.removeAll(soiled);
      soiled.forEach(held -> idleBytes -= held.bytes());
    }
    for (Held held : soiled) {
      held.clean();
      giveBack(held);
    }
  }

  /** Zeroes and closes a slot whose run failed. */
  void discard(Held held) {
    try {
      held.slot.buffers().zero();
      wipe(held);
    } finally {
      held.slot.close();
    }
  }

  private void wipe(Held held) {
    if (confidential) {
      held.slot.wipe();
    }
  }

  /** Whether an idle slot holds these residents. */
  synchronized boolean holds(Program<?, ?> program, Object version) {
    return idle.stream().anyMatch(held -> held.holds(program, version));
  }

  @Override
  public void close() {
    Deque<Held> all;
    synchronized (this) {
      closed = true;
      all = new ArrayDeque<>(idle);
      idle.clear();
      idleBytes = 0;
    }
    all.forEach(this::discard);
  }
}
