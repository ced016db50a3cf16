package dev.twinloop.run;

import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of daemon threads that pull work. A thread that finds none looks on for a moment
 * before it sleeps, so that the next small task need not wake it; only a few do so at a time.
 */
final class Workers implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Workers.class.getName());

  /** Where work comes from. Called by any thread at any time. */
  interface Source {
    /** The next piece of work, or null. */
    @Nullable Runnable next();

    /** Whether there is probably more. */
    boolean more();

    /** Whether what nobody may take now can be taken in a moment: then one thread looks again. */
    default boolean soon() {
      return false;
    }
  }

  /** When one thread looks again for what may be taken soon. */
  private static final long LOOK_AGAIN_NS = 20_000;

  private final Source source;
  private final AtomicBoolean lookout = new AtomicBoolean();
  private final long spinNs;
  private final int mostSearching;
  private final Deque<Worker> asleep = new ConcurrentLinkedDeque<>();
  private final AtomicInteger searching = new AtomicInteger();
  private final String name;
  private final int count;
  private final List<Worker> all = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  /**
   * Starts the threads.
   *
   * @param name of each, with a number
   * @param count how many
   * @param spin how long an idle thread looks for work before it sleeps
   */
  Workers(String name, int count, Duration spin, Source source) {
    this.name = name;
    this.count = count;
    this.source = source;
    this.spinNs = spin.toNanos();
    this.mostSearching = Math.max(1, count / 4);
    for (int i = 0; i < count; i++) {
      all.add(new Worker(name + "-" + i));
    }
    all.forEach(worker -> worker.thread.start());
  }

  /** There is new work: wakes one thread, unless one is looking for work anyhow. */
  void signal() {
    if (searching.get() == 0) {
      wake(1);
    }
  }

  /** Wakes threads, at most this number. */
  void wake(int count) {
    for (int i = 0; i < count; i++) {
      Worker worker = asleep.pollFirst();
      if (worker == null) {
        return;
      }
      worker.woken = true;
      LockSupport.unpark(worker.thread);
    }
  }

  /** How many threads do not sleep, or were woken. */
  int awake() {
    return all.size() - asleep.size();
  }

  /**
   * Starts a thread in the place of each that has been at one piece of work for so long: a kernel
   * that never ends must not keep others waiting. As many again at the most.
   *
   * @return how many were started
   */
  int relieve(Duration limit) {
    long now = System.nanoTime();
    long stuck =
        all.stream()
            .filter(w -> w.busySinceNs != 0 && now - w.busySinceNs > limit.toNanos())
            .count();
    int wanted = (int) Math.min(count, stuck) - (all.size() - count);
    for (int i = 0; i < wanted && !closed; i++) {
      Worker worker = new Worker(name + "-" + all.size());
      all.add(worker);
      worker.thread.start();
    }
    return Math.max(0, wanted);
  }

  @Override
  public void close() {
    closed = true;
    wake(all.size());
  }

  /** Waits for the threads to end. */
  boolean ended(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    try {
      for (Worker worker : all) {
        if (worker.thread == Thread.currentThread()) {
          continue;
        }
        worker.thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
        if (worker.thread.isAlive()) {
          return false;
        }
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private final class Worker implements Runnable {
    private final Thread thread;
    private volatile boolean woken;
    private volatile long busySinceNs;

    Worker(String name) {
      thread = Thread.ofPlatform().daemon().name(name).unstarted(this);
    }

    @Override
    public void run() {
      while (!closed) {
        Runnable work = source.next();
        if (work == null) {
          work = search();
        }
        if (work != null) {
          busySinceNs = System.nanoTime();
          try {
            work.run();
          } catch (RuntimeException | Error e) {
            LOG.log(
                System.Logger.Level.ERROR, thread.getName(), e); // a slice's errors end its task
          } finally {
            busySinceNs = 0;
          }
        }
        boolean unused = Thread.interrupted(); // work of a user may have left one
      }
    }

    /** Looks for work a little longer, then sleeps. */
    private @Nullable Runnable search() {
      if (searching.incrementAndGet() <= mostSearching) {
        long end = System.nanoTime() + spinNs;
        while (!closed && System.nanoTime() < end) {
          Thread.onSpinWait();
          if (source.more()) {
            Runnable work = source.next();
            if (work != null) {
              stopSearching();
              return work;
            }
          }
        }
      }
      return sleep();
    }

    /** Says that it sleeps, looks once more, since a signal may have relied on it, and sleeps. */
    private @Nullable Runnable sleep() {
      woken = false;
      asleep.addFirst(this);
      searching.decrementAndGet();
      Runnable work = source.next();
      while (work == null && !woken && !closed) {
        if (source.soon() && lookout.compareAndSet(false, true)) {
          work = lookOut();
        } else {
          LockSupport.park(Workers.this);
        }
      }
      if (work == null) {
        // Several signals may have relied on the one that woke this thread: it sees to the rest.
        work = source.next();
        if (work != null && source.more()) {
          wake(1);
        }
        return work;
      }
      if (!asleep.remove(this)) {
        // Somebody meant to wake a sleeper: another must come instead.
        wake(1);
      } else if (source.more()) {
        wake(1);
      }
      return work;
    }

    /** Sleeps for moments, until there is work, nothing is left to come, or somebody wakes it. */
    private @Nullable Runnable lookOut() {
      try {
        while (source.soon() && !woken && !closed) {
          LockSupport.parkNanos(Workers.this, LOOK_AGAIN_NS);
          Runnable work = source.next();
          if (work != null) {
            return work;
          }
        }
        return null;
      } finally {
        lookout.set(false);
      }
    }

    private void stopSearching() {
      if (searching.decrementAndGet() == 0 && source.more()) {
        wake(1);
      }
    }
  }
}
