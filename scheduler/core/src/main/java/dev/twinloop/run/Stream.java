package dev.twinloop.run;

import dev.twinloop.policy.Decision;
import dev.twinloop.policy.TaskView.StreamView;
import dev.twinloop.task.Program;
import org.jspecify.annotations.Nullable;

/**
 * Tasks of a kind, as they came lately: how much they would gain on a device, and where the last
 * one went. Thread-safe.
 */
final class Stream {
  /** Fewer tasks than this are single tasks and no stream. */
  private static final int STREAM = 3;

  private static final double LEAST_AGE_S = 0.25;

  /**
   * Which one.
   *
   * @param program its program
   * @param sizeClass the logarithm of its items, rounded down
   */
  record Key(Program<?, ?> program, int sizeClass) {}

  private final double memoryS;
  private double gainNs;
  private double count;
  private long firstNs;
  private long lastNs;
  private String last = "";
  private int inRow;
  private long probedNs = Long.MIN_VALUE / 2;
  private int copiesAlike;
  private @Nullable Decision cached;
  private long cachedUntilNs;
  private long cachedEpoch = -1;

  /**
   * None has come yet.
   *
   * @param memoryS over how long a time arrivals are averaged
   */
  Stream(double memoryS) {
    this.memoryS = memoryS;
  }

  /** Another task has come, which would save this much on a device. */
  synchronized void arrived(double savingNs, long nowNs) {
    decay(nowNs);
    if (count == 0) {
      firstNs = nowNs;
    }
    gainNs += savingNs;
    count++;
  }

  private void decay(long nowNs) {
    double factor = Math.exp(-(nowNs - lastNs) / (memoryS * 1e9));
    gainNs *= factor;
    count = count < 0.01 ? 0 : count * factor;
    lastNs = nowNs;
  }

  /** What the stream would save each second. */
  synchronized double gainNsPerSecond(long nowNs) {
    if (count < STREAM - 0.5) {
      return 0;
    }
    double factor = Math.exp(-(nowNs - lastNs) / (memoryS * 1e9));
    double age = Math.max(LEAST_AGE_S, (nowNs - firstNs) / 1e9);
    return gainNs * factor / (memoryS * (1 - Math.exp(-age / memoryS)));
  }

  /**
   * What the policy is told of it.
   *
   * @param gainNsPerSecond what tasks of its program would save each second
   */
  synchronized StreamView view(double gainNsPerSecond, long nowNs) {
    return new StreamView(last, inRow, gainNsPerSecond, nowNs - probedNs, copiesAlike);
  }

  synchronized void went(String place) {
    inRow = place.equals(last) ? inRow + 1 : 1;
    last = place;
  }

  synchronized void probed(long nowNs) {
    probedNs = nowNs;
  }

  /** A copy was timed, which was faster than all before or not. */
  synchronized void copied(boolean faster) {
    copiesAlike = faster ? 0 : copiesAlike + 1;
  }

  /** A decision that still holds, if nothing has changed since. */
  synchronized @Nullable Decision cached(long nowNs, long epoch) {
    return cachedEpoch == epoch && nowNs < cachedUntilNs ? cached : null;
  }

  synchronized void cache(Decision decision, long untilNs, long epoch) {
    cached = decision;
    cachedUntilNs = untilNs;
    cachedEpoch = epoch;
  }
}
