package dev.twinloop.policy;

import java.util.Set;

/**
 * Where a task may run now.
 *
 * @param cpu whether the CPU takes slices of it
 * @param devices which accelerators take slices of it
 * @param want accelerators to start, or to recover
 * @param prepare accelerators that compile its program in the background
 * @param probe accelerators on which a copy of a slice is timed; no task waits for its answer
 * @param hopeless whether no place can ever run it; then the task fails
 * @param reason why, in words, for logs
 */
public record Decision(
    boolean cpu,
    Set<String> devices,
    Set<String> want,
    Set<String> prepare,
    Set<String> probe,
    boolean hopeless,
    String reason) {

  public Decision {
    devices = Set.copyOf(devices);
    want = Set.copyOf(want);
    prepare = Set.copyOf(prepare);
    probe = Set.copyOf(probe);
  }

  /** The CPU alone. */
  public static Decision cpuAlone(String reason) {
    return cpuAlone(Set.of(), reason);
  }

  /** The CPU alone, while a copy of a slice is timed on some accelerators. */
  static Decision cpuAlone(Set<String> probe, String reason) {
    return new Decision(true, Set.of(), Set.of(), Set.of(), probe, false, reason);
  }

  /** The place that computes the task, or {@code both}; empty while no place does. */
  public String place() {
    if (devices.isEmpty()) {
      return cpu ? "cpu" : "";
    }
    return cpu ? "both" : devices.iterator().next();
  }
}
