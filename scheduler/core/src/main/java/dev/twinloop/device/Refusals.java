package dev.twinloop.device;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.DeviceException.Code;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The programs that a device does not take: remembered over its lives, tried again rarely. Guarded
 * by the device's lock.
 */
final class Refusals {
  private static final int MOST = 1024;

  /** Memory comes free; a kernel that is refused once is refused for good. */
  private static final Duration MEMORY_RETRY = Duration.ofSeconds(2);

  private static final int DEATHS = 2;

  private final HealthRules rules;
  private final Map<SlotKey, ProgramState.Refused> refused = new Newest<>();
  private final Map<SlotKey, Integer> deaths = new Newest<>();

  Refusals(HealthRules rules) {
    this.rules = rules;
  }

  /** The refusal of a program, unless its time is over. */
  Optional<ProgramState.Refused> of(SlotKey key, long nowNs) {
    ProgramState.Refused refusal = refused.get(key);
    if (refusal != null && nowNs - refusal.retryNs() >= 0) {
      refused.remove(key);
      refusal = null;
    }
    return Optional.ofNullable(refusal);
  }

  void add(SlotKey key, DeviceException why, long nowNs) {
    Duration retry = why.code() == Code.OUT_OF_MEMORY ? MEMORY_RETRY : rules.refusalRetry();
    refused.put(key, new ProgramState.Refused(why, nowNs + retry.toNanos()));
  }

  /**
   * The worker died while it compiled this program.
   *
   * @return whether it did so before: then rather the program is at fault
   */
  boolean diedCompiling(SlotKey key) {
    return deaths.merge(key, 1, Integer::sum) >= DEATHS;
  }

  /** Whether the worker died while it compiled this program, or another beside it. */
  boolean suspect(SlotKey key) {
    return deaths.containsKey(key);
  }

  void compiled(SlotKey key) {
    deaths.remove(key);
  }

  /** Forgets the oldest: programs are an open set. */
  private static final class Newest<V> extends LinkedHashMap<SlotKey, V> {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<SlotKey, V> eldest) {
      return size() > MOST;
    }
  }
}
