package dev.twinloop.run;

import dev.twinloop.policy.Copies;
import dev.twinloop.policy.Decision;
import dev.twinloop.policy.TaskView.StreamView;
import dev.twinloop.task.Program;
import java.util.HashMap;
import java.util.Map;
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

  /** Copies of its slices on one device. */
  private static final class Copied {
    private boolean began;
    private long lastNs;
    private int alike;
    private boolean asked;
    private long askedNs;
  }

  private final double memoryS;
  private double gainNs;
  private double count;
  private long firstNs;
  private long lastNs;
  private String last = "";
  private int inRow;
  private final Map<String, Copied> copied = new HashMap<>();
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
  synchronized StreamView view(double gainNsPerSecond) {
    return new StreamView(last, inRow, gainNsPerSecond);
  }

  synchronized void went(String place) {
    inRow = place.equals(last) ? inRow + 1 : 1;
    last = place;
  }

  /** What the policy is told of copies on a device. */
  synchronized Copies copies(String device, long nowNs) {
    Copied there = copied.get(device);
    return there == null
        ? Copies.NONE
        : new Copies(
            there.began ? nowNs - there.lastNs : Long.MAX_VALUE,
            there.alike,
            there.asked && !there.began ? nowNs - there.askedNs : 0);
  }

  /** A copy shall be timed on a device as soon as it has room. */
  synchronized void copyAsked(String device, long nowNs) {
    Copied there = on(device);
    if (!there.asked) {
      there.asked = true;
      there.askedNs = nowNs;
    }
  }

  /** A copy is being timed. */
  synchronized void copyBegan(String device, long nowNs) {
    Copied there = on(device);
    there.began = true;
    there.lastNs = nowNs;
  }

  /** A copy was timed, which was faster than all before or not. */
  synchronized void copyTimed(String device, boolean faster) {
    Copied there = on(device);
    there.alike = faster ? 0 : there.alike + 1;
  }

  /** A device has started again: what copies showed of its worker is no longer so. */
  synchronized void started(String device) {
    copied.remove(device);
  }

  private Copied on(String device) {
    return copied.computeIfAbsent(device, _ -> new Copied());
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
