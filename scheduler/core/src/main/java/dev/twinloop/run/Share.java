package dev.twinloop.run;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What a task has had of the machine, by which threads choose whose slice is next: tasks with a
 * deadline first, the earliest before all; then the one that was served least. A task that comes
 * begins at the mark of those that are served, so that it neither waits for what they had nor makes
 * them wait for what it lacks. Thread-safe.
 */
final class Share {
  private final long deadlineNs;
  private final long number;
  private final AtomicLong served;

  /**
   * A task's account.
   *
   * @param deadlineNs {@link Long#MAX_VALUE} without one
   * @param number tasks that were served equally go by it
   * @param servedNs the mark that it begins at
   */
  Share(long deadlineNs, long number, long servedNs) {
    this.deadlineNs = deadlineNs;
    this.number = number;
    this.served = new AtomicLong(servedNs);
  }

  /** An account as it stands now: a place in a lane. */
  record Mark(long deadlineNs, long servedNs, long number) implements Comparable<Mark> {
    @Override
    public int compareTo(Mark other) {
      int byDeadline = Long.compare(deadlineNs, other.deadlineNs);
      if (byDeadline != 0) {
        return byDeadline;
      }
      int byService = Long.compare(servedNs, other.servedNs);
      return byService != 0 ? byService : Long.compare(number, other.number);
    }
  }

  long deadlineNs() {
    return deadlineNs;
  }

  Mark mark() {
    return new Mark(deadlineNs, served.get(), number);
  }

  long servedNs() {
    return served.get();
  }

  void charge(long ns) {
    served.addAndGet(ns);
  }

  /** Whether a task's next slice comes before the next part of this one. */
  boolean yieldsTo(Share.Mark other) {
    return other.compareTo(mark()) < 0;
  }
}
