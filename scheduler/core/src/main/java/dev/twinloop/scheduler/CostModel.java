package dev.twinloop.scheduler;

import dev.twinloop.task.Program;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What an item of a program costs on a device: an exponential moving average of wall nanoseconds,
 * learned from the slices that ran. Thread-safe.
 */
final class CostModel {
  private static final double WEIGHT = 0.3;

  private record Key(Program<?, ?> program, String deviceId) {}

  private final Map<Key, Double> nsPerItem = new ConcurrentHashMap<>();

  /** Learns from one slice. */
  void observe(Program<?, ?> program, String deviceId, int items, long elapsedNs) {
    double cost = (double) elapsedNs / items;
    nsPerItem.merge(new Key(program, deviceId), cost, (old, now) -> old + WEIGHT * (now - old));
  }

  /** Nanoseconds an item, if one was ever observed. */
  OptionalDouble nsPerItem(Program<?, ?> program, String deviceId) {
    Double cost = nsPerItem.get(new Key(program, deviceId));
    return cost == null ? OptionalDouble.empty() : OptionalDouble.of(cost);
  }
}
