package dev.twinloop.bench;

import java.util.HashMap;
import java.util.Map;

/**
 * Warms up what lies between a caller and a device: the same code for tasks of all kinds, which the
 * JVM compiles while some hundred of them pass. Before, a task of 3.4 ms takes 5: so a table's
 * first row of small tasks would be slower than its others.
 */
final class TaskPath {
  /** Then the JVM has compiled it. */
  private static final int ENOUGH = 1000;

  /** Where a task takes longer, the path does not matter. */
  private static final long LONG_NS = 20_000_000;

  private static final long PATIENCE_NS = 6_000_000_000L;

  private final Map<String, Integer> passed = new HashMap<>();

  /** Runs a task until enough of them have gone to a device, or for six seconds. */
  void warm(String deviceId, Spread.Run run) {
    long spent = 0;
    int tasks = passed.getOrDefault(deviceId, 0);
    long last = 0;
    while (tasks < ENOUGH && last < LONG_NS && spent < PATIENCE_NS) {
      last = run.timeNs();
      spent += last;
      tasks++;
    }
    passed.put(deviceId, tasks);
  }
}
