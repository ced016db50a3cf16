package dev.twinloop.device;

import dev.twinloop.engine.Slot;
import dev.twinloop.task.Program;

/**
 * A slot that is given to one slice of a task. Only one thread at a time may use it, from {@link
 * Device#tryLease} to {@link Device#release}.
 */
public final class Lease {
  private static final System.Logger LOG = System.getLogger(Lease.class.getName());

  private static final long LARGE = 512 << 10;

  private final DeviceLife life;
  private final SlotKey key;
  private final Slot slot;

  /** Held while bytes are overwritten; nobody waits for it under the device's lock. */
  private final Object cleaning = new Object();

  private String owner = "";
  private String soiledBy = "";
  private boolean soiled;
  private boolean foreign;
  private boolean released = true;
  private long lastUsedNs;

  Lease(DeviceLife life, SlotKey key, Slot slot, long nowNs) {
    this.life = life;
    this.key = key;
    this.slot = slot;
    this.lastUsedNs = nowNs;
  }

  /** The program that the slot was compiled for. */
  public Program<?, ?> program() {
    return key.program();
  }

  /** The task that has the slot, or empty. */
  public synchronized String traceId() {
    return owner;
  }

  /**
   * The slot. Its buffers hold no data of another task. The first call may first have to overwrite
   * them, which takes time.
   */
  public Slot slot() {
    synchronized (cleaning) { // somebody may be at it
      if (takeForeign()) {
        clean();
      }
    }
    synchronized (this) {
      slot.forTask(owner);
      return slot;
    }
  }

  private synchronized boolean takeForeign() {
    boolean was = foreign;
    foreign = false;
    return was;
  }

  /**
   * Whether its buffers are so large that they should be overwritten before the next task comes.
   */
  public boolean large() {
    return slot.buffers().layout().bytes() >= LARGE;
  }

  /** Overwrites with zeros what the last task wrote, unless another task has the slot already. */
  public void tidy() {
    synchronized (cleaning) {
      if (takeSoil(true)) {
        overwrite();
      }
    }
  }

  DeviceLife life() {
    return life;
  }

  SlotKey key() {
    return key;
  }

  boolean holds(Object version) {
    return slot.buffers().holds(version);
  }

  /** Whether a task would have to overwrite what another has left here. */
  synchronized boolean foreignTo(String traceId) {
    return soiled && !soiledBy.equals(traceId);
  }

  synchronized boolean soiled() {
    return soiled;
  }

  synchronized long lastUsedNs() {
    return lastUsedNs;
  }

  synchronized void give(String traceId) {
    foreign = foreignTo(traceId);
    owner = traceId;
    released = false;
  }

  /**
   * Takes the slot back from its task.
   *
   * @throws IllegalStateException if it was taken back before
   */
  synchronized void takeBack(long nowNs) {
    if (released) {
      throw new IllegalStateException("lease of " + key + ": released twice");
    }
    released = true;
    soiled = true;
    soiledBy = owner;
    lastUsedNs = nowNs;
  }

  /** Overwrites with zeros what the last task wrote. */
  void clean() {
    synchronized (cleaning) {
      if (takeSoil(false)) {
        overwrite();
      }
    }
  }

  private synchronized boolean takeSoil(boolean ifFree) {
    boolean mine = soiled && (released || !ifFree);
    soiled &= !mine;
    return mine;
  }

  private void overwrite() {
    try {
      slot.buffers().zero();
    } catch (InternalError e) { // a shared file that was made shorter: there is nothing left
      LOG.log(System.Logger.Level.DEBUG, "buffers of a slot are gone", e);
    }
  }

  /** Overwrites with zeros what the last task wrote, and frees the slot. */
  void close() {
    synchronized (cleaning) {
      try {
        clean();
      } finally {
        slot.close();
      }
    }
  }
}
