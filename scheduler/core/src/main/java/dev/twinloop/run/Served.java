package dev.twinloop.run;

import java.util.concurrent.atomic.AtomicLong;

/** How far tasks have been served: the mark at which a new one begins. Thread-safe. */
final class Served {
  /** What taking a slice costs in a task's account until it has run. */
  private static final long TOKEN_NS = 1000;

  private final AtomicLong mark = new AtomicLong();

  long mark() {
    return mark.get();
  }

  /** A task got a slice. */
  void charge(TaskRun<?> run) {
    mark.accumulateAndGet(run.share().servedNs(), Math::max);
    run.share().charge(TOKEN_NS);
  }
}
