package dev.twinloop.worker.process;

import dev.twinloop.worker.protocol.FrameIntake;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * How long a thread that waits for a frame looks for it itself before it sleeps until it is woken.
 * What it waits for has a usual time: where that is short, being woken twice, in both processes,
 * takes as long as the work.
 *
 * <pre>
 *   usual time up to 1 ms     looks all the time, to twice the usual time
 *   up to the longest         sleeps three quarters of it, then looks, to five quarters
 *   longer                    sleeps
 * </pre>
 *
 * <p>Thread-safe.
 */
final class Vigil {
  private static final long SHORT_NS = 1_000_000;

  /** Beyond the usual time. */
  private static final long MARGIN_NS = 50_000;

  /** The part that a new time has in the usual one. */
  private static final int SMOOTHING = 4;

  private final long longestNs;
  private final Crew crew;
  private volatile long usualNs;

  /** The threads of a process that may look at a time: each keeps a processor busy. */
  static final class Crew {
    private final int most;
    private final AtomicInteger looking = new AtomicInteger();

    /** At most this number; none where it is 0. */
    Crew(int most) {
      this.most = most;
    }

    /** A quarter of the processors: none where there are fewer than four. */
    static Crew ofMachine() {
      return new Crew(Runtime.getRuntime().availableProcessors() / 4);
    }

    private boolean enter() {
      if (looking.incrementAndGet() <= most) {
        return true;
      }
      leave();
      return false;
    }

    private void leave() {
      looking.decrementAndGet();
    }
  }

  /**
   * Nothing is known yet, so nobody looks.
   *
   * @param longest usual time that is worth a look
   */
  Vigil(Duration longest, Crew crew) {
    this.longestNs = longest.toNanos();
    this.crew = crew;
    this.usualNs = 2 * longestNs;
  }

  /** It took so long this time. */
  void observe(long ns) {
    long usual = usualNs;
    usualNs = usual + (Math.min(ns, 2 * longestNs) - usual) / SMOOTHING;
  }

  /** How long it usually takes. */
  long usualNs() {
    return usualNs;
  }

  /** Sleeps for a while, or until what is waited for is there. */
  interface Doze {
    void atMost(long ns);
  }

  /**
   * Looks for a frame, as long as that is worth it.
   *
   * @param sinceNs when the waiting began
   * @param there whether it is there
   * @param doze how the thread sleeps until it is worth a look
   */
  void keep(FrameIntake intake, long sinceNs, BooleanSupplier there, Doze doze) {
    long usual = usualNs;
    if (usual > longestNs || crew.most == 0 || Thread.currentThread().isVirtual()) {
      return;
    }
    if (usual > SHORT_NS) {
      doze.atMost(Math.max(0, usual - usual / 4 - (System.nanoTime() - sinceNs)));
    }
    long until = usual > SHORT_NS ? usual + usual / 4 : 2 * usual;
    if (!there.getAsBoolean() && crew.enter()) {
      try {
        intake.look(sinceNs + until + MARGIN_NS, there);
      } finally {
        crew.leave();
      }
    }
  }
}
